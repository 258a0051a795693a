import fc from 'fast-check';
import { EncodedPacket } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import { packetCount, placePacket } from './soundPackets';

/** What the encoder gives for a count of samples: one packet of priming more than the sound fills, and its places. */
function placed(samples: number): EncodedPacket[] {
  const packet = new EncodedPacket(new Uint8Array([1]), 'key', 0, 1024 / 48_000);
  const count = Math.ceil(samples / 1024) + 2;
  return Array.from({ length: count }, (_, index) => placePacket(packet, index, samples)).filter(
    (each) => each !== null,
  );
}

const samplesOf = (seconds: number): number => Math.round(seconds * 48_000);

describe('packets of a film', () => {
  it('begin before 0 by the priming', () => {
    expect(samplesOf(placed(5000)[0]?.timestamp ?? 0)).toBe(-1024);
  });

  it('join without gaps, end with the last sample of the film, and are as many as was said', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500_000 }), (total) => {
        const packets = placed(total);
        let position = -1024;
        for (const packet of packets) {
          expect(samplesOf(packet.timestamp)).toBe(position);
          position += samplesOf(packet.duration);
        }
        expect(position).toBe(total);
        expect(packets).toHaveLength(packetCount(total));
      }),
    );
  });
});
