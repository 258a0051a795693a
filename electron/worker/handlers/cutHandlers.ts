import { basename } from 'node:path';
import { ConformError } from '@shared/conform/conformError';
import { maxCutBytes, readCut } from '@shared/conform/readCut';
import type { ReadCut } from '@shared/rpc/conformChannels';
import { CodedError } from '@shared/rpc/result';
import type { Rate } from '@shared/time/rate';
import { otioOfBundle, otioOfBundleAt } from '../media/otioBundle';
import { sourceErrorOf } from '../media/sourceError';
import { readAtMost, readStart } from '../readAtMost';
import type { WorkerHandlers } from '../rpcHandlers';
import type { WorkerContext } from './workerContext';

/** Cuts that come back: read here, so that a strange file never holds the window. */
export function cutHandlers(worker: WorkerContext) {
  /** @throws CodedError `unreadable`, `notFound`, `unsupported` */
  const read = async (text: () => Promise<Uint8Array>, name: string, rate: Rate | null): Promise<ReadCut> => {
    const project = worker.session().document.project();
    try {
      const reading = readCut(await text(), { rate: rate ?? project.rate, startFrame: project.startFrame });
      return { name, ...reading };
    } catch (error) {
      if (!(error instanceof ConformError)) throw sourceErrorOf(error, name);
      throw new CodedError('unreadable', `"${name}" cannot be read as a cut. ${error.message}`);
    }
  };
  return {
    'cut.read': ({ name, bytes }) =>
      read(async () => (isZip(bytes) ? otioOfBundle(Buffer.from(bytes)) : bytes), name, null),
    'cut.readAt': ({ path, rate }) => read(() => textAt(path), basename(path), rate),
  } satisfies Partial<WorkerHandlers>;
}

/** The cut's own text, of a bundle what is in it: that may have hours of media besides. */
async function textAt(path: string): Promise<Uint8Array> {
  if (isZip(await readStart(path, 4))) return otioOfBundleAt(path);
  const bytes = await readAtMost(path, maxCutBytes);
  if (!bytes) throw new ConformError('It is larger than any cut, and is not read.');
  return bytes;
}

const isZip = ([first, second, third, fourth]: Uint8Array): boolean =>
  first === 0x50 && second === 0x4b && third === 0x03 && fourth === 0x04;
