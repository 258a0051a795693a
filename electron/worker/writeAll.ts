import type { FileHandle } from 'node:fs/promises';

/**
 * Writes all pieces one after the other from a position on.
 * @returns how many bytes that were
 * @throws errors of the file system
 */
export async function writeAll(
  file: FileHandle,
  chunks: readonly Uint8Array[],
  position: number,
): Promise<number> {
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (bytes === 0) return 0;
  const { bytesWritten } = await file.writev(chunks as Uint8Array[], position);
  if (bytesWritten === bytes) return bytes;
  // A short write: the rest in one piece; a disk without room now says so.
  const rest = Buffer.concat(chunks).subarray(bytesWritten);
  for (let done = 0; done < rest.length; ) {
    const at = position + bytesWritten + done;
    done += (await file.write(rest, done, rest.length - done, at)).bytesWritten;
  }
  return bytes;
}
