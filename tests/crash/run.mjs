// The long crash test: `npm run crash -- [KILLS] [TARGET] [SEED]`; KILLS 300, TARGET worker, app or app-worker.
import { buildOrExit } from '../../scripts/lib/build.mjs';
import { runLongTest } from '../support/longTest.mjs';

const [kills = '300', target = 'worker', seed = String(Date.now() % 1e9)] = process.argv.slice(2);
// The worker in a Node process is bundled by its target; the others are the built app.
await runLongTest(import.meta.filename, [kills, target, seed], (setup) =>
  target === 'worker' ? undefined : buildOrExit(setup),
);
