/** Lantern, boat and gull. */
import { amber } from './palette.mjs';
import { Picture, r } from './picture.mjs';

/** Metal of the lantern in three lights. */
const metals = {
  night: { dark: '#15101a', mid: '#4a2f24', lit: '#c98748', edge: '#ffd594' },
  dawn: { dark: '#33242c', mid: '#7a4f38', lit: '#d99a5c', edge: '#ffe6b4' },
};

/**
 * A storm lantern, its ring at (0, 0), hanging down 340 units; placed by `transform`.
 * `flame` 0..1 is how brightly it burns.
 */
export function paintLantern(p, { transform, light = 'night', flame = 1, glow = 260 }) {
  const m = metals[light];
  p.group({ transform }, () => {
    if (glow > 0) {
      p.glow(0, 190, glow, amber.mid, 0.55 * flame);
      p.glow(0, 190, glow * 0.55, amber.hot, 0.6 * flame);
    }
    // Bail and chimney.
    p.line('M-62 96C-70 30 -34 2 0 0C34 2 70 30 62 96', m.mid, 8);
    p.line('M-62 96C-70 30 -34 2 0 0', m.edge, 2.5, { opacity: 0.5 });
    p.path('M-26 62C-24 44 -12 38 0 38C12 38 24 44 26 62L32 84H-32z', p.linear(-32, 0, 32, 0, [[0, m.dark], [0.4, m.lit], [0.6, m.mid], [1, m.dark]]));
    p.path('M-54 104C-50 84 -30 78 0 78C30 78 50 84 54 104L48 112H-48z', p.linear(-54, 0, 54, 0, [[0, m.dark], [0.35, m.lit], [0.55, m.mid], [1, m.dark]]));
    // Glass.
    const glass = 'M-46 112C-74 150 -74 222 -44 264H44C74 222 74 150 46 112z';
    p.path(glass, p.radial(0, 205, 110, [[0, '#fffbe6'], [0.3, amber.hot], [0.7, amber.mid], [1, '#b5642a']]), { opacity: r((0.35 + 0.6 * flame) * 100) / 100 });
    // Flame.
    p.path('M0 138C22 176 34 196 30 224C27 246 14 256 0 256C-14 256 -27 246 -30 224C-34 198 -14 180 0 138z', p.linear(0, 138, 0, 256, [[0, '#fff3c0'], [0.5, '#ffffff'], [1, '#ffd27a']]));
    p.path('M0 200C9 216 13 226 11 238C9 248 5 252 0 252C-5 252 -9 248 -11 238C-13 226 -8 214 0 200z', '#f2a648', { opacity: 0.7 });
    p.line('M-40 124C-58 158 -58 214 -38 252', '#fffdf0', 5, { opacity: 0.75 });
    p.line('M44 132C56 160 56 206 44 238', '#fff3cf', 3, { opacity: 0.4 });
    // Cage.
    p.line('M-47 112C-82 150 -82 224 -46 266M47 112C82 150 82 224 46 266', m.dark, 7);
    p.line('M-47 112C-82 150 -82 224 -46 266', m.edge, 2, { opacity: 0.6 });
    p.line('M-70 188H70', m.dark, 5, { opacity: 0.75 });
    // Base.
    p.path('M-52 262H52L60 284H-60z', p.linear(-60, 0, 60, 0, [[0, m.mid], [0.4, m.edge], [0.6, m.lit], [1, m.mid]]));
    p.path('M-64 284H64C72 308 70 326 62 336H-62C-70 326 -72 308 -64 284z', p.linear(-70, 0, 70, 0, [[0, m.dark], [0.3, m.mid], [0.45, m.lit], [0.62, m.mid], [1, m.dark]]));
    p.path('M-64 284H64L66 291H-66z', m.edge, { opacity: 0.7 });
    p.path('M70 306h16v10H70z', m.mid);
    p.circle(90, 311, 9, m.lit);
  });
}

export function lanternLit() {
  const p = new Picture(900, 1200, 'Lantern, lit');
  paintLantern(p, { transform: 'translate(450 180) scale(2.6)', glow: 170 });
  return p;
}

export function lanternDawn() {
  const p = new Picture(900, 1200, 'Lantern at dawn');
  p.ellipse(450, 1060, 250, 26, '#12182c', { opacity: 0.45 });
  paintLantern(p, { transform: 'translate(450 180) scale(2.6)', light: 'dawn', flame: 0.55, glow: 130 });
  return p;
}

