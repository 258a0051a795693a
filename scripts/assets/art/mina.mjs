/** Mina: nine years old, black bob, yellow raincoat, the keeper's daughter in all but name. */
import { folds, lightIn, rim, tone } from './figure.mjs';
import { headBack, headFront, headProfile, headThreeQuarter } from './mina-head.mjs';
import { Picture } from './picture.mjs';
import { paintLantern } from './props.mjs';

const W = 900;
const H = 1400;
const MOON = '#bcd6e6';
const SUN = '#ffd694';

function head(p, draw, x, y, scale, light, ...rest) {
  p.group({ transform: `translate(${x} ${y}) scale(${scale})` }, () => draw(p, lightIn(light, x, y, scale), ...rest));
}

function tilted(p, draw, x, y, scale, angle, light, ...rest) {
  p.group({ transform: `translate(${x} ${y}) rotate(${angle}) scale(${scale})` }, () => draw(p, lightIn(light, x, y, scale), ...rest));
}

function boot(p, x, y, light, direction = 1, edge = MOON) {
  const d = direction > 0
    ? `M${x - 42} ${y - 130}H${x + 40}C${x + 40} ${y - 70} ${x + 44} ${y - 52} ${x + 74} ${y - 36}C${x + 94} ${y - 24} ${x + 96} ${y - 8} ${x + 94} ${y}H${x - 42}C${x - 52} ${y - 50} ${x - 46} ${y - 90} ${x - 42} ${y - 130}z`
    : `M${x + 42} ${y - 130}H${x - 40}C${x - 40} ${y - 70} ${x - 44} ${y - 52} ${x - 74} ${y - 36}C${x - 94} ${y - 24} ${x - 96} ${y - 8} ${x - 94} ${y}H${x + 42}C${x + 52} ${y - 50} ${x + 46} ${y - 90} ${x + 42} ${y - 130}z`;
  p.solid(d, tone(p, 'boot', light), [rim(p, edge, [x + 44, y - 60], [x, y - 60], 6, 0.6)]);
  p.line(`M${x - 44} ${y - 118}h86`, '#e8a07a', 6, { opacity: 0.35 });
}

/** Boots seen from the front or from behind: two rounded blocks. */
function standingBoots(p, light, edge) {
  for (const x of [392, 508]) {
    p.rect(x - 32, 1120, 64, 130, tone(p, 'legging', light));
    p.solid(`M${x - 44} 1216H${x + 44}C${x + 46} 1270 ${x + 56} 1300 ${x + 56} 1326C${x + 50} 1346 ${x - 50} 1346 ${x - 56} 1326C${x - 56} 1300 ${x - 46} 1270 ${x - 44} 1216z`, tone(p, 'boot', light), [rim(p, edge, [x + 56, 1280], [x, 1280], 6, 0.7)]);
    p.line(`M${x - 43} 1230h86`, '#e8a07a', 6, { opacity: 0.35 });
  }
}

function groundShadow(p, y = 1344, rx = 250) {
  p.ellipse(450, y, rx, 26, '#03070f', { opacity: 0.45 });
}

function toggles(p, x, ys, lean = 0) {
  for (const [i, y] of ys.entries()) {
    p.line(`M${x - 34 + i * lean} ${y}h68`, '#5a3226', 7, { opacity: 0.8 });
    p.rect(x - 16 + i * lean, y - 9, 32, 18, '#3a2024', { rx: 9 });
    p.rect(x - 12 + i * lean, y - 7, 20, 5, '#c98a58', { rx: 2.5, opacity: 0.6 });
  }
}

function hand(p, x, y, radius, light) {
  p.circle(x, y, radius, tone(p, 'skin', light));
}

const COAT = 'M366 548C322 566 300 604 292 650C280 820 258 980 228 1128C290 1176 610 1176 672 1128C642 980 620 820 608 650C600 604 578 566 534 548C500 566 400 566 366 548z';

