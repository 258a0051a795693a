import type { Readable } from 'node:stream';
import { ConformError } from '@shared/conform/conformError';
import { maxCutBytes } from '@shared/conform/readCut';
import { fromBuffer, open, type ZipFile } from 'yauzl';

/** Files of a bundle, media among them. */
const maxFiles = 100_000;
const contentName = 'content.otio';
const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true } as const;

/** The timeline in an OpenTimelineIO bundle (.otioz). @throws ConformError */
export function otioOfBundle(bytes: Buffer): Promise<Uint8Array> {
  return contentOf((opened) => fromBuffer(bytes, options, opened));
}

/** The same of one on disk, of which only that is read. @throws ConformError */
export function otioOfBundleAt(path: string): Promise<Uint8Array> {
  return contentOf((opened) => open(path, options, opened));
}

async function contentOf(
  openZip: (opened: (error: Error | null, zip: ZipFile) => void) => void,
): Promise<Uint8Array> {
  let zip: ZipFile | undefined;
  try {
    zip = await new Promise<ZipFile>((resolve, reject) =>
      openZip((error, opened) => (error ? reject(error) : resolve(opened))),
    );
    // Without a listener a late error of the reader would end the process.
    zip.on('error', () => undefined);
    if (zip.entryCount > maxFiles)
      throw new ConformError('It holds more files than any bundle, and is not read.');
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== contentName) continue;
      if (entry.uncompressedSize > maxCutBytes)
        throw new ConformError('It is larger than any cut, and is not read.');
      return await bytesOf(await zip.openReadStreamPromise(entry));
    }
  } catch (error) {
    if (error instanceof ConformError) throw error;
    throw new ConformError('It is damaged: its files cannot be read.');
  } finally {
    zip?.close();
  }
  throw new ConformError(`It is a zip file without a ${contentName}: no OpenTimelineIO bundle.`);
}

async function bytesOf(stream: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += (chunk as Buffer).length;
    if (size > maxCutBytes) throw new ConformError('It is larger than any cut, and is not read.');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
