/** The cliff at night: sky, clouds, sea, headland, slope, steps and grass, each a layer of 2880 × 1620. */
import { cloudOutline, grass, lightOnWater, ripples, rope, ropeLine, stars, streak } from './nature.mjs';
import { night } from './palette.mjs';
import { createRandom, mix, Picture, r } from './picture.mjs';

const W = 2880;
const H = 1620;
const HORIZON = 1010;
const MOON = { x: 2060, y: 400, radius: 118 };

export function nightSky() {
  const p = new Picture(W, H, 'Cliff, night sky with moon');
  p.rect(0, 0, W, H, p.linear(0, 0, 0, HORIZON + 40, [
    [0, night.zenith],
    [0.3, night.high],
    [0.62, night.mid],
    [0.86, night.low],
    [1, night.horizon],
  ]));
  p.glow(MOON.x, MOON.y, 1300, '#5d93b8', 0.42);
  stars(p, { x0: 0, y0: 10, x1: W, y1: HORIZON - 120, count: 330, seed: 4, avoid: { x: MOON.x, y: MOON.y, radius: 260 } });
  p.glow(MOON.x, MOON.y, 520, '#d8e2d6', 0.42);
  p.circle(MOON.x, MOON.y, MOON.radius + 34, night.moon, { opacity: 0.1 });
  p.circle(MOON.x, MOON.y, MOON.radius + 14, night.moon, { opacity: 0.16 });
  p.circle(MOON.x, MOON.y, MOON.radius, p.radial(MOON.x - 30, MOON.y - 34, MOON.radius * 1.5, [[0, '#fffbe9'], [0.55, night.moon], [1, '#e2cf9f']]));
  for (const [dx, dy, s] of [[34, -20, 22], [-26, 40, 15], [52, 38, 12], [-52, -14, 10], [6, -64, 9]]) {
    p.circle(MOON.x + dx, MOON.y + dy, s, '#d9c795', { opacity: 0.32 });
  }
  return p;
}

export function nightClouds() {
  const p = new Picture(W, H, 'Cliff, clouds');
  const lit = p.linear(0, 330, 0, 700, [[0, '#7fa5c0', 0.62], [0.35, '#3f6a8e', 0.42], [1, '#23466b', 0.05]]);
  const dim = p.linear(0, 430, 0, 800, [[0, '#3c6488', 0.6], [1, '#234668', 0.04]]);
  for (const [x, y, w, h, seed, paint] of [
    [-160, 690, 1180, 130, 5, dim],
    [900, 780, 1240, 130, 17, dim],
    [1690, 500, 900, 70, 30, lit],
    [2230, 720, 900, 130, 12, dim],
    [160, 470, 620, 74, 44, lit],
  ]) {
    const d = cloudOutline(x, y, w, h, seed);
    p.path(d, paint);
  }
  for (const [x, y, w, t] of [[640, 610, 900, 12], [1500, 640, 720, 9], [2300, 590, 620, 10], [420, 860, 900, 12], [1900, 880, 1100, 12], [1200, 330, 420, 7]]) {
    p.path(streak(x, y, w, t, 3), '#8fb4cc', { opacity: 0.22 });
  }
  return p;
}

export function nightSea() {
  const p = new Picture(W, H, 'Cliff, sea at night');
  p.rect(0, HORIZON, W, H - HORIZON, p.linear(0, HORIZON, 0, H, [
    [0, '#4b7d9c'],
    [0.05, night.seaFar],
    [0.35, night.seaMid],
    [1, night.seaNear],
  ]));
  p.rect(0, HORIZON, W, H - HORIZON, p.radial(MOON.x, HORIZON, 900, [[0, '#a9cbd6', 0.5], [0.5, '#5c93b0', 0.2], [1, '#5c93b0', 0]], 0.7));
  ripples(p, { x0: 0, x1: W, y0: HORIZON + 8, y1: H, count: 330, seed: 35, fill: '#071426', opacity: 0.45 });
  ripples(p, { x0: 0, x1: W, y0: HORIZON + 6, y1: H, count: 200, seed: 36, fill: '#7fb0c8', opacity: 0.2 });
  lightOnWater(p, { x: MOON.x, y0: HORIZON + 4, y1: H - 40, topHalf: 120, bottomHalf: 420, count: 230, seed: 37, fill: '#bcd7dc', opacity: 0.5 });
  lightOnWater(p, { x: MOON.x, y0: HORIZON + 3, y1: H - 260, topHalf: 60, bottomHalf: 190, count: 150, seed: 38, fill: '#fff4d2', opacity: 0.85, size: 0.8 });
  return p;
}

