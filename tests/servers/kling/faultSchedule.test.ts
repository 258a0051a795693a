import { afterAll, expect, it } from 'vitest';
import { MediaThreads } from '../../../electron/worker/media/mediaThreads';
import { runSchedule } from './faultSchedule';

const threads = new MediaThreads(1);
afterAll(() => threads.dispose());

/** More by script: `npm run faults -- 200`. */
const seeds = Array.from({ length: 20 }, (_, index) => 1_000 + index);

it.each(seeds)('schedule %i: nothing lost, nothing made twice, the ledger is the server’s', async (seed) => {
  const { problems } = await runSchedule(seed, threads);
  expect(problems).toEqual([]);
});
