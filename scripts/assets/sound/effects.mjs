/** Sea, wind and the things of the story. Each adds one event to a stereo buffer; `start` is a sample. */
import { createNoise, createPink, Filter, SAMPLE_RATE, swell, tabulate } from './signal.mjs';

function each(seconds, paint) {
  for (let i = 0; i < seconds * SAMPLE_RATE; i += 1) paint(i, i / SAMPLE_RATE);
}

/** A mid-size gull, some way off: a run of falling cries. */
function gull(out, { start, gain, pan, seed }) {
  const noise = createNoise(seed);
  const cries = [
    [0, 0.34, 1],
    [0.42, 0.22, 0.8],
    [0.7, 0.2, 0.7],
    [0.95, 0.2, 0.55],
  ];
  for (const [at, length, level] of cries) {
    const first = new Filter();
    const second = new Filter();
    let phase = 0;
    each(length, (i, time) => {
      const t = time / length;
      const hertz = 900 + 520 * Math.sin(Math.PI * Math.min(1, t * 1.5 + 0.1)) - 180 * t + 14 * noise();
      phase = (phase + hertz / SAMPLE_RATE) % 1;
      const reed =
        Math.sin(2 * Math.PI * phase) +
        0.6 * Math.sin(4 * Math.PI * phase) +
        0.34 * Math.sin(6 * Math.PI * phase) +
        0.15 * Math.sin(8 * Math.PI * phase);
      const rough = reed * (1 - 0.25 * Math.sin(2 * Math.PI * 62 * time));
      const shaped = first.step(rough, 1350, 1.6).band * 0.6 + second.step(rough, 2900, 2).band * 0.3;
      out.add(
        start + Math.round(at * SAMPLE_RATE) + i,
        shaped * swell(time, length, 0.03, length * 0.6) * level * gain * 0.4,
        pan,
      );
    });
  }
}

/** A bell on a buoy or a pier: inharmonic partials with their own decays. */
function bell(out, { start, gain, pan }) {
  const base = 392;
  const partials = [
    [0.5, 0.35, 3.2],
    [1, 1, 2.4],
    [1.19, 0.55, 1.9],
    [1.5, 0.35, 1.5],
    [2.0, 0.5, 1.1],
    [2.66, 0.25, 0.7],
    [3.36, 0.14, 0.45],
    [4.2, 0.08, 0.25],
  ];
  each(5, (i, time) => {
    let value = 0;
    for (const [ratio, level, decay] of partials)
      value += level * Math.exp(-time / decay) * Math.sin(2 * Math.PI * base * ratio * time);
    out.add(start + i, value * gain * 0.25 * swell(time, 5, 0.002, 1.2), pan);
  });
}

/** Two reeds, a third apart, behind a mile of fog. */
function foghorn(out, { start, gain, pan }) {
  const seconds = 2.3;
  const dull = new Filter();
  each(seconds, (i, time) => {
    const bend = 1 - 0.03 * Math.exp(-time / 0.12) - 0.05 * Math.max(0, time - 1.9);
    let value = 0;
    for (const hertz of [110, 130.8]) {
      for (let n = 1; n <= 9; n += 1)
        value += Math.sin(2 * Math.PI * hertz * bend * n * time + 1.7 * n * n + hertz) / n ** 1.25;
    }
    const level = swell(time, seconds, 0.22, 0.7);
    out.add(start + i, dull.step(value, 240 + 260 * level, 0.8).low * level * gain * 0.3, pan);
  });
}

function footstep(material) {
  const stone = material === 'stone';
  return (out, { start, gain, pan, seed }) => {
    const noise = createNoise(seed);
    const body = new Filter();
    const grit = new Filter();
    const shift = 1 + 0.14 * noise();
    each(0.3, (i, time) => {
      const heel = Math.exp(-time / (stone ? 0.018 : 0.035)) * swell(time, 0.3, 0.002, 0.1);
      const toeTime = time - 0.085;
      const toe = toeTime > 0 ? 0.5 * Math.exp(-toeTime / 0.03) * Math.min(1, toeTime / 0.004) : 0;
      const white = noise();
      const thud =
        Math.sin(2 * Math.PI * (stone ? 92 : 128) * shift * time) *
        Math.exp(-time / 0.05) *
        swell(time, 0.3, 0.003, 0.1);
      const knock = stone
        ? 0
        : 0.5 *
          Math.sin(2 * Math.PI * 430 * shift * time) *
          Math.exp(-time / 0.045) *
          Math.min(1, time / 0.002);
      const value =
        body.step(white, 520 * shift, 0.8).low * (heel + toe) * 0.9 +
        grit.step(white, 2400 * shift, 0.9).band * (heel + toe) * (stone ? 0.16 : 0.05) +
        thud * 0.5 +
        knock * 0.35;
      out.add(start + i, value * gain * 0.7, pan);
    });
  };
}

