import { z } from 'zod';
import { mediaIdSchema } from '../document/ids';
import { cameraKeyframeSchema, frameSizeSchema, layerTransformSchema } from '../document/records';
import { framesSchema, lengthSchema } from '../time/frames';
import { rateSchema } from '../time/rate';
import { type DrawnDrawing, drawnContentSchema } from './drawn/content';

/**
 * A shot as the compositor needs it: plain JSON, nothing to look up. Built from the document by `buildShotPicture`;
 * sent to the compositor host; its canonical text is what a segment or a take is hashed by.
 */
const layerLook = {
  depth: z.number(),
  transform: layerTransformSchema,
  opacity: z.number().min(0).max(1),
  /** Shot time in which the layer is there, half-open; null at an end = without end. null = always, as on a shot of one board. */
  span: z.object({ from: framesSchema.nullable(), to: framesSchema.nullable() }).nullable().default(null),
};

export const pictureLayerSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['image', 'video']),
    mediaId: mediaIdSchema,
    /** Content hash of the media: part of the picture's own hash. */
    fingerprint: z.string(),
    /** Pixels of the media. */
    width: z.int().min(1),
    height: z.int().min(1),
    /** Video only: frame of the video, at the project's rate, that stands at frame 0 of the shot's own time. */
    inFrames: framesSchema,
    ...layerLook,
  }),
  /** Strokes, text or a shape: nothing to load. */
  z.object({ type: z.literal('drawn'), content: drawnContentSchema, ...layerLook }),
]);
export type PictureLayer = z.infer<typeof pictureLayerSchema>;
export type MediaLayer = Extract<PictureLayer, { type: 'image' | 'video' }>;
export type DrawnLayer = Extract<PictureLayer, { type: 'drawn' }>;

/** Whether a layer is there at a frame of the shot's own time. */
export function isThere({ span }: Pick<PictureLayer, 'span'>, shotFrame: number): boolean {
  if (!span) return true;
  return (span.from === null || span.from <= shotFrame) && (span.to === null || shotFrame < span.to);
}

export const picturePoseSchema = cameraKeyframeSchema.omit({ kind: true, id: true, shotId: true });
export type PicturePose = z.infer<typeof picturePoseSchema>;

export const shotPictureSchema = z.object({
  /** The project's frame; what is painted may be smaller or larger in the same ratio. */
  frameSize: frameSizeSchema,
  rate: rateSchema,
  background: z.string(),
  lengthFrames: lengthSchema,
  /** Shot time of the first frame shown; keyframes and clips count in shot time. */
  sourceInFrames: framesSchema,
  /** Focal length at which layers have their stated places, mm. */
  restFocalMm: z.number(),
  /** Sorted by frame. Empty = the camera at rest. */
  keyframes: z.array(picturePoseSchema),
  handheld: z.object({ amount: z.number(), seed: z.int() }).nullable(),
  /** Back to front, hidden ones left out. */
  layers: z.array(pictureLayerSchema),
  /**
   * When the shot shows a take, the take's picture covers the frame and layers and camera are not used.
   * `firstShotFrame`: shot time at which the take's first frame stands; `mediaInFrames`: which frame of the media, at the
   * project's rate, that is. Outside the take its first or last frame holds.
   */
  take: z
    .object({
      mediaId: mediaIdSchema,
      fingerprint: z.string(),
      type: z.enum(['image', 'video']),
      width: z.int().min(1),
      height: z.int().min(1),
      firstShotFrame: framesSchema,
      mediaInFrames: framesSchema,
      lengthFrames: lengthSchema,
    })
    .nullable(),
});
export type ShotPicture = z.infer<typeof shotPictureSchema>;

/** Equal texts mean equal pictures. Strokes go by their hash. */
export function pictureText(picture: ShotPicture): string {
  if (!picture.layers.some(isDrawing)) return JSON.stringify(picture);
  const layers = picture.layers.map((layer) =>
    isDrawing(layer) ? { ...layer, content: layer.content.hash } : layer,
  );
  return JSON.stringify({ ...picture, layers });
}

function isDrawing(layer: PictureLayer): layer is DrawnLayer & { content: DrawnDrawing } {
  return layer.type === 'drawn' && layer.content.type === 'drawing';
}

/**
 * Frames of what is shown of a shot at which layers come or go, in order: where a new board begins. Shot time.
 */
export function cutFrames({ layers, sourceInFrames, lengthFrames, take }: ShotPicture): readonly number[] {
  if (take) return [];
  const cuts = new Set<number>();
  for (const { span } of layers)
    for (const frame of span ? [span.from, span.to] : [])
      if (frame !== null && frame > sourceInFrames && frame < sourceInFrames + lengthFrames) cuts.add(frame);
  return [...cuts].sort((a, b) => a - b);
}
