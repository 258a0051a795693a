import type { DocumentView } from '../document/document';
import type { Clip, Marker } from '../document/records';
import { type ClipCut, clipCutAt } from '../shots/clipCut';
import type { SequenceShot } from '../shots/sequence';
import type { ClipGroup } from './clipGroups';
import { rowAt, rowHeights, shotsRowTop, type TimelineLayout } from './layout';
import { type BoardCut, endOfClip, endOfShot, firstEndingAfter, type TimelineModel } from './model';
import { frameAtX, type TimelineView, xOfFrame } from './view';

export type Edge = 'head' | 'tail';

/** What lies under a point of the lanes. */
export type TimelineHit =
  | { readonly type: 'playhead' }
  | { readonly type: 'ruler' }
  | { readonly type: 'marker'; readonly marker: Marker }
  | { readonly type: 'jobs' }
  /** Shots that would go out together. */
  | { readonly type: 'clipGroup'; readonly group: ClipGroup }
  /** Between two shots that show one clip: its handle. */
  | { readonly type: 'takeCut'; readonly cut: ClipCut }
  | { readonly type: 'clipGroupEdge'; readonly group: ClipGroup; readonly edge: Edge }
  | { readonly type: 'shot'; readonly entry: SequenceShot }
  /** Between two boards of a shot. */
  | { readonly type: 'boardCut'; readonly entry: SequenceShot; readonly cut: BoardCut }
  | { readonly type: 'shotEdge'; readonly entry: SequenceShot; readonly edge: Edge }
  | { readonly type: 'clip'; readonly clip: Clip; readonly trackIndex: number }
  | { readonly type: 'clipEdge'; readonly clip: Clip; readonly edge: Edge; readonly trackIndex: number }
  /** Nothing there: of the shots' lane, of a track, or below all rows. */
  | { readonly type: 'shotsLane' }
  | { readonly type: 'track'; readonly trackIndex: number }
  | { readonly type: 'empty' };

/** Width of the zone on each side of an edge in which it can be taken, px. */
export const edgeZonePx = 5;
/** Of a narrow thing the edges take at most this much each, so that its middle can still be taken. */
const edgeShare = 0.25;
const leastEdgePx = 2;
/** Narrower than this a thing has no edges to take: zoom in. */
const leastWidthWithEdgesPx = 9;
const playheadHandlePx = 7;
/** Narrower shots show their first board only, and have no cuts to take. */
export const leastWidthWithCutsPx = 28;
/** Markers in the ruler: from here down, so far to both sides, px. */
export const markerTopPx = 9;
export const markerHalfPx = 5;

function edgeZone(widthPx: number): number {
  if (widthPx < leastWidthWithEdgesPx) return 0;
  return Math.max(leastEdgePx, Math.min(edgeZonePx, widthPx * edgeShare));
}

/** What is under the hand besides the film itself. */
export interface HitExtras {
  /** Absent = no handles of clips. */
  readonly document?: DocumentView | undefined;
  /** Those that are shown in the jobs' row, in film order. */
  readonly clipGroups?: readonly ClipGroup[] | undefined;
}

/** @param point px in the lanes */
export function hitTest(
  model: TimelineModel,
  view: TimelineView,
  layout: TimelineLayout,
  playhead: number,
  point: { readonly x: number; readonly y: number },
  { document, clipGroups = [] }: HitExtras = {},
): TimelineHit {
  const row = rowAt(layout, point.y);
  if (!row) return { type: 'empty' };
  switch (row.type) {
    case 'ruler':
      return hitRuler(model, view, playhead, point);
    case 'jobs':
      return hitClipGroups(clipGroups, view, point.x);
    case 'shots':
      return (document && hitTakeCut(document, model, view, point)) ?? hitShots(model, view, point.x);
    case 'track':
      return hitClips(model.tracks[row.index]?.clips ?? [], row.index, view, point.x);
    default:
      return row satisfies never;
  }
}

/** Markers stand in the lower part of the ruler, the playhead's handle in the upper. */
function hitRuler(
  { markers }: TimelineModel,
  view: TimelineView,
  playhead: number,
  { x, y }: { readonly x: number; readonly y: number },
): TimelineHit {
  const near = markers.findLast(
    ({ frame }) => y >= markerTopPx && Math.abs(xOfFrame(view, frame) - x) <= markerHalfPx + 1,
  );
  if (near) return { type: 'marker', marker: near };
  return Math.abs(xOfFrame(view, playhead) - x) <= playheadHandlePx
    ? { type: 'playhead' }
    : { type: 'ruler' };
}

/** The handle of a clip's cut lies in the middle of the shots' row, over the edges of its shots. */
export const takeCutHandle = {
  halfWidthPx: 5,
  halfHeightPx: 9,
  y: shotsRowTop + rowHeights.shots / 2,
} as const;
/** Shots narrower than this have no handle: zoom in. */
const leastWidthWithHandlePx = 24;

