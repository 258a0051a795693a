import { expect, test } from 'vitest';
import { runAtOnce, runInTurns, takeSteps } from './runSteps';

function* counting(log: string[]): Generator<void, string> {
  log.push('first');
  yield;
  log.push('second');
  yield;
  log.push('last');
  return 'done';
}

test('all steps at once, or others between any two of them', async () => {
  const log: string[] = [];
  expect(runAtOnce(counting(log))).toBe('done');
  expect(log).toEqual(['first', 'second', 'last']);
  log.length = 0;
  const pause = async (): Promise<void> => void log.push('-');
  expect(await runInTurns(counting(log), pause)).toBe('done');
  expect(log).toEqual(['first', '-', 'second', '-', 'last']);
});

test('as many steps as there is time for, one at least', () => {
  const log: string[] = [];
  const steps = counting(log);
  expect(takeSteps(steps, () => true).done).toBe(false);
  expect(log).toEqual(['first']);
  expect(takeSteps(steps, () => false)).toEqual({ done: true, value: 'done' });
  expect(log).toEqual(['first', 'second', 'last']);
});

test('what a step throws ends the work', async () => {
  function* failing(): Generator<void, never> {
    yield;
    throw new Error('full');
  }
  expect(() => runAtOnce(failing())).toThrow('full');
  await expect(runInTurns(failing(), async () => {})).rejects.toThrow('full');
});
