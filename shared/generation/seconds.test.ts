import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requireModel } from './models';
import { planSeconds, totalSeconds } from './seconds';

const at24 = { num: 24, den: 1 };
const at2997 = { num: 30_000, den: 1_001 };

describe('seconds to ask for', () => {
  it.each([
    ['kling-3.0', [72], [3]],
    ['kling-3.0', [73], [4]],
    // Too short for the model: the rest lies behind the shot.
    ['kling-3.0', [12], [3]],
    ['kling-3.0', [24, 24], [1, 2]],
    ['kling-3.0', [48, 60, 24], [2, 3, 1]],
    // Too long is left as it is, for the check to say so.
    ['kling-3.0', [480], [20]],
    ['kling-2.6', [72], [5]],
    ['kling-2.6', [121], [10]],
    ['kling-2.6', [300], [13]],
    ['local', [30], [1.25]],
  ])('%s: %j frames are %j', (model, lengths, expected) => {
    expect(planSeconds(lengths, at24, requireModel(model))).toEqual(expected);
  });

  it('counts at the project rate, drop-frame ones too', () => {
    expect(planSeconds([90], at2997, requireModel('kling-3.0'))).toEqual([4]);
    expect(planSeconds([89], at2997, requireModel('kling-3.0'))).toEqual([3]);
  });

  it('knows the choices of O1 from a first frame alone', () => {
    const o1 = requireModel('kling-o1');
    expect(planSeconds([24 * 6], at24, o1)).toEqual([6]);
    expect(planSeconds([24 * 6], at24, o1, { hasFirstFrameOnly: true })).toEqual([10]);
  });

  it('never asks for less than a shot is long, and in whole seconds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 }), (lengths) => {
        for (const id of ['kling-3.0', 'kling-2.6', 'kling-o1']) {
          const planned = planSeconds(lengths, at24, requireModel(id));
          planned.forEach((seconds, index) => {
            expect(seconds * 24).toBeGreaterThanOrEqual(lengths[index] as number);
            expect(Number.isInteger(seconds)).toBe(true);
          });
          expect(totalSeconds(planned.map((seconds) => ({ seconds })))).toBeGreaterThanOrEqual(3);
        }
      }),
    );
  });
});
