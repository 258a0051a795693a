// `npm run docs`: writes docs/commands.md from the registry of commands and the catalogue of actions.
import { runTool } from './lib/tools.mjs';
import { setupOrExit } from './setup.mjs';

const setup = await setupOrExit();
const args = ['run', 'tests/docs', '--reporter=dot'];
process.exitCode = (
  await runTool(setup, 'vitest', args, { stdio: 'inherit', env: { EKONTE_WRITE_DOCS: '1' } })
).code;