/** Faces of rock below a top line: a jittered net of triangles, brightest near the top where the moon grazes them. */
function facets(p, { x0, x1, topAt, bottom, columns, seed, lit }) {
  const random = createRandom(seed);
  const rows = 6;
  const net = [];
  for (let j = 0; j <= rows; j += 1) {
    const line = [];
    for (let i = 0; i <= columns; i += 1) {
      const x = mix(x0, x1, i / columns);
      const top = topAt(x) + 10;
      const y = mix(top, Math.max(bottom, top + 60), (j / rows) ** 1.25);
      const loose = j === 0 ? 0 : 1;
      line.push([x + random.between(-0.42, 0.42) * ((x1 - x0) / columns) * loose, y + random.between(-34, 34) * loose]);
    }
    net.push(line);
  }
  const face = (a, b, c, fade, bias) => {
    const shade = random.next() * 0.7 + bias;
    const d = `M${r(a[0])} ${r(a[1])}L${r(b[0])} ${r(b[1])}L${r(c[0])} ${r(c[1])}z`;
    if (shade > 0.42) p.path(d, lit, { opacity: r((shade - 0.3) * 0.46 * fade * 100) / 100 });
    else p.path(d, '#02060d', { opacity: r((0.46 - shade) * 0.8 * 100) / 100 });
  };
  for (let j = 0; j < rows; j += 1) {
    const fade = (1 - j / rows) ** 1.5 + 0.08;
    for (let i = 0; i < columns; i += 1) {
      const a = net[j][i];
      const b = net[j][i + 1];
      const c = net[j + 1][i];
      const e = net[j + 1][i + 1];
      face(a, b, e, fade, 0.3);
      face(a, e, c, fade, 0);
    }
  }
}

/** Interpolates the height of a ground line given as points. */
function heightOf(points) {
  return (x) => {
    for (let i = 1; i < points.length; i += 1) {
      if (x <= points[i][0]) {
        const [ax, ay] = points[i - 1];
        const [bx, by] = points[i];
        return mix(ay, by, (x - ax) / (bx - ax));
      }
    }
    return points[points.length - 1][1];
  };
}

function polyline(points) {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}

export function headland() {
  const p = new Picture(W, H, 'Cliff, headland');
  const top = [
    [-20, 1010], [120, 960], [300, 930], [470, 900], [640, 884], [860, 880], [1020, 886], [1110, 902], [1180, 940],
    [1222, 1010], [1290, 1042], [1330, 1120], [1404, 1166], [1450, 1260], [1530, 1310], [1580, 1400], [1680, 1450], [1740, 1560], [1800, 1640],
  ];
  const d = `${polyline(top)}L-20 1640z`;
  p.solid(d, p.linear(0, 880, 0, 1600, [[0, '#1d334e'], [0.3, '#12233a'], [1, '#081220']]), [
    { paint: p.linear(200, 0, 1700, 0, [[0, night.moonRim, 0.25], [0.5, night.moonRim, 0.8], [1, night.moonRim, 0.35]]), width: 8, strength: 0.9 },
  ], () => facets(p, { x0: 300, x1: 1720, topAt: heightOf(top), bottom: 1600, columns: 17, seed: 12, lit: '#6f9ab8' }));
  p.path(grass({ x0: -10, x1: 1120, groundAt: heightOf(top), count: 320, seed: 3, height: 34, lean: 0.5, width: 6 }), '#1a2f49');
  p.path(grass({ x0: 560, x1: 1110, groundAt: heightOf(top), count: 70, seed: 9, height: 30, lean: 0.5, width: 4 }), '#7898b0', { opacity: 0.6 });
  // Surf at the foot.
  const random = createRandom(18);
  for (let i = 0; i < 26; i += 1) {
    const t = i / 25;
    p.path(streak(mix(1380, 1960, t) + random.between(-30, 30), mix(1330, 1600, t) + random.between(-10, 60), random.between(90, 240), random.between(6, 14)), '#cfe2e8', { opacity: r(random.between(0.2, 0.5) * 100) / 100 });
  }
  return p;
}

/** Where the ground of the slope lies; Mina walks on it. */
const slopeLine = [
  [-20, 1180], [260, 1196], [520, 1230], [780, 1268], [1040, 1296], [1280, 1304], [1500, 1322], [1700, 1372], [1880, 1450], [2060, 1560], [2180, 1660],
];

