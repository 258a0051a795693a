import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import { fileErrorOf } from '../../jobs/fileError';
import { writeAll } from '../../writeAll';
import { fetchPieces } from '../net/fetchBody';

/** Bytes of a result: half a minute of 4K is far below. */
const maxFileBytes = 4 * 2 ** 30;
/** A line that brings nothing for this long is taken for dead, ms. */
const stallMs = 45_000;

/** The address brings nothing any more: it has expired, or was never good. Another one may. */
export class ExpiredLinkError extends Error {
  constructor(readonly status: number) {
    super(`The file is no longer at its address (status ${status}).`);
    this.name = 'ExpiredLinkError';
  }
}

export interface Downloaded {
  /** SHA-256 of the bytes, lower-case hex, taken as they came. */
  readonly hash: string;
  readonly byteSize: number;
}

/**
 * Fetches a file to `path`, whole under that name or not there. What a broken line has brought is kept beside it and
 * gone on from, if the server says it is still the same file. No key is sent, no redirect followed.
 * @throws ExpiredLinkError; LostAnswerError and WaitError as fetchPieces; CodedError `unreadable` for what is no media,
 * `tooLarge`, `diskFull`, `cancelled`
 */
export async function download(address: string, path: string, signal: AbortSignal): Promise<Downloaded> {
  const part = `${path}.part`;
  const tagFile = `${path}.etag`;
  await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
    throw fileErrorOf(error, path);
  });
  const [have, etag] = await Promise.all([sizeOf(part), readFile(tagFile, 'utf8').catch(() => '')]);
  const canResume = have > 0 && etag !== '';
  const headers = canResume ? { range: `bytes=${have}-`, 'if-range': etag } : {};
  const file = await open(part, canResume ? 'r+' : 'w').catch((error: unknown) => {
    throw fileErrorOf(error, path);
  });
  let hash = createHash('sha256');
  let position = 0;
  let isBegun = false;
  const begin = async (status: number, contentRange: string | null, tag: string | null): Promise<void> => {
    isBegun = true;
    const start = status === 206 ? rangeStart(contentRange) : 0;
    if (status === 206 && canResume && start === have) {
      hash = await hashOf(part, have);
      position = have;
    } else if (status === 206) {
      throw new CodedError('unreadable', 'Kling sent another part of the file than was asked for.');
    } else {
      await file.truncate(0);
      // Weak ones do not promise the same bytes.
      const strong = tag?.startsWith('"') ? tag : '';
      await (strong === '' ? rm(tagFile, { force: true }) : writeFile(tagFile, strong));
    }
  };
  try {
    await fetchPieces(
      address,
      {
        headers,
        isMedia: true,
        maxBytes: maxFileBytes,
        timeoutMs: stallMs,
        signal,
        server: "Kling's file server",
      },
      async (piece, { status, contentType, contentRange, etag: tag }) => {
        if (status === 416) return;
        if (status !== 200 && status !== 206) throw new ExpiredLinkError(status);
        refuseStrange(contentType);
        if (!isBegun) await begin(status, contentRange, tag);
        hash.update(piece);
        await writeAll(file, [piece], position);
        position += piece.byteLength;
      },
    );
    if (position === 0) {
      // Nothing came, or what is there is all there is: begun anew next time.
      await rm(tagFile, { force: true });
      throw new ExpiredLinkError(204);
    }
    await file.sync();
  } catch (error) {
    await file.close();
    if (error instanceof ExpiredLinkError || (error instanceof CodedError && error.code !== 'cancelled')) {
      await Promise.all([rm(part, { force: true }), rm(tagFile, { force: true })]);
    }
    throw fileErrorOf(error, path);
  }
  await file.close();
  await rename(part, path);
  await rm(tagFile, { force: true });
  return { hash: hash.digest('hex'), byteSize: position };
}

/** A web page or a list of errors where a film should be. */
function refuseStrange(contentType: string): void {
  if (!/^(text\/|application\/(json|xml|xhtml))/i.test(contentType)) return;
  throw new CodedError(
    'unreadable',
    `Kling's file server sent ${contentType.split(';')[0]} in place of the result. Try again.`,
  );
}

function rangeStart(contentRange: string | null): number {
  const start = /^bytes (\d+)-/.exec(contentRange ?? '')?.[1];
  return start === undefined ? -1 : Number(start);
}

async function hashOf(path: string, byteCount: number): Promise<ReturnType<typeof createHash>> {
  const hash = createHash('sha256');
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(1024 * 1024);
    for (let at = 0; at < byteCount; ) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, byteCount - at), at);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
  return hash;
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
