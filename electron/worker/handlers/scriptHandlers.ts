import { basename } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import type { ReadScript } from '@shared/rpc/scriptChannels';
import { readScript } from '@shared/script/readScript';
import { maxScriptBytes } from '@shared/script/screenplay';
import { ScriptError } from '@shared/script/scriptError';
import { sourceErrorOf } from '../media/sourceError';
import { readAtMost } from '../readAtMost';
import type { WorkerHandlers } from '../rpcHandlers';

/** Screenplays: read here, so that a strange file never holds the window. */
export function scriptHandlers() {
  return {
    'script.read': ({ name, bytes }) => read(bytes, name),
    'script.readAt': async ({ path }) => read(await readBytes(path), basename(path)),
  } satisfies Partial<WorkerHandlers>;
}

/** @throws CodedError `unreadable` */
function read(bytes: Uint8Array, name: string): ReadScript {
  try {
    return { name, ...readScript(bytes, name) };
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    const what = name === '' ? 'The text' : `"${name}"`;
    throw new CodedError('unreadable', `${what} cannot be taken as a screenplay. ${error.message}`);
  }
}

/** @throws CodedError `tooLarge`, `notFound`, `unreadable`, `unsupported` */
async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const bytes = await readAtMost(path, maxScriptBytes);
    if (!bytes) throw new CodedError('tooLarge', `"${path}" is too large for a screenplay.`);
    return bytes;
  } catch (error) {
    throw sourceErrorOf(error, path);
  }
}
