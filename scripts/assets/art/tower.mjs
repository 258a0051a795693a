/** The lighthouse itself, large and alone, and the light of its lamp as a layer of its own. */
import { amber } from './palette.mjs';
import { mix, Picture, r } from './picture.mjs';

const W = 1000;
const H = 1620;
const X = 500;
const TOP = 540;
const BASE = 1590;

function halfAt(y) {
  return mix(98, 176, Math.max(0, (y - TOP) / (BASE - TOP)) ** 1.25);
}

/** A ring of the tower as seen from below: the higher it is, the more it bows upward. */
function ring(y, half = halfAt(y)) {
  const bow = mix(30, 2, (y - TOP) / (BASE - TOP));
  return { left: X - half, right: X + half, y, bow };
}

function band(ya, yb) {
  const a = ring(ya);
  const b = ring(yb);
  return `M${r(a.left)} ${r(a.y)}Q${X} ${r(a.y - a.bow)} ${r(a.right)} ${r(a.y)}L${r(b.right)} ${r(b.y)}Q${X} ${r(b.y - b.bow)} ${r(b.left)} ${r(b.y)}z`;
}

const CREAM = [
  [0, '#1c2c49'],
  [0.22, '#33496a'],
  [0.55, '#8497ab'],
  [0.82, '#dde0d8'],
  [0.93, '#eef0e6'],
  [1, '#93a6b6'],
];
const RED = [
  [0, '#2a1c33'],
  [0.22, '#48243a'],
  [0.55, '#86383f'],
  [0.82, '#c65a4b'],
  [0.93, '#d97a63'],
  [1, '#7d4454'],
];

function tapered(p, stops) {
  return p.linear(X - 165, 0, X + 165, 0, stops);
}

function window_(p, x, y, w, h) {
  p.path(`M${x - w / 2 - 7} ${y + h + 6}V${y}a${w / 2 + 7} ${w / 2 + 7} 0 0 1 ${w + 14} 0V${y + h + 6}z`, '#4a5a72');
  p.path(`M${x - w / 2} ${y + h}V${y}a${w / 2} ${w / 2} 0 0 1 ${w} 0V${y + h}z`, '#0c1628');
  p.line(`M${x} ${y - w / 2}V${y + h}M${x - w / 2} ${y + h * 0.45}h${w}`, '#3c4e68', 3);
}

