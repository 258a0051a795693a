import { z } from 'zod';

/*
 * For tests: what a reader of OpenTimelineIO 0.18 asks of a file. Strict: no key may be missing or strange, numbers are numbers, no
 * schema newer than readers know, transitions lie between items that have media for them, tracks are of one length.
 */

const time = z.strictObject({
  OTIO_SCHEMA: z.literal('RationalTime.1'),
  rate: z.number().positive(),
  value: z.int(),
});
const range = z.strictObject({ OTIO_SCHEMA: z.literal('TimeRange.1'), start_time: time, duration: time });
const metadata = z.record(z.string(), z.json());
const colours = [
  'RED',
  'PINK',
  'ORANGE',
  'YELLOW',
  'GREEN',
  'CYAN',
  'BLUE',
  'PURPLE',
  'MAGENTA',
  'BLACK',
  'WHITE',
];
const marker = z.strictObject({
  OTIO_SCHEMA: z.literal('Marker.2'),
  metadata,
  name: z.string(),
  comment: z.string(),
  color: z.enum(colours),
  marked_range: range,
});
const composable = {
  metadata,
  name: z.string(),
  effects: z.array(z.never()),
  markers: z.array(marker),
  enabled: z.boolean(),
};
const reference = { metadata, name: z.string(), available_image_bounds: z.null() };
const mediaReference = z.discriminatedUnion('OTIO_SCHEMA', [
  z.strictObject({
    OTIO_SCHEMA: z.literal('ExternalReference.1'),
    ...reference,
    available_range: range.nullable(),
    target_url: z.string().min(1),
  }),
  z.strictObject({ OTIO_SCHEMA: z.literal('MissingReference.1'), ...reference, available_range: z.null() }),
]);
const child = z.discriminatedUnion('OTIO_SCHEMA', [
  z.strictObject({
    OTIO_SCHEMA: z.literal('Clip.2'),
    ...composable,
    source_range: range,
    media_references: z.strictObject({ DEFAULT_MEDIA: mediaReference }),
    active_media_reference_key: z.literal('DEFAULT_MEDIA'),
  }),
  z.strictObject({ OTIO_SCHEMA: z.literal('Gap.1'), ...composable, source_range: range }),
  z.strictObject({
    OTIO_SCHEMA: z.literal('Transition.1'),
    metadata,
    name: z.string(),
    transition_type: z.literal('SMPTE_Dissolve'),
    in_offset: time,
    out_offset: time,
  }),
]);
const track = z.strictObject({
  OTIO_SCHEMA: z.literal('Track.1'),
  ...composable,
  source_range: z.null(),
  kind: z.enum(['Video', 'Audio']),
  children: z.array(child),
});
const timeline = z.strictObject({
  OTIO_SCHEMA: z.literal('Timeline.1'),
  metadata,
  name: z.string(),
  global_start_time: time,
  tracks: z.strictObject({
    OTIO_SCHEMA: z.literal('Stack.1'),
    ...composable,
    source_range: z.null(),
    children: z.array(track),
  }),
});
type OtioChild = z.infer<typeof child>;
export type OtioTrack = z.infer<typeof track>;
export type OtioTimeline = z.infer<typeof timeline>;

/** @throws Error saying what is wrong with it */
export function checkOtio(text: string): OtioTimeline {
  const read = timeline.parse(JSON.parse(text));
  const rates = new Set([...text.matchAll(/"rate": ([\d.]+)/g)].map(([, rate]) => rate));
  if (rates.size !== 1) throw new Error(`rates differ: ${[...rates].join(', ')}`);
  const lengths = new Set(read.tracks.children.map(lengthOf));
  if (lengths.size > 1) throw new Error(`tracks are ${[...lengths].join(' and ')} frames long`);
  for (const { children } of read.tracks.children)
    for (const [index, item] of children.entries()) checkChild(children, index, item);
  return read;
}

/** Frames. */
export const lengthOf = ({ children }: OtioTrack): number =>
  children.reduce((sum, item) => sum + ('source_range' in item ? item.source_range.duration.value : 0), 0);

function checkChild(children: readonly OtioChild[], index: number, item: OtioChild): void {
  if (item.OTIO_SCHEMA === 'Transition.1') {
    const [before, after] = [children[index - 1], children[index + 1]];
    if (before?.OTIO_SCHEMA !== 'Clip.2' || after?.OTIO_SCHEMA !== 'Clip.2')
      throw new Error('a transition is not between clips');
    const { start, end } = usedOf(after);
    requireMedia(after, start - item.in_offset.value, end);
    const used = usedOf(before);
    requireMedia(before, used.start, used.end + item.out_offset.value);
    return;
  }
  if (item.source_range.duration.value <= 0) throw new Error(`"${item.name}" has no length`);
  if (item.OTIO_SCHEMA === 'Clip.2') requireMedia(item, usedOf(item).start, usedOf(item).end);
}

type OtioClip = Extract<OtioChild, { OTIO_SCHEMA: 'Clip.2' }>;

function usedOf({ source_range: { start_time, duration } }: OtioClip) {
  return { start: start_time.value, end: start_time.value + duration.value };
}

function requireMedia({ name, media_references }: OtioClip, start: number, end: number): void {
  const available = media_references.DEFAULT_MEDIA.available_range;
  const [from, to] = available
    ? [available.start_time.value, available.start_time.value + available.duration.value]
    : [0, Number.POSITIVE_INFINITY];
  if (start < from || end > to)
    throw new Error(`"${name}" uses ${start} to ${end} of media from ${from} to ${to}`);
}
