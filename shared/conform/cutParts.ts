import { maxCutItems, maxCutName, maxCutText, maxCutTracks } from '../interchange/cutSchema';
import type {
  CutItem,
  CutMedia,
  CutPicture,
  CutSound,
  CutTexts,
  CutTimeline,
  CutTrack,
  CutTransition,
} from '../interchange/cutTimeline';
import { lanesOf } from '../interchange/lanes';
import { type FrameRange, frames, roundToFrames } from '../time/frames';
import { type Rate, rateOfDecimal } from '../time/rate';
import { ConformError } from './conformError';

/** A cut as it was read. */
export interface CutReading {
  readonly cut: CutTimeline;
  /** What a person should know of the file, a sentence each. */
  readonly notes: readonly string[];
}

/** Frames beyond which no position of a cut lies; about 11 days at 100 a second. */
const maxFrame = 99_000_000;

/**
 * A decimal number of frames a second, which a file says, as an exact rate.
 * @throws ConformError when it is no rate between 1 and 240
 */
export function requireRate(decimal: number): Rate {
  const rate = rateOfDecimal(decimal);
  if (!rate) throw new ConformError(`It says that it runs at ${decimal} frames a second.`);
  return rate;
}

/**
 * A range of whole frames from its edges, each rounded for itself.
 * @throws ConformError when it lies beyond any film
 */
export function rangeOf(start: number, end: number): FrameRange {
  if (!(Math.abs(start) < maxFrame && Math.abs(end) < maxFrame))
    throw new ConformError('It has times that lie beyond any film.');
  const first = roundToFrames(start);
  return { start: first, end: frames(Math.max(first, roundToFrames(end))) };
}

export const shortName = (text: string): string => text.trim().slice(0, maxCutName);
export const shortText = (text: string): string => text.slice(0, maxCutText);

export const noTexts: CutTexts = { scene: '', shot: '', action: '', dialogue: '', notes: '' };

/** Media of which a file says no more than its name. */
export const bareMedia = {
  lengthFrames: null,
  rate: null,
  startFrame: frames(0),
  size: null,
  sound: null,
} as const satisfies Partial<CutMedia>;

/** An item on a track of pictures; of its colour no format says anything. */
export const asPicture = (item: CutItem, texts: CutTexts = noTexts): CutPicture => ({
  ...item,
  texts,
  colour: null,
});

/** An item on a track of sounds, as loud as it was recorded. */
export const asSound = (item: CutItem): CutSound => ({ ...item, gainDb: 0, sourceInSamples: null });

/** Markers that are read of a clip or a cut. */
export const maxMarkers = 1_000;

/** What a person is told where a clip runs slower or faster than its media. */
export const speedNote =
  'Some clips have another speed in the cut: their lengths are taken, their speeds are not.';

/** A track as it is found in a file: items in any order, and over each other where cuts are nested. */
export interface LooseTrack<Item extends CutItem> {
  readonly name: string;
  readonly isEnabled: boolean;
  readonly items: readonly Item[];
  readonly transitions: readonly CutTransition[];
}

/**
 * Tracks in which nothing overlaps: what lies over an earlier item goes to a track above. Items without a length and what
 * lies before the cut's first frame are left out.
 * @throws ConformError when there are more than a cut may have
 */
export function withoutOverlaps<Item extends CutItem>(tracks: readonly LooseTrack<Item>[]): CutTrack<Item>[] {
  const made = tracks.flatMap(({ name, isEnabled, items, transitions }) => {
    const sorted = items
      .filter(({ record }) => record.start >= 0 && record.end > record.start)
      .sort((a, b) => a.record.start - b.record.start);
    const lanes = lanesOf(sorted, maxCutTracks);
    if (!lanes) throw new ConformError(tooMany);
    return lanes.map((lane, index) => ({
      name,
      isEnabled,
      items: lane,
      transitions: index === 0 ? [...transitions].sort((a, b) => a.cut - b.cut) : [],
    }));
  });
  const count = made.reduce((sum, { items }) => sum + items.length, 0);
  if (made.length > maxCutTracks || count > maxCutItems) throw new ConformError(tooMany);
  return made;
}

export const tooLarge = 'It is built deeper or larger than any cut, and is not read.';
export const tooMany = 'It has more clips or tracks than any film, and is not read.';

/** Where the last item ends. */
export function endOfTracks(tracks: readonly CutTrack<CutItem>[]): number {
  return tracks.reduce((end, { items }) => Math.max(end, items.at(-1)?.record.end ?? 0), 0);
}
