import type { ShotId } from '../../document/ids';
import type { SequenceShot } from '../../shots/sequence';
import { frames } from '../../time/frames';
import { endOfShot, firstEndingAfter, type TimelineModel } from '../model';
import { frameAtX } from '../view';
import {
  end,
  type GestureContext,
  type Insertion,
  type MoveShots,
  type PointerInput,
  type Pressed,
  type Step,
} from './gesture';

/** A drag of the pressed shot, with all selected ones if it is one of them. */
export function beginMoveShots(
  pressed: Pressed,
  entry: SequenceShot,
  input: PointerInput,
  context: GestureContext,
): MoveShots {
  const selected = new Set(context.selection);
  const grabbedId = entry.shot.id;
  const shotIds = selected.has(grabbedId)
    ? context.model.sequence.shots.filter(({ shot }) => selected.has(shot.id)).map(({ shot }) => shot.id)
    : [grabbedId];
  return dragShots(
    {
      type: 'moveShots',
      before: pressed.before,
      shotIds,
      grabbedId,
      grabFrames: pressed.startFrame - entry.startFrame,
      pointer: input,
      insertion: null,
    },
    input,
    context,
  );
}

export function dragShots(gesture: MoveShots, input: PointerInput, context: GestureContext): MoveShots {
  return {
    ...gesture,
    pointer: { x: input.x, y: input.y },
    insertion: insertionAt(context.model, frameAtX(context.view, input.x), gesture.shotIds),
  };
}

export function releaseShots({ insertion, shotIds }: MoveShots): Step {
  if (!insertion || insertion.isUnchanged) return end();
  const { sceneId, beforeShotId } = insertion;
  return end({ type: 'run', command: 'shot.move', args: { shotIds, sceneId, beforeShotId } });
}

/**
 * The cut nearest to a moment. Between two scenes there are two places on one cut: the half of the shot that the
 * pointer is over says which scene is meant.
 */
export function insertionAt(
  model: TimelineModel,
  frame: number,
  movingIds: readonly ShotId[],
): Insertion | null {
  const { shots } = model.sequence;
  const last = shots.at(-1);
  if (!last) return null;
  const entry = shots[firstEndingAfter(shots, frame, endOfShot)] ?? last;
  const isBefore = frame < (entry.startFrame + entry.endFrame) / 2;
  const sceneId = entry.scene.id;
  const moving = new Set<string>(movingIds);
  const following = shots
    .slice(isBefore ? entry.index : entry.index + 1)
    .find((other) => other.scene.id !== sceneId || !moving.has(other.shot.id));
  const beforeShotId = following?.scene.id === sceneId ? following.shot.id : null;
  return {
    sceneId,
    beforeShotId,
    frame: frames(isBefore ? entry.startFrame : entry.endFrame),
    isUnchanged: isInPlace(shots, moving, sceneId, beforeShotId),
  };
}

function isInPlace(
  shots: readonly SequenceShot[],
  moving: ReadonlySet<string>,
  sceneId: string,
  beforeShotId: string | null,
): boolean {
  const moved = shots.filter(({ shot }) => moving.has(shot.id));
  if (moved.length === 0) return true;
  if (moved.some(({ scene }) => scene.id !== sceneId)) return false;
  const first = moved[0] as SequenceShot;
  const lastMoved = moved.at(-1) as SequenceShot;
  if (lastMoved.index - first.index !== moved.length - 1) return false;
  const next = shots[lastMoved.index + 1];
  return (next?.scene.id === sceneId ? next.shot.id : null) === beforeShotId;
}

/** For drops of new things: place among the shots of a scene, counted from 0. */
export function insertionIndex(
  model: TimelineModel,
  insertion: Pick<Insertion, 'sceneId' | 'beforeShotId'>,
): number {
  const siblings = model.sequence.shots.filter(({ scene }) => scene.id === insertion.sceneId);
  const index = siblings.findIndex(({ shot }) => shot.id === insertion.beforeShotId);
  return index < 0 ? siblings.length : index;
}
