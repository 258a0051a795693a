import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packetCount, packetPlace } from './soundPackets';

/** What the encoder gives for a count of samples, one packet of priming more than the sound fills, and its places. */
function places(samples: number) {
  const count = Math.ceil(samples / 1024) + 2;
  return Array.from({ length: count }, (_, index) => packetPlace(index, samples)).filter(
    (each) => each !== null,
  );
}

describe('packets of a film', () => {
  it('begin before 0 by the priming', () => {
    expect(places(5000)[0]?.start).toBe(-1024);
  });

  it('join without gaps, end with the last sample of the film, and are as many as was said', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500_000 }), (total) => {
        let position = -1024;
        for (const { start, length } of places(total)) {
          if (start !== position) throw new Error(`A packet begins at ${start} instead of ${position}.`);
          position += length;
        }
        expect(position).toBe(total);
        expect(places(total)).toHaveLength(packetCount(total));
      }),
    );
  });
});