/** One stroke of the oars: the pull through water, then drops. */
function oar(out, { start, gain, pan, seed }) {
  const noise = createNoise(seed);
  const water = new Filter();
  each(1.3, (i, time) => {
    const level = swell(time, 1.3, 0.28, 0.8);
    const hertz = 380 + 700 * Math.sin(Math.PI * Math.min(1, time / 1.1)) ** 2;
    out.add(start + i, water.step(noise(), hertz, 1.1).band * level * gain * 0.42, pan);
  });
  for (let k = 0; k < 5; k += 1) {
    const at = start + Math.round((0.95 + 0.13 * k + 0.04 * noise()) * SAMPLE_RATE);
    const hertz = 900 + 420 * noise();
    each(0.09, (i, time) => {
      const rise = hertz * (1 + time * 6);
      out.add(
        at + i,
        Math.sin(2 * Math.PI * rise * time) *
          Math.exp(-time / 0.02) *
          swell(time, 0.09, 0.003, 0.03) *
          gain *
          0.09,
        pan + 0.2 * noise(),
      );
    });
  }
}

/** Old wood under load: short stick-slip grains that slow down. */
function creak(out, { start, gain, pan, seed }) {
  const noise = createNoise(seed);
  const first = new Filter();
  const second = new Filter();
  let phase = 0;
  each(0.8, (i, time) => {
    const hertz = 46 + 26 * Math.sin(time * 5) + 6 * noise();
    phase += hertz / SAMPLE_RATE;
    const grain = phase >= 1 ? 1 : 0;
    phase %= 1;
    const excite = grain * 3 + noise() * 0.012;
    const value =
      first.step(excite, 410 + 160 * time, 7).band + 0.5 * second.step(excite, 1180 + 240 * time, 6).band;
    out.add(start + i, value * swell(time, 0.8, 0.12, 0.35) * gain * 0.5, pan);
  });
}

/** The bail of the lantern turning in its ears. */
function squeak(out, { start, gain, pan }) {
  each(0.34, (i, time) => {
    const hertz = 1750 + 420 * Math.sin(time * 11);
    const flutter = 0.6 + 0.4 * Math.sin(2 * Math.PI * 33 * time);
    out.add(
      start + i,
      Math.sin(2 * Math.PI * hertz * time) * flutter * swell(time, 0.34, 0.05, 0.16) * gain * 0.12,
      pan,
    );
  });
}

/** The clockwork and the lamp run down: a hum that falls, one last tick. */
function lampDies(out, { start, gain, pan }) {
  let phase = 0;
  each(1.5, (i, time) => {
    const hertz = 110 * 0.28 ** (time / 1.5);
    phase += (2 * Math.PI * hertz) / SAMPLE_RATE;
    const value = Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.22 * Math.sin(3 * phase);
    out.add(start + i, value * swell(time, 1.5, 0.01, 1.2) * gain * 0.3, pan);
  });
  tick(out, { start: start + Math.round(1.32 * SAMPLE_RATE), gain: gain * 0.8, pan, seed: 5 });
}

function tick(out, { start, gain, pan, seed }) {
  const noise = createNoise(seed);
  const ring = new Filter();
  each(0.12, (i, time) => {
    const value = ring.step(noise() * Math.exp(-time / 0.004), 1900, 9).band;
    out.add(start + i, value * swell(time, 0.12, 0.001, 0.05) * gain * 0.5, pan);
  });
}

/** The beam: air that opens from dark to bright and crosses from left to right, on a deep swell. */
function beam(out, { start, gain, seed }) {
  const noise = createPink(createNoise(seed));
  const air = new Filter();
  const seconds = 3.6;
  each(seconds, (i, time) => {
    const level = swell(time, seconds, 0.5, 2.6);
    const hertz = 260 + 2600 * Math.min(1, time / 1.1) ** 2 * Math.exp(-time * 0.5);
    const pan = -0.7 + (1.4 * time) / seconds;
    out.add(start + i, air.step(noise(), hertz, 1).band * level * gain * 0.55, pan);
    const deep = Math.sin(2 * Math.PI * 55 * time) + 0.4 * Math.sin(2 * Math.PI * 110 * time);
    out.add(start + i, deep * level * gain * 0.16, 0);
  });
}

/** A flame that takes: a soft breath of fire. */
function ignite(out, { start, gain, pan, seed }) {
  const noise = createPink(createNoise(seed));
  const fire = new Filter();
  each(1.6, (i, time) => {
    const flicker = 0.8 + 0.2 * Math.sin(2 * Math.PI * 9 * time + Math.sin(time * 31));
    const hertz = 300 + 1500 * swell(time, 1.6, 0.35, 1);
    out.add(
      start + i,
      fire.step(noise(), hertz, 0.9).low * swell(time, 1.6, 0.3, 1.1) * flicker * gain * 0.5,
      pan,
    );
  });
}

