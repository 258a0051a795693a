import { type PlanContext, PlanRefusal } from '../commands/command';
import type { Draft } from '../document/draft';
import type { ShotId } from '../document/ids';
import { lastOrderKey } from '../document/order';
import type { DialogueLine, InputParts, Shot, Take } from '../document/records';
import { shotInputParts, shotInputsHash } from '../generation/inputsHash';
import { boardAt } from '../shots/boards';
import { type Frames, frames } from '../time/frames';
import { dissolveLastBoard } from './boards';
import { copyShot } from './copyShot';

/**
 *   |-----A-----|      both halves keep camera, takes and the boards they show;
 *   |--A--|--A'-|      the second one's own time goes on where the first one's ends.
 * Lines and comments go with the half that they are said or made in.
 * @param atFrame first frame of the second half, counted from the start of the shot
 * @returns the second half
 * @throws PlanRefusal when the place is not inside the shot
 */
export function splitShot(draft: Draft, shotId: ShotId, atFrame: Frames, context: PlanContext): Shot {
  const shot = draft.require('shot', shotId);
  if (atFrame < 1 || atFrame >= shot.lengthFrames)
    throw new PlanRefusal('There is nothing to split here: the playhead is not inside the shot.', shotId);
  const takes = draft.childrenOf('take', shotId);
  const inputsBefore = inputsOf(draft, shotId, takes);
  // The halves of a move are no longer the named move.
  draft.update('shot', shotId, { lengthFrames: atFrame, move: null });
  const second = copyShot(draft, shotId, context);
  for (const copied of draft.childrenOf('dialogueLine', second.id)) draft.remove('dialogueLine', copied.id);
  const cutFrame = frames(shot.sourceInFrames + atFrame);
  draft.update('shot', second.id, {
    lengthFrames: frames(shot.lengthFrames - atFrame),
    sourceInFrames: cutFrame,
    transitionIn: null,
  });
  moveWords(draft, shotId, second.id, atFrame, cutFrame);
  for (const take of takes) {
    const copy = draft.add({ ...take, id: context.newId('take'), shotId: second.id });
    if (take.id === shot.activeTakeId) draft.update('shot', second.id, { activeTakeId: copy.id });
  }
  partBoards(draft, shotId, second.id, cutFrame);
  // What a half shows is what it showed before: a take that was good for the whole is good for it.
  for (const half of [shotId, second.id]) {
    const inputs = inputsOf(draft, half, takes);
    if (!inputs || !inputsBefore) continue;
    for (const take of draft.childrenOf('take', half)) {
      if (take.inputsHash === inputsBefore.hash) draft.update('take', take.id, { inputsHash: inputs.hash });
      if (take.inputParts) {
        const inputParts = movedParts(take.inputParts, inputsBefore.parts, inputs.parts);
        draft.update('take', take.id, { inputParts });
      }
    }
  }
  return draft.require('shot', second.id);
}

/** What takes of a shot are made from as it stands; null = it has none to compare that with, which takes its time. */
function inputsOf(draft: Draft, shotId: ShotId, takes: readonly Take[]) {
  if (takes.length === 0) return null;
  return { hash: shotInputsHash(draft, shotId), parts: shotInputParts(draft, shotId, true) };
}

/** Parts that were fresh stay so. */
function movedParts(kept: InputParts, before: InputParts, now: InputParts): InputParts {
  const moved = Object.entries(kept).map(([part, hash]) => {
    const name = part as keyof InputParts;
    return [name, hash !== null && hash === before[name] ? now[name] : hash];
  });
  return Object.fromEntries(moved) as InputParts;
}

function moveWords(draft: Draft, from: ShotId, to: ShotId, atFrame: Frames, cutFrame: Frames): void {
  for (const { id, span } of draft.childrenOf('dialogueLine', from)) {
    if (!span || span.offsetFrames < atFrame) continue;
    const fields: Partial<DialogueLine> = {
      shotId: to,
      order: lastOrderKey(draft.childrenOf('dialogueLine', to)),
      span: { ...span, offsetFrames: frames(span.offsetFrames - atFrame) },
    };
    draft.update('dialogueLine', id, fields);
  }
  for (const { id, frame } of draft.childrenOf('comment', from))
    if (frame !== null && frame >= cutFrame) draft.update('comment', id, { shotId: to });
}

/** Each half keeps the boards that it shows; the one that the cut goes through is in both. */
function partBoards(draft: Draft, firstId: ShotId, secondId: ShotId, cutFrame: Frames): void {
  const kept = boardAt(draft, secondId, cutFrame);
  for (const board of draft.childrenOf('board', firstId).slice(1))
    if (board.frame >= cutFrame) draft.remove('board', board.id);
  for (const board of draft.childrenOf('board', secondId))
    if (kept && board.frame < kept.frame) draft.remove('board', board.id);
  dissolveLastBoard(draft, firstId);
  dissolveLastBoard(draft, secondId);
}
