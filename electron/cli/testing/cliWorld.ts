import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, testNowMs } from '../../worker/testing/projects';
import type { CliWorld } from '../cliContext';
import { runCli } from '../runCli';

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line in a folder of its own. */
export function cliWorld(more: Partial<CliWorld> = {}) {
  const cwd = temporaryFolder();
  const run = async (...argv: string[]): Promise<CliRun> => {
    const out: string[] = [];
    const errors: string[] = [];
    const world = {
      stdout: (text: string) => out.push(text),
      stderr: (text: string) => errors.push(text),
      cwd,
      now: () => testNowMs,
      ...more,
    };
    const code = await runCli(argv, '1.2.3', world);
    return { code, stdout: out.join(''), stderr: errors.join('') };
  };
  /** Makes Film.ekonte with what some commands make of it. */
  const makeFilm = async (edits: readonly { command: string; args: unknown }[]): Promise<void> => {
    await run('new', 'Film.ekonte');
    writeFileSync(join(cwd, 'edits.json'), JSON.stringify(edits));
    await run('apply', 'Film.ekonte', 'edits.json');
  };
  return { cwd, run, makeFilm };
}
