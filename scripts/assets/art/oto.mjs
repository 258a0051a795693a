/** Oto: old, broad, white-bearded; a peacoat, a rust-red knitted cap, hands made for rope. */
import { folds, lightIn, rim, tone } from './figure.mjs';
import { Picture, r } from './picture.mjs';

const W = 900;
const H = 1400;
const MOON = '#bcd6e6';
const SUN = '#ffd694';
const EYE = '#1b1222';

function placed(p, draw, x, y, scale, angle, light, ...rest) {
  p.group({ transform: `translate(${x} ${y}) rotate(${angle}) scale(${scale})` }, () => draw(p, lightIn(light, x, y, scale), ...rest));
}

/** Knitted cap: a dome with ribs and a turned-up brim, over (0, -60). */
function cap(p, light, edge, from, to, lean = 0) {
  p.solid(`M-150 -70C-168 -190 -96 -262 ${lean} -264C${96 + lean} -262 168 -190 150 -70z`, tone(p, 'cap', light), [rim(p, edge, from, to, 11)], () => {
    for (const k of [-0.8, -0.5, -0.2, 0.1, 0.4, 0.7]) p.line(`M${r(k * 160)} -60C${r(k * 170)} -160 ${r(k * 110 + lean)} -230 ${r(k * 20 + lean)} -264`, '#321b2f', 6, { opacity: 0.35 });
  });
  p.circle(lean, -268, 30, tone(p, 'cap', light));
  p.solid('M-166 -96C-100 -128 100 -128 166 -96C176 -70 174 -50 166 -32C100 -62 -100 -62 -166 -32C-174 -50 -176 -70 -166 -96z', tone(p, 'cap', light), [rim(p, edge, from, to, 9)], () => {
    for (let i = -7; i <= 7; i += 1) p.line(`M${i * 23} -130L${r(i * 23.4)} -30`, '#321b2f', 6, { opacity: 0.4 });
  });
}

const BEARD = 'M-150 -20C-176 90 -160 214 -84 262C-60 280 -30 286 -6 306C20 286 60 282 88 260C164 212 176 90 150 -20C132 34 110 52 84 58C50 40 20 48 0 60C-20 48 -50 40 -84 58C-110 52 -132 34 -150 -20z';

function beardStrands(p) {
  for (const d of ['M-120 90C-116 150 -96 200 -70 236', 'M-66 120C-62 180 -46 230 -24 266', 'M0 130C0 190 0 240 -4 286', 'M66 120C62 180 46 230 26 266', 'M120 90C116 150 96 200 70 236']) {
    p.line(d, '#8d8496', 7, { opacity: 0.35 });
    p.line(d, '#fffaec', 3, { opacity: 0.5, transform: 'translate(9 0)' });
  }
}

export function headFront(p, light, edge, mood = 'calm') {
  p.ellipse(-150, 14, 24, 36, tone(p, 'skin', { ...light, first: 1 }));
  p.ellipse(150, 14, 24, 36, tone(p, 'skin', { ...light, first: 1 }));
  p.solid('M-142 -70C-152 40 -124 120 0 130C124 120 152 40 142 -70z', tone(p, 'skin', light), [], () => {
    p.path('M-160 -60C-80 -30 80 -30 160 -60V0H-160z', p.linear(0, -50, 0, 0, [[0, '#5a2c2c', 0.5], [1, '#5a2c2c', 0]]));
    for (const x of [-84, 84]) p.ellipse(x, 54, 42, 30, p.radial(x, 54, 42, [[0, '#e8694a', 0.45], [1, '#e8694a', 0]], 0.7));
  });
  p.solid(BEARD, tone(p, 'beard', light), [rim(p, edge, [160, 60], [80, 60], 9)], () => beardStrands(p));
  p.path('M0 74C-34 44 -88 52 -122 92C-84 112 -34 112 0 92C34 112 84 112 122 92C88 52 34 44 0 74z', tone(p, 'beard', { ...light }));
  p.line('M0 92C-34 112 -84 112 -122 92M0 92C34 112 84 112 122 92', '#8d8496', 4, { opacity: 0.5 });
  if (mood === 'glad') p.path('M-36 112Q0 122 36 112Q26 142 0 142Q-26 142 -36 112z', '#5e2430');
  p.ellipse(0, 44, 34, 30, tone(p, 'skin', light));
  p.ellipse(0, 50, 30, 22, '#d9604a', { opacity: 0.35 });
  p.ellipse(-10, 36, 9, 7, '#fff3dc', { opacity: 0.5 });
  if (mood === 'glad') {
    p.line('M-86 14Q-64 -10 -42 14M42 14Q64 -10 86 14', EYE, 9);
  } else {
    for (const x of [-62, 62]) {
      p.ellipse(x, 8, 11, 14, EYE);
      p.circle(x + 4, 3, 4, '#fff3d8');
    }
  }
  p.line('M-112 16l-18 -8M-112 26l-18 4M112 16l18 -8M112 26l18 4', '#905852', 4, { opacity: 0.55 });
  p.path('M-104 -14C-84 -44 -48 -42 -26 -20C-50 -26 -80 -18 -104 -14zM104 -14C84 -44 48 -42 26 -20C50 -26 80 -18 104 -14z', tone(p, 'beard', light));
  cap(p, light, edge, [170, -160], [70, -100]);
}

