import { filmSampleRate } from '@shared/timeline/soundSchedule';
import type { EncodedPacket } from 'mediabunny';

/** AAC-LC codes 1,024 samples a packet; the encoder's first packet holds the 1,024 samples before the sound begins. */
const packetSamples = 1024;
const primingSamples = 1024;

/** Packets of a film's sound. @param total samples of the film */
export function packetCount(total: number): number {
  return Math.ceil((total + primingSamples) / packetSamples);
}

/**
 * Gives a packet its place among all of the film: priming before 0, cut at the last sample of the film.
 * @param index of the packet as it came from the encoder
 * @param total samples of the film
 * @returns null for one that lies behind the end
 */
export function placePacket(packet: EncodedPacket, index: number, total: number): EncodedPacket | null {
  const start = index * packetSamples - primingSamples;
  if (start >= total) return null;
  const length = Math.min(packetSamples, total - start);
  return packet.clone({ timestamp: start / filmSampleRate, duration: length / filmSampleRate });
}
