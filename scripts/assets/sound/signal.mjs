/** Building blocks of the sound: chance, filters, envelopes, stereo buffers. All rates are samples a second. */

export const SAMPLE_RATE = 48_000;

/** Mulberry32 in [-1, 1): noise that is the same at every build. */
export function createNoise(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2147483648 - 1;
  };
}

/** Pink noise from white by Paul Kellet's three-pole approximation; about -1..1. */
export function createPink(noise) {
  let a = 0;
  let b = 0;
  let c = 0;
  return () => {
    const white = noise();
    a = 0.99765 * a + white * 0.099046;
    b = 0.963 * b + white * 0.2965164;
    c = 0.57 * c + white * 1.0526913;
    return (a + b + c + white * 0.1848) * 0.22;
  };
}

/** State-variable filter (Simper's trapezoidal form): stable while its frequency is swept. */
export class Filter {
  constructor() {
    this.first = 0;
    this.second = 0;
    this.low = 0;
    this.band = 0;
    this.hertz = 0;
    this.resonance = 0;
    this.g = 0;
    this.k = 0;
    this.a1 = 0;
  }

  /**
   * One sample in; `low` and `band` (0 dB at its centre) hold the answer, and the filter itself is returned.
   * `hertz` below half the sample rate; `resonance` 0.5 is flat. Steps of less than 0.2 % in `hertz` are not heard
   * and cost a tangent each, so they are saved up.
   */
  step(input, hertz, resonance = 0.7) {
    if (Math.abs(hertz - this.hertz) > 0.002 * hertz || resonance !== this.resonance) {
      this.hertz = hertz;
      this.resonance = resonance;
      this.g = Math.tan((Math.PI * Math.min(hertz, SAMPLE_RATE * 0.45)) / SAMPLE_RATE);
      this.k = 1 / resonance;
      this.a1 = 1 / (1 + this.g * (this.g + this.k));
    }
    const v3 = input - this.second;
    const v1 = this.a1 * (this.first + this.g * v3);
    const v2 = this.second + this.g * v1;
    this.first = 2 * v1 - this.first;
    this.second = 2 * v2 - this.second;
    this.low = v2;
    this.band = v1 * this.k;
    return this;
  }
}

/** Two channels of equal length. */
export class Stereo {
  constructor(length) {
    this.length = length;
    this.left = new Float64Array(length);
    this.right = new Float64Array(length);
    this.pan = Number.NaN;
    this.toLeft = 0;
    this.toRight = 0;
  }

  /** Adds a mono sample at `pan` -1 (left) .. 1 (right) with constant power. Beyond the ends nothing happens. */
  add(index, value, pan = 0) {
    if (index < 0 || index >= this.length) return;
    if (pan !== this.pan) {
      const angle = ((pan + 1) * Math.PI) / 4;
      this.pan = pan;
      this.toLeft = Math.cos(angle);
      this.toRight = Math.sin(angle);
    }
    this.left[index] += value * this.toLeft;
    this.right[index] += value * this.toRight;
  }

  /** Adds another buffer, `gain` as a factor. */
  mix(other, gain = 1) {
    for (let i = 0; i < this.length; i += 1) {
      this.left[i] += other.left[i] * gain;
      this.right[i] += other.right[i] * gain;
    }
    return this;
  }
}

/** Factor of a level in decibels. */
export function fromDb(db) {
  return 10 ** (db / 20);
}

/** 0 → 1 → 0 over `length` seconds with cosine flanks of `attack` and `release` seconds: no clicks at either end. */
export function swell(time, length, attack, release) {
  if (time <= 0 || time >= length) return 0;
  const up = time < attack ? 0.5 - 0.5 * Math.cos((Math.PI * time) / attack) : 1;
  const left = length - time;
  const down = left < release ? 0.5 - 0.5 * Math.cos((Math.PI * left) / release) : 1;
  return up * down;
}

/** Value at `x` of a line through points [x, y] in order; held beyond both ends. */
export function alongPoints(points, x) {
  if (x <= points[0][0]) return points[0][1];
  for (let i = 1; i < points.length; i += 1) {
    const [bx, by] = points[i];
    if (x <= bx) {
      const [ax, ay] = points[i - 1];
      return ay + ((by - ay) * (x - ax)) / (bx - ax);
    }
  }
  return points[points.length - 1][1];
}

/** Takes out what is too low to hear (below about 20 Hz), with it any offset; in place. */
export function removeOffset(buffer) {
  const keep = Math.exp((-2 * Math.PI * 20) / SAMPLE_RATE);
  for (const channel of [buffer.left, buffer.right]) {
    let before = 0;
    let out = 0;
    for (let i = 0; i < channel.length; i += 1) {
      out = keep * (out + channel[i] - before);
      before = channel[i];
      channel[i] = out;
    }
  }
}

/** A function of time in seconds, read 200 times a second beforehand and joined by lines: cheap to ask per sample. */
export function tabulate(ask, seconds) {
  const rate = 200;
  const table = Float64Array.from({ length: Math.ceil(seconds * rate) + 2 }, (_, i) => ask(i / rate));
  return (time) => {
    const place = time * rate;
    const index = Math.floor(place);
    return table[index] + (table[index + 1] - table[index]) * (place - index);
  };
}
