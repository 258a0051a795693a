import type { SequenceShot } from '../../shots/sequence';
import { frames, roundToFrames } from '../../time/frames';
import type { Edge } from '../hitTest';
import { snapEdges } from '../snapping';
import { frameAtX } from '../view';
import {
  end,
  type GestureContext,
  type PointerInput,
  type Pressed,
  type Step,
  type TrimShot,
} from './gesture';
import { gatherSnapPoints } from './snapPoints';

const edgeFrame = (entry: SequenceShot, edge: Edge): number =>
  edge === 'head' ? entry.startFrame : entry.endFrame;

export function beginTrimShot(
  pressed: Pressed,
  entry: SequenceShot,
  edge: Edge,
  input: PointerInput,
  context: GestureContext,
): TrimShot {
  return dragShotEdge(
    {
      type: 'trimShot',
      before: pressed.before,
      shotId: entry.shot.id,
      edge,
      byFrames: frames(0),
      grabFrames: pressed.startFrame - edgeFrame(entry, edge),
      points: gatherSnapPoints(context, { withCuts: false }),
      snapped: null,
      isAtLimit: false,
    },
    input,
    context,
  );
}

export function dragShotEdge(gesture: TrimShot, input: PointerInput, context: GestureContext): TrimShot {
  const entry = context.model.sequence.byShotId.get(gesture.shotId);
  if (!entry) return gesture;
  const from = edgeFrame(entry, gesture.edge);
  const wanted = frameAtX(context.view, input.x) - gesture.grabFrames;
  const snapped = context.isSnapping
    ? snapEdges(wanted, [0], gesture.points, context.view.pixelsPerFrame, gesture.snapped)
    : null;
  const by = roundToFrames((snapped?.frame ?? wanted) - from);
  const most = entry.shot.lengthFrames - 1;
  const held = gesture.edge === 'head' ? Math.min(by, most) : Math.max(by, -most);
  return {
    ...gesture,
    byFrames: frames(held),
    snapped: held === by ? snapped : null,
    isAtLimit: held !== by,
  };
}

export function releaseShotEdge({ shotId, edge, byFrames }: TrimShot): Step {
  if (byFrames === 0) return end();
  return end({ type: 'run', command: 'timeline.rippleTrim', args: { shotId, edge, byFrames } });
}

/** The length a trim gives. */
export function trimmedLength(lengthFrames: number, edge: Edge, byFrames: number): number {
  return edge === 'head' ? lengthFrames - byFrames : lengthFrames + byFrames;
}
