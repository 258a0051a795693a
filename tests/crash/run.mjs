// The long crash test: `npm run crash -- [KILLS] [TARGET] [SEED]`; KILLS 200, TARGET worker, app or app-worker.
import { join, resolve } from 'node:path';
import { buildOrExit } from '../../scripts/lib/build.mjs';
import { run } from '../../scripts/lib/run.mjs';
import { toolEnvironment } from '../../scripts/lib/tools.mjs';
import { setupOrExit } from '../../scripts/setup.mjs';

const root = resolve(import.meta.dirname, '../..');
const [kills = '200', target = 'worker', seed = String(Date.now() % 1e9)] = process.argv.slice(2);

if (process.env.EKONTE_CRASH_CHILD) {
  // TypeScript with the checkout's aliases, by the tool that builds the program.
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(join(import.meta.dirname, 'main.ts'), {
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { alias: { '@shared': join(root, 'shared') } },
  });
  process.exitCode = await module.main(Number(kills), target, Number(seed));
} else {
  const setup = await setupOrExit({ test: true });
  // The worker in a Node process is bundled by its target; the others are the built app.
  if (target !== 'worker') await buildOrExit(setup);
  const { code } = await run(setup.node, [import.meta.filename, kills, target, seed], {
    stdio: 'inherit',
    cwd: root,
    env: toolEnvironment(setup, { EKONTE_CRASH_CHILD: '1' }),
  });
  process.exitCode = code;
}