/** The cut of a clip before a shot, where there is room for its handle. */
export function takeCutBefore(
  document: DocumentView,
  { sequence: { shots } }: TimelineModel,
  { pixelsPerFrame }: TimelineView,
  index: number,
): ClipCut | null {
  const [before, after] = [shots[index - 1], shots[index]];
  if (!before || !after) return null;
  const narrower = Math.min(before.shot.lengthFrames, after.shot.lengthFrames) * pixelsPerFrame;
  return narrower < leastWidthWithHandlePx ? null : clipCutAt(document, before, after);
}

function hitTakeCut(
  document: DocumentView,
  model: TimelineModel,
  view: TimelineView,
  { x, y }: { readonly x: number; readonly y: number },
): TimelineHit | null {
  if (Math.abs(y - takeCutHandle.y) > takeCutHandle.halfHeightPx) return null;
  const { shots } = model.sequence;
  const frame = frameAtX(view, x);
  const under = firstEndingAfter(shots, frame, endOfShot);
  for (const index of [under, under + 1]) {
    const start = shots[index]?.startFrame;
    if (start === undefined || Math.abs(xOfFrame(view, start) - x) > takeCutHandle.halfWidthPx) continue;
    const cut = takeCutBefore(document, model, view, index);
    if (cut) return { type: 'takeCut', cut };
  }
  return null;
}

const endOfGroup = ({ endFrame }: ClipGroup): number => endFrame;

function hitClipGroups(groups: readonly ClipGroup[], view: TimelineView, x: number): TimelineHit {
  const frame = frameAtX(view, x);
  const group = groups[firstEndingAfter(groups, frame, endOfGroup)];
  if (!group || group.startFrame > frame) {
    const before = groups[firstEndingAfter(groups, frame, endOfGroup) - 1];
    return before && x - xOfFrame(view, before.endFrame) <= edgeZonePx
      ? { type: 'clipGroupEdge', group: before, edge: 'tail' }
      : { type: 'jobs' };
  }
  const zone = edgeZone((group.endFrame - group.startFrame) * view.pixelsPerFrame);
  if (x - xOfFrame(view, group.startFrame) < zone) return { type: 'clipGroupEdge', group, edge: 'head' };
  if (xOfFrame(view, group.endFrame) - x <= zone) return { type: 'clipGroupEdge', group, edge: 'tail' };
  return { type: 'clipGroup', group };
}

function hitShots(model: TimelineModel, view: TimelineView, x: number): TimelineHit {
  const { shots } = model.sequence;
  const frame = frameAtX(view, x);
  if (frame < 0) return { type: 'shotsLane' };
  const entry = shots[firstEndingAfter(shots, frame, endOfShot)];
  if (!entry) {
    // A little past the end still takes the last edge: there is nothing else to take.
    const last = shots.at(-1);
    return last && x - xOfFrame(view, last.endFrame) <= edgeZonePx
      ? { type: 'shotEdge', entry: last, edge: 'tail' }
      : { type: 'shotsLane' };
  }
  const zone = edgeZone((entry.endFrame - entry.startFrame) * view.pixelsPerFrame);
  if (x - xOfFrame(view, entry.startFrame) < zone) return { type: 'shotEdge', entry, edge: 'head' };
  if (xOfFrame(view, entry.endFrame) - x <= zone) return { type: 'shotEdge', entry, edge: 'tail' };
  const widthPx = (entry.endFrame - entry.startFrame) * view.pixelsPerFrame;
  const cuts = widthPx < leastWidthWithCutsPx ? undefined : model.cutsByShot.get(entry.shot.id);
  const cut = cuts?.find(
    ({ offsetFrames }) => Math.abs(xOfFrame(view, entry.startFrame + offsetFrames) - x) <= zone,
  );
  return cut ? { type: 'boardCut', entry, cut } : { type: 'shot', entry };
}

function hitClips(clips: readonly Clip[], trackIndex: number, view: TimelineView, x: number): TimelineHit {
  const frame = frameAtX(view, x);
  const index = firstEndingAfter(clips, frame, endOfClip);
  const clip = clips[index];
  if (clip && clip.startFrame <= frame) {
    const zone = edgeZone(clip.lengthFrames * view.pixelsPerFrame);
    if (x - xOfFrame(view, clip.startFrame) < zone)
      return { type: 'clipEdge', clip, edge: 'head', trackIndex };
    if (xOfFrame(view, endOfClip(clip)) - x <= zone)
      return { type: 'clipEdge', clip, edge: 'tail', trackIndex };
    return { type: 'clip', clip, trackIndex };
  }
  const before = clips[index - 1];
  const toBefore = before ? x - xOfFrame(view, endOfClip(before)) : Number.POSITIVE_INFINITY;
  const toAfter = clip ? xOfFrame(view, clip.startFrame) - x : Number.POSITIVE_INFINITY;
  if (
    before &&
    toBefore <= toAfter &&
    toBefore <= edgeZonePx &&
    edgeZone(before.lengthFrames * view.pixelsPerFrame) > 0
  ) {
    return { type: 'clipEdge', clip: before, edge: 'tail', trackIndex };
  }
  if (clip && toAfter <= edgeZonePx && edgeZone(clip.lengthFrames * view.pixelsPerFrame) > 0) {
    return { type: 'clipEdge', clip, edge: 'head', trackIndex };
  }
  return { type: 'track', trackIndex };
}
