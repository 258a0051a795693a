import { constants, createReadStream, createWriteStream } from 'node:fs';
import { copyFile, link, mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errorCodeOf } from '../database/databaseErrors';

/** Codes of file systems that cannot link or clone here, or not from there. */
const cannotShare = new Set([
  'EXDEV',
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EMLINK',
  'ENOSYS',
  'ENOTTY',
  'EACCES',
  'EINVAL',
]);

export interface FileWork {
  readonly signal: AbortSignal;
  /** Bytes that were written since the last call. */
  readonly onBytes: (count: number) => void;
}

/**
 * Puts a file that is never written to again at another place: linked where one disk holds both, cloned where the file
 * system can, else copied in pieces, on the disk before it counts. Called off, nothing of it stays.
 * @returns false when there is no such file
 */
export async function takeFile(source: string, target: string, work: FileWork): Promise<boolean> {
  await mkdir(dirname(target), { recursive: true });
  return bring(source, target, work, [() => link(source, target), cloning(source, target)]);
}

/**
 * The same with bytes of its own: whoever writes to the copy does not write to the source.
 * @returns false when there is no such file
 */
export function copyFileWhole(source: string, target: string, work: FileWork): Promise<boolean> {
  return bring(source, target, work, [cloning(source, target)]);
}

const cloning = (source: string, target: string) => () =>
  copyFile(source, target, constants.COPYFILE_FICLONE_FORCE);

/** By the first of these ways that the disks know, else byte by byte. */
async function bring(
  source: string,
  target: string,
  work: FileWork,
  ways: readonly (() => Promise<void>)[],
): Promise<boolean> {
  for (const way of ways) {
    try {
      await way();
      return true;
    } catch (error) {
      const code = errorCodeOf(error) ?? '';
      if (code === 'ENOENT') return false;
      if (!cannotShare.has(code)) throw error;
    }
  }
  await copyBytes(source, target, work);
  return true;
}

async function copyBytes(source: string, target: string, { signal, onBytes }: FileWork): Promise<void> {
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      onBytes(chunk.byteLength);
      done(null, chunk);
    },
  });
  // A clone that failed may have left an empty file.
  await rm(target, { force: true });
  await pipeline(
    createReadStream(source, { highWaterMark: 1 << 20 }),
    count,
    createWriteStream(target, { flags: 'wx', flush: true }),
    { signal },
  );
}
