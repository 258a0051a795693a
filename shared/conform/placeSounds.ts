import type { PlanContext } from '../commands/command';
import type { Draft } from '../document/draft';
import { createTrack } from '../document/factories';
import type { ClipId, TrackId } from '../document/ids';
import { lastOrderKey } from '../document/order';
import { frames } from '../time/frames';
import type { SoundChange, SoundPlace } from './compareSounds';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Puts sounds where the cut has them; one that has no room on its track goes to another of its kind, or to a new one. */
export function placeSounds(draft: Draft, changes: readonly SoundChange[], context: PlanContext): void {
  if (changes.length === 0) return;
  const moving = new Set<string>(changes.flatMap(({ clip, isCopy }) => (isCopy ? [] : [clip.id])));
  const taken = new Map<TrackId, Span[]>();
  for (const { id, trackId, startFrame, lengthFrames } of draft.list('clip'))
    if (!moving.has(id)) add(taken, trackId, { start: startFrame, end: startFrame + lengthFrames });
  for (const { clip, to, isCopy } of [...changes].sort((a, b) => a.to.startFrame - b.to.startFrame)) {
    const span = { start: to.startFrame, end: to.startFrame + to.lengthFrames };
    const trackId = roomFor(draft, clip.trackId, span, taken, context);
    add(taken, trackId, span);
    if (isCopy) draft.add({ ...clip, id: context.newId('clip'), trackId, ...placed(to) });
    else draft.update('clip', clip.id as ClipId, { trackId, ...placed(to) });
  }
}

const placed = ({ startFrame, lengthFrames, sourceInSamples }: SoundPlace) => ({
  startFrame: frames(startFrame),
  lengthFrames: frames(lengthFrames),
  sourceInSamples,
});

function add(taken: Map<TrackId, Span[]>, trackId: TrackId, span: Span): void {
  const spans = taken.get(trackId);
  if (spans) spans.push(span);
  else taken.set(trackId, [span]);
}

function roomFor(
  draft: Draft,
  ownId: TrackId,
  span: Span,
  taken: ReadonlyMap<TrackId, readonly Span[]>,
  context: PlanContext,
): TrackId {
  const own = draft.require('track', ownId);
  const isFree = (id: TrackId): boolean =>
    !(taken.get(id) ?? []).some(({ start, end }) => start < span.end && span.start < end);
  const tracks = draft.list('track');
  const free = [own, ...tracks.filter(({ id, type }) => id !== ownId && type === own.type)].find(({ id }) =>
    isFree(id),
  );
  if (free) return free.id;
  const { type, name, isMuted, gainDb } = own;
  const order = lastOrderKey(tracks);
  return draft.add(createTrack({ id: context.newId('track'), order, type, name, isMuted, gainDb })).id;
}
