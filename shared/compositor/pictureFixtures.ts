import { restPose } from '../camera/poses';
import type { MediaId } from '../document/ids';
import { frames } from '../time/frames';
import type { DrawnContent } from './drawn/content';
import type { DrawnLayer, MediaLayer, PicturePose, ShotPicture } from './shotPicture';

/* Builders for tests of the compositor and of what uses it: whole values with sensible defaults, overridden by name. */

export function mediaIdOf(name: string): MediaId {
  return `med_${name.padEnd(8, '0')}` as MediaId;
}

export function fixtureLayer(name: string, fields: Partial<MediaLayer> = {}): MediaLayer {
  return {
    mediaId: mediaIdOf(name),
    fingerprint: name,
    type: 'image',
    width: 160,
    height: 90,
    inFrames: frames(0),
    depth: 1,
    transform: { x: 0.5, y: 0.5, scale: 1, rotationDeg: 0, flipX: false },
    opacity: 1,
    span: null,
    ...fields,
  };
}

export function fixtureDrawn(content: DrawnContent, fields: Partial<DrawnLayer> = {}): DrawnLayer {
  return {
    type: 'drawn',
    content,
    depth: 1,
    transform: { x: 0.5, y: 0.5, scale: 1, rotationDeg: 0, flipX: false },
    opacity: 1,
    span: null,
    ...fields,
  };
}

export function fixtureKeyframe(frame: number, fields: Partial<PicturePose> = {}): PicturePose {
  return {
    ...restPose(35),
    frame: frames(frame),
    interpolation: 'linear',
    ease: { x1: 0, y1: 0, x2: 1, y2: 1 },
    ...fields,
  };
}

export function fixturePicture(fields: Partial<ShotPicture> = {}): ShotPicture {
  return {
    frameSize: { width: 160, height: 90 },
    rate: { num: 24, den: 1 },
    background: '#000000',
    lengthFrames: frames(24),
    sourceInFrames: frames(0),
    restFocalMm: 35,
    keyframes: [],
    handheld: null,
    layers: [],
    take: null,
    ...fields,
  };
}

export function fixtureTake(
  fields: Partial<NonNullable<ShotPicture['take']>> = {},
): NonNullable<ShotPicture['take']> {
  return {
    mediaId: mediaIdOf('take'),
    fingerprint: 'take',
    type: 'video',
    width: 160,
    height: 90,
    firstShotFrame: frames(0),
    mediaInFrames: frames(0),
    lengthFrames: frames(24),
    ...fields,
  };
}
