/** The lamp room: sky and sea behind the glass, the frame of the windows, the lens dark and lit, the rail. */
import { cloudOutline, lightOnWater, ripples, stars, streak } from './nature.mjs';
import { amber, dawn, night } from './palette.mjs';
import { createRandom, mix, Picture, r } from './picture.mjs';

const W = 2880;
const H = 1620;

/** Ironwork of the lamp room's windows; warm when the lamp burns. */
export function windowFrame() {
  const p = new Picture(W, H, 'Lamp room, window frame');
  const iron = p.linear(0, 0, W, 0, [[0, '#0a1220'], [0.5, '#1a2b42'], [1, '#0a1220']]);
  // The glass keeps a little of the moon.
  for (const [x, w] of [[520, 160], [760, 60], [1680, 190], [2320, 120]]) {
    p.path(`M${x} 120L${x + w} 120L${x + w - 420} 1240H${x - 420}z`, p.linear(x, 120, x - 420, 1240, [[0, '#b8d4e2', 0.16], [1, '#b8d4e2', 0]]));
  }
  // Uprights lean apart, since we look up a little; they stand closer towards the sides of the drum.
  for (const x of [-700, -560, -340, 0, 340, 560, 700].map((v) => v * 2)) {
    const top = 1440 + x * 1.02;
    const bottom = 1440 + x * 0.96;
    const w = 44 - Math.abs(x) * 0.012;
    p.path(`M${r(top - w / 2)} -10H${r(top + w / 2)}L${r(bottom + w / 2)} 1300H${r(bottom - w / 2)}z`, iron);
    p.line(`M${r(top + w / 2 - 3)} -10L${r(bottom + w / 2 - 3)} 1300`, '#9dbccf', 5, { opacity: 0.5 });
  }
  for (const [y, bow, h] of [[150, 90, 40], [720, 26, 28]]) {
    p.path(`M-20 ${y}Q1440 ${y - bow} 2900 ${y}v${h}Q1440 ${y - bow + h} -20 ${y + h}z`, iron);
    p.line(`M-20 ${y + 3}Q1440 ${y - bow + 3} 2900 ${y + 3}`, '#9dbccf', 4, { opacity: 0.35 });
  }
  // Roof above, low wall below.
  p.path('M-20 -20H2900V150Q1440 60 -20 150z', p.linear(0, 0, 0, 150, [[0, '#060c17'], [1, '#142238']]));
  const wall = 'M-20 1230Q1440 1290 2900 1230V1640H-20z';
  p.solid(wall, p.linear(0, 1230, 0, 1620, [[0, '#22374f'], [0.35, '#12223a'], [1, '#070e1a']]), [], () => {
    for (let i = 0; i < 17; i += 1) {
      const x = i * 180 + 20;
      p.line(`M${x} 1240L${x + (x - 1440) * 0.06} 1640`, '#050b15', 6, { opacity: 0.6 });
      p.line(`M${x + 5} 1240L${x + 5 + (x - 1440) * 0.06} 1640`, '#5d7f99', 2, { opacity: 0.3 });
    }
    for (let i = 0; i < 34; i += 1) p.circle(20 + i * 90, 1290 - 26 * Math.sin((i / 33) * Math.PI) * -0.9, 6, '#6f90a8', { opacity: 0.4 });
  });
  p.path('M-20 1214Q1440 1276 2900 1214V1250Q1440 1312 -20 1250z', p.linear(0, 0, W, 0, [[0, '#2a4059'], [0.5, '#6484a0'], [1, '#2a4059']]));
  return p;
}

/** Half width of the lens's drum at height t (0 top .. 1 bottom). */
function drumHalf(t) {
  return 118 + 176 * Math.sin(Math.PI * (0.14 + 0.72 * t)) ** 0.9;
}

/**
 * The Fresnel lens on its pedestal, in 1100 × 1500: prisms above and below, the bull's eye in the middle.
 */
