/* Also loaded as it stands by a thread: no imports here. */

/** AAC-LC codes 1,024 samples a packet; the encoder's first packet holds the 1,024 samples before the sound begins. */
const packetSamples = 1024;
const primingSamples = 1024;

/** Packets of a film's sound. @param total samples of the film */
export function packetCount(total: number): number {
  return Math.ceil((total + primingSamples) / packetSamples);
}

/**
 * The place of a packet among all of the film, in samples: priming before 0, cut at the last sample of the film.
 * @param index of the packet as it came from the encoder
 * @param total samples of the film
 * @returns null for one that lies behind the end
 */
export function packetPlace(
  index: number,
  total: number,
): { readonly start: number; readonly length: number } | null {
  const start = index * packetSamples - primingSamples;
  return start >= total ? null : { start, length: Math.min(packetSamples, total - start) };
}
