/** Room, limiter, peak measure and the WAV writer. */
import { createNoise, SAMPLE_RATE, Stereo } from './signal.mjs';

const DELAYS = [1423, 1777, 2137, 2503, 2939, 3331, 3767, 4201];

/**
 * A hall: eight delay lines fed back through a Householder matrix, each losing its highs on every pass.
 * `seconds` is the time in which it falls by 60 dB. Returns the room alone.
 */
export function reverb(input, { seconds, damping }) {
  const out = new Stereo(input.length);
  const lines = DELAYS.map((length) => new Float64Array(length));
  const gains = DELAYS.map((length) => 10 ** ((-3 * length) / (seconds * SAMPLE_RATE)));
  const heads = DELAYS.map(() => 0);
  const lows = DELAYS.map(() => 0);
  const preDelay = Math.round(0.022 * SAMPLE_RATE);
  const taps = new Float64Array(DELAYS.length);
  for (let i = 0; i < input.length; i += 1) {
    const inLeft = i >= preDelay ? input.left[i - preDelay] : 0;
    const inRight = i >= preDelay ? input.right[i - preDelay] : 0;
    let sum = 0;
    for (let k = 0; k < taps.length; k += 1) {
      lows[k] += (1 - damping) * (lines[k][heads[k]] * gains[k] - lows[k]);
      taps[k] = lows[k];
      sum += taps[k];
    }
    const shared = (2 * sum) / taps.length;
    for (let k = 0; k < taps.length; k += 1) {
      lines[k][heads[k]] = taps[k] - shared + (k % 2 === 0 ? inLeft : inRight) * 0.5;
      heads[k] = (heads[k] + 1) % DELAYS[k];
    }
    out.left[i] = (taps[0] - taps[2] + taps[4] - taps[6]) * 0.5;
    out.right[i] = (taps[1] - taps[3] + taps[5] - taps[7]) * 0.5;
  }
  return out;
}

/** Windowed-sinc weights that read a signal between its samples, at quarters: four times oversampling. */
function quarterKernels() {
  const half = 12;
  return [0, 0.25, 0.5, 0.75].map((offset) => {
    const weights = [];
    for (let k = -half + 1; k <= half; k += 1) {
      const x = k - offset;
      const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / (half + 1));
      weights.push(sinc * window);
    }
    return { weights, first: -half + 1 };
  });
}

/** True peak of a channel as ITU-R BS.1770 means it (four times oversampled), as a factor. */
export function truePeak(channel) {
  let peak = 0;
  const kernels = quarterKernels();
  for (let i = 12; i < channel.length - 12; i += 1) {
    // Far below the peak so far no reading between samples can exceed it.
    if (Math.abs(channel[i]) < peak * 0.5) continue;
    for (const { weights, first } of kernels) {
      let value = 0;
      for (let k = 0; k < weights.length; k += 1) value += weights[k] * channel[i + first + k];
      if (Math.abs(value) > peak) peak = Math.abs(value);
    }
  }
  return peak;
}

/**
 * Gain that keeps |sample| of `buffer` below `ceiling`: looks 6 ms ahead, lets go over 250 ms.
 * The curve is returned, not applied, so that stems can share it and still add up to the mix.
 */
export function limiterCurve(buffer, ceiling) {
  const ahead = Math.round(0.006 * SAMPLE_RATE);
  const release = Math.exp(-1 / (0.25 * SAMPLE_RATE));
  const wanted = new Float64Array(buffer.length);
  for (let i = 0; i < buffer.length; i += 1) {
    const peak = Math.max(Math.abs(buffer.left[i]), Math.abs(buffer.right[i]));
    wanted[i] = peak > ceiling ? ceiling / peak : 1;
  }
  const curve = new Float64Array(buffer.length);
  // Smallest wish of the next 6 ms by a monotonic queue, then a smooth way back up.
  const queue = [];
  let gain = 1;
  let next = 0;
  for (let i = 0; i < buffer.length; i += 1) {
    while (next < buffer.length && next <= i + ahead) {
      while (queue.length > 0 && wanted[queue[queue.length - 1]] >= wanted[next]) queue.pop();
      queue.push(next);
      next += 1;
    }
    while (queue[0] < i) queue.shift();
    const target = wanted[queue[0]];
    gain = Math.min(target, 1 - (1 - gain) * release);
    curve[i] = gain;
  }
  // A moving average over the look-ahead turns the steps down into slopes without passing the ceiling.
  const smooth = new Float64Array(buffer.length);
  let sum = 0;
  for (let i = 0; i < buffer.length; i += 1) {
    sum += curve[i];
    if (i >= ahead) sum -= curve[i - ahead];
    smooth[i] = sum / Math.min(i + 1, ahead);
  }
  return smooth;
}

export function applyCurve(buffer, curve, gain) {
  for (let i = 0; i < buffer.length; i += 1) {
    buffer.left[i] *= curve[i] * gain;
    buffer.right[i] *= curve[i] * gain;
  }
}

/** A stereo 16-bit PCM WAV file with triangular dither. @throws RangeError if a sample would clip. */
export function wavBytes(buffer, seed) {
  const noise = createNoise(seed);
  const dataBytes = buffer.length * 4;
  const bytes = Buffer.alloc(44 + dataBytes);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + dataBytes, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(2, 22);
  bytes.writeUInt32LE(SAMPLE_RATE, 24);
  bytes.writeUInt32LE(SAMPLE_RATE * 4, 28);
  bytes.writeUInt16LE(4, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(dataBytes, 40);
  const write = (value, at) => {
    const rounded = Math.round(value * 32767 + (noise() + noise()) * 0.5);
    if (rounded > 32767 || rounded < -32768) throw new RangeError(`The sound clips at byte ${at}`);
    bytes.writeInt16LE(rounded, at);
  };
  for (let i = 0; i < buffer.length; i += 1) {
    write(buffer.left[i], 44 + i * 4);
    write(buffer.right[i], 46 + i * 4);
  }
  return bytes;
}