const hulls = {
  dusk: { top: '#8f4a40', low: '#2c1d33', inside: '#1b1730', rim: '#ffc27c', sail: ['#d88a54', '#8a4a4a', '#43304a'], mast: '#2a1d2c', line: '#1a1426', water: '#0c1730' },
  night: { top: '#3c3550', low: '#0d1424', inside: '#0a101e', rim: '#c9dbe2', sail: ['#c3b9a4', '#6d7488', '#2e405c'], mast: '#111a2b', line: '#0b1220', water: '#050d19' },
  beam: { top: '#b5624c', low: '#3b2233', inside: '#2c1c2c', rim: '#fff0c0', sail: ['#fff0cf', '#e9b877', '#a86a4c'], mast: '#3a2630', line: '#2a1a26', water: '#0a1c30' },
  dawn: { top: '#a3564a', low: '#3a2438', inside: '#2c2036', rim: '#fff0c8', sail: ['#fff0d2', '#eab583', '#b77b66'], mast: '#3c2a36', line: '#35263a', water: '#2a4a68' },
};

/** A small lugger from the side, bow to the right, with a man at the tiller. */
export function boatSide(light) {
  const c = hulls[light];
  const p = new Picture(1200, 1100, `Boat from the side, ${light}`);
  // Sail and rigging.
  p.line('M560 850L596 96', c.mast, 16);
  p.line('M596 110L1010 812M596 110L212 800', c.line, 3.5, { opacity: 0.7 });
  const main = 'M548 700C400 706 300 690 236 650C300 470 420 260 574 150C600 330 590 520 548 700z';
  p.solid(main, p.linear(240, 640, 620, 260, [[0, c.sail[2]], [0.5, c.sail[1]], [1, c.sail[0]]]), [
    { paint: p.linear(420, 0, 600, 0, [[0, c.rim, 0], [1, c.rim, 0.75]]), width: 14 },
  ], () => {
    for (const d of ['M330 560C420 590 520 590 590 570', 'M420 430C480 452 540 452 600 440', 'M500 300C540 316 570 318 604 312']) p.line(d, c.line, 3.5, { opacity: 0.45 });
    p.path('M236 650C300 560 380 520 420 380L420 700z', c.line, { opacity: 0.16 });
    for (let i = 0; i < 12; i += 1) p.line(`M${330 + i * 21} ${r(560 + 30 * Math.sin(i / 3.8))}v16`, c.line, 3, { opacity: 0.5 });
  });
  p.line('M206 676L600 132', c.mast, 11);
  const jib = 'M628 260C760 420 880 600 968 760C850 740 740 722 632 724C650 560 650 400 628 260z';
  p.solid(jib, p.linear(640, 700, 820, 400, [[0, c.sail[2]], [0.55, c.sail[1]], [1, c.sail[0]]]), [
    { paint: p.linear(760, 420, 830, 380, [[0, c.rim, 0], [1, c.rim, 0.7]]), width: 10 },
  ]);
  p.path('M596 92l60 16l-58 22z', '#b8473d');
  // Oto, small: coat, beard and cap are enough to know him by.
  p.path('M296 860C290 790 300 744 340 736C384 744 400 800 396 860z', c.low);
  p.path('M318 742C312 706 326 690 346 690C368 690 378 708 374 742C366 766 326 766 318 742z', '#d9ccb8');
  p.path('M314 712C312 680 326 668 346 668C368 668 380 682 378 712C360 702 332 702 314 712z', '#a8483f');
  p.circle(346, 664, 8, '#c9695a');
  p.line('M384 800L440 830', c.low, 22);
  p.line('M396 800C400 770 392 750 376 742', c.rim, 4, { opacity: 0.8 });
  // Hull.
  const hull = 'M170 812C380 850 800 850 1046 776C1020 866 950 946 880 962H330C250 950 196 890 170 812z';
  p.solid(hull, p.linear(0, 790, 0, 962, [[0, c.top], [0.45, c.top], [0.5, c.low], [1, c.low]]), [
    { paint: p.linear(600, 0, 1050, 0, [[0, c.rim, 0.1], [1, c.rim, 0.85]]), width: 9 },
  ], () => {
    p.line('M174 836C390 876 800 876 1040 802', c.line, 4, { opacity: 0.5 });
    p.line('M190 866C400 902 780 902 1016 838', c.line, 4, { opacity: 0.4 });
    p.path('M160 880C400 930 820 930 1020 860L1000 1000H200z', c.line, { opacity: 0.35 });
  });
  p.line('M166 810C380 850 800 850 1050 773', c.rim, 8, { opacity: 0.75 });
  p.line('M172 818C380 856 800 856 1046 782', c.line, 5, { opacity: 0.6 });
  p.path('M156 800h16l10 96h-14z', c.low);
  // Water at the hull: a dark body of reflection, broken by strokes of light.
  p.path('M250 958C420 944 800 944 930 956C980 962 960 976 900 980C700 992 420 992 300 978C240 972 226 962 250 958z', c.water, { opacity: 0.85 });
  for (const [x, y, w] of [[300, 966, 120], [520, 976, 200], [820, 964, 150], [660, 1004, 190], [420, 1010, 130], [560, 1040, 150], [950, 952, 90]]) {
    p.path(`M${x - w / 2} ${y}q${w / 2} -7 ${w} 0q${-w / 2} 8 ${-w} 0z`, c.rim, { opacity: 0.4 });
  }
  for (const [x, y, w] of [[600, 1000, 380], [560, 1026, 260], [590, 1056, 160]]) {
    p.path(`M${x - w / 2} ${y}q${w / 2} -10 ${w} 0q${-w / 2} 12 ${-w} 0z`, c.water, { opacity: 0.5 });
  }
  return p;
}

