/** Light and weather that lie over any place: beams, glows, fog. */
import { fog, lightOnWater } from './nature.mjs';
import { amber, night } from './palette.mjs';
import { createRandom, mix, Picture, r } from './picture.mjs';

const W = 2880;
const H = 1620;

/** A beam that leaves the left edge's middle and widens to the right; turned about by its layer. */
export function beam() {
  const p = new Picture(W, H, 'Beam of the lighthouse', 0.5);
  const y = H / 2;
  // Three wedges in each other; one blur for all makes their edges soft, which no gradient can along a slant.
  p.definitions.push(
    '<filter id="soft" filterUnits="userSpaceOnUse" x="-80" y="200" width="3040" height="1220"><feGaussianBlur stdDeviation="26"/></filter>',
  );
  p.group({ filter: 'url(#soft)' }, () => {
    for (const [half, alpha] of [
      [440, 0.2],
      [300, 0.3],
      [150, 0.42],
    ]) {
      const share = (k) => Math.round(alpha * k * 100) / 100;
      const paint = p.linear(0, 0, W, 0, [
        [0, '#fff6d6', share(1.9)],
        [0.14, '#fff2c8', share(1.5)],
        [0.5, '#ffe9b0', share(0.8)],
        [1, '#ffe2a2', 0],
      ]);
      p.path(`M-60 ${y - 16}L${W} ${y - half}V${y + half}L-60 ${y + 16}z`, paint);
    }
  });
  const random = createRandom(19);
  for (let i = 0; i < 110; i += 1) {
    const t = random.next() ** 0.7;
    const x = t * W * 0.9;
    p.circle(x, y + random.between(-1, 1) * mix(10, 300, t), random.between(1, 3.2), '#fff8e0', {
      opacity: r(random.between(0.1, 0.6) * (1 - t * 0.7) * 100) / 100,
    });
  }
  return p;
}

/** The pool of light where the beam meets fog and water. */
export function beamPool() {
  const p = new Picture(2000, 700, 'Pool of the beam on water', 0.5);
  p.glow(1000, 350, 990, '#ffedb8', 0.62, 0.3);
  p.glow(1000, 350, 560, '#fff6d8', 0.6, 0.24);
  lightOnWater(p, {
    x: 1000,
    y0: 300,
    y1: 620,
    topHalf: 620,
    bottomHalf: 380,
    count: 120,
    seed: 71,
    fill: '#fff3cc',
    opacity: 0.75,
    size: 0.7,
  });
  return p;
}

export function lanternGlow() {
  const p = new Picture(1200, 1200, 'Glow of a lantern');
  p.glow(600, 600, 600, amber.mid, 0.62);
  p.glow(600, 600, 300, amber.hot, 0.5);
  return p;
}

export function fogBank() {
  const p = new Picture(W, H, 'Fog bank', 0.5);
  fog(p, { x0: 0, x1: W, y0: 700, y1: 1500, count: 90, seed: 2, color: night.fog, opacity: 0.34 });
  fog(p, { x0: 0, x1: W, y0: 1150, y1: 1620, count: 60, seed: 3, color: '#a9c4d3', opacity: 0.3, wide: 1.2 });
  return p;
}

export function fogWisps() {
  const p = new Picture(W, H, 'Fog wisps', 0.5);
  const random = createRandom(31);
  const paint = p.radialOfBox([
    [0, '#b7cfdb', 1],
    [0.5, '#b7cfdb', 0.4],
    [1, '#b7cfdb', 0],
  ]);
  for (let i = 0; i < 46; i += 1) {
    p.ellipse(
      random.between(0, W),
      random.between(380, 1440),
      random.between(220, 680),
      random.between(12, 42),
      paint,
      { opacity: r(random.between(0.12, 0.4) * 100) / 100 },
    );
  }
  return p;
}

/** A wall of fog over the whole frame, thinner at the top: what a lost boat sees. */
export function fogWall() {
  const p = new Picture(W, H, 'Wall of fog', 0.5);
  p.rect(
    0,
    0,
    W,
    H,
    p.linear(0, 0, 0, H, [
      [0, '#1d3753', 0.86],
      [0.22, '#35587a', 0.84],
      [0.48, '#7b9fb6', 0.88],
      [0.62, '#94b5c6', 0.94],
      [0.8, '#507591', 0.6],
      [1, '#1d3853', 0.3],
    ]),
  );
  fog(p, { x0: 0, x1: W, y0: 120, y1: 1300, count: 80, seed: 14, color: '#b4ccd7', opacity: 0.2, wide: 1.3 });
  fog(p, { x0: 0, x1: W, y0: 300, y1: 900, count: 40, seed: 15, color: '#35546f', opacity: 0.2, wide: 1.1 });
  return p;
}
