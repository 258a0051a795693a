/** The harbour at dusk: sky, hills, sea, pier and foreground, each a layer of 2880 × 1620. */
import { cloudOutline, lightOnWater, ripples, rope, ropeLine, stars, streak } from './nature.mjs';
import { amber, dusk } from './palette.mjs';
import { createRandom, mix, Picture, r } from './picture.mjs';

const W = 2880;
const H = 1620;
/** Height of the horizon in every harbour layer. */
const HORIZON = 905;
/** Where the sun goes down. */
const SUN_X = 1390;

export function harbourSky() {
  const p = new Picture(W, H, 'Harbour, sky at dusk');
  p.rect(
    0,
    0,
    W,
    H,
    p.linear(0, 0, 0, HORIZON, [
      [0, dusk.zenith],
      [0.3, dusk.high],
      [0.58, dusk.mid],
      [0.78, dusk.low],
      [0.92, dusk.glow],
      [1, dusk.horizon],
    ]),
  );
  stars(p, { x0: 0, y0: 20, x1: W, y1: 430, count: 130, seed: 11 });
  p.glow(SUN_X, HORIZON - 30, 1250, '#ffb45c', 0.62, 0.62);
  p.glow(SUN_X, HORIZON - 30, 520, '#ffe2a0', 0.75, 0.8);

  const high = p.linear(0, 180, 0, 560, [
    [0, '#1b2b4c', 0.9],
    [1, '#6d5a74', 0.55],
  ]);
  for (const [x, y, w, h, seed] of [
    [-120, 420, 1050, 110, 3],
    [1880, 360, 1150, 120, 8],
    [980, 250, 640, 60, 21],
  ]) {
    p.path(cloudOutline(x, y, w, h, seed), high);
  }
  const random = createRandom(71);
  for (let i = 0; i < 26; i += 1) {
    const t = random.next();
    const y = mix(470, HORIZON - 60, t);
    const x = random.between(-100, W + 100);
    const near = 1 - Math.min(1, Math.abs(x - SUN_X) / 1500);
    const width = random.between(260, 860);
    const thickness = random.between(7, 22) * (1 - t * 0.4);
    p.path(streak(x, y, width, thickness, random.between(-4, 4)), i % 3 === 0 ? '#4c4a6c' : '#ffc27a', {
      opacity: r(mix(0.14, 0.62, near) * random.between(0.5, 1) * 100) / 100,
    });
  }
  p.circle(SUN_X, HORIZON - 34, 84, dusk.sun);
  p.circle(SUN_X, HORIZON - 34, 104, dusk.sun, { opacity: 0.25 });
  return p;
}

function ridge(points) {
  let d = `M${points[0][0]} ${points[0][1]}`;
  for (let i = 1; i < points.length; i += 1) {
    const [ax, ay] = points[i - 1];
    const [bx, by] = points[i];
    const dx = (bx - ax) * 0.45;
    d += `C${r(ax + dx)} ${ay} ${r(bx - dx)} ${by} ${bx} ${by}`;
  }
  return d;
}

/** A small house seen against the light: a body, a pitched roof, a chimney, lit windows. */
function house(p, x, base, w, h, random, windows) {
  const roof = h * 0.55;
  p.path(
    `M${r(x)} ${r(base)}V${r(base - h)}L${r(x + w / 2)} ${r(base - h - roof)}L${r(x + w)} ${r(base - h)}V${r(base)}z`,
    random.pick(['#1c2543', '#232c4c', '#182039']),
  );
  p.rect(x + w * 0.68, base - h - roof * 0.85, w * 0.1, roof * 0.6, '#182039');
  p.path(
    `M${r(x + w / 2)} ${r(base - h - roof)}L${r(x + w)} ${r(base - h)}l-3 5L${r(x + w / 2)} ${r(base - h - roof + 6)}z`,
    '#f0a05c',
    { opacity: 0.6 },
  );
  for (let i = 0; i < windows; i += 1) {
    const wx = x + w * (0.2 + 0.36 * (i % 2));
    const wy = base - h * (i > 1 ? 0.42 : 0.86);
    p.glow(wx + 5, wy + 7, 34, amber.mid, 0.5);
    p.rect(wx, wy, w * 0.15, h * 0.24, amber.hot);
  }
}

