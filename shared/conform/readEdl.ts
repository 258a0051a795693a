import type { CutItem, CutMedia, CutTimeline } from '../interchange/cutTimeline';
import { frames } from '../time/frames';
import { nominalFramesPerSecond, type Rate } from '../time/rate';
import { atTimecodeNumbers, isDropFrameRate } from '../time/timecode';
import { ConformError } from './conformError';
import { mediaKindOf, transitionTypeOf } from './cutNames';
import {
  asPicture,
  asSound,
  bareMedia,
  type CutReading,
  endOfTracks,
  rangeOf,
  shortName,
  withoutOverlaps,
} from './cutParts';
import { type EdlEvent, type EdlTime, edlEvents } from './edlEvents';

/** An event as it stands in the cut, in frames from its first; its edges are the cuts. */
interface Placed {
  readonly event: EdlEvent;
  start: number;
  end: number;
  from: number;
  /** Frames of a transition at its start. */
  readonly transition: number;
}

/** A list that begins less than this many seconds behind the film's own timecode begins with nothing. */
const longestLead = 600;

/**
 * Reads a CMX3600 list and its longer kin (File32, File128). The list does not say its rate: it is the one that is expected, where its
 * numbers fit that, else the slowest usual one that they fit.
 * @param expected the film's rate and timecode
 * @throws ConformError
 */
export function readEdl(
  text: string,
  expected: { readonly rate: Rate; readonly startFrame: number },
): CutReading {
  const { title, isDropFrame, events } = edlEvents(text);
  if (events.length === 0) throw new ConformError('There are no events in it: it is no edit decision list.');
  const notes = new Set<string>();
  const rate = rateOf(events, isDropFrame, expected.rate, notes);
  const isDrop = isDropFrame && isDropFrameRate(rate);
  const at = (time: EdlTime): number => atTimecodeNumbers(time, rate, isDrop);
  const firstRecord = events.reduce(
    (first, { record }) => Math.min(first, at(record[0])),
    Number.POSITIVE_INFINITY,
  );
  const lead = firstRecord - expected.startFrame;
  const isOurs = lead >= 0 && lead < longestLead * nominalFramesPerSecond(rate);
  const origin = isOurs ? expected.startFrame : firstRecord;
  const media = new Map<string, CutMedia>();
  const place = (isVideo: boolean): { items: CutItem[]; transitions: Placed[] } => {
    const placed = placeEvents(events, isVideo, at, origin, notes);
    return {
      items: placed.flatMap((each) => itemOf(each, isVideo, media)),
      transitions: placed.filter(({ transition }) => transition > 0),
    };
  };
  const video = place(true);
  const audio = place(false);
  const videoTracks = withoutOverlaps([
    {
      name: 'V',
      isEnabled: true,
      items: video.items.map((item) => asPicture(item)),
      transitions: video.transitions.map(({ event, start, transition }) => ({
        type: transitionTypeOf(event.kind === 'W' ? 'wipe' : event.comments.join(' ')),
        name: event.kind === 'W' ? 'Wipe' : 'Dissolve',
        cut: rangeOf(start, start).start,
        before: Math.floor(transition / 2),
        after: transition - Math.floor(transition / 2),
      })),
    },
  ]);
  const audioTracks = withoutOverlaps([
    {
      name: 'A',
      isEnabled: true,
      items: audio.items.map(asSound),
      transitions: [],
    },
  ]);
  const cut: CutTimeline = {
    name: shortName(title),
    rate,
    isDropFrame: isDrop,
    startFrame: frames(origin),
    frameSize: null,
    lengthFrames: frames(Math.max(endOfTracks(videoTracks), endOfTracks(audioTracks))),
    videoTracks,
    audioTracks,
    markers: [],
  };
  return { cut, notes: [...notes] };
}

const usualRates: readonly Rate[] = [24, 25, 30, 48, 50, 60].map((num) => ({ num, den: 1 }));