/** Facing right, a third turned away. `mood` is calm, glad (eyes shut with joy) or seen (the light has found him). */
export function headThreeQuarter(p, light, edge, mood = 'calm', edgeFrom = [-176, 0], edgeTo = [-80, 20]) {
  p.ellipse(-110, 26, 26, 38, tone(p, 'skin', { ...light, first: 1 }));
  p.path('M-112 22q18 -14 20 10q-2 18 -16 18', '#905852', { opacity: 0.5 });
  p.solid('M-110 -70C-130 40 -90 130 40 136C126 126 156 50 150 -70z', tone(p, 'skin', light), [], () => {
    p.path('M-130 -60C-60 -30 100 -30 170 -60V0H-130z', p.linear(0, -50, 0, 0, [[0, '#5a2c2c', 0.5], [1, '#5a2c2c', 0]]));
    p.ellipse(-10, 60, 44, 30, p.radial(-10, 60, 44, [[0, '#e8694a', 0.45], [1, '#e8694a', 0]], 0.7));
  });
  const beard = 'M-118 -10C-150 90 -140 210 -60 262C-20 292 30 300 60 312C84 290 130 270 150 220C176 160 176 80 156 16C146 50 130 62 116 62C92 44 76 50 62 62C30 44 0 44 -30 66C-76 60 -104 30 -118 -10z';
  p.solid(beard, tone(p, 'beard', light), [rim(p, edge, edgeFrom, edgeTo, 10, 0.8)], () => {
    for (const d of ['M-90 90C-90 150 -70 210 -40 246', 'M-30 120C-28 180 -6 240 20 276', 'M40 130C44 190 52 240 58 290', 'M96 120C104 180 104 220 96 256', 'M136 90C144 130 144 170 134 206']) {
      p.line(d, '#8d8496', 7, { opacity: 0.35 });
      p.line(d, '#fffaec', 3, { opacity: 0.5, transform: 'translate(9 0)' });
    }
  });
  if (mood === 'seen') p.path('M42 112Q68 120 100 110Q96 136 72 137Q48 135 42 112z', '#4a1c2a');
  if (mood === 'glad') p.path('M36 114Q66 124 104 112Q96 142 70 142Q44 140 36 114z', '#5e2430');
  p.path('M68 74C36 44 -18 54 -50 98C-14 116 36 114 68 94C92 112 122 110 150 90C132 54 96 46 68 74z', tone(p, 'beard', light));
  p.line('M68 94C36 114 -14 116 -50 98M68 94C92 112 122 110 150 90', '#8d8496', 4, { opacity: 0.5 });
  p.path('M60 4C84 16 112 38 108 58C102 78 66 80 50 66C40 54 50 30 60 4z', tone(p, 'skin', light));
  p.ellipse(78, 56, 28, 18, '#d9604a', { opacity: 0.35 });
  p.ellipse(84, 42, 8, 7, '#fff3dc', { opacity: 0.55 });
  if (mood === 'glad') {
    p.line('M-10 16Q12 -8 34 14M104 12Q120 -8 136 10', EYE, 9);
  } else if (mood === 'seen') {
    for (const [x, rx] of [[16, 20], [122, 15]]) {
      p.ellipse(x, 9, rx + 3, 24, '#fff6e2');
      p.ellipse(x + 3, 8, rx - 4, 18, p.radial(x + 6, 14, 22, [[0, '#8aa4b8'], [0.5, '#33445f'], [1, '#131626']]));
      p.circle(x + 8, 0, 6, '#fffdf2');
      p.circle(x - 3, 15, 3, '#fff0c4');
      p.line(`M${x - rx - 4} 2Q${x} ${-26} ${x + rx + 4} 0`, '#3a2028', 6);
    }
    p.line('M-12 36Q10 44 32 38', '#905852', 4, { opacity: 0.5 });
    p.path('M-6 40q-8 18 0 24q9 4 10 -6q0 -8 -10 -18z', '#fff6e0', { opacity: 0.85 });
  } else {
    p.ellipse(14, 10, 11, 14, EYE);
    p.circle(18, 5, 4, '#fff3d8');
    p.ellipse(118, 8, 9, 13, EYE);
    p.circle(121, 3, 3.4, '#fff3d8');
  }
  p.line('M-38 16l-18 -8M-38 28l-18 4', '#905852', 4, { opacity: 0.55 });
  const lift = mood === 'seen' ? -14 : 0;
  p.path(`M-34 ${-14 + lift}C-14 ${-46 + lift} 30 ${-42 + lift} 50 ${-16 + lift}C24 ${-28 + lift} -8 ${-20 + lift} -34 ${-14 + lift}zM92 ${-20 + lift}C108 ${-42 + lift} 134 ${-40 + lift} 150 ${-16 + lift}C132 ${-26 + lift} 112 ${-24 + lift} 92 ${-20 + lift}z`, tone(p, 'beard', light));
  cap(p, light, edge, edgeFrom.map((v, i) => (i === 1 ? v - 150 : v)), edgeTo.map((v, i) => (i === 1 ? v - 120 : v)), 12);
}

