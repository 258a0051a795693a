import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClockReading, PlayClock } from './playClock';

/** Plays for some seconds at 60 readings a second; `sound` says what the sound clock shows. */
function play(seconds: number, sound: (second: number) => number, first = 5): ClockReading[] {
  const clock = new PlayClock(1000, first);
  return Array.from({ length: Math.round(seconds * 60) }, (_, tick) => {
    const second = (tick + 1) / 60;
    return clock.read(1000 + second * 1000, sound(second));
  });
}

const inSteps = (second: number, step: number): number => 5 + Math.floor(second / step) * step;

describe('clock of playing', () => {
  it('follows a sound clock that moves in steps without stuttering', () => {
    const readings = play(4, (second) => inSteps(second, 0.0427));
    const steps = readings
      .slice(1)
      .map(({ elapsedSeconds }, at) => elapsedSeconds - (readings[at]?.elapsedSeconds ?? 0));
    for (const step of steps) expect(Math.abs(step - 1 / 60)).toBeLessThan(0.001);
    expect(readings.at(-1)?.elapsedSeconds).toBeCloseTo(4, 1);
  });

  it('is led by a sound clock that runs a little slower or faster', () => {
    for (const pace of [0.998, 1.002]) {
      const last = play(30, (second) => inSteps(second * pace, 0.01)).at(-1);
      expect(last?.elapsedSeconds).toBeCloseTo(30 * pace, 1);
      expect(last?.hasParted).toBe(false);
    }
  });

  it('plays on with a sound clock that stands still', () => {
    const readings = play(3, () => 5);
    expect(readings.at(-1)?.elapsedSeconds).toBeCloseTo(3, 1);
    expect(readings.some(({ hasParted }) => hasParted)).toBe(false);
  });

  it('says when the sound has parted from the picture, and plays on', () => {
    const readings = play(3, (second) => (second < 1 ? 5 + second : second < 2 ? 6 : 4 + second));
    expect(readings.some(({ hasParted }) => hasParted)).toBe(true);
    expect(readings.at(-1)?.elapsedSeconds).toBeCloseTo(3, 1);
  });

  it('never runs back, whatever the sound clock does', () => {
    const jumps = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 60, maxLength: 180 });
    fc.assert(
      fc.property(jumps, (list) => {
        let sound = 5;
        const readings = play(list.length / 60, (second) => {
          sound += list[Math.round(second * 60) - 1] ?? 0;
          return sound;
        });
        readings.forEach(({ elapsedSeconds }, at) => {
          expect(elapsedSeconds).toBeGreaterThanOrEqual(readings[at - 1]?.elapsedSeconds ?? 0);
        });
      }),
    );
  });
});
