import type { CutPicture, CutTimeline } from '../interchange/cutTimeline';
import { convertFrames } from '../time/frames';
import type { Rate } from '../time/rate';
import { firstEndingAfter } from '../timeline/model';
import type { CutMatch, ShotFinder } from './matchCut';

/** A part of the cut in which one picture is seen, in frames of the film's rate. */
export interface SeenPicture {
  readonly item: CutPicture;
  readonly match: CutMatch;
  readonly start: number;
  readonly end: number;
  /** First frame used of its media. */
  readonly sourceStart: number;
}

export interface SeenCut {
  /** In order; where there is none, there is nothing. */
  readonly pictures: readonly SeenPicture[];
  /** Clips that no shot is found for, and that lie over shots all along: titles, notes. */
  readonly over: readonly SeenPicture[];
}

/**
 * What is seen of a cut's tracks: shots of the film first, an upper track over a lower one; what is no shot only where no shot is, as a
 * title over a shot does not take its place. What is switched off is not seen.
 */
export function seenPictures(cut: CutTimeline, rate: Rate, finder: ShotFinder): SeenCut {
  const tracks = cut.videoTracks
    .filter(({ isEnabled }) => isEnabled)
    .map(({ items }) =>
      items.filter(({ isEnabled }) => isEnabled).flatMap((item) => partOf(item, cut.rate, rate, finder)),
    )
    .reverse();
  let seen: SeenPicture[] = [];
  const over: SeenPicture[] = [];
  for (const isShot of [true, false]) {
    for (const track of tracks) {
      const own = track.filter(({ match }) => (match.kind === 'shot') === isShot);
      const free = own.map((part) => freeParts(part, seen));
      over.push(...own.filter((_, index) => free[index]?.length === 0 && !isShot));
      seen = [...seen, ...free.flat()].sort((a, b) => a.start - b.start);
    }
  }
  return { pictures: seen, over: over.sort((a, b) => a.start - b.start) };
}

function partOf(item: CutPicture, from: Rate, to: Rate, finder: ShotFinder): SeenPicture[] {
  const at = (frame: number): number => convertFrames(frame, from, to);
  const [start, end, sourceStart] = [
    at(item.record.start),
    at(item.record.end),
    at(item.source.start),
  ] as const;
  return end > start ? [{ item, match: finder.find(item), start, end, sourceStart }] : [];
}

/** What of a part is not covered. @param seen in order, without overlaps */
function freeParts(part: SeenPicture, seen: readonly SeenPicture[]): SeenPicture[] {
  const free: SeenPicture[] = [];
  let start = part.start;
  const take = (end: number): void => {
    if (end > start) free.push({ ...part, start, end, sourceStart: part.sourceStart + (start - part.start) });
  };
  for (
    let at = firstEndingAfter(seen, start, ({ end }) => end);
    at < seen.length && start < part.end;
    at += 1
  ) {
    const other = seen[at] as SeenPicture;
    take(Math.min(other.start, part.end));
    start = Math.max(start, other.end);
  }
  take(part.end);
  return free;
}