export function harbourHills() {
  const p = new Picture(W, H, 'Harbour, hills, village and the far lighthouse');
  const far = `${ridge([
    [-10, 700],
    [240, 640],
    [520, 730],
    [820, 690],
    [1130, 850],
    [1290, 896],
  ])}L1290 ${HORIZON + 8}L-10 ${HORIZON + 8}z`;
  p.path(
    far,
    p.linear(0, 640, 0, HORIZON, [
      [0, dusk.hillFar],
      [1, '#c98a68'],
    ]),
    { opacity: 0.85 },
  );
  const mid = `${ridge([
    [-10, 770],
    [160, 742],
    [430, 800],
    [640, 786],
    [900, 872],
    [1080, 900],
  ])}L1080 ${HORIZON + 10}L-10 ${HORIZON + 10}z`;
  p.path(
    mid,
    p.linear(0, 742, 0, HORIZON, [
      [0, dusk.hillMid],
      [1, '#5b4a5c'],
    ]),
  );
  const near = `M-10 800C140 796 210 822 360 846C520 872 700 880 860 ${HORIZON - 2}L860 ${HORIZON + 16}L-10 ${HORIZON + 16}z`;
  p.path(
    near,
    p.linear(0, 800, 0, HORIZON, [
      [0, dusk.hillNear],
      [1, '#1f2744'],
    ]),
  );
  const random = createRandom(40);
  for (let i = 0; i < 17; i += 1) {
    const t = (i + 0.5) / 17;
    const x = mix(10, 800, t) + random.between(-14, 14);
    const base = mix(846, 906, t ** 0.8) + random.between(-16, 6);
    house(p, x, base, random.between(38, 62), random.between(26, 42), random, i % 3 === 1 ? 0 : 1 + (i % 2));
  }
  // The church: the village's one vertical.
  p.path('M318 862V770l12 -4l2 -78l14 -34l14 34l2 78l46 14V862z', '#161e36');
  p.path('M346 654l14 34l2 78l-6 0l-2 -76z', '#f0a05c', { opacity: 0.55 });
  p.rect(341, 706, 9, 18, amber.hot);

  // The headland with the lighthouse, answering the village from the other side.
  const head = `M1770 ${HORIZON + 12}C1850 ${HORIZON - 6} 1880 862 1960 850C2030 838 2060 800 2130 776C2190 752 2230 700 2300 690C2420 668 2560 690 2700 640C2780 612 2830 600 2900 596L2900 ${HORIZON + 12}z`;
  p.solid(
    head,
    p.linear(0, 620, 0, HORIZON, [
      [0, '#2a3352'],
      [0.75, '#20294a'],
      [1, '#3a3552'],
    ]),
    [{ paint: p.linear(1770, 0, 2400, 0, [[0, '#ffc07a', 0.9], [1, '#ffc07a', 0.12]]), width: 12, strength: 0.9 }],
    () => {
      p.path('M2130 776C2150 820 2120 860 2160 917L2060 917C2070 870 2040 850 2060 810z', '#161e38', { opacity: 0.6 });
      p.path('M2300 690C2330 760 2300 800 2360 917L2250 917C2260 850 2230 800 2300 690z', '#161e38', { opacity: 0.5 });
    },
  );
  // Tower.
  const tx = 2262;
  const base = 706;
  p.glow(tx, 500, 300, amber.hot, 0.7);
  p.path(`M${tx} 500L2890 440L2890 600z`, p.linear(tx, 0, 2880, 0, [[0, '#ffe9b4', 0.55], [1, '#ffe9b4', 0]]));
  p.path(`M${tx} 500L1500 420L1500 560z`, p.linear(tx, 0, 1500, 0, [[0, '#ffe9b4', 0.5], [1, '#ffe9b4', 0]]));
  const tower = `M${tx - 26} ${base}L${tx - 15} 528H${tx + 15}L${tx + 26} ${base}z`;
  p.path(tower, p.linear(tx - 26, 0, tx + 26, 0, [[0, '#f3d2b0'], [0.35, '#c9aeb0'], [1, '#59607f']]));
  p.clipped(tower, () => {
    for (const y of [556, 628]) {
      p.rect(tx - 30, y, 60, 36, p.linear(tx - 26, 0, tx + 26, 0, [[0, '#d0654e'], [0.5, '#93434e'], [1, '#4b2c48']]));
    }
  });
  p.rect(tx - 24, 522, 48, 8, '#1a2138');
  p.rect(tx - 12, 490, 24, 32, amber.core);
  p.rect(tx - 1, 490, 2, 32, '#8b5a3c');
  p.path(`M${tx - 17} 490C${tx - 12} 470 ${tx + 12} 470 ${tx + 17} 490z`, '#7c3540');
  p.circle(tx, 470, 4, '#2a2238');
  p.glow(tx, 504, 70, amber.core, 0.9);
  return p;
}

