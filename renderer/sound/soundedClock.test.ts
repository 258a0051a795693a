import type { SoundMix, SoundStretch } from '@shared/timeline/soundSchedule';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Heard, SoundedClock } from './soundedClock';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const mix: SoundMix = { pieces: () => [], gain: () => 1 };

/** A sound device whose clock runs with the (faked) time of the machine and begins a sound after 60 ms. */
function fakeSound(prepared: Promise<unknown> = Promise.resolve()) {
  const done: string[] = [];
  const sound: Heard<SoundStretch> = {
    prepare: () => prepared,
    start: async (_, fromSample) => {
      done.push(`start ${fromSample}`);
      return performance.now() / 1000 + 0.06;
    },
    stop: () => done.push('stop'),
    topUp: () => done.push('top up'),
    get seconds() {
      return performance.now() / 1000;
    },
    latencySeconds: 0.02,
  };
  return { sound, done };
}

it('counts from when the first sample is heard', async () => {
  const clock = new SoundedClock(fakeSound().sound);
  expect(await clock.start({ mix, fromSample: 100, speed: 1 })).toBe(true);
  await vi.advanceTimersByTimeAsync(50);
  expect(clock.read()?.seconds).toBe(0);
  await vi.advanceTimersByTimeAsync(1030);
  expect(clock.read()?.seconds).toBeCloseTo(1, 5);
});

it('counts at once, and opens no device, where nothing is heard', async () => {
  const { sound, done } = fakeSound();
  const clock = new SoundedClock(sound);
  await clock.start({ mix: null, fromSample: 0, speed: 1 });
  await vi.advanceTimersByTimeAsync(40);
  expect(clock.read()?.seconds).toBeCloseTo(0.04, 5);
  expect(done).not.toContain('start 0');
});

it('does not wait for ever for a sound that cannot be read', async () => {
  const never = new Promise<never>(() => undefined);
  const clock = new SoundedClock(fakeSound(never).sound);
  const started = clock.start({ mix, fromSample: 0, speed: 1 });
  await vi.advanceTimersByTimeAsync(1199);
  expect(clock.read()).toBeNull();
  await vi.advanceTimersByTimeAsync(1);
  expect(await started).toBe(true);
  expect(clock.read()).not.toBeNull();
});

it('runs once: a start that still waits is given up for the next one, or for a stop', async () => {
  const { sound, done } = fakeSound();
  const clock = new SoundedClock(sound);
  const first = clock.start({ mix, fromSample: 1, speed: 1 });
  const second = clock.start({ mix, fromSample: 2, speed: 1 });
  expect([await first, await second]).toEqual([false, true]);
  expect(done.filter((each) => each.startsWith('start'))).toEqual(['start 2']);
  const third = clock.start({ mix, fromSample: 3, speed: 1 });
  clock.stop();
  expect(await third).toBe(false);
  await vi.advanceTimersByTimeAsync(1000);
  expect(clock.read()).toBeNull();
  expect(done).not.toContain('top up');
});
