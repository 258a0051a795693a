/** Sky, water, fog and grass of the sample film, strewn by a seeded generator. */
import { createRandom, mix, r } from './picture.mjs';

/** Stars over the box, denser towards its top; a few large ones get a halo. */
export function stars(picture, { x0, y0, x1, y1, count, seed, color = '#f4ecd8', avoid }) {
  const random = createRandom(seed);
  for (let i = 0; i < count; i += 1) {
    const x = random.between(x0, x1);
    const t = random.next() ** 1.5;
    const y = mix(y0, y1, t);
    const size = random.next() ** 3;
    if (avoid && Math.hypot(x - avoid.x, y - avoid.y) < avoid.radius) continue;
    const opacity = r(mix(0.9, 0.25, t) * random.between(0.4, 1) * 100) / 100;
    picture.circle(x, y, mix(1.1, 3.4, size), color, { opacity });
    if (size > 0.72) picture.circle(x, y, 11, color, { opacity: 0.07 });
  }
}

function lens(x, y, length, thickness) {
  const half = length / 2;
  return `M${r(x - half)} ${r(y)}q${r(half)} ${r(-thickness)} ${r(length)} 0q${r(-half)} ${r(thickness * 0.7)} ${r(-length)} 0z`;
}

/** Strokes of water between two heights: fine and dense at the horizon, long and heavy in front. */
export function ripples(picture, { x0, x1, y0, y1, count, seed, fill, opacity = 1, size = 1 }) {
  const random = createRandom(seed);
  let d = '';
  for (let i = 0; i < count; i += 1) {
    const t = random.next() ** 1.7;
    const y = mix(y0, y1, t);
    const length = mix(26, 330, t) * random.between(0.4, 1.15) * size;
    d += lens(random.between(x0, x1), y, length, mix(1.6, 11, t) * size);
  }
  picture.path(d, fill, { opacity });
}

/** The broken column of light that a low sun, moon or lamp lays on water. */
export function lightOnWater(
  picture,
  { x, y0, y1, topHalf, bottomHalf, count, seed, fill, opacity = 1, size = 1 },
) {
  const random = createRandom(seed);
  let d = '';
  for (let i = 0; i < count; i += 1) {
    const t = random.next() ** 1.35;
    const y = mix(y0, y1, t);
    const half = mix(topHalf, bottomHalf, t);
    const offset = (random.next() + random.next() + random.next() - 1.5) / 1.5;
    const centred = 1 - Math.abs(offset);
    const length = mix(30, 210, t) * random.between(0.35, 1) * mix(0.4, 1, centred) * size;
    d += lens(x + offset * half, y, length, mix(2.2, 13, t) * mix(0.5, 1, centred) * size);
  }
  picture.path(d, fill, { opacity });
}

/** A bank of fog: soft ellipses that share one gradient, thickest at its middle height. */
export function fog(picture, { x0, x1, y0, y1, count, seed, color, opacity, wide = 1 }) {
  const random = createRandom(seed);
  const paint = picture.radialOfBox([
    [0, color, 1],
    [0.35, color, 0.66],
    [0.7, color, 0.2],
    [1, color, 0],
  ]);
  for (let i = 0; i < count; i += 1) {
    const lift = (random.next() + random.next()) / 2;
    const rx = random.between(260, 720) * wide;
    const ry = random.between(38, 120) * mix(0.8, 1.3, random.next());
    picture.ellipse(random.between(x0, x1), mix(y0, y1, lift), rx, ry, paint, {
      opacity: r(opacity * random.between(0.45, 1) * 100) / 100,
    });
  }
}

/** The outline of a long low cloud: uneven billows above, a nearly flat underside, tapered ends. */
export function cloudOutline(x, y, width, height, seed) {
  const random = createRandom(seed);
  const bumps = Math.max(4, Math.round(width / 170));
  const cuts = [0];
  for (let i = 1; i < bumps; i += 1) cuts.push((i + random.between(-0.32, 0.32)) / bumps);
  cuts.push(1);
  let d = `M${r(x)} ${r(y)}`;
  let px = x;
  let py = y;
  for (let i = 1; i <= bumps; i += 1) {
    const t = cuts[i];
    const nx = x + width * t;
    const ny = i === bumps ? y : y - Math.sin(t * Math.PI) ** 0.7 * height * random.between(0.35, 1);
    const rise = Math.max(py, ny) - Math.min(py, ny);
    const lift = height * random.between(0.1, 0.26) + rise * 0.3;
    d += `C${r(px + (nx - px) * 0.2)} ${r(Math.min(py, ny + rise * 0.3) - lift)} ${r(px + (nx - px) * 0.72)} ${r(ny - lift)} ${r(nx)} ${r(ny)}`;
    px = nx;
    py = ny;
  }
  return `${d}C${r(x + width * 0.8)} ${r(y + height * 0.12)} ${r(x + width * 0.25)} ${r(y + height * 0.14)} ${r(x)} ${r(y)}z`;
}

/** A streak of cloud: a long thin lens, bent a little. */
export function streak(x, y, width, thickness, bend = 0) {
  const half = width / 2;
  return `M${r(x - half)} ${r(y)}C${r(x - half * 0.5)} ${r(y - thickness + bend)} ${r(x + half * 0.4)} ${r(y - thickness - bend)} ${r(x + half)} ${r(y)}C${r(x + half * 0.3)} ${r(y + thickness * 0.55 - bend)} ${r(x - half * 0.4)} ${r(y + thickness * 0.7 + bend)} ${r(x - half)} ${r(y)}z`;
}

/** Blades of grass along a ground line `groundAt(x)`; wind leans them all one way. */
export function grass({ x0, x1, groundAt, count, seed, height, lean = 0.3, width = 7 }) {
  const random = createRandom(seed);
  let d = '';
  for (let i = 0; i < count; i += 1) {
    const x = random.between(x0, x1);
    const y = groundAt(x) + 6;
    const h = height * random.between(0.35, 1);
    const tip = x + h * (lean + random.between(-0.28, 0.28));
    const half = (width * random.between(0.5, 1)) / 2;
    const bend = x + (tip - x) * 0.3;
    d += `M${r(x - half)} ${r(y)}Q${r(bend - half)} ${r(y - h * 0.6)} ${r(tip)} ${r(y - h)}Q${r(bend + half)} ${r(y - h * 0.55)} ${r(x + half)} ${r(y)}z`;
  }
  return d;
}

/** A rope that hangs between two points, as a centre line. */
export function ropeLine(xa, ya, xb, yb, sag) {
  return `M${r(xa)} ${r(ya)}Q${r((xa + xb) / 2)} ${r((ya + yb) / 2 + sag * 2)} ${r(xb)} ${r(yb)}`;
}

/** A rope with its twist: a dark core, a lit upper edge and slanting strands. */
export function rope(picture, d, width, core, light) {
  picture.line(d, core, width);
  picture.line(d, light, r(width * 0.5), {
    'stroke-dasharray': `${r(width * 0.16)} ${r(width * 0.4)}`,
    'stroke-linecap': 'butt',
    'stroke-opacity': 0.42,
  });
  picture.line(d, light, r(width * 0.12), {
    'stroke-opacity': 0.4,
    transform: `translate(0 ${r(-width * 0.32)})`,
  });
}