export function harbourSea() {
  const p = new Picture(W, H, 'Harbour, sea');
  p.rect(
    0,
    HORIZON,
    W,
    H - HORIZON,
    p.linear(0, HORIZON, 0, H, [
      [0, '#f2b878'],
      [0.06, '#c98a70'],
      [0.2, dusk.seaMid],
      [0.45, dusk.seaLow],
      [1, dusk.seaNear],
    ]),
  );
  p.rect(0, HORIZON, W, H - HORIZON, p.radial(SUN_X, HORIZON, 760, [[0, '#ffcf8a', 0.65], [0.5, '#f0964e', 0.2], [1, '#f0964e', 0]], 0.8));
  ripples(p, { x0: 0, x1: W, y0: HORIZON + 8, y1: H, count: 330, seed: 5, fill: '#122445', opacity: 0.42 });
  ripples(p, { x0: 0, x1: W, y0: HORIZON + 6, y1: H - 40, count: 150, seed: 6, fill: '#e9a97c', opacity: 0.22 });
  lightOnWater(p, { x: SUN_X, y0: HORIZON + 5, y1: H - 60, topHalf: 150, bottomHalf: 460, count: 240, seed: 7, fill: '#ffc878', opacity: 0.62 });
  lightOnWater(p, { x: SUN_X, y0: HORIZON + 4, y1: H - 320, topHalf: 70, bottomHalf: 210, count: 150, seed: 9, fill: '#fff0c4', opacity: 0.85, size: 0.8 });
  lightOnWater(p, { x: 2262, y0: HORIZON + 8, y1: 1180, topHalf: 40, bottomHalf: 90, count: 46, seed: 15, fill: '#ffe3a6', opacity: 0.6, size: 0.6 });
  return p;
}

/** Deck height of the pier's near edge at x, in its own layer. */
function deckEdge(x) {
  return mix(1262, 1128, (x + 60) / 1610);
}

