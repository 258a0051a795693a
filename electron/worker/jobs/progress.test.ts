import { expect, it } from 'vitest';
import { ProgressMeter, Throttle } from './progress';

it.each([
  [500, 10, null],
  [2000, 0, null],
  [2000, 25, 6],
  [9000, 90, 1],
  [9000, 100, 0],
])('after %i ms with %i of 100 done: %s seconds left', (elapsedMs, done, secondsLeft) => {
  let now = 50;
  const meter = new ProgressMeter(100, () => now);
  now += elapsedMs;
  expect(meter.measure(done)).toEqual({ fraction: done / 100, secondsLeft });
});

it('is done when there was nothing to do', () => {
  expect(new ProgressMeter(0, () => 0).measure(0)).toEqual({ fraction: 1, secondsLeft: 0 });
});

it('lets ten a second through, each job for itself', () => {
  let now = 0;
  const throttle = new Throttle(() => now);
  const passed: number[] = [];
  for (; now < 1000; now += 7) if (throttle.mayPass('a')) passed.push(now);
  expect(passed.length).toBeLessThanOrEqual(10);
  expect(passed.length).toBeGreaterThanOrEqual(9);
  expect(throttle.mayPass('b')).toBe(true);
});
