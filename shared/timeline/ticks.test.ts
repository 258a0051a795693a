import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namedRates, parseRate } from '../time/rate';
import { rulerLabelParts, rulerScale, rulerSteps, rulerTicks } from './ticks';
import { maxPixelsPerFrame, type TimelineView } from './view';

const at24 = { num: 24, den: 1 };
const labelPx = (parts: number): number => 20 + parts * 18;
const rates = fc.constantFrom(...namedRates.map(({ rate }) => rate));

describe('ruler', () => {
  it.each([
    { film: 'of 26 s', start: 0, end: 624, parts: 2 },
    { film: 'of 26 s from hour 1', start: 86_400, end: 624, parts: 2 },
    { film: 'that passes a minute', start: 0, end: 24 * 75, parts: 3 },
    { film: 'that passes an hour', start: 0, end: 24 * 4000, parts: 4 },
    { film: 'that begins before zero', start: -24, end: 24, parts: 4 },
  ])('leaves out what all labels of a film $film share', ({ start, end, parts }) => {
    expect(rulerLabelParts(start, end, at24)).toBe(parts);
  });

  it('labels every two seconds as drawn in the look', () => {
    const view: TimelineView = { startFrame: 0, pixelsPerFrame: 1.95, widthPx: 400 };
    const ticks = rulerTicks(view, at24, 86_400, 624, labelPx);
    expect(ticks.filter(({ label }) => label).map(({ frame, label }) => [frame, label])).toEqual([
      [0, '00:00'],
      [48, '02:00'],
      [96, '04:00'],
      [144, '06:00'],
      [192, '08:00'],
    ]);
  });

  it.each([
    { zoom: 60, major: 1, minor: 1 },
    { zoom: 20, major: 3, minor: 1 },
    { zoom: 4, major: 24, minor: 2 },
    { zoom: 2, major: 48, minor: 4 },
    { zoom: 0.5, major: 120, minor: 24 },
    { zoom: 0.01, major: 7200, minor: 720 },
  ])('chooses steps at $zoom px a frame', ({ zoom, major, minor }) => {
    expect(rulerScale(zoom, 56, at24)).toEqual({ major, minor });
  });

  it('keeps whole seconds on the grid at every rate', () => {
    for (const { rate } of namedRates) {
      const nominal = Math.round(rate.num / rate.den);
      for (const step of rulerSteps(rate)) expect(nominal % step === 0 || step % nominal === 0).toBe(true);
    }
  });

  it('tells minutes apart where the view reaches beyond a film that has none', () => {
    const view: TimelineView = { startFrame: 0, pixelsPerFrame: 0.8, widthPx: 1440 };
    const labels = rulerTicks(view, at24, 0, 53 * 24, labelPx).flatMap(({ label }) => label ?? []);
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels).toContain('01:00:00');
  });

  it('writes drop-frame where the film counts so', () => {
    const view: TimelineView = { startFrame: 0, pixelsPerFrame: 20, widthPx: 1440 };
    const labels = (isDrop: boolean) =>
      rulerTicks(view, parseRate('29.97'), 107_892, 20_000, labelPx, isDrop).flatMap(
        ({ label }) => label ?? [],
      );
    expect(labels(true)[0]).toMatch(/^01:00:00;\d\d$/);
    expect(labels(false)[0]).toMatch(/^00:59:56:\d\d$/);
  });

  it('draws few ticks, in order, with labels that do not touch', () => {
    fc.assert(
      fc.property(
        rates,
        fc.double({ min: 0.005, max: maxPixelsPerFrame, noNaN: true }),
        fc.double({ min: -10, max: 200_000, noNaN: true }),
        fc.integer({ min: 0, max: 200_000 }),
        (rate, pixelsPerFrame, startFrame, filmStart) => {
          const view: TimelineView = { startFrame, pixelsPerFrame, widthPx: 1440 };
          const ticks = rulerTicks(view, rate, filmStart, 250_000, labelPx);
          expect(ticks.length).toBeLessThan(600);
          const labelled = ticks.filter(({ label }) => label !== null).map(({ frame }) => frame);
          const gaps = labelled
            .slice(1)
            .map((frame, index) => (frame - (labelled[index] ?? 0)) * pixelsPerFrame);
          const isCoarsest = rulerScale(pixelsPerFrame, labelPx(4), rate).major === rulerSteps(rate).at(-1);
          for (const gap of gaps) expect(isCoarsest || gap >= labelPx(3) - 1e-6).toBe(true);
          for (const [index, { frame }] of ticks.entries()) {
            expect(Number.isInteger(frame)).toBe(true);
            expect(frame).toBeGreaterThan(ticks[index - 1]?.frame ?? -1);
          }
        },
      ),
    );
  });
});
