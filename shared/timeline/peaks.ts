/** Peaks of a sound: for each stretch of `samplesPerPeak` samples its least and greatest value, -127 … 127, in pairs. */
export interface Peaks {
  readonly samplesPerPeak: number;
  readonly values: Int8Array;
}

/** The same sound at coarser and coarser steps, so that any zoom looks at few peaks for each px. */
export interface PeakPyramid {
  readonly levels: readonly Peaks[];
  readonly sampleCount: number;
}

const levelFactor = 4;

/** Few enough peaks for the longest sounds: 256 samples each up to half an hour at 48 kHz, then more. */
export function samplesPerPeakFor(sampleCount: number): number {
  let samplesPerPeak = 256;
  while (sampleCount / samplesPerPeak > 360_000) samplesPerPeak *= 2;
  return samplesPerPeak;
}

/** Collects peaks from a sound that comes in pieces; all channels count. */
export class PeakCollector {
  readonly #samplesPerPeak: number;
  readonly #values: Int8Array;
  #position = 0;
  #least = 0;
  #greatest = 0;

  /** @param sampleCount of the whole sound, for each channel; more samples than that are left out */
  constructor(samplesPerPeak: number, sampleCount: number) {
    this.#samplesPerPeak = samplesPerPeak;
    this.#values = new Int8Array(2 * Math.max(1, Math.ceil(sampleCount / samplesPerPeak)));
  }

  /** @param channels samples of each channel, -1 … 1, as many of each */
  add(channels: readonly Float32Array[]): void {
    const count = channels[0]?.length ?? 0;
    for (let index = 0; index < count; index += 1) {
      for (const channel of channels) {
        const value = channel[index] ?? 0;
        if (value < this.#least) this.#least = value;
        if (value > this.#greatest) this.#greatest = value;
      }
      this.#position += 1;
      if (this.#position % this.#samplesPerPeak === 0) this.#flush();
    }
  }

  finish(): Peaks {
    if (this.#position % this.#samplesPerPeak !== 0) {
      this.#position += this.#samplesPerPeak - (this.#position % this.#samplesPerPeak);
      this.#flush();
    }
    return { samplesPerPeak: this.#samplesPerPeak, values: this.#values };
  }

  #flush(): void {
    const at = 2 * (this.#position / this.#samplesPerPeak - 1);
    if (at + 1 < this.#values.length) {
      this.#values[at] = toPeak(this.#least);
      this.#values[at + 1] = toPeak(this.#greatest);
    }
    this.#least = 0;
    this.#greatest = 0;
  }
}

const toPeak = (value: number): number => Math.round(Math.min(Math.max(value, -1), 1) * 127);

export function buildPeakPyramid(peaks: Peaks, sampleCount: number): PeakPyramid {
  const levels: Peaks[] = [peaks];
  let last = peaks;
  while (last.values.length > 64) {
    const count = Math.ceil(last.values.length / 2 / levelFactor);
    const values = new Int8Array(2 * count);
    for (let index = 0; index < count; index += 1) {
      const [least, greatest] = scan(last.values, index * levelFactor, (index + 1) * levelFactor);
      values[2 * index] = least;
      values[2 * index + 1] = greatest;
    }
    last = { samplesPerPeak: last.samplesPerPeak * levelFactor, values };
    levels.push(last);
  }
  return { levels, sampleCount };
}

/** Peaks from index `from` up to but without `to`. */
function scan(values: Int8Array, from: number, to: number): readonly [number, number] {
  let least = 0;
  let greatest = 0;
  const end = Math.min(2 * to, values.length);
  for (let at = 2 * Math.max(0, from); at < end; at += 2) {
    const low = values[at] as number;
    const high = values[at + 1] as number;
    if (low < least) least = low;
    if (high > greatest) greatest = high;
  }
  return [least, greatest];
}

/** The level to draw with when each bar stands for so many samples: the coarsest that is still finer than a bar. */
export function levelFor(pyramid: PeakPyramid, samplesPerBar: number): Peaks {
  let best = pyramid.levels[0] as Peaks;
  for (const level of pyramid.levels) if (level.samplesPerPeak <= samplesPerBar) best = level;
  return best;
}

/** Least and greatest value, -1 … 1, between two samples. */
export function peakBetween(level: Peaks, fromSample: number, toSample: number): readonly [number, number] {
  const from = Math.floor(fromSample / level.samplesPerPeak);
  const to = Math.max(from + 1, Math.ceil(toSample / level.samplesPerPeak));
  const [least, greatest] = scan(level.values, from, to);
  return [least / 127, greatest / 127];
}
