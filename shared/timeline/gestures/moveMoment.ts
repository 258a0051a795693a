import { frames, roundToFrames } from '../../time/frames';
import type { TimelineHit } from '../hitTest';
import { snapEdges } from '../snapping';
import { frameAtX } from '../view';
import {
  end,
  type GestureContext,
  type MoveCut,
  type MoveMarkers,
  type PointerInput,
  type Pressed,
  type Step,
} from './gesture';
import { gatherSnapPoints } from './snapPoints';

type CutHit = Extract<TimelineHit, { type: 'boardCut' }>;

/** The cut between two boards of a shot, moved between its neighbours. */
export function beginMoveCut(
  pressed: Pressed,
  { entry, cut }: CutHit,
  input: PointerInput,
  context: GestureContext,
): MoveCut {
  const cuts = context.model.cutsByShot.get(entry.shot.id) ?? [];
  const index = cuts.findIndex(({ boardId }) => boardId === cut.boardId);
  const before = cuts[index - 1]?.offsetFrames ?? 0;
  const after = cuts[index + 1]?.offsetFrames ?? entry.shot.lengthFrames;
  const fromFrame = frames(entry.startFrame + cut.offsetFrames);
  return dragCut(
    {
      type: 'moveCut',
      before: pressed.before,
      shotId: entry.shot.id,
      boardId: cut.boardId,
      fromFrame,
      frame: fromFrame,
      least: entry.startFrame + before + 1,
      most: entry.startFrame + after - 1,
      grabFrames: pressed.startFrame - fromFrame,
      points: gatherSnapPoints(context, { withCuts: false }),
      snapped: null,
    },
    input,
    context,
  );
}

export function dragCut(gesture: MoveCut, input: PointerInput, context: GestureContext): MoveCut {
  const wanted = frameAtX(context.view, input.x) - gesture.grabFrames;
  const snapped = context.isSnapping
    ? snapEdges(wanted, [0], gesture.points, context.view.pixelsPerFrame, gesture.snapped)
    : null;
  const asked = roundToFrames(snapped?.frame ?? wanted);
  const frame = frames(Math.min(Math.max(asked, gesture.least), gesture.most));
  return { ...gesture, frame, snapped: frame === asked ? snapped : null };
}

export function releaseCut({ shotId, boardId, fromFrame, frame }: MoveCut, context: GestureContext): Step {
  const entry = context.model.sequence.byShotId.get(shotId);
  if (!entry || frame === fromFrame) return end();
  const inShot = entry.shot.sourceInFrames + frame - entry.startFrame;
  return end({ type: 'run', command: 'board.setFrame', args: { boardId, frame: inShot } });
}

/** Markers, all that are selected together with the grabbed one. */
export function beginMoveMarkers(
  pressed: Pressed,
  { marker }: Extract<TimelineHit, { type: 'marker' }>,
  input: PointerInput,
  context: GestureContext,
): MoveMarkers {
  const selected = new Set(context.selection);
  const markers = context.model.markers.filter(({ id }) => selected.has(id));
  const moved = markers.some(({ id }) => id === marker.id) ? markers : [marker];
  return dragMarkers(
    {
      type: 'moveMarkers',
      before: pressed.before,
      markerIds: moved.map(({ id }) => id),
      fromFrame: marker.frame,
      byFrames: frames(0),
      least: -Math.min(...moved.map(({ frame }) => frame)),
      grabFrames: pressed.startFrame - marker.frame,
      points: gatherSnapPoints(context),
      snapped: null,
    },
    input,
    context,
  );
}

export function dragMarkers(gesture: MoveMarkers, input: PointerInput, context: GestureContext): MoveMarkers {
  const wanted = frameAtX(context.view, input.x) - gesture.grabFrames;
  const snapped = context.isSnapping
    ? snapEdges(wanted, [0], gesture.points, context.view.pixelsPerFrame, gesture.snapped)
    : null;
  const asked = roundToFrames((snapped?.frame ?? wanted) - gesture.fromFrame);
  const byFrames = frames(Math.max(asked, gesture.least));
  return { ...gesture, byFrames, snapped: byFrames === asked ? snapped : null };
}

export function releaseMarkers({ markerIds, byFrames }: MoveMarkers): Step {
  if (byFrames === 0) return end();
  return end({ type: 'run', command: 'marker.move', args: { markerIds, byFrames } });
}