export function front() {
  const p = new Picture(W, H, 'Mina, front');
  const light = { from: [230, 420], to: [700, 900] };
  groundShadow(p);
  standingBoots(p, light, MOON);
  p.path('M326 590C300 500 380 470 450 470C520 470 600 500 574 590z', tone(p, 'raincoatInside', light));
  const edges = [rim(p, MOON, [660, 800], [540, 800], 13, 0.8)];
  p.solid('M312 590C262 640 236 760 222 892C236 924 292 926 308 900L338 700z', tone(p, 'raincoat', light), [rim(p, '#fff0b8', [222, 760], [300, 760], 9, 0.5)]);
  hand(p, 262, 926, 32, light);
  p.solid('M588 590C638 640 664 760 678 892C664 924 608 926 592 900L562 700z', tone(p, 'raincoat', light), edges);
  hand(p, 638, 926, 32, light);
  p.solid(COAT, tone(p, 'raincoat', light), edges, () => {
    folds(p, ['M330 760C318 880 300 1010 280 1120', 'M570 780C584 890 600 1010 622 1120', 'M400 960C396 1030 386 1090 376 1150', 'M512 980C520 1040 526 1100 530 1150']);
    p.path('M232 1100C300 1150 600 1150 668 1100V1180H232z', '#5a2f2c', { opacity: 0.25 });
  });
  p.line('M452 620C456 800 456 980 454 1158', '#7a4831', 6, { opacity: 0.7 });
  toggles(p, 454, [700, 806, 912]);
  for (const x of [338, 572]) {
    p.path(`M${x - 50} 930h100v40q-50 20 -100 0z`, tone(p, 'raincoat', { ...light, first: 1 }));
    p.line(`M${x - 50} 932h100`, '#7a4831', 5, { opacity: 0.6 });
  }
  p.solid('M330 566C350 530 400 540 450 596C500 540 550 530 570 566C560 622 500 640 450 620C400 640 340 622 330 566z', tone(p, 'raincoat', light), [rim(p, '#fff0b8', [330, 560], [420, 600], 7, 0.5)]);
  p.line('M450 596V622', '#7a4831', 5);
  head(p, headFront, 450, 350, 1, light, MOON);
  return p;
}

/** Three-quarter, facing right, lantern in her lowered hand. */
export function threeQuarter() {
  const p = new Picture(W, H, 'Mina, three-quarter with lantern');
  const light = { at: [690, 900], reach: 820 };
  groundShadow(p);
  p.glow(650, 1340, 240, '#f7b24e', 0.7, 0.14);
  p.rect(384, 1110, 62, 120, tone(p, 'legging', light));
  p.rect(486, 1110, 62, 120, tone(p, 'legging', light));
  boot(p, 414, 1330, light);
  boot(p, 520, 1344, light);
  p.path('M300 600C270 510 360 474 440 474C520 480 560 520 548 590z', tone(p, 'raincoatInside', light));
  const coat = 'M352 552C306 580 292 640 282 700C268 850 250 1000 232 1120C300 1176 560 1176 640 1130C622 980 606 800 590 660C580 600 560 566 520 552C480 570 400 570 352 552z';
  p.solid(coat, tone(p, 'raincoat', light), [rim(p, MOON, [240, 760], [350, 780], 15, 0.95)], () => {
    folds(p, ['M340 760C326 880 310 1010 296 1130', 'M420 930C414 1010 404 1090 396 1150', 'M590 820C600 920 612 1030 622 1120']);
    p.path('M232 1096C300 1146 560 1146 640 1100V1190H220z', '#5a2f2c', { opacity: 0.25 });
  });
  p.line('M512 620C520 800 528 980 534 1150', '#7a4831', 6, { opacity: 0.7 });
  toggles(p, 515, [700, 800, 900], 6);
  p.solid('M322 566C330 520 420 540 490 600C520 560 552 550 560 576C560 620 520 636 486 622C420 640 330 630 322 566z', tone(p, 'raincoat', light), [rim(p, MOON, [322, 570], [400, 600], 8, 0.7)]);
  paintLantern(p, { transform: 'translate(690 800) scale(.72)', glow: 300 });
  p.solid('M380 616C430 590 500 620 530 680C570 740 620 780 690 786C706 806 700 842 676 852C590 862 500 830 440 770C390 730 360 660 380 616z', tone(p, 'raincoat', light), [rim(p, '#fff0b8', [680, 860], [600, 790], 9, 0.6)], () => folds(p, ['M470 660C480 700 510 730 540 744', 'M420 690C440 730 470 756 500 770'], { width: 8 }));
  hand(p, 690, 816, 34, light);
  head(p, headThreeQuarter, 440, 350, 1, light, MOON, 'calm');
  return p;
}

