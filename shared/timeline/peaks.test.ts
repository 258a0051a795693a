import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildPeakPyramid,
  levelFor,
  PeakCollector,
  type Peaks,
  peakBetween,
  samplesPerPeakFor,
} from './peaks';

const collect = (samples: readonly number[], samplesPerPeak: number, pieces = 1): Peaks => {
  const collector = new PeakCollector(samplesPerPeak, samples.length);
  const size = Math.max(1, Math.ceil(samples.length / pieces));
  for (let at = 0; at < samples.length; at += size)
    collector.add([Float32Array.from(samples.slice(at, at + size))]);
  return collector.finish();
};

describe('peaks of a sound', () => {
  it('keeps the least and greatest value of each stretch', () => {
    expect([...collect([0.5, -1, 0.25, 1, 0, -0.5], 3).values]).toEqual([-127, 64, -63, 127]);
  });

  it('counts a last, shorter stretch, and clips what is too loud', () => {
    expect([...collect([0, 0, 0, 4], 3).values]).toEqual([0, 0, 0, 127]);
  });

  it('looks at every channel', () => {
    const collector = new PeakCollector(2, 2);
    collector.add([Float32Array.from([0.5, 0]), Float32Array.from([0, -0.5])]);
    expect([...collector.finish().values]).toEqual([-63, 64]);
  });

  it('leaves out samples beyond the stated length', () => {
    const collector = new PeakCollector(2, 2);
    collector.add([Float32Array.from([0.5, 0, 1, 1, 1, 1])]);
    expect([...collector.finish().values]).toEqual([0, 64]);
  });

  it('is the same however the sound is cut into pieces', () => {
    const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 9 }),
        (samples, step, pieces) => {
          expect(collect(samples, step, pieces)).toEqual(collect(samples, step));
        },
      ),
    );
  });

  it.each([
    { sampleCount: 48_000, samplesPerPeak: 256 },
    { sampleCount: 48_000 * 1800, samplesPerPeak: 256 },
    { sampleCount: 48_000 * 7200, samplesPerPeak: 1024 },
  ])('takes $samplesPerPeak samples for each peak of $sampleCount', ({ sampleCount, samplesPerPeak }) => {
    expect(samplesPerPeakFor(sampleCount)).toBe(samplesPerPeak);
  });

  it('shows at any zoom what the finest level shows', () => {
    const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 300, maxLength: 1500 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 600 }), fc.nat(1400), (samples, samplesPerBar, from) => {
        const pyramid = buildPeakPyramid(collect(samples, 4), samples.length);
        const level = levelFor(pyramid, samplesPerBar);
        const { samplesPerPeak } = level;
        expect(samplesPerPeak).toBeLessThanOrEqual(Math.max(4, samplesPerBar));
        // On the grid of the level both must see exactly the same samples.
        const start = Math.floor(from / samplesPerPeak) * samplesPerPeak;
        const coarse = peakBetween(level, start, start + samplesPerPeak);
        const finest = pyramid.levels[0] as Peaks;
        expect(coarse).toEqual(peakBetween(finest, start, start + samplesPerPeak));
      }),
    );
  });

  it('is silent outside the sound', () => {
    const pyramid = buildPeakPyramid(collect([1, 1, 1, 1], 2), 4);
    expect(peakBetween(levelFor(pyramid, 2), 100, 200)).toEqual([0, 0]);
    expect(peakBetween(levelFor(pyramid, 2), -10, -2)).toEqual([0, 0]);
  });
});