function lens(p, lit) {
  const cx = 550;
  const y0 = 150;
  const y1 = 930;
  const at = (t) => mix(y0, y1, t);
  const brass = (x0, x1) =>
    p.linear(x0, 0, x1, 0, lit
      ? [[0, '#5a2f1c'], [0.3, '#e0a050'], [0.5, '#fff0c0'], [0.7, '#d98f44'], [1, '#4a2618']]
      : [[0, '#16121c'], [0.3, '#4a3a34'], [0.62, '#a98a62'], [0.78, '#5a4638'], [1, '#14121c']]);
  let outline = '';
  for (let i = 0; i <= 24; i += 1) outline += `${i === 0 ? 'M' : 'L'}${r(cx - drumHalf(i / 24))} ${r(at(i / 24))}`;
  for (let i = 24; i >= 0; i -= 1) outline += `L${r(cx + drumHalf(i / 24))} ${r(at(i / 24))}`;
  outline += 'z';
  if (lit) p.glow(cx, 540, 540, amber.hot, 0.8);
  p.path(outline, lit
    ? p.radial(cx, 540, 430, [[0, '#fffef4'], [0.3, '#fff0bc'], [0.62, '#f9bd5c'], [1, '#b4622c']])
    : p.linear(cx - 290, 0, cx + 290, 0, [[0, '#0d1b2e'], [0.3, '#1b3654'], [0.62, '#3d6788'], [0.8, '#86b0c6'], [1, '#213e5c']]));
  p.clipped(outline, () => {
    // Prisms: thin above and below the belt, each with a bright and a dark edge.
    const rows = 19;
    for (let i = 0; i < rows; i += 1) {
      const t = (i + 0.5) / rows;
      if (Math.abs(t - 0.5) < 0.16) continue;
      const y = at(t);
      const half = drumHalf(t);
      const bow = (t - 0.5) * 80;
      const d = `M${r(cx - half)} ${r(y)}Q${cx} ${r(y + bow)} ${r(cx + half)} ${r(y)}`;
      p.line(d, lit ? '#a5562a' : '#081424', 8, { opacity: lit ? 0.55 : 0.8, 'stroke-linecap': 'butt' });
      p.line(d, lit ? '#fff8dc' : '#a9cfe0', 5, { opacity: lit ? 0.9 : 0.5, transform: 'translate(0 9)', 'stroke-linecap': 'butt' });
    }
    // Bull's eye: rings about the flame.
    for (const [k, o] of [[250, 0.5], [206, 0.55], [164, 0.6], [122, 0.7]]) {
      p.ellipse(cx, 540, k, k * 0.62, 'none', { stroke: lit ? '#a5562a' : '#081424', 'stroke-width': 9, opacity: o });
      p.ellipse(cx, 542, k - 9, (k - 9) * 0.62, 'none', { stroke: lit ? '#fffbe8' : '#a9cfe0', 'stroke-width': 5, opacity: lit ? 0.95 : 0.55 });
    }
    p.ellipse(cx, 540, 82, 54, lit ? p.radial(cx, 540, 84, [[0, '#ffffff'], [0.6, '#fff6d0'], [1, '#ffd98a']]) : p.radial(cx + 24, 522, 90, [[0, '#a9cfe0', 0.8], [0.5, '#3d6788', 0.7], [1, '#12263e']]));
    if (!lit) {
      p.path(`M${cx + 120} 160L${cx + 190} 160L${cx + 250} 930H${cx + 190}z`, '#d5e8ee', { opacity: 0.16 });
      p.path(`M${cx - 190} 160L${cx - 165} 160L${cx - 215} 930H${cx - 260}z`, '#d5e8ee', { opacity: 0.08 });
    }
  });
  // Brass ribs hold the prisms.
  for (const k of [-0.62, 0.62]) {
    let d = '';
    for (let i = 0; i <= 16; i += 1) d += `${i === 0 ? 'M' : 'L'}${r(cx + k * drumHalf(i / 16))} ${r(at(i / 16))}`;
    p.line(d, lit ? '#7a4322' : '#17141e', 18);
    p.line(d, lit ? '#ffdf94' : '#a98a62', 5, { opacity: 0.85 });
  }
  p.line(outline, lit ? '#7a4322' : '#17141e', 16);
  p.line(outline, lit ? '#ffd27e' : '#8c7456', 4, { opacity: 0.8 });
  for (const [y, half, h] of [[112, 150, 44], [924, 214, 46], [966, 250, 30]]) {
    p.path(`M${cx - half} ${y}Q${cx} ${y + (y < 300 ? -18 : 26)} ${cx + half} ${y}v${h}Q${cx} ${y + h + (y < 300 ? -18 : 26)} ${cx - half} ${y + h}z`, brass(cx - half, cx + half));
  }
  p.path(`M${cx - 90} 118C${cx - 80} 66 ${cx - 40} 40 ${cx} 34C${cx + 40} 40 ${cx + 80} 66 ${cx + 90} 118Q${cx} 98 ${cx - 90} 118z`, brass(cx - 90, cx + 90));
  p.circle(cx, 26, 16, brass(cx - 16, cx + 16));
  // Pedestal with the clockwork's wheel.
  p.path(`M${cx - 150} 1000Q${cx} 1024 ${cx + 150} 1000L${cx + 104} 1090L${cx + 120} 1420H${cx - 120}L${cx - 104} 1090z`, p.linear(cx - 150, 0, cx + 150, 0, lit
    ? [[0, '#1c141c'], [0.35, '#5a3a2e'], [0.55, '#8a5a3c'], [1, '#1c141c']]
    : [[0, '#070c16'], [0.4, '#16263c'], [0.72, '#3a5872'], [1, '#0c1626']]));
  p.path(`M${cx - 190} 1410Q${cx} 1440 ${cx + 190} 1410L${cx + 214} 1500H${cx - 214}z`, p.linear(cx - 200, 0, cx + 200, 0, lit ? [[0, '#17111a'], [0.5, '#6a4430'], [1, '#17111a']] : [[0, '#060b14'], [0.7, '#2a435c'], [1, '#0a1322']]));
  const wheel = lit ? '#c98a48' : '#6a5a4c';
  p.circle(cx, 1220, 78, 'none', { stroke: wheel, 'stroke-width': 13 });
  for (let i = 0; i < 6; i += 1) {
    const a = (i * Math.PI) / 3;
    p.line(`M${cx} 1220L${r(cx + 74 * Math.cos(a))} ${r(1220 + 74 * Math.sin(a))}`, wheel, 8);
  }
  p.circle(cx, 1220, 20, wheel);
  for (let i = 0; i < 24; i += 1) {
    const a = (i * Math.PI) / 12;
    p.line(`M${r(cx + 84 * Math.cos(a))} ${r(1220 + 84 * Math.sin(a))}l${r(9 * Math.cos(a))} ${r(9 * Math.sin(a))}`, wheel, 8);
  }
}