export function headBack(p, light, edge, from = [176, -60], to = [60, -40]) {
  p.ellipse(-146, 14, 22, 36, tone(p, 'skin', { ...light, first: Math.max(1, light.first ?? 0) }));
  p.ellipse(146, 14, 22, 36, tone(p, 'skin', { ...light, first: Math.max(1, light.first ?? 0) }));
  // The beard shows on both sides of the neck.
  p.path('M-130 60C-176 90 -190 160 -160 206C-120 196 -104 150 -96 100zM130 60C176 90 190 160 160 206C120 196 104 150 96 100z', tone(p, 'beard', light));
  p.path('M-96 60H96L104 220H-104z', tone(p, 'skin', { ...light, first: Math.max(2, light.first ?? 0) }));
  // Short hair, cut in uneven tufts at the nape.
  p.solid('M-142 -50C-150 10 -146 60 -128 104C-118 122 -108 98 -98 118C-86 140 -76 112 -62 132C-48 150 -38 120 -22 138C-6 154 4 122 20 138C36 152 46 120 62 134C78 146 86 114 100 122C112 124 120 112 128 104C146 60 150 10 142 -50z', tone(p, 'beard', { ...light, first: Math.min(3, (light.first ?? 0) + 1) }), [rim(p, edge, from, to, 9)], () => {
    for (const [x, h] of [[-104, 70], [-62, 92], [-20, 96], [22, 96], [64, 92], [104, 74]]) p.line(`M${x} ${h - 60}q-6 30 2 58`, '#4d526b', 5, { opacity: 0.35 });
  });
  cap(p, light, edge, from, to);
}

function button(p, x, y) {
  p.circle(x, y, 15, '#2a1c26');
  p.circle(x - 1, y - 1, 11, '#c9944e');
  p.circle(x - 4, y - 4, 4, '#fff0c0');
}

function boots(p, light, edge) {
  for (const x of [372, 528]) {
    p.rect(x - 54, 1090, 108, 160, tone(p, 'legging', light));
    p.solid(`M${x - 62} 1170H${x + 62}C${x + 62} 1250 ${x + 76} 1290 ${x + 78} 1326C${x + 70} 1350 ${x - 70} 1350 ${x - 78} 1326C${x - 76} 1290 ${x - 62} 1250 ${x - 62} 1170z`, tone(p, 'boot', { ...light, first: 1 }), [rim(p, edge, [x + 78, 1270], [x, 1270], 7, 0.7)]);
    p.line(`M${x - 60} 1190h120`, '#a9785c', 7, { opacity: 0.35 });
  }
}

