import type { PlanContext } from '../commands/command';
import { PlanRefusal } from '../commands/refusal';
import type { DocumentView } from '../document/document';
import type { Draft } from '../document/draft';
import type { ClipId, TrackId } from '../document/ids';
import { lastOrderKey } from '../document/order';
import type { Clip } from '../document/records';
import { frames } from '../time/frames';
import { sameName } from './matchElements';
import type { PasteLibrary } from './pasteLibrary';

/** Times that the whole is put off for a sound that is in its way. */
const maxShifts = 2_000;

interface Place {
  readonly trackId?: TrackId | undefined;
  readonly frame?: number | undefined;
}

interface PlacedClip {
  readonly clip: Clip;
  readonly trackId: TrackId;
}

/**
 * Sounds as they lay among each other, the first at the frame that was pointed at; where something is in the way, all together behind
 * it. Tracks are found by name and type, and made where there is none.
 */
export function pasteSounds(
  draft: Draft,
  source: DocumentView,
  ids: readonly string[],
  { trackId, frame = 0 }: Place,
  { library, context }: { readonly library: PasteLibrary; readonly context: PlanContext },
): string[] {
  const wanted = new Set(ids);
  const clips = source.list('clip').filter(({ id }) => wanted.has(id));
  const isOneTrack = new Set(clips.map((clip) => clip.trackId)).size === 1;
  const chosen = isOneTrack && trackId !== undefined ? draft.require('track', trackId).id : undefined;
  const tracks = new Map<TrackId, TrackId>();
  const trackOf = (id: TrackId): TrackId => {
    const known = chosen ?? tracks.get(id) ?? matchTrack(draft, source, id, context);
    tracks.set(id, known);
    return known;
  };
  const placed = clips.map((clip) => ({ clip, trackId: trackOf(clip.trackId) }));
  requireApart(placed);
  const first = Math.min(...clips.map(({ startFrame }) => startFrame));
  const shift = roomFrom(draft, placed, frame - first);
  return placed.map(({ clip, trackId: on }) => {
    const made = draft.add({
      ...clip,
      id: context.newId('clip') as ClipId,
      trackId: on,
      mediaId: library.media(clip.mediaId),
      startFrame: frames(clip.startFrame + shift),
      dialogueLineId: null,
    });
    return made.id;
  });
}

function matchTrack(draft: Draft, source: DocumentView, id: TrackId, context: PlanContext): TrackId {
  const track = source.require('track', id);
  const tracks = draft.list('track');
  const matched =
    tracks.find((other) => other.id === id) ??
    tracks.find((other) => other.type === track.type && sameName(other.name, track.name));
  if (matched) return matched.id;
  return draft.add({ ...track, id: context.newId('track'), order: lastOrderKey(tracks) }).id;
}

/** Two tracks of one name become one: their sounds may not lie over each other there. */
function requireApart(placed: readonly PlacedClip[]): void {
  const ends = new Map<TrackId, number>();
  for (const { clip, trackId } of [...placed].sort((a, b) => a.clip.startFrame - b.clip.startFrame)) {
    if (clip.startFrame < (ends.get(trackId) ?? Number.NEGATIVE_INFINITY))
      throw new PlanRefusal('These sounds lie over each other and would come onto one track.');
    ends.set(trackId, clip.startFrame + clip.lengthFrames);
  }
}

function roomFrom(draft: Draft, placed: readonly PlacedClip[], from: number): number {
  let shift = from;
  for (let count = 0; count < maxShifts; count += 1) {
    let more = 0;
    for (const { clip, trackId } of placed) {
      const start = clip.startFrame + shift;
      const blocking = blockerAt(draft.childrenOf('clip', trackId), start, start + clip.lengthFrames);
      if (blocking) more = Math.max(more, blocking.startFrame + blocking.lengthFrames - start);
    }
    if (more === 0) return shift;
    shift += more;
  }
  throw new PlanRefusal('There is no room for these sounds on their tracks. Paste them on an empty track.');
}

/** The last sound of a sorted track that lies over a stretch; ends are not in. */
function blockerAt(clips: readonly Clip[], start: number, end: number): Clip | undefined {
  let low = 0;
  let high = clips.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((clips[middle] as Clip).startFrame < end) low = middle + 1;
    else high = middle;
  }
  const last = clips[low - 1];
  return last && last.startFrame + last.lengthFrames > start ? last : undefined;
}
