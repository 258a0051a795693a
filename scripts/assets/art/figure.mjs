/**
 * What both characters share: the tones of cloth, skin and hair from lit to dark, and how a light lays them
 * over a body. A light is either a lamp, {at: [x, y], reach}, whose tones fall off in rings, or a side light,
 * {from: [x, y], to: [x, y]}. `first` leaves out that many of the brightest tones (a body against the light).
 */
import { r } from './picture.mjs';

const tones = {
  raincoat: ['#ffe796', '#f6b945', '#c97f33', '#7a4831', '#35263c'],
  raincoatInside: ['#d99a44', '#a9682f', '#7a452e', '#452b30', '#221a2e'],
  skin: ['#ffecca', '#f8c898', '#d8936c', '#905852', '#473342'],
  hair: ['#62392f', '#3a2228', '#241727', '#180f1f', '#110c1b'],
  boot: ['#c9704e', '#84433e', '#4f2a36', '#2d1b2c', '#170f1f'],
  legging: ['#7d7488', '#3d4764', '#26314f', '#171f38', '#0d1428'],
  peacoat: ['#a28f86', '#505c7a', '#2f3f61', '#1b2746', '#0f1730'],
  beard: ['#fffaec', '#f3e6d0', '#cbbfb2', '#848c9f', '#46526d'],
  cap: ['#e8845f', '#c95d49', '#984341', '#5e2c3b', '#321b2f'],
  wool: ['#fff0d4', '#dcc8ac', '#9c968f', '#535f7a', '#2a3654'],
};

const OFFSETS = [0, 0.2, 0.48, 0.78, 1];

/** The paint of one material under a light. */
export function tone(p, material, light) {
  const all = tones[material];
  const first = light.first ?? 0;
  const colors = all.slice(first);
  const stops = colors.map((color, i) => [
    r((OFFSETS[i + first] - OFFSETS[first]) * 100) / 100 / (1 - OFFSETS[first]),
    color,
  ]);
  const rounded = stops.map(([offset, color]) => [Math.round(offset * 100) / 100, color]);
  if (light.at) return p.radial(light.at[0], light.at[1], light.reach, rounded);
  return p.linear(light.from[0], light.from[1], light.to[0], light.to[1], rounded);
}

/** The same light in the coordinates of a part that is moved and scaled. */
export function lightIn(light, x, y, scale = 1) {
  const local = ([px, py]) => [(px - x) / scale, (py - y) / scale];
  if (light.at) return { ...light, at: local(light.at), reach: light.reach / scale };
  return { ...light, from: local(light.from), to: local(light.to) };
}

/** A rim of light that comes from one side: strongest at `from`, gone at `to`. */
export function rim(p, color, from, to, width, strength = 1) {
  return {
    paint: p.linear(from[0], from[1], to[0], to[1], [
      [0, color, 1],
      [0.35, color, 0.6],
      [1, color, 0],
    ]),
    width,
    strength,
  };
}

/** Soft folds in cloth: dark strokes with a lit edge beside each. */
export function folds(
  p,
  lines,
  { dark = '#2a1a2c', lit = '#fff0b8', width = 10, strength = 1, shift = [6, 2] } = {},
) {
  for (const d of lines) {
    p.line(d, dark, width, { opacity: r(0.2 * strength * 100) / 100 });
    p.line(d, dark, r(width * 0.4), { opacity: r(0.32 * strength * 100) / 100 });
    p.line(d, lit, r(width * 0.35), {
      opacity: r(0.3 * strength * 100) / 100,
      transform: `translate(${shift[0]} ${shift[1]})`,
    });
  }
}
