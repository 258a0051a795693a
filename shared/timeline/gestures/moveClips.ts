import type { Clip } from '../../document/records';
import { frames, roundToFrames } from '../../time/frames';
import { rowAt } from '../layout';
import { endOfClip, type TimelineModel } from '../model';
import { snapEdges } from '../snapping';
import { frameAtX } from '../view';
import {
  type ClipPlace,
  end,
  type GestureContext,
  type MoveClips,
  type PointerInput,
  type Pressed,
  type Step,
} from './gesture';
import { gatherSnapPoints } from './snapPoints';

/** A single sound held over another one slips to free room this near, px. */
const roomReachPx = 120;

interface PlacedClip {
  readonly clip: Clip;
  readonly trackIndex: number;
}

function findClips(model: TimelineModel, ids: ReadonlySet<string>): PlacedClip[] {
  return model.tracks.flatMap(({ clips }, trackIndex) =>
    clips.filter((clip) => ids.has(clip.id)).map((clip) => ({ clip, trackIndex })),
  );
}

export function beginMoveClips(
  pressed: Pressed,
  clip: Clip,
  input: PointerInput,
  context: GestureContext,
): MoveClips {
  const selected = new Set(context.selection);
  const moving = findClips(context.model, selected.has(clip.id) ? selected : new Set([clip.id]));
  const clipIds = moving.map((placed) => placed.clip.id);
  return dragClips(
    {
      type: 'moveClips',
      before: pressed.before,
      grabbedId: clip.id,
      clipIds,
      grabFrames: pressed.startFrame - clip.startFrame,
      points: gatherSnapPoints(context, { withoutClips: new Set(clipIds) }),
      snapped: null,
      places: [],
      isBlocked: false,
    },
    input,
    context,
  );
}

export function dragClips(gesture: MoveClips, input: PointerInput, context: GestureContext): MoveClips {
  const { model, view } = context;
  const moving = findClips(model, new Set(gesture.clipIds));
  const grabbed = moving.find(({ clip }) => clip.id === gesture.grabbedId);
  if (!grabbed) return gesture;
  const start = grabbed.clip.startFrame;
  const wanted = frameAtX(view, input.x) - gesture.grabFrames;
  const offsets = moving.flatMap(({ clip }) => [clip.startFrame - start, endOfClip(clip) - start]);
  const snapped = context.isSnapping
    ? snapEdges(wanted, offsets, gesture.points, view.pixelsPerFrame, gesture.snapped)
    : null;
  const earliest = Math.min(...moving.map(({ clip }) => clip.startFrame));
  const by = Math.max(roundToFrames((snapped?.frame ?? wanted) - start), -earliest);
  const byTracks = trackShift(context, input.y, grabbed.trackIndex, moving);
  const isMoving = new Set<string>(gesture.clipIds);
  const placesAt = (byFrames: number): ClipPlace[] =>
    moving.map(({ clip, trackIndex }) => ({
      clipId: clip.id,
      trackId: (model.tracks[trackIndex + byTracks] as TimelineModel['tracks'][number]).track.id,
      startFrame: frames(clip.startFrame + byFrames),
    }));
  const isFree = (byFrames: number): boolean =>
    moving.every(({ clip, trackIndex }) =>
      (model.tracks[trackIndex + byTracks]?.clips ?? []).every(
        (other) =>
          isMoving.has(other.id) ||
          endOfClip(other) <= clip.startFrame + byFrames ||
          other.startFrame >= endOfClip(clip) + byFrames,
      ),
    );
  if (isFree(by)) return { ...gesture, places: placesAt(by), snapped, isBlocked: false };
  const target = model.tracks[grabbed.trackIndex + byTracks]?.clips ?? [];
  const beside =
    moving.length === 1
      ? nearestRoom(
          target.filter((other) => !isMoving.has(other.id)),
          start + by,
          grabbed.clip.lengthFrames,
          roomReachPx / view.pixelsPerFrame,
        )
      : null;
  if (beside === null) return { ...gesture, places: placesAt(by), snapped: null, isBlocked: true };
  return { ...gesture, places: placesAt(beside - start), snapped: null, isBlocked: false };
}

/** How many tracks down, so that all that moves stays on a track. */
function trackShift(
  context: GestureContext,
  y: number,
  grabbedTrack: number,
  moving: readonly PlacedClip[],
): number {
  const row = rowAt(context.layout, y);
  const last = context.model.tracks.length - 1;
  const under = row === null ? last : row.type === 'track' ? row.index : 0;
  const indexes = moving.map(({ trackIndex }) => trackIndex);
  return Math.min(Math.max(under - grabbedTrack, -Math.min(...indexes)), last - Math.max(...indexes));
}

/** The free place nearest to `start` for a sound, or null when there is none within `reach`. All in frames. */
export function nearestRoom(
  others: readonly Clip[],
  start: number,
  lengthFrames: number,
  reach: number,
): number | null {
  const candidates = [
    start,
    0,
    ...others.flatMap((clip) => [clip.startFrame - lengthFrames, endOfClip(clip)]),
  ];
  let best: number | null = null;
  for (const candidate of candidates) {
    const distance = Math.abs(candidate - start);
    if (candidate < 0 || distance > reach || (best !== null && distance >= Math.abs(best - start))) continue;
    const isFree = others.every(
      (clip) => endOfClip(clip) <= candidate || clip.startFrame >= candidate + lengthFrames,
    );
    if (isFree) best = candidate;
  }
  return best;
}

export function releaseClips(gesture: MoveClips, context: GestureContext): Step {
  if (gesture.isBlocked) {
    return end({
      type: 'refuse',
      message: 'There is a sound there already. Choose another place or another track.',
    });
  }
  const moved = gesture.places.filter((place) => {
    const clip = context.document.get('clip', place.clipId);
    return clip && (clip.startFrame !== place.startFrame || clip.trackId !== place.trackId);
  });
  if (moved.length === 0) return end();
  return end({ type: 'run', command: 'sound.moveClips', args: { moves: moved } });
}