/** The boat from behind, sailing away towards the light. */
export function boatAway() {
  const c = hulls.dusk;
  const p = new Picture(1000, 1100, 'Boat sailing away, dusk');
  p.line('M510 840L520 90', c.mast, 15);
  const sail = 'M514 690C400 720 300 700 262 640C290 440 380 250 516 140C560 330 560 530 514 690z';
  p.solid(sail, p.linear(260, 0, 560, 0, [[0, '#e9a25c'], [0.5, '#9a5648'], [1, '#4c3048']]), [
    { paint: p.linear(262, 0, 420, 0, [[0, '#ffd694', 0.95], [1, '#ffd694', 0]]), width: 14 },
  ], () => {
    for (const d of ['M300 560C380 596 470 596 560 570', 'M360 400C430 430 500 430 560 412']) p.line(d, c.line, 3.5, { opacity: 0.4 });
  });
  const jib = 'M532 250C650 400 700 560 716 716C650 726 590 728 536 724z';
  p.solid(jib, p.linear(532, 0, 720, 0, [[0, '#6a4450'], [1, '#c9804e']]), [
    { paint: p.linear(640, 0, 716, 0, [[0, '#ffd694', 0], [1, '#ffd694', 0.8]]), width: 10 },
  ]);
  p.line('M236 664L524 122', c.mast, 10);
  // Oto waves, his back half to us.
  p.path('M420 850C410 770 430 716 484 708C540 716 556 776 548 850z', '#1a1a34');
  p.line('M436 760C392 720 372 676 366 626', '#1a1a34', 34);
  p.circle(364, 612, 19, '#d9a47c');
  p.path('M452 716C444 668 460 640 488 640C518 640 532 668 524 716C508 736 470 736 452 716z', '#e6d2b4');
  p.path('M448 682C442 630 462 616 488 616C516 616 536 632 530 682C508 668 470 668 448 682z', '#a8483f');
  p.circle(489, 610, 11, '#cf6f58');
  p.line('M422 840C412 790 420 740 452 722', '#ffc888', 5, { opacity: 0.9 });
  p.line('M420 742C384 706 362 664 352 620', '#ffc888', 4, { opacity: 0.8 });
  const hull = 'M250 806C360 850 660 850 760 800C756 880 716 958 660 976H350C296 956 254 884 250 806z';
  p.solid(hull, p.linear(0, 800, 0, 976, [[0, '#7a4140'], [0.5, '#3c2438'], [1, '#140f22']]), [
    { paint: p.linear(250, 0, 400, 0, [[0, '#ffc27c', 0.9], [1, '#ffc27c', 0]]), width: 12 },
    { paint: p.linear(640, 0, 760, 0, [[0, '#ffc27c', 0], [1, '#ffc27c', 0.7]]), width: 9 },
  ], () => {
    p.path('M380 836C460 850 560 850 640 834L610 980H402z', '#140f22', { opacity: 0.5 });
    p.line('M254 840C366 884 652 884 756 834M266 880C380 916 640 916 742 872', '#140f22', 4, { opacity: 0.6 });
  });
  p.line('M246 804C360 848 660 848 764 797', '#ffcf92', 8, { opacity: 0.85 });
  p.path('M496 836h26v150h-26z', '#140f22');
  p.path('M330 974C440 960 590 960 680 972C720 980 690 992 640 996C540 1006 440 1006 370 994C310 986 296 980 330 974z', c.water, { opacity: 0.9 });
  for (const [x, y, w, o] of [[500, 990, 380, 0.6], [470, 1020, 300, 0.5], [520, 1052, 220, 0.4], [360, 986, 120, 0.7], [660, 984, 130, 0.7], [300, 1010, 90, 0.4], [720, 1014, 90, 0.4]]) {
    p.path(`M${x - w / 2} ${y}q${w / 2} -8 ${w} 0q${-w / 2} 9 ${-w} 0z`, w > 200 ? c.water : '#ffd694', { opacity: o });
  }
  return p;
}

