import { CodedError } from '@shared/rpc/result';
import { expect, test } from 'vitest';
import { runTogether } from './runTogether';

/** Goes on until it is stopped. */
const untilStopped = ({ signal }: AbortController): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new CodedError('cancelled', 'stopped')));
  });

test('gives what all gave, in their order', async () => {
  expect(await runTogether([Promise.resolve(1), Promise.resolve('b')], new AbortController())).toEqual([
    1,
    'b',
  ]);
});

test('the first failure stops the others and is what is told, whatever their order', async () => {
  const stop = new AbortController();
  const full = new CodedError('diskFull', 'full');
  await expect(runTogether([untilStopped(stop), Promise.reject(full)], stop)).rejects.toBe(full);
});

test('a cancel is told where nothing else failed', async () => {
  const stop = new AbortController();
  const works = runTogether([untilStopped(stop), untilStopped(stop)], stop);
  stop.abort();
  await expect(works).rejects.toMatchObject({ code: 'cancelled' });
});