export function lensDark() {
  const p = new Picture(1100, 1500, 'Lamp room, lens, dark');
  lens(p, false);
  return p;
}

export function lensLit() {
  const p = new Picture(1100, 1500, 'Lamp room, lens, lit');
  lens(p, true);
  return p;
}

/** The lens so close that it fills the frame: rings of glass about one small flame. */
export function lensClose() {
  const p = new Picture(W, H, 'Lamp room, inside the lens');
  const cx = 1440;
  const cy = 810;
  p.rect(0, 0, W, H, p.radial(cx, cy, 1640, [
    [0, '#fff3c4'],
    [0.12, '#ffcf74'],
    [0.25, '#dc8a38'],
    [0.4, '#94492a'],
    [0.58, '#4a2833'],
    [0.76, '#1c2038'],
    [1, '#0a1424'],
  ]));
  // Prisms grow thicker outward; each is a ring with a bright inner and a dark outer edge.
  for (let i = 15; i >= 1; i -= 1) {
    const k = 190 + i * 92 + i * i * 1.6;
    const fade = Math.max(0.1, 1 - i / 16);
    p.ellipse(cx, cy, k, k * 0.94, 'none', { stroke: '#2a1018', 'stroke-width': r(16 + i * 1.4), opacity: r(0.5 * (0.5 + fade / 2) * 100) / 100 });
    p.ellipse(cx, cy, k - 14 - i * 0.7, (k - 14 - i * 0.7) * 0.94, 'none', { stroke: i < 7 ? '#fff3cc' : '#ffc878', 'stroke-width': r(7 - i * 0.18), opacity: r(0.9 * fade * 100) / 100 });
    p.ellipse(cx, cy, k + 22, (k + 22) * 0.94, 'none', { stroke: '#ffb45a', 'stroke-width': 3, opacity: r(0.55 * fade * 100) / 100 });
  }
  // The flame seen again in the glass, smaller and turned over.
  const random = createRandom(6);
  for (let ring = 0; ring < 5; ring += 1) {
    const k = 330 + ring * 205;
    const count = 6 + ring * 2;
    for (let i = 0; i < count; i += 1) {
      const a = ((i + 0.5 * (ring % 2)) / count) * Math.PI * 2 + 0.26;
      const x = cx + Math.cos(a) * k;
      const y = cy + Math.sin(a) * k * 0.94;
      const s = random.between(0.9, 1.5) * (1 - ring * 0.12);
      p.glow(x, y, 110 * s, '#ffe7a8', r((0.62 - ring * 0.1) * 100) / 100);
      p.path('M0 -34C10 -12 16 0 14 16C12 28 6 33 0 33C-6 33 -12 28 -14 16C-16 2 -6 -10 0 -34z', '#fff6d8', { transform: `translate(${r(x)} ${r(y)}) rotate(${r((a * 180) / Math.PI + 90)}) scale(${r(s * 100) / 100})`, opacity: r((0.85 - ring * 0.13) * 100) / 100 });
    }
  }
  for (let i = 0; i < 36; i += 1) {
    const a = (i / 36) * Math.PI * 2 + random.between(-0.04, 0.04);
    const long = random.between(700, 1500);
    const w = random.between(0.008, 0.024);
    p.path(`M${cx} ${cy}L${r(cx + Math.cos(a - w) * long)} ${r(cy + Math.sin(a - w) * long)}L${r(cx + Math.cos(a + w) * long)} ${r(cy + Math.sin(a + w) * long)}z`, p.radial(cx, cy, long, [[0, '#fff6d8', 0.55], [0.4, '#ffe0a0', 0.18], [1, '#ffe0a0', 0]]));
  }
  p.glow(cx, cy, 620, '#fff3cc', 0.75);
  return p;
}

