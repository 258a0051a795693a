import { type FileHandle, open } from 'node:fs/promises';
import { type ByteRange, parseRange } from './byteRange';

const chunkBytes = 512 * 1024;
/** Up to here a file is sent in one piece: a stream costs more than the reading. Pages and small pictures. */
const wholeLimitBytes = 1024 * 1024;

export interface FileRequest {
  readonly method: string;
  /** Value of the Range header. */
  readonly range: string | null;
  readonly signal: AbortSignal | null;
}

/**
 * A file, or the part of it that was asked for, streamed piece by piece as the page takes it.
 * @throws errors of the file system
 */
export async function fileResponse(
  path: string,
  { method, range, signal }: FileRequest,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const file = await open(path, 'r');
  try {
    const facts = await file.stat();
    if (!facts.isFile()) throw Object.assign(new Error('no file'), { code: 'ENOENT' });
    const { size } = facts;
    const part = parseRange(range, size);
    const common = { ...headers, 'Accept-Ranges': 'bytes' };
    if (part === 'unsatisfiable') {
      await file.close();
      return new Response(null, { status: 416, headers: { ...common, 'Content-Range': `bytes */${size}` } });
    }
    const whole = { start: 0, end: size - 1 };
    const sent = part ?? whole;
    const status = part ? 206 : 200;
    const described = {
      ...common,
      'Content-Length': String(sent.end - sent.start + 1),
      ...(part ? { 'Content-Range': `bytes ${sent.start}-${sent.end}/${size}` } : {}),
    };
    if (method === 'HEAD' || size === 0) {
      await file.close();
      return new Response(null, { status, headers: described });
    }
    const length = sent.end - sent.start + 1;
    if (length <= wholeLimitBytes) {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, sent.start);
      await file.close();
      return new Response(buffer.subarray(0, bytesRead), { status, headers: described });
    }
    return new Response(streamOf(file, sent, signal), { status, headers: described });
  } catch (error) {
    await file.close().catch(() => undefined);
    throw error;
  }
}

/** Reads when the page wants more, and closes the file at the end, on an abort and on an error. */
function streamOf(
  file: FileHandle,
  { start, end }: ByteRange,
  signal: AbortSignal | null,
): ReadableStream<Uint8Array> {
  let at = start;
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    signal?.removeEventListener('abort', onAbort);
    await file.close().catch(() => undefined);
  };
  const onAbort = (): void => void close();
  signal?.addEventListener('abort', onAbort, { once: true });
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, end - at + 1));
          const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
          // A file that has become shorter ends the answer early, which the page sees as an error.
          if (bytesRead === 0) throw new Error('The file ended early.');
          at += bytesRead;
          controller.enqueue(buffer.subarray(0, bytesRead));
          if (at > end) {
            await close();
            controller.close();
          }
        } catch (error) {
          await close();
          if (!signal?.aborted) controller.error(error);
        }
      },
      cancel: close,
    },
    { highWaterMark: 1 },
  );
}
