import { expect, test } from 'vitest';
import { stretchesOf } from './cutStretches';

/** A clip with a key frame every so many seconds. */
const every = (seconds: number) => async (at: number) => Math.floor(at / seconds) * seconds;
const around = (...cuts: readonly number[]) => cuts.map((at) => ({ from: at - 0.5, to: at + 0.5 }));

test.each([
  ['each alone where a key frame stands between them', around(3, 8, 12), 1, around(3, 8, 12)],
  [
    'in one go where the key frame before the next lies in or before the last',
    around(3, 4.5, 12),
    3,
    [
      { from: 2.5, to: 5 },
      { from: 11.5, to: 12.5 },
    ],
  ],
  ['in one go over a clip with one key frame', around(3, 8, 12), 100, [{ from: 2.5, to: 12.5 }]],
  ['in one go where they lie over each other', around(3, 3.4), 0.1, [{ from: 2.5, to: 3.9 }]],
  ['in order, however they were asked for', around(8, 3), 1, around(3, 8)],
  [
    'one within another is seen with it',
    [
      { from: 1, to: 9 },
      { from: 2, to: 3 },
    ],
    1,
    [{ from: 1, to: 9 }],
  ],
  ['nothing', [], 1, []],
])('%s', async (_name, windows, keyFrames, expected) => {
  expect(await stretchesOf(windows, every(keyFrames))).toEqual(expected);
});

test('where nobody knows of key frames it is decoded in one go', async () => {
  expect(await stretchesOf(around(3, 8), async () => null)).toEqual([{ from: 2.5, to: 8.5 }]);
});