function rateOf(events: readonly EdlEvent[], isDropFrame: boolean, expected: Rate, notes: Set<string>): Rate {
  const highest = events.reduce(
    (most, { source, record }) => Math.max(most, ...[...source, ...record].map(({ frame }) => frame)),
    0,
  );
  const fits = (rate: Rate): boolean => highest < nominalFramesPerSecond(rate);
  if (fits(expected) && (!isDropFrame || isDropFrameRate(expected))) {
    notes.add(
      `An edit decision list does not say its rate: it is read at ${nameOf(expected)}, as the film runs.`,
    );
    return expected;
  }
  const drop: readonly Rate[] = [
    { num: 30_000, den: 1_001 },
    { num: 60_000, den: 1_001 },
  ];
  const found = (isDropFrame ? drop : usualRates).find(fits);
  if (!found)
    throw new ConformError(`Its timecode counts to ${highest} frames, as no rate does that is read.`);
  notes.add(
    `An edit decision list does not say its rate: its numbers fit ${nameOf(found)}, and not the film's ${nameOf(expected)}.`,
  );
  return found;
}

const nameOf = ({ num, den }: Rate): string => String(Math.round((num / den) * 100) / 100);

function placeEvents(
  events: readonly EdlEvent[],
  isVideo: boolean,
  at: (time: EdlTime) => number,
  origin: number,
  notes: Set<string>,
): Placed[] {
  const all = events
    .filter((event) => (isVideo ? event.isVideo : event.isAudio))
    .map((event): Placed => {
      const [start, end] = [at(event.record[0]) - origin, at(event.record[1]) - origin];
      const transition = event.kind === 'C' ? 0 : Math.min(event.transitionFrames, Math.max(0, end - start));
      return { event, start, end, from: at(event.source[0]), transition };
    })
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start);
  if (all.some(({ event, start, end }) => at(event.source[1]) - at(event.source[0]) !== end - start))
    notes.add('Some events are not as long as what they use of their source: their place in the cut counts.');
  const placed: Placed[] = [];
  for (const next of all) {
    const last = placed.at(-1);
    if (last && isVideo && last.end > next.start) {
      notes.add('Some events lie over each other: the later one is seen.');
      last.end = next.start;
      if (last.end <= last.start) placed.pop();
    }
    if (last && isVideo && goesOn(last, next)) last.end = next.end;
    else placed.push(next);
  }
  return placed.map((each, index) => centred(each, placed[index - 1]));
}

/** A dissolve is written as an event of its own by some programs: what follows is the rest of the same clip. */
function goesOn(last: Placed, next: Placed): boolean {
  return (
    last.transition > 0 &&
    last.transition === last.end - last.start &&
    next.transition === 0 &&
    next.start === last.end &&
    next.event.reel === last.event.reel &&
    next.from === last.from + (last.end - last.start)
  );
}

/** The list has the cut where a transition begins; it is taken to lie in its middle, as editing programs lay it. */
function centred(next: Placed, last: Placed | undefined): Placed {
  const half = Math.min(Math.floor(next.transition / 2), next.end - next.start - 1);
  if (half <= 0) return next;
  if (last && last.end === next.start) last.end += half;
  next.start += half;
  next.from += half;
  return next;
}

function itemOf(
  { event, start, end, from }: Placed,
  isVideo: boolean,
  media: Map<string, CutMedia>,
): CutItem[] {
  // A shot that shows nothing yet bears its uid; any other black is a gap.
  const isBlack = /^(?:BL|BLK|BLACK)$/i.test(event.reel) && event.uid === null;
  if (end <= start || isBlack) return [];
  const name = shortName(event.clipName || event.reel);
  const file = shortName(event.sourceFile || event.clipName || event.reel);
  let known = media.get(file);
  if (!known) {
    known = {
      key: `m${media.size + 1}`,
      kind: mediaKindOf(file, !isVideo),
      name: file,
      path: null,
      ...bareMedia,
    };
    media.set(file, known);
  }
  const record = rangeOf(start, end);
  return [
    {
      uid: event.uid,
      name,
      isEnabled: true,
      record,
      source: rangeOf(from, from + end - start),
      media: known,
      markers: [],
    },
  ];
}
