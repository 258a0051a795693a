import { describe, expect, it } from 'vitest';
import { cutChanges, lumaSize } from './cutScore';
import { findCut } from './splitTake';

const { width, height } = lumaSize;
type Shade = (x: number, y: number, frame: number) => number;

/** A scene of soft shapes and a face of a kind, each seed another one; `dx` moves it sideways, pixels. */
function scene(seed: number, { light = 0, dx = 0 } = {}): (x: number, y: number) => number {
  return (x, y) =>
    light +
    90 +
    60 * Math.sin((x + dx) / (5 + seed * 1.7) + seed) * Math.cos(y / (4 + seed) + seed * 2) +
    30 * Math.sin(((x + dx) * seed + y) / 11) +
    20 * (seed % 3);
}

/** Grain of film or of a codec, the same at every run. */
function grain(x: number, y: number, frame: number): number {
  const hash = Math.imul(x * 73 + y * 179 + frame * 283, 2_654_435_761) >>> 0;
  return (hash / 2 ** 32 - 0.5) * 10;
}

function film(count: number, shade: Shade): Uint8ClampedArray[] {
  return Array.from({ length: count }, (_, frame) =>
    Uint8ClampedArray.from({ length: width * height }, (_pixel, at) => {
      const [x, y] = [at % width, Math.floor(at / width)];
      return shade(x, y, frame) + grain(x, y, frame);
    }),
  );
}

const mix = (a: number, b: number, share: number): number => a + (b - a) * Math.max(0, Math.min(1, share));

const films: readonly (readonly [string, Shade, number | null])[] = [
  ['a hard cut', (x, y, at) => scene(at < 27 ? 1 : 2)(x, y), 27],
  ['a cut to the reverse, in the same light', (x, y, at) => scene(1)(at < 20 ? x : width - x, y), 20],
  [
    'a cut between two shots at night',
    (x, y, at) => 20 + 0.2 * scene(at < 25 ? 3 : 5)(x, y) + (at < 25 ? 0 : 14),
    25,
  ],
  ['a cut while the camera pans', (x, y, at) => scene(at < 28 ? 1 : 4, { dx: at * 1.5 })(x, y), 28],
  [
    'a cut in a film drawn on threes',
    (x, y, at) => scene(at < 26 ? 1 : 2, { dx: Math.floor(at / 3) * 4 })(x, y),
    26,
  ],
  ['a cut a moment after a flash', (x, y, at) => (at === 20 ? 250 : scene(at < 29 ? 1 : 2)(x, y)), 29],
  [
    'a cut through a white frame, the last of the shot before',
    (x, y, at) => (at === 23 ? 250 : scene(at < 23 ? 1 : 2)(x, y)),
    24,
  ],
  ['a picture that stands', (x, y) => scene(1)(x, y), null],
  [
    'a fade to black and up again',
    (x, y, at) => scene(at < 24 ? 1 : 2)(x, y) * Math.abs((at - 24) / 24),
    null,
  ],
  ['a dissolve', (x, y, at) => mix(scene(1)(x, y), scene(2)(x, y), (at - 14) / 20), null],
  ['a flash', (x, y, at) => (at === 22 || at === 23 ? 250 : scene(1)(x, y)), null],
  ['a fast pan', (x, y, at) => scene(1, { dx: at * 6 })(x, y), null],
  [
    'a whip at one place',
    (x, y, at) => scene(1, { dx: at * 0.5 + 30 * Math.exp(-(((at - 24) / 5) ** 2)) })(x, y),
    null,
  ],
  [
    'a light that is switched on slowly',
    (x, y, at) => scene(1, { light: 80 / (1 + Math.exp((24 - at) / 3)) })(x, y),
    null,
  ],
  ['somebody who walks through', (x, y, at) => (Math.abs(x - at * 2) < 9 ? 20 : scene(2)(x, y)), null],
];

describe('beginnings of shots', () => {
  it.each(films)('%s', (_name, shade, cut) => {
    const changes = cutChanges(film(48, shade));
    const frames = changes.map((change, index) => ({ seconds: index / 24, change }));
    const found = findCut({ frames }, 1);
    expect(found && Math.round(found.seconds * 24)).toBe(cut);
  });

  it('lie between 0 and 1, and the first frame is none', () => {
    const wild = film(20, (x, y, at) => (x * y * (at + 1) * 7_919) % 256);
    const changes = cutChanges(wild);
    expect(changes[0]).toBe(0);
    for (const change of changes) {
      expect(change).toBeGreaterThanOrEqual(0);
      expect(change).toBeLessThanOrEqual(1);
    }
    expect(cutChanges([])).toEqual([]);
  });
});
