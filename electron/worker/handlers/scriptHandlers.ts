import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import type { ReadScript } from '@shared/rpc/scriptChannels';
import { readScript } from '@shared/script/readScript';
import { maxScriptBytes } from '@shared/script/screenplay';
import { ScriptError } from '@shared/script/scriptError';
import { sourceErrorOf } from '../media/sourceError';
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

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > maxScriptBytes) throw new CodedError('tooLarge', `"${path}" is too large for a screenplay.`);
    return await readFile(path);
  } catch (error) {
    throw sourceErrorOf(error, path);
  }
}