export function harbourPier() {
  const p = new Picture(W, H, 'Harbour, pier');
  const random = createRandom(88);
  // Reflections first: the posts stand in the water.
  for (let i = 0; i < 7; i += 1) {
    const x = mix(120, 1490, i / 6);
    const y = deckEdge(x) + mix(250, 120, i / 6);
    for (let k = 0; k < 7; k += 1) {
      const w = mix(58, 26, i / 6) * mix(1, 0.5, k / 6);
      p.ellipse(x + random.between(-9, 9), y + 12 + k * mix(24, 13, i / 6), w, mix(6, 3, i / 6), '#0a1428', { opacity: r((0.7 - k * 0.08) * 100) / 100 });
    }
  }
  // Far row of posts, then the deck, then the near row.
  for (let i = 0; i < 7; i += 1) {
    const x = mix(60, 1440, i / 6);
    const y = deckEdge(x) - mix(86, 40, i / 6);
    p.rect(x, y, mix(30, 15, i / 6), mix(250, 130, i / 6), '#0d1529');
  }
  const deck = `M-60 1176L1490 1084L1560 1128L-60 1262z`;
  p.solid(
    deck,
    p.linear(0, 1090, 0, 1262, [
      [0, '#5a4658'],
      [0.4, '#33314c'],
      [1, '#1b2138'],
    ]),
    [],
    () => {
      for (let i = 0; i < 58; i += 1) {
        const t = i / 57;
        const x = mix(-60, 1540, t ** 0.86);
        p.line(`M${r(x - 26)} ${r(mix(1176, 1080, t))}L${r(x + 22)} ${r(mix(1262, 1128, t))}`, '#0d152a', r(mix(5, 2, t)), { opacity: 0.75 });
      }
      p.path('M760 1130L1490 1084L1520 1104L800 1160z', p.linear(700, 0, 1500, 0, [[0, '#ffb566', 0], [1, '#ffb566', 0.5]]));
    },
  );
  p.line('M-60 1176L1490 1084', '#ffc27c', 4, { opacity: 0.5 });
  const edge = `M-60 1262L1560 1128L1560 1146L-60 1294z`;
  p.path(edge, p.linear(0, 0, 1560, 0, [[0, '#0b1326'], [1, '#3a2f42']]));
  for (let i = 0; i < 7; i += 1) {
    const x = mix(120, 1490, i / 6);
    const top = deckEdge(x) - mix(84, 40, i / 6);
    const w = mix(44, 24, i / 6);
    const h = mix(84 + 260, 40 + 126, i / 6);
    const body = `M${r(x - w / 2)} ${r(top + 5)}Q${r(x)} ${r(top - 8)} ${r(x + w / 2)} ${r(top + 5)}L${r(x + w / 2 + 2)} ${r(top + h)}H${r(x - w / 2 - 2)}z`;
    p.solid(body, p.linear(x - w / 2, 0, x + w / 2, 0, [[0, '#0b1225'], [0.7, '#20233a'], [1, '#6b4a4a']]), [
      { paint: p.linear(x, 0, x + w / 2, 0, [[0, '#ffb768', 0], [1, '#ffb768', 0.9]]), width: 9, strength: x < SUN_X ? 1 : 0.3 },
    ]);
    p.ellipse(x, top + 4, w / 2, 5, '#b07a5c', { opacity: 0.8 });
    p.rect(x - w / 2 - 2, top + 42, w + 4, mix(14, 8, i / 6), '#0a1020');
  }
  for (let i = 0; i < 6; i += 1) {
    const xa = mix(120, 1490, i / 6);
    const xb = mix(120, 1490, (i + 1) / 6);
    rope(p, ropeLine(xa, deckEdge(xa) - mix(34, 14, i / 6), xb, deckEdge(xb) - mix(34, 14, (i + 1) / 6), mix(46, 20, i / 6)), mix(9, 5, i / 6), '#1a1c30', '#d99a66');
  }
  // Cargo: crates, a barrel and a coil, which tell what the village lives on.
  for (const [x, y, s] of [
    [430, 1160, 118],
    [560, 1152, 92],
    [470, 1046, 86],
  ]) {
    p.solid(`M${x} ${y}h${s}v${-s}h${-s}z`, p.linear(x, 0, x + s, 0, [[0, '#151b32'], [1, '#443a4e']]), [
      { paint: p.linear(x, 0, x + s, 0, [[0, '#ffb768', 0.1], [1, '#ffb768', 0.95]]), width: 8 },
    ], () => {
      for (const k of [0.33, 0.66]) p.line(`M${x} ${r(y - s * k)}h${s}`, '#0b1122', 4);
      p.line(`M${x} ${y}L${x + s} ${y - s}`, '#0b1122', 9, { opacity: 0.7 });
    });
  }
  p.solid('M700 1148C688 1110 688 1070 700 1034H778C790 1070 790 1110 778 1148C760 1158 718 1158 700 1148z', p.linear(692, 0, 786, 0, [[0, '#141a30'], [0.7, '#3a3348'], [1, '#7d5650']]), [
    { paint: p.linear(730, 0, 788, 0, [[0, '#ffb768', 0], [1, '#ffb768', 0.9]]), width: 9 },
  ], () => {
    for (const y of [1056, 1122]) p.line(`M688 ${y}Q739 ${y + 12} 790 ${y}`, '#0b1122', 7);
  });
  return p;
}

