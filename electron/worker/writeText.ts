import { rename, rm, writeFile } from 'node:fs/promises';
import { fileErrorOf } from './jobs/fileError';

/**
 * A text as a file. One that was there stays as it was until the new one is whole.
 * @throws CodedError `diskFull`, `readOnly`, `notFound`
 */
export async function writeText(path: string, text: string): Promise<void> {
  const part = `${path}.part`;
  try {
    await writeFile(part, text);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw fileErrorOf(error, path);
  }
}
