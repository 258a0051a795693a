import { z } from 'zod';
import type { Draft } from '../document/draft';
import { boardIdSchema, type ShotId, shotIdSchema } from '../document/ids';
import { boardSchema, type Shot } from '../document/records';
import { copyBoardLayers, dissolveLastBoard, insertBoard, removeBoard } from '../edits/boards';
import { combineShots } from '../edits/combineShots';
import { splitShot } from '../edits/splitShot';
import { boardsOf } from '../shots/boards';
import { isShotOmitted } from '../shots/sequence';
import { frames, framesSchema } from '../time/frames';
import { defineCommand, type PlanContext, PlanRefusal, type PlanResult } from './command';
import { definedFields } from './projectCommands';

const addArgs = z.object({
  shotId: shotIdSchema,
  /** `copy`: with the layers of the board it follows. */
  mode: z.enum(['blank', 'copy']),
  /** The board that it follows; null = the shot's last one. */
  afterBoardId: boardIdSchema.nullable().default(null),
  /** Where it begins, in the shot's own time, if that lies inside the board it follows; else it takes the later half. */
  atFrame: framesSchema.optional(),
});

const add = defineCommand({ id: 'board.add', title: 'New Board', args: addArgs, plan: addBoard });

function addBoard(
  draft: Draft,
  { shotId, mode, afterBoardId, atFrame }: z.output<typeof addArgs>,
  context: PlanContext,
): PlanResult {
  const shot = draft.require('shot', shotId);
  const { before, made } = insertBoard(draft, shot, afterBoardId, atFrame, context);
  if (mode === 'copy') {
    copyBoardLayers(draft, before, made, context);
    draft.update('board', made.id, { name: before.name, action: before.action, notes: before.notes });
  }
  return { selection: [made.id], label: mode === 'copy' ? 'Duplicate Board' : 'New Board' };
}

const duplicate = defineCommand({
  id: 'board.duplicate',
  title: 'Duplicate Board',
  args: z.object({ boardId: boardIdSchema }),
  plan: (draft, { boardId }, context) => {
    const { shotId } = draft.require('board', boardId);
    return addBoard(draft, { shotId, mode: 'copy', afterBoardId: boardId }, context);
  },
});

const edit = defineCommand({
  id: 'board.edit',
  title: 'Edit Board',
  args: z.object({
    boardId: boardIdSchema,
    fields: boardSchema.pick({ name: true, action: true, notes: true }).partial(),
  }),
  plan: (draft, { boardId, fields }) => {
    draft.update('board', boardId, definedFields(fields));
    return undefined;
  },
});

/** Moves the cut between a board and the one before it. */
const setFrame = defineCommand({
  id: 'board.setFrame',
  title: 'Move Board Cut',
  args: z.object({ boardId: boardIdSchema, frame: framesSchema }),
  plan: (draft, { boardId, frame }) => {
    const board = draft.require('board', boardId);
    const boards = draft.childrenOf('board', board.shotId);
    const index = boards.findIndex(({ id }) => id === boardId);
    const before = boards[index - 1];
    if (!before) throw new PlanRefusal('The first board begins with its shot.', boardId);
    const next = boards[index + 1];
    if (frame <= before.frame || (next && frame >= next.frame))
      throw new PlanRefusal(
        'A board is at least one frame long: its cut lies between its neighbours.',
        boardId,
      );
    draft.update('board', boardId, { frame });
    return undefined;
  },
});

