import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from '@shared/generation/program';
import { programProtocol } from '@shared/generation/programProtocol';
import { CodedError } from '@shared/rpc/result';
import { runProgram } from './runProgram';

/** A program that loads a model before it speaks is slow; one that does not know the question never answers. */
const patienceMs = 20_000;

/**
 * Starts a program to hear what it says of itself.
 * @returns "Colour card 1.0: Paints a card …"
 * @throws CodedError as runProgram; `unsupported` when it does not speak the protocol
 */
export async function describeProgram(program: Program): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ekonte-program-'));
  const patience = AbortSignal.timeout(patienceMs);
  let words: string | null = null;
  try {
    await runProgram({
      path: program.path,
      arguments: program.arguments,
      folder,
      request: { protocol: programProtocol, action: 'describe' },
      signal: patience,
      onLine: (line) => {
        if (line.type !== 'about') return;
        const version = line.version === undefined ? '' : ` ${line.version}`;
        words = `${line.name}${version}${line.words === undefined ? '' : `: ${line.words}`}`;
      },
    });
  } catch (error) {
    if (!patience.aborted) throw error;
    throw new CodedError(
      'unsupported',
      `The program started and said nothing within ${patienceMs / 1_000} seconds.`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (words !== null) return words;
  throw new CodedError(
    'unsupported',
    'The program started and ended, and did not say what it is: does it speak the protocol of docs/command-provider.md?',
  );
}
