// `npm run -s ekonte -- <command> …`: the command line, from a checkout. stdout carries results only; set-up and
// build speak on stderr.
import { join } from 'node:path';
import { buildOrExit } from './lib/build.mjs';
import { run } from './lib/run.mjs';
import { developmentSwitches } from './lib/run-electron.mjs';
import { toolEnvironment } from './lib/tools.mjs';
import { root } from './setup/paths.mjs';
import { setupOrExit } from './setup.mjs';

const setup = await setupOrExit();
await buildOrExit(setup);
const { code } = await run(setup.node, [join(root, 'out', 'main', 'cli.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  // npm changes into the checkout; file names on the command line are meant from where the person stands.
  cwd: process.env.npm_lifecycle_event ? process.env.INIT_CWD : process.cwd(),
  // Rendering needs Electron; the command line starts it with these.
  env: toolEnvironment(setup, {
    EKONTE_ELECTRON: setup.electron.path,
    EKONTE_ELECTRON_SWITCHES: developmentSwitches().join(' '),
  }),
});
process.exitCode = code;
