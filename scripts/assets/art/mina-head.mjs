/** Mina's head in its views, about (0, 0), 340 units wide; `light` is in the same units. */
import { rim, tone } from './figure.mjs';

const EYE = '#1b1222';

function cheek(p, x, y, rx, ry) {
  p.ellipse(x, y, rx, ry, p.radial(x, y, rx, [[0, '#e8694a', 0.5], [0.6, '#e8694a', 0.28], [1, '#e8694a', 0]], ry / rx));
}

function eye(p, x, y, rx, ry, glint) {
  p.ellipse(x, y, rx, ry, EYE);
  p.circle(x + rx * 0.3, y - ry * 0.4, rx * 0.34, glint);
}

export function headFront(p, light, edge) {
  p.solid('M-190 -20C-200 -172 -104 -218 0 -218C104 -218 200 -172 190 -20C198 70 194 138 172 176C150 198 112 188 98 160H-98C-112 188 -150 198 -172 176C-194 138 -198 70 -190 -20z', tone(p, 'hair', light), [rim(p, edge, [190, -60], [90, 0], 9)]);
  p.path('M-46 120H46L60 200H-60z', tone(p, 'skin', { ...light, first: 1 }));
  p.path('M-46 150C-20 176 20 176 46 150L52 180H-52z', '#3a2030', { opacity: 0.3 });
  const face = 'M-140 -40C-146 60 -112 154 0 172C112 154 146 60 140 -40C130 -140 -130 -140 -140 -40z';
  p.solid(face, tone(p, 'skin', light), [], () => {
    p.path('M-150 -60C-90 -30 90 -30 150 -60V-20C90 4 -90 4 -150 -20z', '#5a2c2c', { opacity: 0.28 });
    cheek(p, -86, 84, 36, 26);
    cheek(p, 86, 84, 36, 26);
  });
  eye(p, -58, 38, 14, 19, '#fff3d8');
  eye(p, 58, 38, 14, 19, '#fff3d8');
  p.line('M-84 2Q-60 -12 -36 -2M84 2Q60 -12 36 -2', '#2a1a24', 6, { opacity: 0.75 });
  p.line('M-7 76Q2 84 10 76', '#a9583f', 5, { opacity: 0.8 });
  p.line('M-24 110Q0 132 26 108', '#7a3030', 6);
  p.solid('M-170 84C-178 -10 -176 -196 0 -206C176 -196 178 -10 170 84C152 66 140 22 136 -30C112 -48 84 -38 64 -50C40 -40 20 -50 2 -46C-24 -52 -50 -38 -70 -50C-90 -40 -118 -46 -136 -30C-140 22 -152 66 -170 84z', tone(p, 'hair', light), [], () => {
    shine(p, 0, -128, 130);
    for (const d of ['M0 -200C-20 -140 -24 -90 -22 -50', 'M40 -196C60 -150 66 -100 64 -50', 'M-50 -196C-74 -150 -80 -100 -72 -52', 'M110 -160C134 -110 140 -70 138 -34', 'M-110 -160C-134 -110 -140 -70 -138 -34']) p.line(d, '#0d0814', 4, { opacity: 0.4 });
  });
}

/** A soft sheen where the crown turns to the sky. */
function shine(p, x, y, half) {
  p.ellipse(x, y, half, 46, p.radial(x, y, half, [[0, '#c98a68', 0.34], [0.5, '#a9685a', 0.16], [1, '#a9685a', 0]], 46 / half));
}

/** An eye seen close: a dark iris with the lantern's flame in it, an upper lid and lashes. */
function closeEye(p, x, y, rx, ry) {
  p.ellipse(x, y + 1, rx + 4, ry + 2, '#fff0d8');
  p.ellipse(x, y, rx, ry, p.radial(x + rx * 0.2, y + ry * 0.5, ry * 1.3, [[0, '#8a4a2c'], [0.5, '#3a1c20'], [1, '#140c18']]));
  p.path(`M${x + rx * 0.3} ${y - 2}q7 9 6 15q-1 7 -7 7q-6 0 -7 -7q-1 -6 8 -15z`, '#ffe7a6');
  p.circle(x - rx * 0.3, y - ry * 0.45, rx * 0.26, '#fff6e6');
  p.line(`M${x - rx - 5} ${y - ry * 0.45}Q${x} ${y - ry - 12} ${x + rx + 5} ${y - ry * 0.4}`, '#1d1018', 6);
  p.line(`M${x - rx - 4} ${y - ry * 0.5}l-7 -5M${x - rx + 3} ${y - ry * 0.8}l-5 -7`, '#1d1018', 3.5);
}

