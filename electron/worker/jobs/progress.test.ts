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

it('forgets a slow start, and what had been made before', () => {
  let now = 0;
  const meter = new ProgressMeter(1_000, () => now);
  now = 8_000;
  expect(meter.measure(1).secondsLeft).toBe(7_992);
  // Then ten a second.
  for (let second = 1; second <= 30; second += 1) {
    now += 1_000;
    meter.measure(1 + second * 10);
  }
  expect(meter.measure(301).secondsLeft).toBeCloseTo(69.9, 5);
});

it('goes on with the pace it knows where nothing is done for long', () => {
  let now = 0;
  const meter = new ProgressMeter(100, () => now);
  for (const done of [10, 20, 30]) {
    now += 2_000;
    meter.measure(done);
  }
  now += 30_000;
  expect(meter.measure(30).secondsLeft).toBe(84);
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
