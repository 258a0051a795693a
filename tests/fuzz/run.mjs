// The long fuzz tests: `npm run fuzz -- KIND [CASES] [SEED]`; KIND projects or archives, CASES 10000.
import { runLongTest } from '../support/longTest.mjs';

const [kind = 'projects', cases = '10000', seed = String(Date.now() % 1e9)] = process.argv.slice(2);
await runLongTest(import.meta.filename, [kind, cases, seed]);
