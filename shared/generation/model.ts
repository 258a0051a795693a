import { z } from 'zod';
import { ratios, resolutions } from './request';

/*
 * What a model can do, as data: one dated file a model in models/. A new model is a new file. Nothing here is a
 * promise of ours; `source` and `unconfirmed` say where it comes from and what nobody has seen with their own eyes.
 */

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const range = z.object({ min: z.number(), max: z.number() });
const maximum = z.int().min(0);

/**
 * How many inputs may come together. A rule holds where everything in `when` is true of the request; of the limits
 * named in all rules that hold, each must be kept. Kinds: `images` loose reference pictures, `pictureElements` elements
 * made from pictures, `clipElements` elements made from a clip of a person.
 */
export const countRuleSchema = z
  .object({
    when: z
      .object({
        hasVideo: z.boolean().optional(),
        hasFirstFrame: z.boolean().optional(),
        hasLastFrame: z.boolean().optional(),
        hasPictureElement: z.boolean().optional(),
        hasClipElement: z.boolean().optional(),
      })
      .strict(),
    images: maximum.optional(),
    pictureElements: maximum.optional(),
    clipElements: maximum.optional(),
    imagesAndPictureElements: maximum.optional(),
    elements: maximum.optional(),
  })
  .strict();
export type CountRule = z.infer<typeof countRuleSchema>;

/** One row of a price list: applies where all of `when` is true; the first that applies counts. */
const priceRowSchema = z
  .object({
    when: z.object({ sound: z.boolean().optional(), hasVideo: z.boolean().optional() }).strict(),
    /** Units a second of video, or a picture, by resolution. */
    units: z.partialRecord(z.enum(resolutions), z.number().min(0)),
    /** Credits of the vendor's own site a second, where somebody has named them. */
    credits: z.partialRecord(z.enum(resolutions), z.number().min(0)).optional(),
  })
  .strict();

export const modelSchema = z
  .object({
    id: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,58}$/),
    provider: z.enum(['local', 'kling', 'comfyui', 'command']),
    name: z.string().max(80),
    /** When these facts were true. */
    asOf: isoDate,
    /** False: no vendor text or live call stands behind the file; it is offered with a warning. */
    isConfirmed: z.boolean(),
    source: z.string().max(400),
    unconfirmed: z.array(z.string().max(300)),
    makes: z.array(z.enum(['video', 'stills'])).min(1),
    /** Seconds of video that can be asked for; null = any. */
    seconds: z
      .union([
        range.extend({ isWhole: z.boolean() }).strict(),
        z.object({ choices: z.array(z.number()).min(1) }).strict(),
      ])
      .nullable(),
    /** Frames a second of what comes back; null = as asked. */
    framesPerSecond: z.number().nullable(),
    /** Several shots in one clip; null = one shot a clip. */
    multiShot: z
      .object({
        maxShots: z.int().min(1),
        minSecondsPerShot: z.number(),
        isWholeSeconds: z.boolean(),
        maxCharactersPerShot: z.int().min(1).nullable(),
        /** Characters that part shots in the prompt and may not stand inside a shot's words. */
        separators: z.array(z.string().length(1)),
        /** Whether cuts are wanted is said by a switch of its own, besides the prompt. */
        hasSwitch: z.boolean(),
        /** May be asked for together with a first or last frame. */
        withFrames: z.boolean(),
        /** It can plan the cuts itself from one text. */
        plansCuts: z.boolean(),
      })
      .strict()
      .nullable(),
    prompt: z
      .object({ maxCharacters: z.int().min(1), advisedCharacters: z.int().min(1).nullable() })
      .strict()
      .nullable(),
    /** [] = any size in pixels. */
    resolutions: z.array(z.enum(resolutions)),
    ratios: z.array(z.enum(ratios)),
    sound: z
      .object({
        mode: z.enum(['none', 'optional', 'always']),
        /** The sound of an input video can be kept. */
        keepsOriginal: z.boolean(),
        /** Only at these resolutions; null = at all. */
        onlyAt: z.array(z.enum(resolutions)).nullable(),
        /** Language subtags it speaks; [] = not known. */
        languages: z.array(z.string().max(20)),
        /** Accents by language, in words. */
        accents: z.record(z.string(), z.array(z.string().max(60))),
      })
      .strict(),
    frames: z
      .object({
        first: z.boolean(),
        last: z.boolean(),
        /** A last frame only at these resolutions; null = at all. */
        lastOnlyAt: z.array(z.enum(resolutions)).nullable(),
        /** Clips with a first and a last frame are silent. */
        isSilentWithLast: z.boolean(),
        /** Seconds left when there is a first frame only; null = as `seconds`. */
        secondsWithFirstOnly: z.array(z.number()).nullable(),
      })
      .strict(),
    counts: z.array(countRuleSchema),
    /** Pictures sent as frames or references; null = none are taken, or any are. */
    picture: z
      .object({
        mimeTypes: z.array(z.string().max(60)),
        maxBytes: z.int().min(1),
        minSide: z.int().min(1),
        /** Width over height. */
        ratio: range,
      })
      .strict()
      .nullable(),
    element: z
      .object({
        /** Front view and this many others. */
        otherViews: z.object({ min: z.int().min(0), max: z.int().min(0) }),
        maxNameCharacters: z.int(),
        maxDescriptionCharacters: z.int(),
        /** Element pictures: bytes. */
        maxPictureBytes: z.int().min(1),
        takesClip: z.boolean(),
        takesVoice: z.boolean(),
      })
      .strict()
      .nullable(),
    video: z
      .object({
        max: z.int().min(1),
        isByUrlOnly: z.boolean(),
        mimeTypes: z.array(z.string().max(60)),
        maxBytes: z.int().min(1),
        seconds: range,
        side: range,
        maxPixels: z.int().min(1).nullable(),
        ratio: range,
        framesPerSecond: range,
        uses: z.array(z.enum(['guide', 'edit'])),
        guide: z
          .object({
            sound: z.array(z.enum(['off', 'on', 'original'])),
            withLastFrame: z.boolean(),
            /** Shots of ours, cuts the model plans, or neither. */
            multiShot: z.enum(['any', 'planned by the model', 'none']),
          })
          .strict(),
        edit: z
          .object({
            sound: z.array(z.enum(['off', 'on', 'original'])),
            withFrames: z.boolean(),
            withMultiShot: z.boolean(),
            /** The result is as long as the input. */
            keepsLength: z.boolean(),
          })
          .strict(),
      })
      .strict()
      .nullable(),
    stills: z
      .object({
        maxCount: z.int().min(1),
        /** Pictures that belong together; null = not offered. */
        series: z.object({ min: z.int(), max: z.int(), auto: z.boolean() }).strict().nullable(),
        maxReferences: z.int().min(0),
      })
      .strict()
      .nullable(),
    /** A start number that makes the same result again. */
    takesSeed: z.boolean(),
    price: z
      .object({
        /** What the vendor counts in. */
        unit: z.string().max(30),
        /** Money for one unit. */
        money: z.object({ amount: z.number().min(0), currency: z.string().length(3) }).strict(),
        areCreditsConfirmed: z.boolean(),
        rows: z.array(priceRowSchema).min(1),
      })
      .strict()
      .nullable(),
    /** The provider's own names for it. */
    names: z.record(z.string(), z.string().max(60)),
  })
  .strict();
export type Model = z.infer<typeof modelSchema>;
