import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
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
  /** With --json: stdout is one line. */
  const runJson = async (...argv: string[]) => {
    const { code, stdout, stderr } = await run(...argv, '--json');
    expect(stdout.trim().split('\n')).toHaveLength(1);
    return { code, stderr, json: JSON.parse(stdout) as Record<string, unknown> };
  };
  const writeEdits = (edits: unknown): void => writeFileSync(join(cwd, 'edits.json'), JSON.stringify(edits));
  /** Makes Film.ekonte with what some commands make of it. */
  const makeFilm = async (edits: readonly { command: string; args: unknown }[]): Promise<void> => {
    await run('new', 'Film.ekonte');
    writeEdits(edits);
    await run('apply', 'Film.ekonte', 'edits.json');
  };
  return { cwd, run, runJson, writeEdits, makeFilm };
}
