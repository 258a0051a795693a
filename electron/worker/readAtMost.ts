import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { CodedError } from '@shared/rpc/result';

/**
 * The first bytes of a file, whatever it says of its size.
 * @throws CodedError `unsupported` what is no ordinary file, as a folder or a device; errors of the file system
 */
export async function readStart(path: string, maxBytes: number): Promise<Buffer> {
  // A pipe would be waited for as soon as it is opened.
  if (!(await stat(path)).isFile())
    throw new CodedError('unsupported', `"${basename(path)}" is no ordinary file.`);
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: maxBytes - 1, highWaterMark: 1 << 20 }))
    chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A whole file. @returns null where it has more bytes than `maxBytes` @throws as readStart */
export async function readAtMost(path: string, maxBytes: number): Promise<Buffer | null> {
  const bytes = await readStart(path, maxBytes + 1);
  return bytes.length > maxBytes ? null : bytes;
}