/** Puts a board at another place among its shot's; each keeps its length. */
const move = defineCommand({
  id: 'board.move',
  title: 'Move Board',
  args: z.object({ boardId: boardIdSchema, index: z.int().min(0) }),
  plan: (draft, { boardId, index }) => {
    const moved = draft.require('board', boardId);
    const shot = draft.require('shot', moved.shotId);
    const boards = draft.childrenOf('board', shot.id);
    if (index >= boards.length) throw new PlanRefusal('There is no such place among the boards.', boardId);
    const [first] = boards;
    const start = Math.min(shot.sourceInFrames, (boards[1] ?? moved).frame - 1);
    const frameOf = (at: number): number => (at === 0 ? start : (boards[at]?.frame ?? 0));
    const shotEnd = shot.sourceInFrames + shot.lengthFrames;
    const lengths = new Map(
      boards.map((board, at) => {
        const end = boards[at + 1]?.frame ?? Math.max(shotEnd, frameOf(at) + 1);
        return [board.id, end - frameOf(at)];
      }),
    );
    const order = boards.filter(({ id }) => id !== boardId);
    order.splice(index, 0, moved);
    let frame = first ? start : 0;
    for (const board of order) {
      draft.update('board', board.id, { frame: frames(frame) });
      frame += lengths.get(board.id) ?? 1;
    }
    return { selection: [boardId] };
  },
});

const remove = defineCommand({
  id: 'board.delete',
  title: 'Delete Boards',
  args: z.object({ boardIds: z.array(boardIdSchema).min(1).max(10_000) }),
  plan: (draft, { boardIds }) => {
    for (const id of new Set(boardIds)) {
      const { shotId } = draft.require('board', id);
      if (draft.childrenOf('board', shotId).length === 1)
        throw new PlanRefusal('A shot has one board at least: delete the shot instead.', id);
      removeBoard(draft, id);
    }
    return {
      selection: [],
      label: boardIds.length === 1 ? 'Delete Board' : `Delete ${boardIds.length} Boards`,
    };
  },
});

/** Boards of a shot as shots of their own. */
const splitIntoShots = defineCommand({
  id: 'board.splitIntoShots',
  title: 'Split Boards into Shots',
  args: z.object({ shotId: shotIdSchema }),
  plan: (draft, { shotId }, context) => {
    const shot = draft.require('shot', shotId);
    const shown = boardsOf(draft, shot).filter(({ lengthFrames }) => lengthFrames > 0);
    if (shown.length < 2) throw new PlanRefusal('This shot has a single board.', shotId);
    const hasWords = shown.some(({ board }) => board && `${board.action}${board.notes}` !== '');
    const words = shown.map(({ board }) => ({ action: board?.action ?? '', notes: board?.notes ?? '' }));
    const made: ShotId[] = [];
    // From behind, so that the places counted from the shot's start stay true.
    for (const { offsetFrames } of shown.slice(1).reverse())
      made.unshift(splitShot(draft, shotId, offsetFrames, context).id);
    if (hasWords) for (const [index, id] of [shotId, ...made].entries()) takeWords(draft, id, words[index]);
    return { selection: [shotId, ...made] };
  },
});

/** What was written on a board is now the shot's. */
function takeWords(draft: Draft, shotId: ShotId, words: Pick<Shot, 'action' | 'notes'> | undefined): void {
  draft.update('shot', shotId, { ...words });
  for (const { id } of draft.childrenOf('board', shotId))
    draft.update('board', id, { name: '', action: '', notes: '' });
  dissolveLastBoard(draft, shotId);
}

/** Shots as boards of one: the first one's, in the order of the film. */
const combine = defineCommand({
  id: 'shot.combine',
  title: 'Combine Shots',
  args: z.object({ shotIds: z.array(shotIdSchema).min(1).max(1_000) }),
  plan: function* (draft, { shotIds }, context) {
    const wanted = new Set<string>(shotIds.map((id) => draft.require('shot', id).id));
    const inOrder = draft
      .list('scene')
      .flatMap((scene) => draft.childrenOf('shot', scene.id).filter((shot) => !isShotOmitted(shot, scene)))
      .flatMap(({ id }) => (wanted.has(id) ? [id] : []));
    if (inOrder.length < 2) throw new PlanRefusal('Select two shots or more to combine them into one.');
    return {
      selection: [(yield* combineShots(draft, inOrder, context)).id],
      label: `Combine ${inOrder.length} Shots`,
    };
  },
});

export const boardCommands = [add, duplicate, edit, setFrame, move, remove, splitIntoShots, combine] as const;
