/** The film's small band: harp, celesta, pad, bass, whistle. Each adds one note to a stereo buffer. */
import { createNoise, Filter, SAMPLE_RATE, swell, tabulate } from './signal.mjs';

const STEPS = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

/** Frequency of a note name, A4 = 440 Hz, equal temperament: "F#4", "Bb3". */
export function noteHertz(name) {
  const match = /^([A-G])([#b]?)(-?\d)$/.exec(name);
  if (!match) throw new Error(`"${name}" is no note`);
  const semitone = STEPS[match[1]] + (match[2] === '#' ? 1 : match[2] === 'b' ? -1 : 0);
  return 440 * 2 ** ((semitone - 9) / 12 + Number(match[3]) - 4);
}

/** Low notes stand left, high ones right, as on a harp seen from its player. */
function panOf(hertz, width) {
  return Math.max(-1, Math.min(1, Math.log2(hertz / 300) * 0.35)) * width;
}

/** Plucked string after Karplus and Strong: a burst of noise in a loop that loses its highs. */
function harp(out, { start, hertz, velocity, seed }) {
  const noise = createNoise(seed);
  // One sample of the loop's delay is in its averaging filter; the rest is split into whole and fraction.
  const loop = SAMPLE_RATE / hertz - 0.5;
  const whole = Math.floor(loop);
  const fraction = loop - whole;
  const allpass = (1 - fraction) / (1 + fraction);
  const line = new Float64Array(whole);
  // A finger, not a plectrum: the burst is smoothed twice, more for a soft note.
  const softness = 0.1 + 0.16 * velocity;
  // Twice round the same burst: the second round joins its own beginning without a step.
  const burst = Float64Array.from({ length: whole }, noise);
  let once = 0;
  let twice = 0;
  let mean = 0;
  let power = 0;
  for (let i = 0; i < 2 * whole; i += 1) {
    once += softness * (burst[i % whole] - once);
    twice += softness * (once - twice);
    if (i >= whole) {
      line[i - whole] = twice;
      mean += twice / whole;
      power += (twice * twice) / whole;
    }
  }
  const level = 0.3 / Math.sqrt(Math.max(power - mean * mean, 1e-9));
  for (let i = 0; i < whole; i += 1) line[i] = (line[i] - mean) * level;
  const seconds = Math.min(5, 1.4 + 500 / hertz);
  const length = Math.round(seconds * SAMPLE_RATE);
  // Loss per pass, so that the note falls by 60 dB in its length whatever its pitch.
  const loss = 10 ** (-3 / (seconds * hertz));
  const pan = panOf(hertz, 0.5);
  let last = 0;
  let allpassIn = 0;
  let allpassOut = 0;
  let read = 0;
  for (let i = 0; i < length; i += 1) {
    const current = line[read];
    const averaged = (0.5 * current + 0.5 * last) * loss;
    last = current;
    allpassOut = allpass * (averaged - allpassOut) + allpassIn;
    allpassIn = averaged;
    line[read] = allpassOut;
    read = (read + 1) % whole;
    out.add(start + i, current * velocity * 0.5 * swell(i / SAMPLE_RATE, seconds, 0.004, 0.4), pan);
  }
}

/** Struck metal plates: few partials, the upper ones soon gone. */
function celesta(out, { start, hertz, velocity }) {
  const seconds = 2.6;
  const length = Math.round(seconds * SAMPLE_RATE);
  const sum = new Float64Array(length);
  for (const [ratio, gain, decay] of [
    [1, 1, 1.1],
    [2, 0.16, 0.8],
    [4.02, 0.28, 0.32],
    [8.1, 0.06, 0.12],
  ]) {
    if (hertz * ratio > 16_000) continue;
    // A pointer that turns and shrinks from sample to sample is a decaying sine without a sine a sample.
    const angle = (2 * Math.PI * hertz * ratio) / SAMPLE_RATE;
    const shrink = Math.exp(-1 / (decay * SAMPLE_RATE));
    const turnCos = Math.cos(angle) * shrink;
    const turnSin = Math.sin(angle) * shrink;
    let x = gain;
    let y = 0;
    for (let i = 0; i < length; i += 1) {
      sum[i] += y;
      const next = x * turnCos - y * turnSin;
      y = x * turnSin + y * turnCos;
      x = next;
    }
  }
  const pan = panOf(hertz, 0.4);
  for (let i = 0; i < length; i += 1) {
    out.add(start + i, sum[i] * velocity * 0.3 * swell(i / SAMPLE_RATE, seconds, 0.003, 0.5), pan);
  }
}

/** Soft strings: three detuned voices of few partials, slow in and out. */
function pad(out, { start, hertz, velocity, seconds }) {
  const attack = Math.min(1.2, seconds * 0.35);
  const release = 1.6;
  const whole = seconds + release;
  const level = tabulate((time) => swell(time, whole, attack, release) * velocity * 0.11, whole);
  const bow = tabulate((time) => 0.85 + 0.15 * Math.sin(2 * Math.PI * 0.31 * time + hertz), whole);
  for (const [index, [detune, pan]] of [
    [0.9972, -0.7],
    [1, 0],
    [1.0031, 0.7],
  ].entries()) {
    const angle = (2 * Math.PI * hertz * detune) / SAMPLE_RATE;
    const turnCos = Math.cos(angle);
    const turnSin = Math.sin(angle);
    let cosine = Math.cos(index * 2.1);
    let sine = Math.sin(index * 2.1);
    for (let i = 0; i < whole * SAMPLE_RATE; i += 1) {
      const time = i / SAMPLE_RATE;
      // Partials 2 to 4 from the first by the angle sums.
      const double = 2 * sine * cosine;
      const triple = sine * (3 - 4 * sine * sine);
      const quadruple = 2 * double * (1 - 2 * sine * sine);
      const b = bow(time);
      out.add(start + i, (sine + 0.38 * b * double + 0.2 * b * triple + 0.07 * quadruple) * level(time), pan);
      const next = cosine * turnCos - sine * turnSin;
      sine = cosine * turnSin + sine * turnCos;
      cosine = next;
    }
  }
}

function bass(out, { start, hertz, velocity, seconds }) {
  const whole = seconds + 0.6;
  for (let i = 0; i < whole * SAMPLE_RATE; i += 1) {
    const time = i / SAMPLE_RATE;
    const phase = 2 * Math.PI * hertz * time;
    const value =
      Math.sin(phase) +
      0.35 * Math.sin(2 * phase) * Math.exp(-time) +
      0.12 * Math.sin(3 * phase) * Math.exp(-time * 2);
    out.add(start + i, value * velocity * 0.26 * Math.exp(-time * 0.35) * swell(time, whole, 0.03, 0.7), 0);
  }
}

/** A wooden whistle: a near-sine with breath, and a vibrato that comes late. */
function whistle(out, { start, hertz, velocity, seconds, seed }) {
  const noise = createNoise(seed);
  const breath = new Filter();
  const whole = seconds + 0.16;
  let phase = 0;
  for (let i = 0; i < whole * SAMPLE_RATE; i += 1) {
    const time = i / SAMPLE_RATE;
    const vibrato =
      0.0045 * Math.min(1, Math.max(0, (time - 0.25) / 0.5)) * Math.sin(2 * Math.PI * 5.1 * time);
    const scoop = -0.012 * Math.exp(-time / 0.05);
    phase += (2 * Math.PI * hertz * (1 + vibrato + scoop)) / SAMPLE_RATE;
    const level = swell(time, whole, 0.07, 0.18);
    const tone = Math.sin(phase) + 0.13 * Math.sin(2 * phase) + 0.06 * Math.sin(3 * phase);
    const air = breath.step(noise(), hertz * 2, 3).band * (0.035 + 0.09 * Math.exp(-time / 0.05));
    out.add(start + i, (tone + air) * level * velocity * 0.2, 0.08);
  }
}

/** Players by name; a note is {start (sample), hertz, velocity 0..1, seconds, seed}. */
export const instruments = { harp, celesta, pad, bass, whistle };
