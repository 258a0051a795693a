// Random faults and kills on Kling's test server: `npm run faults -- [SCHEDULES] [SEED]`; SCHEDULES 200.
import { join, resolve } from 'node:path';
import { run } from '../../../scripts/lib/run.mjs';
import { toolEnvironment } from '../../../scripts/lib/tools.mjs';
import { setupOrExit } from '../../../scripts/setup.mjs';

const root = resolve(import.meta.dirname, '../../..');
const [schedules = '200', seed = String(Date.now() % 1e9)] = process.argv.slice(2);

if (process.env.EKONTE_FAULTS_CHILD) {
  // TypeScript with the checkout's aliases, by the tool that builds the program.
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(join(import.meta.dirname, 'main.ts'), {
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { alias: { '@shared': join(root, 'shared') } },
  });
  process.exitCode = await module.main(Number(schedules), Number(seed));
} else {
  const setup = await setupOrExit({ test: true });
  const { code } = await run(setup.node, [import.meta.filename, schedules, seed], {
    stdio: 'inherit',
    cwd: root,
    env: toolEnvironment(setup, { EKONTE_FAULTS_CHILD: '1' }),
  });
  process.exitCode = code;
}