/** From behind, lantern hanging in her right hand, head tipped up. */
export function back() {
  const p = new Picture(W, H, 'Mina, back with lantern');
  const light = { at: [700, 930], reach: 760 };
  groundShadow(p);
  p.glow(640, 1340, 250, '#f7b24e', 0.7, 0.14);
  standingBoots(p, light, MOON);
  p.solid('M312 590C262 640 236 760 222 892C236 924 292 926 308 900L338 700z', tone(p, 'raincoat', { ...light, first: 1 }), [rim(p, MOON, [222, 760], [290, 760], 11, 0.9)]);
  paintLantern(p, { transform: 'translate(690 910) scale(.72)', glow: 300 });
  p.solid('M588 590C646 640 676 760 716 880C704 920 650 930 632 906L562 720z', tone(p, 'raincoat', light));
  hand(p, 690, 922, 33, light);
  p.solid(COAT, tone(p, 'raincoat', light), [rim(p, MOON, [236, 800], [340, 800], 14, 0.9)], () => {
    folds(p, ['M450 700C452 860 450 1010 448 1160', 'M350 760C336 890 320 1010 304 1130', 'M560 800C574 900 588 1010 606 1120']);
    p.path('M232 1100C300 1150 600 1150 668 1100V1180H232z', '#5a2f2c', { opacity: 0.28 });
  });
  p.solid('M318 570C330 520 400 530 450 530C500 530 570 520 582 570C590 640 530 700 450 712C370 700 310 640 318 570z', tone(p, 'raincoat', light), [rim(p, MOON, [318, 600], [400, 620], 11, 0.8)], () => {
    p.path('M340 560C380 600 520 600 560 560L560 520H340z', '#3a2430', { opacity: 0.5 });
    folds(p, ['M450 610C452 650 450 690 450 706']);
  });
  head(p, headBack, 450, 342, 1, light, MOON, [-190, -60], [-60, 0]);
  return p;
}

/** From behind at dusk, waving: the sun is beyond her. */
export function wave() {
  const p = new Picture(W, H, 'Mina, back, waving');
  const light = { from: [820, 300], to: [180, 900], first: 1 };
  groundShadow(p);
  standingBoots(p, light, SUN);
  p.solid('M312 590C262 640 236 760 222 892C236 924 292 926 308 900L338 700z', tone(p, 'raincoat', light), [rim(p, SUN, [222, 760], [290, 760], 9, 0.5)]);
  hand(p, 262, 926, 32, light);
  // The raised arm, a bend at the elbow, fingers spread.
  p.solid('M548 600C620 590 668 540 690 470C706 400 716 330 722 262C750 246 792 252 806 276C808 380 800 500 760 590C724 664 660 700 588 706z', tone(p, 'raincoat', light), [rim(p, SUN, [810, 420], [730, 430], 13)], () => folds(p, ['M640 610C680 590 710 550 726 500', 'M690 640C720 610 744 560 756 510'], { width: 9 }));
  p.path('M716 262Q764 236 812 270L808 300Q764 272 716 296z', tone(p, 'raincoat', { ...light, first: 2 }));
  const fingers = 'M740 246C728 210 724 176 734 172C746 170 752 196 758 214C756 176 758 136 770 134C782 134 782 172 782 210C790 176 800 146 812 150C822 156 812 190 804 222C816 206 830 196 838 204C842 214 822 240 806 260C790 276 752 272 740 246z';
  p.solid(fingers, tone(p, 'skin', { ...light, first: 2 }), [rim(p, SUN, [840, 200], [770, 210], 9)]);
  p.solid(COAT, tone(p, 'raincoat', light), [rim(p, SUN, [660, 800], [520, 800], 17), rim(p, SUN, [240, 800], [300, 800], 8, 0.45)], () => {
    folds(p, ['M450 720C452 870 450 1010 448 1160', 'M350 760C336 890 320 1010 304 1130', 'M560 760C572 880 588 1010 606 1120']);
  });
  p.solid('M318 570C330 520 400 530 450 530C500 530 570 520 582 570C590 640 530 700 450 712C370 700 310 640 318 570z', tone(p, 'raincoat', light), [rim(p, SUN, [590, 600], [480, 620], 13)], () => {
    p.path('M340 560C380 600 520 600 560 560L560 520H340z', '#3a2430', { opacity: 0.5 });
  });
  head(p, headBack, 446, 342, 1, light, SUN);
  return p;
}

