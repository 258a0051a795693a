import { drawList, frameKey } from '@shared/compositor/drawList';
import { fixtureKeyframe, fixtureLayer, fixturePicture } from '@shared/compositor/pictureFixtures';
import type { ShotPicture } from '@shared/compositor/shotPicture';
import { neededSizes } from '@shared/compositor/stillness';
import { frames } from '@shared/time/frames';
import type { BenchRow } from './benchRow';

const size = { width: 1920, height: 1080 };
const lengthFrames = 240;
const layerCount = 8;

/** A shot as heavy as they come: eight layers in depth, a move with parallax and roll, and a shaking camera. */
function heavyShot(): ShotPicture {
  return fixturePicture({
    frameSize: size,
    lengthFrames: frames(lengthFrames) as ShotPicture['lengthFrames'],
    layers: Array.from({ length: layerCount }, (_, index) =>
      fixtureLayer(`layer${index}`, { width: 3840, height: 2160, depth: layerCount - index, opacity: 0.9 }),
    ),
    keyframes: [
      fixtureKeyframe(0, { interpolation: 'bezier', ease: { x1: 0.42, y1: 0, x2: 0.58, y2: 1 } }),
      fixtureKeyframe(lengthFrames - 1, { x: 0.2, z: 0.5, focalMm: 50, rollDeg: 8 }),
    ],
    handheld: { amount: 0.5, seed: 7 },
  });
}

function perSecond(work: () => number): number {
  for (let warm = 0; warm < 3; warm += 1) work();
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < 1_000) done += work();
  return (done * 1_000) / (performance.now() - start);
}

/** What the compositor costs before a pixel is painted: it must vanish beside painting (some 17 ms at 1080p). */
export async function rows(): Promise<BenchRow[]> {
  const picture = heavyShot();
  const lists = perSecond(() => {
    for (let frame = 0; frame < lengthFrames; frame += 1) frameKey(drawList(picture, frame, size));
    return lengthFrames;
  });
  const sized = perSecond(() => {
    neededSizes(picture, size);
    return 1;
  });
  return [
    {
      name: `draw lists of ${layerCount} moving layers, with their keys`,
      value: lists,
      unit: 'lists/s',
      budget: '≥ 5,000 (0.2 ms a frame)',
      pass: lists >= 5_000,
    },
    {
      name: `sizes a shot of ${lengthFrames} frames and ${layerCount} layers needs its pictures in`,
      value: 1_000 / sized,
      unit: 'ms',
      budget: '≤ 40',
      pass: 1_000 / sized <= 40,
    },
  ];
}