export function tower() {
  const p = new Picture(W, H, 'Lighthouse, lamp out');
  const bands = [TOP - 8, 735, 925, 1120, 1330, BASE];
  for (let i = 0; i < 5; i += 1) {
    p.path(band(bands[i], bands[i + 1]), tapered(p, i % 2 === 1 ? RED : CREAM));
    const { left, right, y, bow } = ring(bands[i + 1]);
    if (i < 4) p.line(`M${r(left)} ${y}Q${X} ${r(y - bow)} ${r(right)} ${y}`, '#0c1830', 3, { opacity: 0.35 });
  }
  const body = `M${X - 98} ${TOP - 8}L${X + 98} ${TOP - 8}C${X + 112} 900 ${X + 140} 1300 ${X + 176} ${BASE}H${X - 176}C${X - 140} 1300 ${X - 112} 900 ${X - 98} ${TOP - 8}z`;
  p.clipped(body, () => {
    // Shadow of the gallery, and courses of plaster that the moon grazes.
    p.path(`M300 500H700V600Q500 556 300 640z`, p.linear(0, 520, 0, 640, [[0, '#060d1a', 0.75], [1, '#060d1a', 0]]));
    for (const [x, y, w] of [
      [520, 660, 46], [440, 700, 60], [545, 812, 40], [470, 866, 52], [400, 800, 40], [580, 980, 46],
      [450, 1010, 66], [530, 1060, 40], [600, 1190, 44], [420, 1230, 70], [520, 1280, 50], [560, 1410, 60],
      [420, 1440, 60], [620, 1490, 44], [480, 1530, 70], [380, 1360, 50],
    ]) {
      p.line(`M${x} ${y}q${w / 2} -5 ${w} 0`, '#0b1730', 4, { opacity: 0.2 });
      p.line(`M${x + 4} ${y + 6}q${w / 2} -5 ${w} 0`, '#ffffff', 2.5, { opacity: 0.14 });
    }
    p.path(`M250 ${BASE - 130}Q500 ${BASE - 150} 760 ${BASE - 110}V${BASE + 10}H250z`, p.linear(0, BASE - 140, 0, BASE, [[0, '#0a1526', 0], [1, '#0a1526', 0.85]]));
  });
  window_(p, 535, 800, 34, 50);
  window_(p, 545, 1190, 38, 58);
  // Door with two steps.
  p.path('M468 1590V1472a52 52 0 0 1 104 0V1590z', '#55637a');
  p.path('M480 1590V1474a40 40 0 0 1 80 0V1590z', p.linear(480, 0, 560, 0, [[0, '#14101c'], [1, '#3b2430']]));
  p.line('M507 1446V1588M534 1446V1588', '#0a0a14', 3, { opacity: 0.7 });
  p.circle(549, 1530, 5, '#b58a58');
  p.path('M452 1588h140l14 14h-170z', '#46566f');
  p.path('M436 1602h172l12 18h-198z', '#34435c');

  // Gallery: brackets, platform, rail.
  for (const x of [-86, -44, 0, 44, 86]) {
    p.path(`M${X + x - 7} 536L${r(X + x * 1.6 - 7)} 500h14L${X + x + 7} 540z`, '#16243c');
  }
  const platform = `M${X - 168} 486Q${X} 452 ${X + 168} 486L${X + 160} 510Q${X} 474 ${X - 160} 510z`;
  p.path(`M${X - 160} 508Q${X} 472 ${X + 160} 508L${X + 110} 548Q${X} 514 ${X - 110} 548z`, p.linear(X - 160, 0, X + 160, 0, [[0, '#070d19'], [1, '#22324c']]));
  p.path(platform, p.linear(X - 168, 0, X + 168, 0, [[0, '#1a2944'], [0.6, '#5f7189'], [0.9, '#c7cfce'], [1, '#7b8da0']]));

  // Lamp room behind the rail: dark glass that holds a little of the moon.
  p.path(`M${X - 78} 480L${X - 72} 330H${X + 72}L${X + 78} 480Q${X} 462 ${X - 78} 480z`, p.linear(X - 78, 0, X + 78, 0, [[0, '#0a1424'], [0.5, '#132440'], [0.85, '#4f708c'], [1, '#223a57']]));
  p.path(`M${X - 26} 474L${X - 30} 400Q${X} 352 ${X + 30} 400L${X + 26} 474Q${X} 464 ${X - 26} 474z`, '#1d3552');
  for (const y of [392, 414, 436, 458]) p.line(`M${X - 30} ${y}q30 -10 60 0`, '#3c5d7c', 3, { opacity: 0.8 });
  p.path(`M${X + 46} 332L${X + 62} 332L${X + 40} 470L${X + 24} 472z`, '#a9c6dc', { opacity: 0.2 });
  p.line(`M${X - 75} 405Q${X} 388 ${X + 75} 405M${X - 38} 332L${X - 40} 470M${X + 38} 332L${X + 40} 470`, '#0a1322', 5);
  p.line(`M${X - 75} 330L${X - 78} 480M${X + 75} 330L${X + 78} 480`, '#1a2b45', 8);

  // Dome.
  const dome = `M${X - 92} 332C${X - 84} 262 ${X - 40} 226 ${X} 222C${X + 40} 226 ${X + 84} 262 ${X + 92} 332Q${X} 308 ${X - 92} 332z`;
  p.path(dome, p.linear(X - 92, 0, X + 92, 0, RED));
  p.line(`M${X - 40} 320C${X - 36} 270 ${X - 16} 236 ${X} 224M${X + 40} 320C${X + 36} 270 ${X + 16} 236 ${X} 224`, '#1c1226', 3, { opacity: 0.5 });
  p.path(`M${X - 96} 332Q${X} 306 ${X + 96} 332l-3 12Q${X} 318 ${X - 93} 344z`, p.linear(X - 96, 0, X + 96, 0, [[0, '#1a2438'], [0.85, '#b9c3c6'], [1, '#6b7d92']]));
  p.path(`M${X - 14} 226L${X - 8} 200H${X + 8}L${X + 14} 226z`, '#4a2c3c');
  p.circle(X, 192, 13, p.radial(X + 4, 188, 14, [[0, '#e8ddcc'], [1, '#54435a']]));
  p.line(`M${X} 180V118M${X} 138h54`, '#8295aa', 4);
  p.path(`M${X + 50} 124l26 14l-26 14z`, '#8295aa');
  p.path(`M${X - 46} 138l26 -12v24z`, '#6b7d92');
  p.line(`M${X - 20} 138h20`, '#6b7d92', 4);

  // Rail.
  const posts = [-164, -132, -90, -44, 0, 44, 90, 132, 164];
  for (const x of posts) {
    const lift = 34 * (1 - (x / 168) ** 2) * 0.5;
    p.line(`M${X + x} ${r(488 - lift)}v-64`, x > 60 ? '#b4c2c9' : '#2a3b56', 5);
  }
  for (const dy of [0, 24]) {
    p.line(`M${X - 166} ${424 + dy}Q${X} ${390 + dy} ${X + 166} ${424 + dy}`, p.linear(X - 166, 0, X + 166, 0, [[0, '#22334f'], [0.6, '#5d7089'], [1, '#d3dad8']]), dy === 0 ? 6 : 4);
  }
  return p;
}

export function towerLamp() {
  const p = new Picture(W, H, 'Lighthouse, the light of the lamp');
  p.glow(X, 405, 400, amber.mid, 0.5);
  p.glow(X, 405, 210, amber.hot, 0.85);
  p.path(`M${X - 76} 478L${X - 71} 334H${X + 71}L${X + 76} 478Q${X} 460 ${X - 76} 478z`, p.radial(X, 408, 112, [[0, '#fffdf0'], [0.35, amber.hot], [1, amber.mid]]));
  p.line(`M${X - 75} 405Q${X} 388 ${X + 75} 405M${X - 38} 334L${X - 40} 470M${X + 38} 334L${X + 40} 470`, '#a05f2a', 4, { opacity: 0.75 });
  // Warm light caught by what stands round the glass.
  p.path(`M${X - 92} 334Q${X} 308 ${X + 92} 334l-3 10Q${X} 318 ${X - 89} 344z`, amber.hot);
  p.path(`M${X - 84} 318Q${X} 290 ${X + 84} 318Q${X} 306 ${X - 84} 318z`, amber.mid, { opacity: 0.6 });
  p.path(`M${X - 150} 484Q${X} 454 ${X + 150} 484L${X + 140} 492Q${X} 460 ${X - 140} 492z`, amber.hot, { opacity: 0.75 });
  for (const x of [-132, -90, -44, 0, 44, 90, 132]) {
    const lift = 34 * (1 - (x / 168) ** 2) * 0.5;
    p.line(`M${X + x} ${r(486 - lift)}v-62`, '#4a2c22', 5);
  }
  p.line(`M${X - 166} 424Q${X} 390 ${X + 166} 424M${X - 166} 448Q${X} 414 ${X + 166} 448`, '#5a3626', 4);
  p.glow(X, 405, 96, '#ffffff', 0.85);
  return p;
}