const PEACOAT = 'M320 560C250 590 220 650 212 740C200 880 196 1010 188 1130C270 1172 630 1172 712 1130C704 1010 700 880 688 740C680 650 650 590 580 560C520 590 380 590 320 560z';

function sleeves(p, light, edge) {
  p.solid('M262 596C190 650 160 790 150 950C170 990 250 994 270 960L300 740z', tone(p, 'peacoat', light), [rim(p, '#c9d8e2', [150, 800], [220, 800], 8, 0.4)]);
  p.solid('M638 596C710 650 740 790 750 950C730 990 650 994 630 960L600 740z', tone(p, 'peacoat', light), [rim(p, edge, [750, 800], [670, 800], 12)]);
  p.circle(206, 990, 46, tone(p, 'skin', light));
  p.circle(694, 990, 46, tone(p, 'skin', light));
}

export function front() {
  const p = new Picture(W, H, 'Oto, front');
  const light = { from: [220, 380], to: [720, 960] };
  p.ellipse(450, 1344, 300, 28, '#03070f', { opacity: 0.45 });
  boots(p, light, MOON);
  sleeves(p, light, MOON);
  p.solid(PEACOAT, tone(p, 'peacoat', light), [rim(p, MOON, [700, 800], [560, 800], 14)], () => {
    folds(p, ['M300 800C290 920 284 1030 276 1140', 'M610 800C620 920 626 1030 632 1140'], { lit: '#a9bccb' });
  });
  p.line('M520 640C526 800 526 980 522 1160', '#0f1730', 7, { opacity: 0.8 });
  for (const y of [760, 880, 1000]) {
    button(p, 400, y);
    button(p, 486, y);
  }
  p.path('M250 960h110v56q-55 20 -110 0zM570 960h110v56q-55 20 -110 0z', '#141d38', { opacity: 0.6 });
  p.path('M310 580C260 620 300 720 380 740L450 640zM590 580C640 620 600 720 520 740L450 640z', tone(p, 'peacoat', light));
  p.path('M320 560C350 640 550 640 580 560L600 610C540 690 360 690 300 610z', tone(p, 'wool', light));
  placed(p, headFront, 450, 350, 1, 0, light, MOON);
  return p;
}

export function threeQuarter() {
  const p = new Picture(W, H, 'Oto, three-quarter');
  const light = { from: [720, 380], to: [180, 980] };
  p.ellipse(450, 1344, 300, 28, '#03070f', { opacity: 0.45 });
  boots(p, light, MOON);
  p.solid('M300 600C220 660 190 800 200 960C230 1000 300 990 318 950L350 740z', tone(p, 'peacoat', { ...light, first: 1 }), [rim(p, MOON, [190, 800], [280, 800], 12, 0.9)]);
  p.circle(254, 990, 46, tone(p, 'skin', { ...light, first: 1 }));
  p.solid(PEACOAT, tone(p, 'peacoat', light), [rim(p, MOON, [200, 800], [330, 800], 12, 0.8)], () => {
    folds(p, ['M330 800C316 920 304 1030 290 1140', 'M640 820C650 920 656 1030 660 1130'], { lit: '#a9bccb' });
  });
  p.line('M580 640C594 800 596 980 592 1160', '#0f1730', 7, { opacity: 0.8 });
  for (const y of [760, 880, 1000]) {
    button(p, 478, y);
    button(p, 556, y);
  }
  p.solid('M600 600C680 640 724 770 734 930C716 980 640 984 618 950C610 840 590 720 560 660z', tone(p, 'peacoat', light), [rim(p, '#fff0d0', [734, 800], [660, 800], 9, 0.6)]);
  p.circle(678, 976, 46, tone(p, 'skin', light));
  p.path('M320 560C380 640 580 640 600 560L622 610C560 700 380 690 300 610z', tone(p, 'wool', light));
  placed(p, headThreeQuarter, 450, 350, 1, 0, light, MOON);
  return p;
}

