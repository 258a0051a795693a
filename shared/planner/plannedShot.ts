import { z } from 'zod';
import { elementIdSchema } from '../document/ids';
import {
  dialogueLineSchema,
  easingNameSchema,
  moveNameSchema,
  shotAngles,
  shotSizes,
} from '../document/records';

/** A shot that is proposed for a scene, by the rules or by a language model: every word of it can be changed before and after. */
export const plannedShotSchema = z.object({
  action: z.string().max(20_000),
  size: z.enum(shotSizes).nullable(),
  angle: z.enum(shotAngles).nullable(),
  move: z
    .object({ name: moveNameSchema, strength: z.number().min(0).max(1), easing: easingNameSchema })
    .nullable(),
  seconds: z.number().min(0.5).max(120),
  /** Who and what is in it, places first. */
  elementIds: z.array(elementIdSchema).max(20),
  lines: z
    .array(
      z.object({
        speakerId: elementIdSchema.nullable(),
        language: dialogueLineSchema.shape.language,
        text: z.string().max(20_000),
        deliveryNote: z.string().max(400),
      }),
    )
    .max(20),
});
export type PlannedShot = z.infer<typeof plannedShotSchema>;