export function slope() {
  const p = new Picture(W, H, 'Cliff, near slope with path');
  let d = `M${slopeLine[0][0]} ${slopeLine[0][1]}`;
  for (let i = 1; i < slopeLine.length; i += 1) {
    const [ax, ay] = slopeLine[i - 1];
    const [bx, by] = slopeLine[i];
    d += `C${r(mix(ax, bx, 0.4))} ${r(mix(ay, by, 0.3))} ${r(mix(ax, bx, 0.6))} ${r(mix(ay, by, 0.7))} ${bx} ${by}`;
  }
  p.solid(`${d}L-20 1660z`, p.linear(0, 1180, 0, 1640, [[0, '#16283d'], [0.35, '#0c1828'], [1, '#050b15']]), [
    { paint: p.linear(400, 0, 2100, 0, [[0, night.moonRim, 0.1], [0.6, night.moonRim, 0.6], [1, night.moonRim, 0.15]]), width: 9 },
  ], () => {
    // The path comes towards us, pale where feet have worn it.
    p.path('M1180 1298C1260 1330 1130 1352 960 1380C760 1414 700 1450 900 1500C1060 1540 1240 1580 1290 1640L640 1640C600 1570 500 1520 440 1480C380 1438 560 1392 800 1366C960 1348 1080 1330 1060 1300z', p.linear(0, 1290, 0, 1640, [[0, '#4c6a80', 0.75], [1, '#1c3046', 0.5]]));
  });
  const at = heightOf(slopeLine);
  p.path(grass({ x0: -10, x1: 2050, groundAt: at, count: 420, seed: 51, height: 50, lean: 0.55, width: 7 }), '#0e1b2c');
  p.path(grass({ x0: 700, x1: 2000, groundAt: at, count: 120, seed: 52, height: 46, lean: 0.55, width: 4.5 }), '#6d8ea8', { opacity: 0.5 });
  // Fence posts lead the eye along the edge.
  const xs = [1360, 1530, 1700, 1850];
  const posts = xs.map((x) => [x, at(x)]);
  for (let i = 1; i < posts.length; i += 1) {
    const [ax, ay] = posts[i - 1];
    const [bx, by] = posts[i];
    p.line(ropeLine(ax, ay - 78, bx, by - 78, 22), '#1d3148', 5);
  }
  for (const [x, y] of posts) {
    p.path(`M${x - 9} ${y + 20}L${x - 7} ${y - 96}h14l3 ${116}z`, p.linear(x - 9, 0, x + 10, 0, [[0, '#08111e'], [0.6, '#162740'], [1, '#8fb0c6']]));
  }
  return p;
}

export function steps() {
  const p = new Picture(W, H, 'Cliff, stone steps');
  // A flight that climbs from the lower left to the upper right; seen from below it grows towards us.
  const count = 13;
  const outline = [];
  for (let i = 0; i <= count; i += 1) {
    const t = i / count;
    const x = mix(140, 2040, t ** 0.92);
    const y = mix(1560, 830, t ** 0.94);
    outline.push([x, y]);
  }
  let ground = `M-20 1660L-20 1600L140 1560`;
  for (let i = 0; i < count; i += 1) {
    const [ax] = outline[i];
    const [bx, by] = outline[i + 1];
    ground += `L${r(ax)} ${r(by)}L${r(bx)} ${r(by)}`;
  }
  ground += 'C2200 800 2330 770 2480 744C2620 722 2760 706 2900 700L2900 1660z';
  p.solid(ground, p.linear(900, 900, 1300, 1680, [[0, '#27425f'], [0.4, '#152740'], [1, '#070f1b']]), [
    { paint: p.linear(0, 0, 2600, 0, [[0, night.moonRim, 0.3], [0.7, night.moonRim, 0.55], [1, night.moonRim, 0.4]]), width: 6, strength: 0.7 },
  ], () => {
    facets(p, { x0: 500, x1: 2860, topAt: (x) => mix(1500, 900, (x - 140) / 1900) + 120, bottom: 1640, columns: 20, seed: 77, lit: '#5d86a6' });
    for (let i = 0; i < count; i += 1) {
      const [ax, ay] = outline[i];
      const [bx, by] = outline[i + 1];
      p.path(`M${r(ax)} ${r(by)}h${r(bx - ax)}l46 26H${r(ax + 30)}z`, '#86a5ba', { opacity: r(mix(0.55, 0.35, i / count) * 100) / 100 });
      p.path(`M${r(ax)} ${r(by)}l30 26v${r(ay - by)}l-30 -26z`, '#03070f', { opacity: 0.55 });
    }
  });
  const at = (x) => (x < 2040 ? mix(1560, 830, ((x - 140) / 1900) ** 1.02) : mix(830, 704, (x - 2040) / 840));
  p.path(grass({ x0: 2060, x1: 2880, groundAt: at, count: 190, seed: 61, height: 56, lean: 0.5, width: 8 }), '#14263c');
  p.path(grass({ x0: 2060, x1: 2880, groundAt: at, count: 60, seed: 62, height: 52, lean: 0.5, width: 5 }), '#7395af', { opacity: 0.5 });
  return p;
}

