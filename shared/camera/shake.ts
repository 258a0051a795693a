/** A seed in 0 … 2^31-1 from a text: FNV-1a, the same for the same text for ever. */
export function seedFromText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 1;
}

/** How far a camera on a shoulder is off its place at a moment. Shifts in frame widths, roll in degrees clockwise. */
export interface Shake {
  readonly panShift: number;
  readonly tiltShift: number;
  readonly rollDeg: number;
}

/*
 * Greatest reach at amount 1. The named move `handheld` tightens the lens by 12 % at full strength, which leaves 0.06
 * frame widths at the sides and 0.034 above and below a 16:9 picture; these reaches stay inside, corners included.
 */
const reach = { panShift: 0.03, tiltShift: 0.02, rollDeg: 0.8 } as const;

/** Body sway, steps and breath, hand tremor: cycles a second and share of the whole. */
const octaves = [
  { hertz: 0.45, share: 0.58 },
  { hertz: 1.3, share: 0.3 },
  { hertz: 3.7, share: 0.12 },
] as const;

/**
 * The shake at a time in seconds: smooth, and the same for the same seed and time on every machine.
 * `amount` 0..1 scales it; at 0.3 a calm operator, at 1 a running one.
 */
export function shakeAt(amount: number, seed: number, seconds: number): Shake {
  if (amount <= 0) return { panShift: 0, tiltShift: 0, rollDeg: 0 };
  const axis = (salt: number): number => amount * swing(mix(seed, salt), seconds);
  return {
    panShift: reach.panShift * axis(1),
    tiltShift: reach.tiltShift * axis(2),
    rollDeg: reach.rollDeg * axis(3),
  };
}

/** Sum of the octaves, -1..1. */
function swing(seed: number, seconds: number): number {
  return octaves.reduce(
    (sum, { hertz, share }, index) => sum + share * valueNoise(mix(seed, 17 + index), seconds * hertz * 2),
    0,
  );
}

/** Random values at whole numbers, joined by Perlin's quintic so that speed and acceleration have no jumps. -1..1. */
function valueNoise(seed: number, position: number): number {
  const cell = Math.floor(position);
  const t = position - cell;
  const blend = t * t * t * (t * (t * 6 - 15) + 10);
  const from = latticeValue(seed, cell);
  return from + (latticeValue(seed, cell + 1) - from) * blend;
}

function latticeValue(seed: number, cell: number): number {
  return mix(seed, cell) / 0x7fffffff - 1;
}

/** A well mixed number in 0 … 2^32-1 from two whole ones (the finaliser of MurmurHash3). */
function mix(seed: number, value: number): number {
  let hash = (seed ^ Math.imul(value | 0, 0x9e3779b1)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
