import { z } from 'zod';
import { boardIdSchema, clipIdSchema, shotIdSchema } from '../document/ids';
import { transitionTypes } from '../document/records';
import { framesSchema } from '../time/frames';
import { rateSchema } from '../time/rate';
import type { CutTimeline } from './cutTimeline';

/** Pictures and sounds of a cut that is taken back; a feature film has about 3,000. */
export const maxCutItems = 20_000;
/** Tracks of pictures, and of sounds. */
export const maxCutTracks = 200;
/** Letters of a name; longer ones are cut off by the readers. */
export const maxCutName = 1_000;
/** Letters of a path; longer ones are cut off by the readers. */
export const maxCutPath = 4_000;
/** Letters of a text of a shot; longer ones are cut off by the readers. */
export const maxCutText = 20_000;

const name = z.string().max(maxCutName);
const text = z.string().max(maxCutText);
const range = z.object({ start: framesSchema, end: framesSchema }).refine(({ start, end }) => end >= start);
const size = z.object({ width: z.int().min(0), height: z.int().min(0) });

const uid = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('shot'),
    shotId: shotIdSchema,
    boardId: boardIdSchema.nullable(),
    shotFrame: z.int().min(-999_999_999).max(999_999_999).nullable(),
  }),
  z.object({ kind: z.literal('sound'), clipId: clipIdSchema }),
]);

const marker = z.object({ name, notes: text, colour: z.string().max(20).nullable(), at: range });
const markers = z.array(marker).max(maxCutItems).readonly();

const media = z.object({
  key: name,
  kind: z.enum(['still', 'video', 'sound']),
  name,
  path: z.string().max(maxCutPath).nullable(),
  lengthFrames: framesSchema.nullable(),
  rate: rateSchema.nullable(),
  startFrame: framesSchema,
  size: size.nullable(),
  sound: z.object({ channels: z.int().min(0), sampleRate: z.int().min(0) }).nullable(),
});

const item = z.object({
  uid: uid.nullable(),
  name,
  isEnabled: z.boolean(),
  record: range.refine(({ start, end }) => start >= 0 && end > start),
  source: range,
  media: media.nullable(),
  markers,
});

const picture = item.extend({
  texts: z.object({ scene: name, shot: name, action: text, dialogue: text, notes: text }),
  colour: z.string().max(20).nullable(),
});

const sound = item.extend({
  gainDb: z.number(),
  sourceInSamples: z.int().min(0).nullable(),
});

const transition = z.object({
  type: z.enum(transitionTypes),
  name,
  cut: framesSchema,
  before: z.int().min(0),
  after: z.int().min(0),
});

const followEachOther = (items: readonly unknown[]): boolean =>
  (items as readonly z.infer<typeof item>[]).every(
    ({ record }, index, all) => index === 0 || record.start >= (all[index - 1]?.record.end ?? 0),
  );

const trackOf = <Item extends z.ZodType>(items: Item) =>
  z.object({
    name,
    isEnabled: z.boolean(),
    items: z
      .array(items)
      .max(maxCutItems)
      .refine(followEachOther, 'Clips of a track lie over each other.')
      .readonly(),
    transitions: z.array(transition).max(maxCutItems).readonly(),
  });

/** A cut as it crosses from the process that has read it. */
export const cutSchema: z.ZodType<CutTimeline> = z.object({
  name,
  rate: rateSchema,
  isDropFrame: z.boolean(),
  startFrame: framesSchema,
  frameSize: size.nullable(),
  lengthFrames: framesSchema,
  videoTracks: z.array(trackOf(picture)).max(maxCutTracks).readonly(),
  audioTracks: z.array(trackOf(sound)).max(maxCutTracks).readonly(),
  markers,
});