/** Near gunwale and hull for a close shot of Oto; he sits behind it. */
export function boatNear() {
  const p = new Picture(2400, 900, 'Boat, near gunwale, dusk');
  const hull = 'M-20 150C500 250 1700 260 2420 60L2420 900H-20z';
  p.solid(hull, p.linear(0, 100, 0, 900, [[0, '#7d453f'], [0.22, '#5a3038'], [0.24, '#2f2036'], [0.6, '#1a1628'], [1, '#0b0d1c']]), [], () => {
    for (const dy of [130, 270, 420, 580]) {
      p.line(`M-20 ${150 + dy}C500 ${250 + dy} 1700 ${260 + dy} 2420 ${60 + dy}`, '#0a0b18', 9, { opacity: 0.7 });
      p.line(`M-20 ${160 + dy}C500 ${260 + dy} 1700 ${270 + dy} 2420 ${70 + dy}`, '#d98a5c', 3, { opacity: 0.22 });
    }
    for (let i = 0; i < 40; i += 1) p.circle(60 + i * 60, 214 + 60 * Math.sin((i / 40) * Math.PI) - (i > 26 ? (i - 26) * 7 : 0), 5, '#c98a5c', { opacity: 0.35 });
  });
  p.path('M-20 120C500 222 1700 232 2420 30V84C1700 286 500 276 -20 172z', p.linear(0, 60, 0, 260, [[0, '#b5744c'], [0.5, '#7a4a40'], [1, '#3a2532']]));
  p.line('M-20 122C500 224 1700 234 2420 32', '#ffd08e', 9, { opacity: 0.9 });
  return p;
}

/** Mast and sail from inside the boat, behind whoever sits at the tiller. */
export function boatSail() {
  const c = hulls.dusk;
  const p = new Picture(1800, 1700, 'Boat, mast and sail from inside, dusk');
  p.line('M1240 -20L1700 1700', c.line, 9, { opacity: 0.8 });
  const sail = 'M1180 -20C1240 420 1250 860 1180 1240C860 1330 420 1310 -20 1180V-20z';
  p.solid(sail, p.linear(0, 1300, 1250, 300, [[0, '#3a2a45'], [0.45, '#7a4448'], [0.8, '#c77a4c'], [1, '#eaa25c']]), [
    { paint: p.linear(900, 0, 1250, 0, [[0, '#ffd694', 0], [1, '#ffd694', 0.8]]), width: 24 },
  ], () => {
    for (const d of ['M-20 380C400 470 800 480 1240 400', 'M-20 780C400 880 820 890 1250 800', 'M-20 1060C400 1180 820 1190 1220 1080']) {
      p.line(d, c.line, 7, { opacity: 0.4 });
      p.line(d, '#ffcf92', 3, { opacity: 0.25, transform: 'translate(0 7)' });
    }
    for (let i = 0; i < 14; i += 1) p.line(`M${60 + i * 84} ${r(1078 + 92 * Math.sin((i / 14) * Math.PI * 0.8))}q8 40 -4 76`, '#e8c79a', 7, { opacity: 0.55 });
    p.path('M1180 -20C1120 400 1080 900 1000 1290L820 1310C960 900 1040 400 1060 -20z', '#ffdf9a', { opacity: 0.12 });
  });
  p.path('M1226 -20H1290L1300 1700H1232z', p.linear(1226, 0, 1300, 0, [[0, '#1c1426'], [0.6, '#3a2632'], [1, '#b5744c']]));
  p.line('M-20 1236C420 1366 860 1386 1290 1270', '#241828', 40);
  p.line('M-20 1220C420 1350 860 1370 1290 1254', '#d99a60', 7, { opacity: 0.55 });
  for (const y of [200, 520, 840, 1140]) p.line(`M1196 ${y}q50 24 104 4`, '#d9b483', 10, { opacity: 0.8 });
  return p;
}