/** Climbing to the right, lantern held out ahead. */
export function climb() {
  const p = new Picture(1100, H, 'Mina, climbing with lantern');
  const light = { at: [900, 640], reach: 900 };
  // Rear leg pushes off, front leg is a step higher.
  p.solid('M330 1080C300 1130 270 1170 250 1230L320 1262C352 1210 390 1160 420 1110z', tone(p, 'legging', light));
  p.group({ transform: 'rotate(14 270 1340)' }, () => boot(p, 262, 1348, light));
  p.solid('M480 1060C540 1076 590 1080 640 1090L650 1200L580 1206C560 1160 500 1150 440 1130z', tone(p, 'legging', light));
  boot(p, 622, 1250, light);
  p.path('M360 596C330 500 420 470 500 480C570 490 600 540 580 600z', tone(p, 'raincoatInside', light));
  const coat = 'M420 556C360 580 330 650 310 730C280 860 226 990 138 1072C220 1150 430 1184 590 1120C640 1104 660 1080 652 1060C640 940 650 800 640 690C632 610 590 560 540 550C500 566 460 566 420 556z';
  p.solid(coat, tone(p, 'raincoat', light), [rim(p, MOON, [200, 860], [340, 900], 16)], () => {
    folds(p, ['M400 760C370 880 330 1000 280 1110', 'M520 860C510 960 480 1070 450 1150', 'M610 840C612 930 606 1020 600 1100']);
    p.path('M130 1052C240 1130 440 1150 600 1090L640 1180H120z', '#5a2f2c', { opacity: 0.28 });
  });
  p.solid('M390 570C396 520 480 540 550 600C576 570 606 570 610 590C606 630 570 640 540 628C480 646 396 632 390 570z', tone(p, 'raincoat', light), [rim(p, MOON, [390, 570], [470, 600], 9, 0.8)]);
  paintLantern(p, { transform: 'translate(900 560) rotate(-6) scale(.78)', glow: 240 });
  p.solid('M460 640C500 600 570 620 620 640C700 640 790 600 880 560C908 566 916 606 896 630C820 690 710 740 610 736C530 740 470 700 460 640z', tone(p, 'raincoat', light), [rim(p, '#fff0b8', [900, 620], [800, 600], 9, 0.7)], () => folds(p, ['M570 650C600 680 650 690 700 682', 'M540 690C580 714 640 716 690 704'], { width: 8 }));
  hand(p, 904, 582, 35, light);
  tilted(p, headProfile, 520, 350, 1, 6, light, MOON);
  return p;
}

/** Both arms up, the lantern high: its light falls on her face from above. */
export function raise() {
  const p = new Picture(1000, 1500, 'Mina, raising the lantern');
  const light = { at: [700, 190], reach: 1150 };
  p.rect(372, 1220, 64, 120, tone(p, 'legging', light));
  p.rect(486, 1220, 64, 120, tone(p, 'legging', light));
  boot(p, 400, 1440, light);
  boot(p, 520, 1452, light);
  // Far arm behind the head.
  p.solid('M520 720C590 690 620 600 640 500C652 430 664 390 676 352C706 340 744 354 748 380C744 480 730 600 690 690C660 770 590 800 530 800z', tone(p, 'raincoat', { ...light, first: 1 }));
  const coat = 'M350 690C304 716 288 780 280 840C266 980 244 1110 220 1230C290 1290 570 1290 648 1240C630 1100 612 930 598 800C590 740 566 706 524 690C480 706 396 706 350 690z';
  p.path('M300 730C270 640 360 610 440 610C520 616 570 660 552 730z', tone(p, 'raincoatInside', light));
  p.solid(coat, tone(p, 'raincoat', light), [rim(p, MOON, [232, 950], [350, 970], 16)], () => {
    folds(p, ['M380 900C362 1010 340 1130 320 1240', 'M460 860C470 990 464 1130 450 1260', 'M560 900C580 1010 596 1120 606 1220', 'M520 800C500 850 470 880 430 890']);
    p.path('M220 1206C300 1256 570 1256 648 1210V1300H210z', '#5a2f2c', { opacity: 0.3 });
  });
  p.line('M510 760C524 920 534 1090 540 1264', '#7a4831', 6, { opacity: 0.7 });
  toggles(p, 517, [850, 950, 1050], 7);
  p.solid('M322 706C330 660 420 680 490 740C520 700 552 690 560 716C560 760 520 776 486 762C420 780 330 770 322 706z', tone(p, 'raincoat', light), [rim(p, MOON, [322, 710], [400, 740], 9, 0.7)]);
  tilted(p, headThreeQuarter, 420, 500, 0.98, -16, light, MOON, 'hope');
  paintLantern(p, { transform: 'translate(694 40) scale(.92)', glow: 330 });
  // Near arm before the face, hand at the base.
  p.solid('M356 760C340 700 400 690 450 700C520 700 570 640 606 540C622 480 636 430 650 384C680 366 724 380 730 408C720 520 690 640 640 720C590 800 500 850 430 846C380 840 360 800 356 760z', tone(p, 'raincoat', light), [rim(p, '#fff6d0', [730, 420], [640, 430], 11, 0.8)], () => folds(p, ['M520 720C570 690 610 640 630 590', 'M480 780C550 760 610 700 640 640', 'M420 740C440 770 470 790 500 790'], { width: 9 }));
  p.path('M640 392Q690 360 736 402L730 430Q690 396 644 422z', tone(p, 'raincoat', { ...light, first: 1 }));
  p.solid('M646 384C640 350 660 330 690 330C726 330 748 350 740 386C720 404 666 404 646 384z', tone(p, 'skin', light));
  p.line('M668 336v24M690 332v26M712 336v24', '#a9583f', 4, { opacity: 0.5 });
  return p;
}

