import { keyedPoseAt, opticalPose, restPose } from '../camera/poses';
import type { PlanContext } from '../commands/command';
import type { Draft } from '../document/draft';
import { createBoard, createCameraKeyframe, defaultFocalMm } from '../document/factories';
import type { ShotId } from '../document/ids';
import { lastOrderKey, orderKeysAt } from '../document/order';
import type { Board, CameraKeyframe, Shot } from '../document/records';
import { boardsOf } from '../shots/boards';
import type { Steps } from '../steps/runSteps';
import { frames } from '../time/frames';
import { copyLayer } from './copyShot';
import { newLinkId } from './editLinked';
import { takeOutShots } from './takeOut';

type Pose = Omit<CameraKeyframe, 'kind' | 'id' | 'shotId'>;

/**
 *   |--A--|---B---|-C-|      the shots become boards of the first one, which is as long as all of them:
 *   |--1-----2-----3--|      what is seen at each frame stays as it was, the shake of a handheld camera apart
 * Lines, comments and takes come along; no take is shown, since none shows the whole.
 * In steps of a shot.
 * @param shotIds at least two, in the order of the film
 */
export function* combineShots(draft: Draft, shotIds: readonly ShotId[], context: PlanContext): Steps<Shot> {
  const shots = shotIds.map((id) => draft.require('shot', id));
  const [target, ...others] = shots as [Shot, ...Shot[]];
  const keyframes = joinedKeyframes(draft, shots);
  for (const shot of shots) {
    ownBoards(draft, shot, context);
    yield;
  }
  let startFrame = target.sourceInFrames + target.lengthFrames;
  for (const shot of others) {
    moveInto(draft, shot, target, startFrame - shot.sourceInFrames);
    startFrame += shot.lengthFrames;
    yield;
  }
  if (keyframes) {
    for (const { id } of draft.childrenOf('cameraKeyframe', target.id)) draft.remove('cameraKeyframe', id);
    for (const pose of keyframes)
      draft.add(createCameraKeyframe({ id: context.newId('cameraKeyframe'), shotId: target.id, ...pose }));
  }
  yield* takeOutShots(
    draft,
    others.map(({ id }) => id),
  );
  return draft.update('shot', target.id, {
    lengthFrames: frames(startFrame - target.sourceInFrames),
    action: joined(shots.map(({ action }) => action)),
    notes: joined(shots.map(({ notes }) => notes)),
    prompt: joined(shots.map(({ prompt }) => prompt)),
    move: keyframes ? null : target.move,
    activeTakeId: null,
  });
}

const joined = (texts: readonly string[]): string =>
  [...new Set(texts.filter((text) => text !== ''))].join('\n');

/** Every layer on a board of its own shot, and no board that is not shown: as it is seen now, and movable. */
function ownBoards(draft: Draft, shot: Shot, context: PlanContext): void {
  if (draft.childrenOf('board', shot.id).length === 0) {
    draft.add(
      createBoard({
        id: context.newId('board'),
        shotId: shot.id,
        frame: shot.sourceInFrames,
        action: shot.action,
        notes: shot.notes,
      }),
    );
  }
  const shown = boardsOf(draft, shot).filter(({ lengthFrames }) => lengthFrames > 0);
  const kept = new Set(shown.map(({ board }) => board?.id));
  for (const { id } of draft.childrenOf('board', shot.id)) if (!kept.has(id)) draft.remove('board', id);
  for (const { board, offsetFrames } of shown)
    if (board) draft.update('board', board.id, { frame: frames(shot.sourceInFrames + offsetFrames) });
  spreadLayers(draft, shot, draft.childrenOf('board', shot.id), context);
}

/** A layer that shows on all boards of its shot is put on each of them, linked, so that it stays one thing. */
function spreadLayers(draft: Draft, shot: Shot, boards: readonly Board[], context: PlanContext): void {
  const [first, ...rest] = boards;
  if (!first) return;
  for (const layer of draft.childrenOf('layer', shot.id)) {
    if (layer.boardId !== null) continue;
    const linkId = layer.linkId ?? (rest.length > 0 ? newLinkId(context) : null);
    const own = draft.update('layer', layer.id, { boardId: first.id, linkId });
    for (const board of rest) {
      const siblings = draft.childrenOf('layer', shot.id);
      const index = siblings.findIndex(({ id }) => id === layer.id) + 1;
      const [order] = orderKeysAt(siblings, index) as [string];
      copyLayer(draft, own, { boardId: board.id, order }, context);
    }
  }
}

