import { z } from 'zod';
import { soundFragmentSchema } from '../clipboard/fragment';
import { pasteFragment, pastePlaceSchema } from '../clipboard/pasteFragment';
import { clipSelectionSchema, clipTitle } from '../clipboard/selection';
import type { Draft } from '../document/draft';
import { createShot, defaultShotLength } from '../document/factories';
import { sceneIdSchema, shotIdSchema } from '../document/ids';
import { orderKeysAt } from '../document/order';
import { mediaSchema, shotSchema } from '../document/records';
import { removeBoard } from '../edits/boards';
import { sceneForNewShots } from '../edits/sceneForNewShots';
import { takeOutScene, takeOutShots } from '../edits/takeOut';
import type { Steps } from '../steps/runSteps';
import { defineCommand, PlanRefusal } from './command';

/** What was copied here or in another project. Run by the worker, which has put the files of media in their place before. */
const paste = defineCommand({
  id: 'edit.paste',
  title: 'Paste',
  isInternal: true,
  args: z.object({
    fragment: soundFragmentSchema,
    place: pastePlaceSchema,
    files: z.array(mediaSchema).max(100_000).default([]),
    isOwn: z.boolean().default(false),
  }),
  plan: (draft, args, context) => pasteFragment(draft, args, context),
});

/** Takes away what has just been copied. */
const cut = defineCommand({
  id: 'edit.cut',
  title: 'Cut',
  args: z.object({ what: clipSelectionSchema }),
  plan: function* (draft, { what }) {
    for (const id of what.ids) draft.require(what.kind, id);
    yield* takeAway(draft, what);
    return { selection: [], label: `Cut ${clipTitle(what.kind, what.ids.length)}` };
  },
});

function* takeAway(draft: Draft, what: z.output<typeof clipSelectionSchema>): Steps<void> {
  switch (what.kind) {
    case 'shot':
      yield* takeOutShots(draft, what.ids);
      return;
    case 'scene':
      for (const id of new Set(what.ids)) yield* takeOutScene(draft, id);
      return;
    case 'board':
      for (const id of new Set(what.ids)) {
        const { shotId } = draft.require('board', id);
        if (draft.childrenOf('board', shotId).length === 1)
          throw new PlanRefusal('A shot has one board at least: cut the shot instead.', id);
        removeBoard(draft, id);
      }
      return;
    case 'layer':
      for (const id of new Set(what.ids)) {
        const { name, isLocked } = draft.require('layer', id);
        if (isLocked) throw new PlanRefusal(`The layer "${name}" is locked.`, id);
        draft.remove('layer', id);
        yield;
      }
      return;
    default:
      for (const id of new Set<string>(what.ids)) {
        draft.remove(what.kind, id);
        yield;
      }
  }
}

/** Lines of a text that was copied anywhere: a shot each, with the line as its action. */
const shotsFromText = defineCommand({
  id: 'shot.addFromText',
  title: 'New Shots from Text',
  args: z.object({
    lines: z.array(shotSchema.shape.action.min(1)).min(1).max(1_000),
    sceneId: sceneIdSchema.optional(),
    afterShotId: shotIdSchema.optional(),
  }),
  plan: (draft, { lines, sceneId, afterShotId }, context) => {
    const after = afterShotId === undefined ? undefined : draft.require('shot', afterShotId);
    const scene = after?.sceneId ?? sceneForNewShots(draft, sceneId, context);
    const siblings = draft.childrenOf('shot', scene);
    const orders = orderKeysAt(siblings, after ? siblings.indexOf(after) + 1 : siblings.length, lines.length);
    const lengthFrames = defaultShotLength(draft.project().rate);
    const made = lines.map((action, index) => {
      const order = orders[index] as string;
      return draft.add(createShot({ id: context.newId('shot'), sceneId: scene, order, lengthFrames, action }))
        .id;
    });
    return {
      selection: made,
      label: made.length === 1 ? 'New Shot from Text' : `${made.length} New Shots from Text`,
    };
  },
});

export const clipboardCommands = [paste, cut, shotsFromText] as const;