/** Asleep almost, from behind, sitting; the sun is ahead. */
export function sitBack() {
  const p = new Picture(W, 1000, 'Mina, sitting, from behind');
  const light = { from: [820, 120], to: [200, 720], first: 1 };
  const edge = '#fff0c4';
  p.ellipse(450, 930, 330, 34, '#0c162a', { opacity: 0.5 });
  p.solid('M300 560C250 620 210 760 190 920C260 966 640 966 712 920C690 760 650 620 600 560C560 530 340 530 300 560z', tone(p, 'raincoat', light), [rim(p, edge, [710, 760], [560, 760], 17), rim(p, edge, [210, 760], [280, 760], 9, 0.6)], () => {
    folds(p, ['M450 700C456 790 452 880 450 950', 'M330 700C300 780 280 860 270 940', 'M570 700C600 780 620 860 630 940']);
    p.path('M180 880C300 940 600 940 720 880V980H180z', '#3a2434', { opacity: 0.3 });
  });
  p.solid('M318 570C330 520 400 530 450 530C500 530 570 520 582 570C590 640 530 700 450 712C370 700 310 640 318 570z', tone(p, 'raincoat', light), [rim(p, edge, [590, 600], [480, 620], 13)], () => {
    p.path('M340 560C380 600 520 600 560 560L560 520H340z', '#3a2430', { opacity: 0.45 });
  });
  tilted(p, headBack, 436, 340, 1, -7, light, edge, [190, -80], [60, -20]);
  return p;
}

/** Close on her face, the lantern below the frame's right corner. */
export function face() {
  const p = new Picture(1600, 1400, 'Mina, close-up');
  const light = { at: [1120, 1080], reach: 1500 };
  p.path('M400 1010C340 820 560 760 780 770C1000 780 1130 850 1100 1010L900 1150H620z', tone(p, 'raincoatInside', light));
  p.solid('M420 960C320 1010 220 1120 170 1420H1400C1370 1180 1270 1040 1120 970C1000 1060 560 1060 420 960z', tone(p, 'raincoat', light), [rim(p, MOON, [190, 1180], [420, 1240], 22, 0.9)], () => {
    folds(p, ['M420 1160C380 1240 360 1320 350 1400', 'M560 1200C540 1270 530 1340 530 1400', 'M1230 1120C1270 1200 1290 1300 1300 1400'], { width: 20 });
  });
  p.line('M880 1130C900 1220 910 1320 914 1400', '#7a4831', 12, { opacity: 0.7 });
  p.solid('M400 985C420 880 620 900 800 1050C900 930 1060 900 1120 970C1140 1080 1000 1140 880 1110C700 1150 400 1120 400 985z', tone(p, 'raincoat', light), [rim(p, MOON, [400, 990], [560, 1040], 18, 0.8), rim(p, '#fff6d0', [1130, 1060], [980, 1000], 14, 0.7)], () => {
    folds(p, ['M520 960C600 980 680 1020 740 1080', 'M980 960C930 1000 890 1050 870 1100'], { width: 14 });
  });
  tilted(p, headThreeQuarter, 720, 540, 2.35, -3, light, MOON, 'close');
  return p;
}