/** Foreground of the lamp room: the hatch's rail and the door's edge, nearly black. */
export function roomForeground() {
  const p = new Picture(W, H, 'Lamp room, foreground');
  const dark = p.linear(0, 0, 620, 0, [[0, '#02050b'], [1, '#0a1423']]);
  p.path('M-20 -20H380C330 200 300 520 316 900C326 1180 350 1440 400 1640H-20z', dark);
  p.line('M380 -10C330 200 300 520 316 900C326 1180 350 1440 400 1640', '#54748c', 6, { opacity: 0.45 });
  for (const y of [180, 560, 940, 1320]) p.circle(250 + Math.abs(y - 800) * 0.05, y, 15, '#16243a');
  // Hand rail that curls up out of the stairs.
  p.line('M1700 1700C1760 1420 1990 1290 2240 1270C2520 1250 2740 1180 2960 1010', '#050b15', 52);
  p.line('M1716 1670C1780 1412 1996 1276 2240 1254C2512 1234 2730 1164 2950 1000', '#7fa0b6', 7, { opacity: 0.5 });
  for (const [x, y] of [[1840, 1440], [2040, 1320], [2260, 1268], [2480, 1238], [2690, 1170], [2860, 1070]]) {
    p.line(`M${x} ${y}C${x + 14} ${y + 130} ${x - 10} ${y + 260} ${x + 8} 1700`, '#050b15', 24);
    p.line(`M${x + 9} ${y + 12}C${x + 22} ${y + 130} ${x - 2} ${y + 260} ${x + 16} 1700`, '#5d7f99', 3, { opacity: 0.35 });
  }
  return p;
}

