import type { EncodedPacket } from 'mediabunny';
import { filmSampleRate } from './soundReader';

/** AAC-LC codes 1,024 samples a packet; the encoder's first packet holds the 1,024 samples before the sound begins. */
const packetSamples = 1024;
const primingSamples = 1024;

/** Gives packets their place, priming before 0, and cuts at the last sample of the film. */
export function placePackets(encoded: readonly EncodedPacket[], total: number): EncodedPacket[] {
  const placed: EncodedPacket[] = [];
  encoded.forEach((packet, index) => {
    const start = index * packetSamples - primingSamples;
    if (start >= total) return;
    const length = Math.min(packetSamples, total - start);
    placed.push(packet.clone({ timestamp: start / filmSampleRate, duration: length / filmSampleRate }));
  });
  return placed;
}
