import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Puts a fresh project of the sample film where the program makes it when a person opens the sample. Making it takes as
 * long as all else that a test does: it is made once in a run, by the built program's command line, and copied.
 * @param root the checkout
 * @param runFolder Playwright's output folder, which is empty at the beginning of a run
 */
export async function placeSample(root: string, runFolder: string, userData: string): Promise<void> {
  const name = 'The Lighthouse.ekonte';
  const made = join(runFolder, 'sample', name);
  if (!existsSync(made)) {
    const unfinished = join(runFolder, `sample-${process.pid}`);
    mkdirSync(unfinished, { recursive: true });
    const command = [join(root, 'out', 'main', 'cli.js'), 'sample', join(unfinished, name)];
    await promisify(execFile)(process.execPath, command);
    try {
      renameSync(unfinished, join(runFolder, 'sample'));
    } catch (error) {
      // Another of Playwright's processes was faster.
      if (!existsSync(made)) throw error;
      rmSync(unfinished, { recursive: true });
    }
  }
  cpSync(made, join(userData, 'Documents', 'Ekonte', name), { recursive: true });
}
