import { z } from 'zod';

/**
 * Where pictures go. `take`: each becomes a take that is held for as long as its shot lasts, the first one shown. `layer`: each
 * becomes a layer of its shot, on the board it was made of. `media`: they lie among the media.
 */
export const pictureLandings = ['take', 'layer', 'media'] as const;
export const pictureLandingSchema = z.enum(pictureLandings);
export type PictureLanding = z.infer<typeof pictureLandingSchema>;