/** Bow of the boat seen from the helm, for a look ahead over Oto's shoulder. */
export function boatBow() {
  const p = new Picture(2400, 1100, 'Boat, bow seen from the helm, night');
  p.path('M250 1120C420 700 900 330 1330 240C1760 330 2180 700 2330 1120z', p.linear(0, 240, 0, 1100, [[0, '#1c2d45'], [1, '#070e1a']]));
  p.path('M430 1120C580 760 980 420 1330 330C1690 420 2020 760 2150 1120z', p.linear(0, 330, 0, 1100, [[0, '#0e1b2d'], [1, '#050a13']]));
  for (const k of [0, 1, 2, 3]) {
    const y = 560 + k * 150;
    const half = 340 + k * 165;
    p.path(`M${1320 - half} ${y + 40}Q1320 ${y - 6} ${1330 + half} ${y + 34}v22Q1320 ${y + 18} ${1320 - half} ${y + 62}z`, '#1b2b42', { opacity: 0.85 });
  }
  p.path('M700 770Q1320 700 1960 764v64Q1320 764 690 836z', p.linear(0, 700, 0, 836, [[0, '#34506c'], [1, '#0e1a2b']]));
  p.line('M250 1120C420 700 900 330 1330 240C1760 330 2180 700 2330 1120', '#9dbccc', 9, { opacity: 0.75 });
  p.line('M430 1120C580 760 980 420 1330 330C1690 420 2020 760 2150 1120', '#6f93aa', 4, { opacity: 0.4 });
  p.path('M1300 300L1318 150H1344L1362 300z', p.linear(1300, 0, 1362, 0, [[0, '#0c1626'], [1, '#46657f']]));
  p.path('M1230 420q100 -34 200 0l10 30q-110 -34 -220 0z', '#33506a');
  return p;
}

function gullBody(p, transform, fold) {
  p.group({ transform }, () => {
    p.line('M-12 96v44M14 96v44', '#d98a4c', 7);
    p.path('M-34 142q22 -12 34 0zM-6 142q22 -12 36 0z', '#d98a4c');
    p.path('M96 -64C104 -104 62 -124 34 -108C10 -94 14 -60 4 -34C-20 -8 -96 6 -170 58C-120 70 -100 74 -84 80C-40 112 50 108 76 50C94 12 88 -30 96 -64z', p.linear(-80, 60, 90, -60, [[0, '#8aa0b8'], [0.5, '#dfe3e2'], [1, '#fffaf0']]));
    p.path('M96 -84l44 12c6 4 4 10 -4 12l-44 -2z', '#e8a04a');
    p.path('M124 -70l14 2c2 6 -4 8 -12 8z', '#b8473d');
    p.circle(70, -84, 7, '#14182a');
    p.circle(72, -86, 2.2, '#ffffff');
    p.path(fold, p.linear(-150, 60, 40, -10, [[0, '#3c4c66'], [0.3, '#66798f'], [1, '#a9b7c2']]));
    p.path('M-170 58C-206 66 -226 74 -240 84C-206 88 -150 86 -96 72z', '#27344c');
    p.line('M96 -66C90 -30 94 12 76 50', '#ffe3a8', 5, { opacity: 0.9 });
  });
}

export function gullStanding() {
  const p = new Picture(700, 600, 'Gull, standing');
  gullBody(p, 'translate(360 290) scale(1.5)', 'M44 -8C24 -30 -40 -6 -100 30C-150 58 -190 66 -214 78C-150 84 -60 86 -14 62C26 42 60 18 44 -8z');
  return p;
}

export function gullFlying() {
  const p = new Picture(900, 520, 'Gull, flying');
  p.path('M400 290C330 210 210 120 40 110C150 150 250 230 330 330C350 346 380 330 400 290z', p.linear(60, 110, 400, 320, [[0, '#33435e'], [0.3, '#8698ac'], [1, '#eef0ea']]));
  p.path('M470 280C520 190 640 70 840 40C740 110 640 220 560 320C530 344 484 330 470 280z', p.linear(840, 40, 470, 320, [[0, '#33435e'], [0.3, '#8698ac'], [1, '#fff6e2']]));
  p.path('M300 360C350 300 420 276 500 276C560 270 610 262 640 284C650 300 630 316 600 322C540 360 420 384 300 360z', p.linear(300, 360, 640, 280, [[0, '#9fb0c0'], [1, '#fffaf0']]));
  p.path('M632 280l46 16c4 6 0 10 -8 10l-44 2z', '#e8a04a');
  p.circle(610, 292, 5, '#14182a');
  p.path('M306 356C270 362 240 372 226 386C256 388 300 384 340 372z', '#27344c');
  return p;
}
