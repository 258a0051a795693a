import { z } from 'zod';
import { mediaIdSchema } from '../document/ids';
import { cameraKeyframeSchema, frameSizeSchema, layerTransformSchema } from '../document/records';
import { framesSchema, lengthSchema } from '../time/frames';
import { rateSchema } from '../time/rate';

/**
 * A shot as the compositor needs it: plain JSON, nothing to look up. Built from the document by `buildShotPicture`;
 * sent to the compositor host; its canonical text is what a segment or a take is hashed by.
 */
export const pictureLayerSchema = z.object({
  mediaId: mediaIdSchema,
  /** Content hash of the media: part of the picture's own hash. */
  fingerprint: z.string(),
  type: z.enum(['image', 'video']),
  /** Pixels of the media. */
  width: z.int().min(1),
  height: z.int().min(1),
  /** Video only: frame of the video, at the project's rate, that stands at frame 0 of the shot's own time. */
  inFrames: framesSchema,
  depth: z.number(),
  transform: layerTransformSchema,
  opacity: z.number().min(0).max(1),
});
export type PictureLayer = z.infer<typeof pictureLayerSchema>;

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