/** Facing right, a third turned away from us. `mood` is calm or hope (mouth open a little, eyes up). */
export function headThreeQuarter(p, light, edge, mood = 'calm') {
  p.solid('M-176 0C-192 -150 -100 -220 10 -220C120 -220 178 -150 170 -30C172 60 150 130 120 160L-60 178C-90 204 -140 200 -158 172C-174 130 -176 60 -176 0z', tone(p, 'hair', light), [rim(p, edge, [-180, -60], [-90, 0], 9)]);
  p.path('M-50 120H50L54 204H-64z', tone(p, 'skin', { ...light, first: 1 }));
  const face = 'M-92 -60C-108 60 -66 156 44 170C104 166 138 124 146 74C154 56 158 40 152 22C148 8 150 -6 148 -20C142 -132 -60 -140 -92 -60z';
  p.solid(face, tone(p, 'skin', light), [], () => {
    p.path('M-100 -70C-40 -30 90 -30 160 -60V-22C90 6 -40 4 -100 -20z', '#5a2c2c', { opacity: 0.26 });
    cheek(p, -14, 88, 38, 27);
    cheek(p, 124, 84, 24, 24);
  });
  const up = mood === 'hope' ? -10 : 0;
  if (mood === 'close') {
    closeEye(p, 18, 38, 19, 25);
    closeEye(p, 112, 36, 15, 24);
    for (const [x, y] of [[-20, 70], [-4, 80], [-32, 86], [10, 74], [112, 74], [126, 80], [100, 82]]) p.circle(x, y, 2.6, '#a9583f', { opacity: 0.5 });
  } else {
    eye(p, 18, 38 + up, 14, 20, '#fff3d8');
    eye(p, 112, 36 + up, 11, 19, '#fff3d8');
  }
  p.line(`M-10 ${up}Q16 ${-14 + up} 42 ${-2 + up}M96 ${-4 + up}Q116 ${-12 + up} 130 ${-2 + up}`, '#2a1a24', 6, { opacity: 0.75 });
  p.line('M76 76Q88 84 94 72', '#a9583f', 5, { opacity: 0.85 });
  if (mood === 'close') {
    p.path('M54 116Q64 111 74 113Q84 110 94 115Q74 119 54 116z', '#8a3236');
    p.path('M58 117Q74 121 90 117Q76 130 58 117z', '#b5574c', { opacity: 0.8 });
  } else if (mood === 'hope') p.path('M50 112Q74 106 96 110Q92 138 72 138Q54 136 50 112z', '#6b2430');
  else p.line('M48 112Q74 128 98 108', '#7a3030', 6);
  p.solid('M-150 120C-186 20 -170 -200 10 -208C130 -204 176 -120 158 -28C140 -46 120 -36 104 -48C84 -38 62 -48 44 -44C14 -50 -20 -36 -44 -40C-70 -10 -78 60 -92 118C-104 150 -140 156 -150 120z', tone(p, 'hair', light), [], () => {
    shine(p, 10, -126, 130);
    for (const d of ['M0 -206C-30 -150 -50 -90 -46 -40', 'M50 -200C50 -150 46 -90 44 -46', 'M-60 -190C-110 -120 -124 -20 -118 100', 'M100 -176C112 -130 110 -90 104 -50']) p.line(d, '#0d0814', 4, { opacity: 0.4 });
  });
}

/** In profile to the right. */
export function headProfile(p, light, edge) {
  p.path('M-60 110H40L44 204H-74z', tone(p, 'skin', { ...light, first: 1 }));
  const face = 'M0 -100C60 -130 122 -110 136 -58C140 -36 138 -14 139 6C146 24 162 40 162 54C162 66 148 70 141 74C142 82 147 88 144 95C142 100 139 101 139 104C141 110 140 116 135 120C134 144 110 168 60 166C6 160 -34 120 -34 60C-34 0 -30 -60 0 -100z';
  p.solid(face, tone(p, 'skin', light), [], () => {
    p.path('M-20 -90C40 -40 100 -40 150 -60V-24C100 0 40 4 -20 -20z', '#5a2c2c', { opacity: 0.22 });
    cheek(p, 66, 86, 40, 28);
  });
  p.ellipse(106, 34, 10, 18, EYE);
  p.circle(110, 27, 4, '#fff3d8');
  p.line('M84 -2Q108 -14 126 -2', '#2a1a24', 6, { opacity: 0.75 });
  p.line('M114 104Q126 107 138 101', '#7a3030', 5);
  p.solid('M62 -212C-92 -230 -200 -142 -200 0C-200 80 -186 142 -156 180C-116 204 -60 196 -38 164C-20 130 0 90 18 40C32 0 50 -30 74 -48C100 -40 126 -46 144 -38C160 -120 130 -204 62 -212z', tone(p, 'hair', light), [rim(p, edge, [-204, -60], [-90, 0], 11)], () => {
    shine(p, 0, -136, 140);
    for (const d of ['M40 -210C-40 -170 -90 -60 -80 170', 'M60 -208C10 -160 -20 -60 -34 100', 'M-20 -210C-110 -160 -150 -40 -140 150', 'M80 -200C80 -140 76 -90 74 -52']) p.line(d, '#0d0814', 4, { opacity: 0.4 });
  });
}

/** From behind: the bob, its parting and a band of shine. */
export function headBack(p, light, edge, from = [190, -60], to = [60, 0]) {
  p.path('M-50 130H50L60 210H-60z', tone(p, 'skin', { ...light, first: 2 }));
  p.solid('M-188 -20C-198 -172 -104 -220 0 -220C104 -220 198 -172 188 -20C194 60 190 130 168 176C130 200 60 206 0 206C-60 206 -130 200 -168 176C-190 130 -194 60 -188 -20z', tone(p, 'hair', light), [rim(p, edge, from, to, 13)], () => {
    shine(p, 0, -96, 170);
    for (const d of ['M-8 -216C-50 -120 -70 60 -66 200', 'M4 -216C40 -120 60 60 62 200', 'M0 -216C-4 -100 -6 60 0 204', 'M-30 -214C-120 -130 -144 40 -134 190', 'M34 -214C120 -130 144 40 136 190']) p.line(d, '#0d0814', 5, { opacity: 0.42 });
  });
}
