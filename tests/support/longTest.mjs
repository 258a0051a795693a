// Long tests by script, in TypeScript with the checkout's aliases: `main.ts` beside the script exports `main(...arguments)`.
import { dirname, join, resolve } from 'node:path';
import { run } from '../../scripts/lib/run.mjs';
import { toolEnvironment } from '../../scripts/lib/tools.mjs';
import { setupOrExit } from '../../scripts/setup.mjs';

const root = resolve(import.meta.dirname, '../..');
const childMark = 'EKONTE_LONG_TEST_CHILD';

/**
 * Sets up, then runs the script again in the right Node, where `main` of `main.ts` is called. Ends with its exit code.
 * @param {string} script path of the script itself
 * @param {string[]} args
 * @param {(setup: { node: string }) => Promise<void> | void} [prepare] as a build, before the run
 */
export async function runLongTest(script, args, prepare) {
  if (process.env[childMark]) {
    const { runnerImport } = await import('vite');
    const { module } = await runnerImport(join(dirname(script), 'main.ts'), {
      configFile: false,
      root,
      logLevel: 'error',
      resolve: { alias: { '@shared': join(root, 'shared') } },
    });
    process.exitCode = await module.main(...args);
    return;
  }
  const setup = await setupOrExit({ test: true });
  await prepare?.(setup);
  const { code } = await run(setup.node, [script, ...args], {
    stdio: 'inherit',
    cwd: root,
    env: toolEnvironment(setup, { [childMark]: '1' }),
  });
  process.exitCode = code;
}