export function dawnSky() {
  const p = new Picture(W, H, 'Dawn, sky and sun');
  const horizon = 960;
  const sun = { x: 1560, y: 905 };
  p.rect(0, 0, W, H, p.linear(0, 0, 0, horizon, [
    [0, dawn.zenith],
    [0.34, dawn.high],
    [0.62, dawn.mid],
    [0.84, dawn.low],
    [1, '#ffe2b0'],
  ]));
  stars(p, { x0: 0, y0: 10, x1: W, y1: 260, count: 36, seed: 92 });
  p.glow(sun.x, sun.y, 1300, '#ffd08a', 0.62, 0.75);
  p.glow(sun.x, sun.y, 560, '#fff2c8', 0.85);
  const cloud = p.linear(0, 260, 0, 760, [[0, '#56789a', 0.55], [0.7, '#d9b49a', 0.5], [1, '#ffd8a0', 0.3]]);
  for (const [x, y, w, h, seed] of [[-200, 560, 1240, 120, 61], [1920, 500, 1200, 130, 62], [760, 380, 900, 60, 63]]) p.path(cloudOutline(x, y, w, h, seed), cloud);
  const random = createRandom(64);
  for (let i = 0; i < 24; i += 1) {
    const t = random.next();
    p.path(streak(random.between(-100, W), mix(470, 900, t), random.between(260, 900), random.between(6, 20)), i % 4 === 0 ? '#5f7f9c' : '#fff0cf', { opacity: r(random.between(0.18, 0.6) * 100) / 100 });
  }
  p.circle(sun.x, sun.y, 104, dawn.sun, { opacity: 0.35 });
  p.circle(sun.x, sun.y, 82, dawn.sun);
  return p;
}

export function dawnSea() {
  const p = new Picture(W, H, 'Dawn, sea');
  const horizon = 960;
  const x = 1560;
  p.rect(0, horizon, W, H - horizon, p.linear(0, horizon, 0, H, [[0, '#f3d2a4'], [0.08, '#c9b59a'], [0.3, '#7c9aa8'], [0.65, '#43708f'], [1, '#24486a']]));
  p.rect(0, horizon, W, H - horizon, p.radial(x, horizon, 900, [[0, '#ffe3a6', 0.7], [0.5, '#ffc87c', 0.2], [1, '#ffc87c', 0]], 0.7));
  ripples(p, { x0: 0, x1: W, y0: horizon + 8, y1: H, count: 320, seed: 65, fill: '#234b70', opacity: 0.35 });
  ripples(p, { x0: 0, x1: W, y0: horizon + 6, y1: H, count: 170, seed: 66, fill: '#ffe9c4', opacity: 0.3 });
  lightOnWater(p, { x, y0: horizon + 4, y1: H - 30, topHalf: 150, bottomHalf: 420, count: 230, seed: 67, fill: '#ffd98f', opacity: 0.7 });
  lightOnWater(p, { x, y0: horizon + 3, y1: H - 200, topHalf: 70, bottomHalf: 190, count: 150, seed: 68, fill: '#fffbe6', opacity: 0.95, size: 0.8 });
  return p;
}