export function harbourForeground() {
  const p = new Picture(W, H, 'Harbour, foreground ropes');
  // A mooring post, close and dark, holds the frame on the left.
  const post = 'M250 1640L262 850C262 810 430 810 430 850L446 1640z';
  p.solid(post, p.linear(250, 0, 446, 0, [[0, '#050a16'], [0.7, '#0d1326'], [1, '#2b2534']]), [
    { paint: p.linear(340, 0, 440, 0, [[0, '#ffb061', 0], [1, '#ffb061', 0.85]]), width: 16 },
  ], () => {
    for (const x of [300, 342, 388]) p.line(`M${x} 840q-8 300 4 880`, '#03070f', 5, { opacity: 0.7 });
  });
  p.ellipse(346, 848, 84, 20, '#2c2736');
  p.ellipse(346, 846, 70, 14, '#453543', { opacity: 0.8 });
  for (const [y, k] of [
    [1010, 0],
    [1042, 6],
    [1074, -4],
    [1106, 3],
  ]) {
    rope(p, `M${244 + k} ${y - 8}Q346 ${y + 30} ${450 + k} ${y - 12}`, 30, '#1a1624', '#b97f56');
  }
  rope(p, 'M440 1090C760 1370 1260 1500 2000 1560C2400 1590 2700 1560 2960 1480', 26, '#0d1120', '#b97f56');
  // A net drying over the rail on the right, with floats.
  const random = createRandom(23);
  p.line('M2200 1660C2320 1440 2520 1330 2960 1270', '#0a1020', 34);
  p.line('M2214 1640C2330 1430 2526 1320 2960 1258', '#c98a58', 5, { opacity: 0.45 });
  for (let i = 0; i < 15; i += 1) {
    const t = i / 14;
    const x = mix(2240, 2900, t);
    const y = mix(1590, 1282, Math.sqrt(t));
    p.line(`M${r(x)} ${r(y)}q${r(random.between(20, 50))} ${r(random.between(120, 170))} ${r(random.between(-30, 30))} ${r(random.between(280, 360))}`, '#0a1020', 5);
    p.line(`M${r(x - 60)} ${r(y + 60 + 30 * (i % 3))}q60 40 150 -10`, '#0a1020', 4);
    p.line(`M${r(x - 60)} ${r(y + 150 + 24 * (i % 2))}q60 40 150 -10`, '#0a1020', 4);
  }
  for (const [x, y, s] of [
    [2330, 1500, 40],
    [2480, 1420, 44],
    [2660, 1362, 42],
    [2820, 1322, 40],
  ]) {
    p.solid(`M${x - s} ${y}a${s} ${s * 0.86} 0 1 0 ${2 * s} 0a${s} ${s * 0.86} 0 1 0 ${-2 * s} 0z`, p.radial(x - s * 0.4, y - s * 0.4, s * 1.8, [[0, '#a5543c'], [0.5, '#55283a'], [1, '#160f20']]), [
      { paint: p.linear(x - s, y - s, x + s * 0.4, y + s * 0.4, [[0, '#ffc07a', 0.95], [0.6, '#ffc07a', 0]]), width: 7 },
    ]);
  }
  return p;
}