/** Small water against a hull. */
function lap(out, { start, gain, pan, seed }) {
  const noise = createNoise(seed);
  for (let k = 0; k < 3; k += 1) {
    const at = start + Math.round((0.34 * k + 0.06 * noise()) * SAMPLE_RATE);
    const tone = 330 + 120 * noise();
    const water = new Filter();
    each(0.42, (i, time) => {
      const level = swell(time, 0.42, 0.05, 0.3);
      const gulp = Math.sin(2 * Math.PI * (tone + 260 * time) * time) * 0.16;
      out.add(
        at + i,
        (water.step(noise(), tone * 2, 1.4).band * 0.24 + gulp) * level * gain * (1 - 0.2 * k),
        pan + 0.25 * noise() * 0.3,
      );
    });
  }
}

export const effects = {
  gull,
  bell,
  foghorn,
  'step-stone': footstep('stone'),
  'step-iron': footstep('iron'),
  oar,
  creak,
  squeak,
  'lamp-dies': lampDies,
  tick,
  beam,
  ignite,
  lap,
};

/** Waves that come in, one over the other, each a breath of filtered noise; `level(time)` is a factor. */
function sea(out, { seconds, level, brightness, seed }) {
  for (const [side, pan] of [
    [0, -0.75],
    [1, 0.75],
  ]) {
    const noise = createPink(createNoise(seed + side * 101));
    const chance = createNoise(seed + 7 + side);
    const low = new Filter();
    const foam = new Filter();
    const starts = [];
    for (let at = -4; at < seconds; at += 2.6 + 0.9 * chance()) starts.push([at, 0.7 + 0.3 * chance()]);
    const heightAt = tabulate((time) => {
      let height = 0.32;
      for (const [at, size] of starts) {
        const since = time - at;
        if (since > 0) height += 0.55 * size * (since / 2.2) ** 2 * Math.exp(2 * (1 - since / 2.2));
      }
      return height;
    }, seconds);
    each(seconds, (i, time) => {
      const height = heightAt(time);
      const bright = brightness(time);
      const white = noise();
      const body = low.step(white, (320 + 620 * height) * bright, 0.6).low;
      const spray =
        foam.step(white, 2600, 0.7).band * Math.max(0, height - 0.4) * 0.75 * Math.max(0, bright - 0.4);
      out.add(i, (body * (0.4 + 0.6 * height) + spray) * level(time) * 0.9, pan);
    });
  }
}

/** Wind round rock and glass: two slow bands that wander apart. */
function wind(out, { seconds, level, seed }) {
  for (const [side, pan] of [
    [0, -0.6],
    [1, 0.6],
  ]) {
    const noise = createPink(createNoise(seed + side * 53));
    const first = new Filter();
    const second = new Filter();
    const gustAt = tabulate(
      (time) => 0.6 + 0.25 * Math.sin(0.7 * time + side * 1.3) + 0.15 * Math.sin(1.9 * time + side * 2.1),
      seconds,
    );
    const whineAt = tabulate((time) => 760 + 300 * Math.sin(0.43 * time + side), seconds);
    each(seconds, (i, time) => {
      const gust = gustAt(time);
      const white = noise();
      const value =
        first.step(white, 330 + 160 * gust, 2.2).band + 0.4 * second.step(white, whineAt(time), 4).band;
      out.add(i, value * gust * level(time) * 0.5, pan);
    });
  }
}

/** The lamp's clockwork: a hum that turns, with a tick at each quarter turn. */
function lampHum(out, { seconds, level, seed }) {
  each(seconds, (i, time) => {
    const factor = level(time);
    if (factor < 1e-4) return;
    const turn = 0.75 + 0.25 * Math.sin(2 * Math.PI * 0.34 * time);
    const value =
      Math.sin(2 * Math.PI * 110 * time) +
      0.4 * Math.sin(2 * Math.PI * 165.2 * time) +
      0.18 * Math.sin(2 * Math.PI * 220.3 * time);
    out.add(i, value * turn * factor * 0.2, 0.4 * Math.sin(2 * Math.PI * 0.17 * time));
  });
  for (let at = 0; at < seconds; at += 0.75) {
    const factor = level(at);
    if (factor > 1e-3)
      tick(out, {
        start: Math.round(at * SAMPLE_RATE),
        gain: factor * 0.5,
        pan: 0.1,
        seed: seed + Math.round(at * 4),
      });
  }
}

export const beds = { sea, wind, 'lamp-hum': lampHum };