/** The gallery's floor and rail at dawn; whoever sits there has the sun in front. */
export function galleryRail() {
  const p = new Picture(W, H, 'Gallery rail at dawn');
  for (const [y, w] of [[860, 26], [1010, 16], [1150, 16]]) {
    p.line(`M-20 ${y + 40}Q1440 ${y - 40} 2900 ${y + 40}`, '#1c2a44', w);
    p.line(`M-20 ${y + 40 - w / 2 + 3}Q1440 ${y - 40 - w / 2 + 3} 2900 ${y + 40 - w / 2 + 3}`, p.linear(0, 0, W, 0, [[0, '#ffd9a0', 0.2], [0.54, '#fff3d2', 1], [1, '#ffd9a0', 0.25]]), 5);
  }
  for (let i = 0; i < 11; i += 1) {
    const x = 40 + i * 280;
    const y = 900 - 80 * (1 - ((x - 1440) / 1460) ** 2) + 40;
    p.line(`M${x} ${r(y - 40)}V1330`, '#1c2a44', 20);
    p.line(`M${x + (x < 1560 ? 8 : -8)} ${r(y - 30)}V1330`, '#ffe3b0', 3.5, { opacity: r((0.85 - Math.abs(x - 1560) / 2200) * 100) / 100 });
    p.circle(x, y - 46, 21, '#24324c');
    p.circle(x + (x < 1560 ? 6 : -6), y - 53, 8, '#ffe3b0', { opacity: 0.7 });
  }
  return p;
}

export function galleryFloor() {
  const p = new Picture(W, H, 'Gallery floor at dawn');
  p.path('M-20 1330Q1440 1250 2900 1330V1640H-20z', p.linear(0, 1270, 0, 1620, [[0, '#8d7f7c'], [0.12, '#54586f'], [0.5, '#2b3a57'], [1, '#16233c']]));
  p.path('M-20 1330Q1440 1250 2900 1330V1340Q1440 1260 -20 1340z', p.linear(0, 0, W, 0, [[0, '#ffe3b0', 0.2], [0.54, '#fff6dc', 1], [1, '#ffe3b0', 0.25]]));
  for (let i = 0; i < 20; i += 1) {
    const x = -600 + i * 215;
    const top = 1440 + (x - 1440) * 0.72;
    p.line(`M${r(top)} 1285L${x} 1640`, '#101b31', 5, { opacity: 0.55 });
  }
  for (const x of [1180, 1460, 1740]) {
    p.path(`M${x} 1290l18 0L${r(1560 + (x - 1560) * 2.3)} 1640h-70z`, '#0f1a30', { opacity: 0.3 });
  }
  return p;
}

/** Night behind the glass of the lamp room: the moon is small, fog fills the sea. */
export function roomNight() {
  const p = new Picture(W, H, 'Lamp room, night behind the glass');
  p.rect(0, 0, W, H, p.linear(0, 0, 0, 1250, [[0, night.zenith], [0.4, night.high], [0.72, '#24496c'], [1, '#5a87a3']]));
  stars(p, { x0: 0, y0: 60, x1: W, y1: 700, count: 170, seed: 93, avoid: { x: 2170, y: 420, radius: 210 } });
  p.glow(2170, 420, 900, '#7fb0cc', 0.5);
  p.circle(2170, 420, 104, night.moon, { opacity: 0.16 });
  p.circle(2170, 420, 84, p.radial(2150, 396, 130, [[0, '#fffbe9'], [0.55, night.moon], [1, '#e2cf9f']]));
  const random = createRandom(94);
  const paint = p.radialOfBox([[0, '#9dbecf', 1], [0.5, '#9dbecf', 0.45], [1, '#9dbecf', 0]]);
  for (let i = 0; i < 70; i += 1) {
    const t = random.next();
    p.ellipse(random.between(0, W), mix(900, 1420, t), random.between(240, 640), random.between(40, 90), paint, { opacity: r(random.between(0.16, 0.42) * 100) / 100 });
  }
  return p;
}