/** At the tiller at dusk, turned to the pier, hand up in a goodbye; cut at the waist by the gunwale. */
export function tiller() {
  const p = new Picture(1300, 1300, 'Oto, at the tiller, hand raised');
  const light = { from: [980, 380], to: [260, 1180] };
  // Tiller and the arm that rests on it.
  p.line('M60 1130L470 1010', '#3a2430', 40);
  p.line('M62 1116L470 996', SUN, 6, { opacity: 0.5 });
  const body = 'M380 690C280 720 220 830 200 980C190 1090 190 1200 196 1310H980C986 1160 970 1010 930 880C900 780 850 720 780 690C680 730 480 730 380 690z';
  p.solid(body, tone(p, 'peacoat', light), [rim(p, SUN, [190, 980], [360, 980], 20, 0.9), rim(p, SUN, [980, 1000], [860, 1000], 14, 0.7)], () => {
    folds(p, ['M330 900C310 1020 300 1140 300 1280', 'M860 920C880 1040 890 1160 890 1290', 'M620 1000C610 1100 606 1200 606 1300'], { lit: '#d9a878', width: 14 });
  });
  p.line('M720 780C750 940 760 1120 756 1310', '#0f1730', 9, { opacity: 0.8 });
  for (const y of [940, 1070, 1200]) {
    button(p, 610, y);
    button(p, 700, y);
  }
  p.solid('M330 760C230 800 190 920 240 1010C300 1070 400 1060 470 1040C500 1020 500 970 470 950C410 950 370 930 380 880z', tone(p, 'peacoat', light), [rim(p, SUN, [200, 920], [320, 940], 16)], () => folds(p, ['M300 900C310 950 350 980 400 990'], { lit: '#d9a878' }));
  p.circle(474, 996, 50, tone(p, 'skin', light));
  // The raised arm and open hand.
  p.solid('M790 760C880 770 950 740 990 660C1010 610 1020 560 1024 520C1056 500 1116 508 1130 534C1130 640 1110 760 1050 840C980 930 880 950 810 920z', tone(p, 'peacoat', light), [rim(p, SUN, [1134, 620], [1030, 640], 16)], () => folds(p, ['M880 800C940 790 990 750 1016 700', 'M930 870C990 840 1030 790 1060 730'], { lit: '#d9a878', width: 12 }));
  p.path('M1016 524Q1076 486 1138 536L1132 572Q1076 530 1018 562z', tone(p, 'wool', light));
  p.solid('M1034 510C1010 450 1000 392 1018 384C1040 378 1050 420 1060 452C1054 394 1056 330 1078 328C1100 328 1100 390 1102 446C1112 394 1128 348 1148 354C1166 362 1148 424 1138 470C1156 446 1178 432 1190 444C1196 460 1166 500 1144 530C1120 552 1052 548 1034 510z', tone(p, 'skin', { ...light, first: 1 }), [rim(p, SUN, [1200, 430], [1090, 450], 12)]);
  p.path('M366 690C440 800 740 800 800 690L830 760C740 880 420 870 340 760z', tone(p, 'wool', light));
  folds(p, ['M420 770C520 830 660 830 760 770'], { lit: '#fff0d4', width: 12 });
  placed(p, headThreeQuarter, 590, 440, 1.22, 3, light, SUN, 'calm', [-190, 20], [-70, 30]);
  return p;
}

/** Head and shoulders from behind, very near: what lies ahead shows past him. */
export function shoulder() {
  const p = new Picture(1500, 1300, 'Oto, over the shoulder, night');
  const light = { from: [1150, 200], to: [520, 1000], first: 2 };
  p.solid('M330 840C160 900 60 1060 20 1310H1480C1450 1080 1340 900 1180 840C1000 900 520 900 330 840z', tone(p, 'peacoat', light), [rim(p, '#c4dbe6', [1440, 1000], [1180, 1000], 20, 0.9), rim(p, '#c4dbe6', [60, 1060], [280, 1060], 16, 0.6)], () => {
    folds(p, ['M420 1000C380 1100 350 1200 340 1310', 'M1090 1000C1130 1100 1160 1200 1170 1310'], { lit: '#9dbccc', width: 18 });
  });
  placed(p, headBack, 750, 520, 1.75, 0, light, '#c4dbe6', [190, -60], [90, -40]);
  p.path('M370 850C450 640 1050 640 1140 850C1100 960 420 960 370 850z', tone(p, 'wool', { ...light, first: 3 }));
  p.solid('M350 850C480 960 1020 960 1160 850L1190 900C1040 1030 470 1030 320 900z', tone(p, 'wool', { ...light, first: 2 }), [rim(p, '#c4dbe6', [1190, 880], [1020, 900], 12)]);
  return p;
}

