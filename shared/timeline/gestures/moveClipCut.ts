import type { SequenceShot } from '../../shots/sequence';
import { type ClipSpan, joinsForSpan, neighbourOf, obstacleToSpans, partSpan } from '../clipGroups';
import type { TimelineHit } from '../hitTest';
import { frameAtX } from '../view';
import {
  end,
  type GestureContext,
  type MoveClipCut,
  type PointerInput,
  type Pressed,
  type Step,
} from './gesture';

/** The frame at which a shot of the film begins; behind the last one, where the film ends. */
export function frameOfCut(shots: readonly SequenceShot[], index: number): number {
  return shots[index]?.startFrame ?? shots.at(-1)?.endFrame ?? 0;
}

/**
 * The cut between two groups of a scene, moved from shot to shot. Where a scene begins or ends there is no group on the
 * other side: shots that are left out there become a clip of their own.
 */
export function beginMoveClipCut(
  pressed: Pressed,
  { group, edge }: Extract<TimelineHit, { type: 'clipGroupEdge' }>,
  input: PointerInput,
  context: GestureContext,
): MoveClipCut | null {
  const { clipGroups } = context;
  if (!clipGroups) return null;
  const other = neighbourOf(clipGroups, group, edge === 'head' ? 'before' : 'after');
  const at = edge === 'head' ? group.first : group.end;
  const span = {
    first: Math.min(group.first, other?.first ?? at),
    end: Math.max(group.end, other?.end ?? at),
  };
  const count = context.model.sequence.shots.length;
  return dragClipCut(
    {
      type: 'moveClipCut',
      before: pressed.before,
      span,
      at,
      to: at,
      // A shot of the other scene can be reached for, to see that it cannot be had.
      least: other ? span.first : edge === 'head' ? Math.max(0, at - 1) : span.first + 1,
      most: other ? span.end : edge === 'head' ? span.end - 1 : Math.min(count, at + 1),
      grabFrames: pressed.startFrame - frameOfCut(context.model.sequence.shots, at),
      parts: [],
      obstacle: null,
    },
    input,
    context,
  );
}

export function dragClipCut(gesture: MoveClipCut, input: PointerInput, context: GestureContext): MoveClipCut {
  const { clipGroups, model } = context;
  if (!clipGroups) return gesture;
  const wanted = frameAtX(context.view, input.x) - gesture.grabFrames;
  let to = gesture.least;
  for (let index = gesture.least; index <= gesture.most; index += 1) {
    const distance = Math.abs(frameOfCut(model.sequence.shots, index) - wanted);
    if (distance < Math.abs(frameOfCut(model.sequence.shots, to) - wanted)) to = index;
  }
  const parts = partsOf(gesture, to);
  return { ...gesture, to, parts, obstacle: obstacleToSpans(clipGroups, parts) };
}

/** The clips there would be with the cut at another place. */
function partsOf({ span }: MoveClipCut, to: number): ClipSpan[] {
  // Beyond the scene it is one clip with what it reaches for.
  return partSpan({ first: Math.min(span.first, to), end: Math.max(span.end, to) }, [to]);
}

export function releaseClipCut({ span, at, to, obstacle }: MoveClipCut, context: GestureContext): Step {
  if (to === at || obstacle || !context.clipGroups) return end();
  const joins = joinsForSpan(context.clipGroups, span, [to]);
  if (!joins || Object.keys(joins).length === 0) return end();
  return end({ type: 'run', command: 'shot.setClipJoins', args: { joins, label: 'Move Clip Cut' } });
}
