// `npm run screenshots [-- NAME]`: pictures of the window, from the sample film in the real app: docs/images, and others
// to be looked at in test-results/screens. NAME: only the files whose name has it.
import { buildOrExit } from './lib/build.mjs';
import { runTool } from './lib/tools.mjs';
import { setupOrExit } from './setup.mjs';

const setup = await setupOrExit({ test: true });
await buildOrExit(setup);
const args = ['test', '--config=tests/screens', '--reporter=list', ...process.argv.slice(2)];
process.exitCode = (await runTool(setup, 'playwright', args, { stdio: 'inherit' })).code;
