// Runs one file of tests/bench in a process of its own and prints its rows as JSON on the last line of stdout.

import { join } from 'node:path';
import { runnerImport } from 'vite';
import { root } from '../setup/paths.mjs';

const [file] = process.argv.slice(2);
const { module } = await runnerImport(file, {
  root,
  configFile: false,
  logLevel: 'error',
  resolve: { alias: { '@shared': join(root, 'shared') } },
});
const rows = await module.rows();
process.stdout.write(`\n${JSON.stringify(rows)}\n`);
// Threads and servers of the measured parts must not keep the run waiting.
process.exit(0);