/** Boards, layers, words and takes of a shot, to another one whose own time is later by `byFrames`. */
function moveInto(draft: Draft, shot: Shot, target: Shot, byFrames: number): void {
  for (const board of draft.childrenOf('board', shot.id))
    draft.update('board', board.id, { shotId: target.id, frame: frames(board.frame + byFrames) });
  for (const layer of draft.childrenOf('layer', shot.id)) {
    const { content } = layer;
    draft.update('layer', layer.id, {
      shotId: target.id,
      order: lastOrderKey(draft.childrenOf('layer', target.id)),
      content:
        content.type === 'clip' ? { ...content, inFrames: frames(content.inFrames - byFrames) } : content,
    });
  }
  const offset = shot.sourceInFrames + byFrames - target.sourceInFrames;
  for (const { id, span } of draft.childrenOf('dialogueLine', shot.id))
    draft.update('dialogueLine', id, {
      shotId: target.id,
      order: lastOrderKey(draft.childrenOf('dialogueLine', target.id)),
      span: span && { ...span, offsetFrames: frames(span.offsetFrames + offset) },
    });
  // One about the whole shot is now about where that begins.
  for (const { id, frame } of draft.childrenOf('comment', shot.id))
    draft.update('comment', id, {
      shotId: target.id,
      frame: frames((frame ?? shot.sourceInFrames) + byFrames),
    });
  for (const take of draft.childrenOf('take', shot.id))
    draft.update('take', take.id, {
      shotId: target.id,
      sourceInFrames: frames(take.sourceInFrames + byFrames),
    });
  // With locked numbers it stays in the list, omitted: it has no take left to show.
  draft.update('shot', shot.id, { activeTakeId: null });
}

/** One camera for all: each shot's moves in its part, standing still up to the next; null when no camera moves. */
function joinedKeyframes(draft: Draft, shots: readonly Shot[]): Pose[] | null {
  if (shots.every(({ id }) => draft.childrenOf('cameraKeyframe', id).length === 0)) return null;
  const [target] = shots as [Shot, ...Shot[]];
  const restFocalMm = target.lensMm ?? defaultFocalMm;
  let startFrame: number = target.sourceInFrames;
  return shots.flatMap((shot) => {
    const byFrames = startFrame - shot.sourceInFrames;
    startFrame += shot.lengthFrames;
    const lens = restFocalMm / (shot.lensMm ?? defaultFocalMm);
    return shownKeyframes(draft, shot).map((pose) => ({
      ...pose,
      frame: frames(pose.frame + byFrames),
      focalMm: pose.focalMm * lens,
    }));
  });
}

/** The keyframes within what is shown of a shot, with one where it begins, and the last one held. */
function shownKeyframes(draft: Draft, shot: Shot): Pose[] {
  const all = draft.childrenOf('cameraKeyframe', shot.id);
  const path = { keyframes: all, restFocalMm: shot.lensMm ?? defaultFocalMm };
  const first = shot.sourceInFrames;
  const last = frames(first + shot.lengthFrames - 1);
  const plain = { interpolation: 'linear', ease: { x1: 0, y1: 0, x2: 1, y2: 1 } } as const;
  const inside = all
    .filter(({ frame }) => frame >= first && frame <= last)
    .map(({ kind: _kind, id: _id, shotId: _shotId, ...pose }): Pose => pose);
  const at = (frame: Pose['frame']): Pose => {
    const before = all.findLast((keyframe) => keyframe.frame < frame);
    const pose = all.length > 0 ? opticalPose(keyedPoseAt(path, frame)) : restPose(path.restFocalMm);
    // Before the first keyframe the camera stands; within a move that began earlier it goes on evenly.
    return { ...pose, ...plain, interpolation: before ? before.interpolation : 'hold', frame };
  };
  const begun = inside[0]?.frame === first ? inside : [at(first), ...inside];
  const goesOn = all.some(({ frame }) => frame > last) && begun.at(-1)?.frame !== last;
  const ended = goesOn ? [...begun, at(last)] : begun;
  return ended.map((pose, index) => (index === ended.length - 1 ? { ...pose, interpolation: 'hold' } : pose));
}
