import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, realpath, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import { nanoid } from 'nanoid';
import { requireAtPlace } from '../database/projectPlace';
import { fileErrorOf } from '../jobs/fileError';
import { cancelledError, sourceErrorOf } from './sourceError';

export interface ReadFile {
  /** SHA-256, lower-case hex. */
  readonly fingerprint: string;
  readonly byteSize: number;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Bytes read so far, of the file's size at the start. */
  readonly onProgress: (done: number, total: number) => void;
}

const chunkBytes = 1024 * 1024;

/** Files that an import is still writing bear this; leftovers of a crash are swept. */
const temporarySuffix = '.part';

export function temporaryPath(folder: string): string {
  return join(folder, `.${nanoid(12)}${temporarySuffix}`);
}

/**
 * The whole fingerprint of a file that a job has made.
 * @param name what the person calls it
 * @throws CodedError `notFound`, `unreadable`, `cancelled`
 */
export async function fingerprintFile(
  source: string,
  name: string,
  { signal, onProgress }: ReadOptions,
): Promise<ReadFile> {
  let input: FileHandle | undefined;
  try {
    input = await open(source, 'r');
    const { size } = await input.stat();
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(chunkBytes, size)));
    let done = 0;
    for (;;) {
      if (signal.aborted) throw cancelledError();
      const { bytesRead } = await input.read(buffer, 0, buffer.length, done);
      if (bytesRead === 0) break;
      const chunk = buffer.subarray(0, bytesRead);
      hash.update(chunk);
      done += bytesRead;
      onProgress(done, size);
    }
    if (done !== size) {
      throw new CodedError(
        'unreadable',
        `"${name}" changed while it was read. Import it again when it is finished.`,
      );
    }
    return { fingerprint: hash.digest('hex'), byteSize: done };
  } catch (error) {
    throw sourceErrorOf(error, name);
  } finally {
    await input?.close();
  }
}

/** A failure of the project's disk while a file is taken in. */
export function storingError(error: unknown, target: string, name: string): CodedError {
  const known = fileErrorOf(error, target);
  if (!(known instanceof CodedError))
    return new CodedError('unreadable', `"${name}" could not be stored (${known.message}).`);
  if (known.code !== 'diskFull') return known;
  return new CodedError(
    'diskFull',
    `There is no room for "${name}" on the project's disk. Make room there and import it again.`,
  );
}

/**
 * Refuses a file that cannot fit before a byte of it is copied.
 * @throws CodedError `diskFull`
 */
export async function requireSpace(folder: string, byteSize: number, name: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (byteSize <= bavail * bsize) return;
  throw new CodedError(
    'diskFull',
    `There is no room for "${name}" on the project's disk: it needs ${megabytes(byteSize)}, ${megabytes(bavail * bsize)} are free. Make room there and import it again.`,
  );
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString('en-US')} MB`;

/** Gives a finished temporary file its name. A file that stands there already has the same content: it is replaced. */
export async function moveIntoPlace(temporary: string, target: string): Promise<void> {
  try {
    requireAtPlace(target);
    await mkdir(dirname(target), { recursive: true });
    await rename(temporary, target);
  } catch (error) {
    // Windows does not replace a file that is open; content addressed, it is the same one.
    const [present, fresh] = await Promise.all([sizeOf(target), sizeOf(temporary)]);
    await rm(temporary, { force: true });
    if (present !== undefined && present === fresh) return;
    throw storingError(error, target, basename(target));
  }
}

/** Writes a file of the cache as a whole or not at all. Not synced: the cache can be made again. */
export async function writeWhole(target: string, bytes: Uint8Array, name: string): Promise<void> {
  const temporary = temporaryPath(dirname(target));
  try {
    requireAtPlace(target);
    await mkdir(dirname(target), { recursive: true });
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw storingError(error, target, name);
  }
}

/** undefined = no such file. */
export async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    (facts) => (facts.isFile() ? facts.size : undefined),
    () => undefined,
  );
}

/** Removes what an import left that was killed. Nobody else writes there: a project has one worker. */
export async function sweepTemporaries(folder: string): Promise<void> {
  const entries = await readdir(folder).catch(() => []);
  const leftovers = entries.filter((entry) => entry.startsWith('.') && entry.endsWith(temporarySuffix));
  await Promise.all(leftovers.map((entry) => rm(join(folder, entry), { force: true })));
}

/**
 * The real place of a file that must lie below a folder, links followed.
 * @returns undefined when it is not there or lies elsewhere
 */
export async function realPathBelow(folder: string, path: string): Promise<string | undefined> {
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(path)]);
    return real.startsWith(root + sep) ? real : undefined;
  } catch {
    return undefined;
  }
}