/** The rail of the steps stands between us and Mina's far side, so it is drawn alone. */
export function stepRail() {
  const p = new Picture(W, H, 'Cliff, rope rail of the steps');
  const posts = [];
  for (let i = 0; i < 6; i += 1) {
    const t = i / 5;
    posts.push([mix(300, 2200, t), mix(1640, 900, t), mix(1.5, 0.62, t)]);
  }
  for (let i = 1; i < posts.length; i += 1) {
    const [ax, ay, as] = posts[i - 1];
    const [bx, by, bs] = posts[i];
    rope(p, ropeLine(ax, ay - 196 * as, bx, by - 196 * bs, 52 * bs), r(13 * bs), '#0a1423', '#8fb0c6');
  }
  for (const [x, y, s] of posts) {
    p.solid(`M${r(x - 17 * s)} ${r(y + 40)}L${r(x - 14 * s)} ${r(y - 216 * s)}Q${r(x)} ${r(y - 232 * s)} ${r(x + 14 * s)} ${r(y - 216 * s)}L${r(x + 18 * s)} ${r(y + 40)}z`, p.linear(x - 17 * s, 0, x + 17 * s, 0, [[0, '#050a14'], [0.6, '#12213a'], [1, '#2a4460']]), [
      { paint: p.linear(x, 0, x + 17 * s, 0, [[0, night.moonRim, 0], [1, night.moonRim, 0.9]]), width: 6 },
    ]);
  }
  return p;
}

export function cliffGrass() {
  const p = new Picture(W, H, 'Cliff, foreground grass');
  const left = (x) => 1420 + 0.00012 * (x - 100) ** 2 + 30 * Math.sin(x / 170);
  const all = (x) => Math.min(1640, 1560 - 190 * Math.exp(-(((x - 150) / 520) ** 2)) - 170 * Math.exp(-(((x - 2760) / 460) ** 2)) + 18 * Math.sin(x / 130));
  let d = 'M-20 1660';
  for (let x = -20; x <= W + 20; x += 60) d += `L${x} ${r(all(x))}`;
  const body = p.linear(0, 1250, 0, 1620, [[0, '#0a182a'], [1, '#040a13']]);
  p.path(grass({ x0: -20, x1: 1000, groundAt: all, count: 150, seed: 81, height: 300, lean: 0.5, width: 17 }), '#0c1a2c');
  p.path(grass({ x0: 2150, x1: 2900, groundAt: all, count: 110, seed: 82, height: 280, lean: 0.45, width: 17 }), '#0c1a2c');
  p.path(`${d}L${W + 20} 1660z`, body);
  p.path(grass({ x0: -20, x1: 2900, groundAt: all, count: 420, seed: 83, height: 150, lean: 0.5, width: 15 }), body);
  p.path(grass({ x0: -20, x1: 900, groundAt: left, count: 60, seed: 84, height: 330, lean: 0.55, width: 13 }), '#040a14');
  p.path(grass({ x0: 2240, x1: 2900, groundAt: all, count: 44, seed: 85, height: 250, lean: 0.5, width: 7 }), '#4f728f', { opacity: 0.55 });
  p.path(grass({ x0: -20, x1: 760, groundAt: all, count: 30, seed: 86, height: 280, lean: 0.5, width: 7 }), '#4f728f', { opacity: 0.4 });
  // Seed heads, so that it is a plant and not a texture.
  const random = createRandom(87);
  for (let i = 0; i < 16; i += 1) {
    const x = i < 9 ? random.between(40, 640) : random.between(2380, 2840);
    const y = all(x);
    const h = random.between(240, 370);
    const tx = x + h * 0.42;
    p.line(`M${r(x)} ${r(y + 10)}Q${r(x + h * 0.1)} ${r(y - h * 0.6)} ${r(tx)} ${r(y - h)}`, '#081424', 5);
    for (let k = 0; k < 6; k += 1) {
      p.ellipse(tx - 7 * k * 0.9, y - h + k * 13, 6, 11, '#0b1829', { transform: `rotate(28 ${r(tx - 7 * k * 0.9)} ${r(y - h + k * 13)})` });
    }
  }
  return p;
}
