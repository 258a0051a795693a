import { z } from 'zod';
import { stillSides } from '../../compositor/stillSides';
import type { Project } from '../../document/records';
import { ratios } from '../request';

type FrameSize = Project['frameSize'];

const side = z.int().min(stillSides.min).max(stillSides.max);

/** What the local renderer makes of a shot. */
export const localProducts = ['clip', 'still', 'series'] as const;

export const stillMoments = ['first', 'middle', 'last', 'frame'] as const;
export const seriesSteps = ['boards', 'keys'] as const;
export const stillSizes = ['project', 'hd', '2k', '4k', 'custom'] as const;
export const stillFormats = ['png', 'jpeg'] as const;
export type StillFormat = (typeof stillFormats)[number];

/** What is asked of the local renderer. Nothing said = a clip. */
export const localChoicesSchema = z.object({
  what: z.enum(localProducts).default('clip'),
  /** `still`: which frame of what is shown of the shot; `frame` = that of `frame`. */
  at: z.enum(stillMoments).default('first'),
  /** In the shot's own time (see Shot.sourceInFrames). */
  frame: z.int().nullable().default(null),
  /** `series`: a picture for each board, or for each key of the camera. */
  each: z.enum(seriesSteps).default('boards'),
  /** Of the longer side: 1920, 2048 or 3840 pixels; `project` = as the project's frame; `custom` = `width` and `height`. */
  size: z.enum(stillSizes).default('project'),
  /** Sides are cut away where it differs from the project's. Not for `custom`. */
  ratio: z.enum(ratios).default('project'),
  width: side.default(3_840),
  height: side.default(2_160),
  format: z.enum(stillFormats).default('png'),
});
export type LocalChoices = z.infer<typeof localChoicesSchema>;

const longSides = { hd: 1_920, '2k': 2_048, '4k': 3_840 } as const;

/** Pixels of a still. */
export function stillSize(
  frameSize: FrameSize,
  { size, ratio, width, height }: Pick<LocalChoices, 'size' | 'ratio' | 'width' | 'height'>,
): FrameSize {
  if (size === 'custom') return { width, height };
  const shape = ratioOf(frameSize, ratio);
  const longSide = size === 'project' ? Math.max(frameSize.width, frameSize.height) : longSides[size];
  const pixels = (value: number) => Math.min(Math.max(Math.round(value), stillSides.min), stillSides.max);
  return shape >= 1
    ? { width: pixels(longSide), height: pixels(longSide / shape) }
    : { width: pixels(longSide * shape), height: pixels(longSide) };
}

/** Width over height. */
function ratioOf(frameSize: FrameSize, ratio: LocalChoices['ratio']): number {
  if (ratio === 'project') return frameSize.width / frameSize.height;
  const [across = 1, down = 1] = ratio.split(':').map(Number);
  return across / down;
}

export const stillExtensions: Record<StillFormat, string> = { png: 'png', jpeg: 'jpg' };
