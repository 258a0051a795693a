import fc from 'fast-check';
import { EncodedPacket } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import { placePackets } from './soundPackets';

/** What the encoder gives for a count of samples: one packet of priming more than the sound fills. */
function encoded(samples: number): EncodedPacket[] {
  const count = Math.ceil(samples / 1024) + 1;
  return Array.from(
    { length: count },
    (_, index) => new EncodedPacket(new Uint8Array([1]), 'key', (index * 1024) / 48_000, 1024 / 48_000),
  );
}

const samplesOf = (seconds: number): number => Math.round(seconds * 48_000);

describe('placePackets', () => {
  it('begins before 0 by the priming', () => {
    expect(samplesOf(placePackets(encoded(5000), 5000)[0]?.timestamp ?? 0)).toBe(-1024);
  });

  it('joins without gaps and ends with the last sample of the film', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500_000 }), (total) => {
        const packets = placePackets(encoded(total), total);
        let position = -1024;
        for (const packet of packets) {
          expect(samplesOf(packet.timestamp)).toBe(position);
          position += samplesOf(packet.duration);
        }
        expect(position).toBe(total);
      }),
    );
  });
});
