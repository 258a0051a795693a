import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GopRepeats } from './gopRepeats';

interface Coded {
  /** The picture of each frame as it would be decoded. */
  readonly shown: number[];
  /** Frames that were encoded. */
  readonly encoded: number;
  /** Places of key frames. */
  readonly keys: number[];
}

/** An encoder and a file that do as they are told. */
function code(pictures: readonly number[], length: number, isFirstKnown = false): Coded {
  const repeats = new GopRepeats(length, isFirstKnown);
  const written: { picture: number; isKey: boolean }[] = [];
  let encoded = 0;
  const encode = (picture: number) => {
    encoded += 1;
    written.push({ picture, isKey: written.length % length === 0 });
  };
  const repeat = (count: number) => {
    const start = written.findLastIndex(({ isKey }) => isKey);
    const gop = written.slice(start);
    expect(gop).toHaveLength(length);
    written.push(...gop.slice(0, count));
  };
  pictures.forEach((picture, index) => {
    const order = repeats.next(index === 0 || picture !== pictures[index - 1]);
    for (let held = 0; held < order.encodeHeld; held += 1) encode(pictures[index - 1] as number);
    if (order.isEncoded) encode(picture);
    if (order.repeated > 0) repeat(order.repeated);
  });
  const rest = repeats.finish();
  if (rest > 0) repeat(rest);
  return {
    shown: written.map(({ picture }) => picture),
    encoded,
    keys: written.flatMap(({ isKey }, index) => (isKey ? [index] : [])),
  };
}

describe('repeated groups of pictures', () => {
  it('show every frame as it was given, with a key frame at the start of each group', () => {
    const runs = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 40 })), { maxLength: 8 });
    fc.assert(
      fc.property(runs, fc.integer({ min: 1, max: 13 }), fc.boolean(), (parts, length, isFirstKnown) => {
        const pictures = parts.flatMap(([picture, count]) => Array<number>(count).fill(picture));
        const { shown, keys } = code(pictures, length, isFirstKnown);
        expect(shown).toEqual(pictures);
        expect(keys.every((key) => key % length === 0)).toBe(true);
        expect(keys).toHaveLength(Math.ceil(pictures.length / length));
      }),
    );
  });

  it('spare a still shot all but its first group when its picture is known, else its first two, and a moving one nothing', () => {
    expect(code(Array<number>(72).fill(1), 12, true).encoded).toBe(12);
    expect(code(Array<number>(70).fill(1), 12, true).encoded).toBe(12);
    expect(code(Array<number>(72).fill(1), 12).encoded).toBe(24);
    expect(
      code(
        Array.from({ length: 72 }, (_, index) => index),
        12,
      ).encoded,
    ).toBe(72);
  });

  it('encode a group after all when its picture changes under way', () => {
    const pictures = [...Array<number>(40).fill(1), ...Array<number>(40).fill(2)];
    // Groups at 0 and 12 are encoded, 24 is repeated, 36 changes at 40, 48 is encoded, 60 and 72 are repeated.
    expect(code(pictures, 12).encoded).toBe(24 + 12 + 12);
  });

  it('do not repeat a group that began before its picture was known', () => {
    const pictures = [...Array<number>(35).fill(1), ...Array<number>(37).fill(2)];
    // The second picture has one frame before the group at 36.
    expect(code(pictures, 12).encoded).toBe(24 + 12 + 24);
    expect(code(pictures, 12, true).encoded).toBe(12 + 12 + 24);
  });
});
