import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);

/** A command of the built command line, in a process of its own. @returns what it says as JSON */
export async function runCommand<Answer>(...args: string[]): Promise<Answer> {
  const { stdout } = await run(process.execPath, [join(root, 'out', 'main', 'cli.js'), ...args, '--json'], {
    maxBuffer: 16_000_000,
  });
  return JSON.parse(stdout) as Answer;
}