/** Close on his face when the beam finds him. */
export function face() {
  const p = new Picture(1600, 1400, 'Oto, close-up');
  const light = { from: [1180, 330], to: [330, 980] };
  p.solid('M360 980C240 1020 140 1180 110 1420H1480C1450 1200 1340 1040 1180 980C1020 1060 540 1060 360 980z', tone(p, 'peacoat', light), [rim(p, '#fff3cc', [1470, 1180], [1230, 1180], 22), rim(p, MOON, [120, 1180], [280, 1200], 14, 0.7)], () => {
    folds(p, ['M400 1160C370 1240 350 1330 346 1410', 'M1180 1160C1220 1240 1240 1330 1244 1410'], { lit: '#e8c79a', width: 18 });
  });
  p.path('M380 960C520 1140 1080 1140 1180 960L1220 1060C1090 1230 480 1220 330 1060z', tone(p, 'wool', light));
  folds(p, ['M440 1070C600 1160 960 1160 1120 1070'], { width: 16 });
  placed(p, headThreeQuarter, 740, 600, 2.05, 2, light, MOON, 'seen', [-190, 20], [-110, 30]);
  return p;
}

/** Sitting, from behind, one arm held out to the right, round whoever sits there. */
export function sitBack() {
  const p = new Picture(1300, 1150, 'Oto, sitting, from behind, arm round Mina');
  const light = { from: [1150, 150], to: [220, 900], first: 1 };
  const edge = '#fff0c4';
  p.ellipse(470, 1080, 400, 38, '#0c162a', { opacity: 0.5 });
  p.solid('M290 610C200 650 150 800 130 1070C240 1120 720 1120 830 1070C816 800 760 660 660 610C560 570 390 570 290 610z', tone(p, 'peacoat', light), [rim(p, edge, [840, 800], [680, 800], 18), rim(p, edge, [150, 800], [260, 800], 12, 0.7)], () => {
    folds(p, ['M480 760C484 880 482 1000 480 1100', 'M300 800C270 900 256 1000 250 1090', 'M670 860C690 940 700 1020 706 1090'], { lit: '#e8c79a', width: 14 });
  });
  placed(p, headBack, 478, 400, 1.08, 3, light, edge, [180, -70], [60, -50]);
  p.path('M320 626C370 480 590 480 640 626C600 680 350 680 320 626z', tone(p, 'wool', { ...light, first: 2 }));
  p.solid('M310 626C400 700 550 700 640 626L660 664C560 750 390 750 292 664z', tone(p, 'wool', { ...light, first: 2 }), [rim(p, edge, [660, 640], [540, 660], 10)]);
  return p;
}

/** The arm of `sitBack`, a layer before Mina. */
export function sitArm() {
  const p = new Picture(1300, 1150, 'Oto, arm round Mina');
  const light = { from: [1150, 150], to: [220, 900], first: 1 };
  const edge = '#fff0c4';
  p.solid('M640 640C740 640 860 690 960 740C1010 764 1030 800 1020 836C1006 866 960 872 920 856C820 820 720 800 650 790C600 760 590 660 640 640z', tone(p, 'peacoat', light), [rim(p, edge, [840, 660], [800, 740], 13)], () => folds(p, ['M760 700C740 730 730 760 734 790', 'M850 730C830 760 824 790 828 816'], { lit: '#e8c79a', width: 11 }));
  p.solid('M968 746C1010 740 1064 756 1074 792C1080 826 1060 858 1020 862C990 864 962 850 956 820C950 790 956 756 968 746z', tone(p, 'skin', light), [rim(p, edge, [1080, 770], [1010, 800], 9)]);
  p.line('M1040 772q20 10 24 26M1036 796q20 8 26 24M1028 822q18 6 24 18', '#905852', 4, { opacity: 0.5 });
  return p;
}
