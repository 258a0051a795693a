import { z } from 'zod';
import { createDialogueLine, createLayer, createShot, defaultShotLength } from '../document/factories';
import {
  dialogueLineIdSchema,
  mediaIdSchema,
  type ShotId,
  sceneIdSchema,
  shotIdSchema,
} from '../document/ids';
import { lastOrderKey, orderKeysAt } from '../document/order';
import { dialogueLineSchema, type Shot, shotSchema } from '../document/records';
import { copyShot } from '../edits/copyShot';
import { retimeMove } from '../edits/moveKeyframes';
import { scaleShot } from '../edits/scaleShot';
import { sceneForNewShots } from '../edits/sceneForNewShots';
import { setShotLens } from '../edits/shotCells';
import { takeOutShots } from '../edits/takeOut';
import { convertFrames, frames, framesSchema, lengthSchema } from '../time/frames';
import { defineCommand, PlanRefusal } from './command';
import { fieldLabel } from './fieldLabels';
import { definedFields } from './projectCommands';

/** Where new or moved shots go: into a scene at a place counted from 0 (absent = last). */
const placeSchema = z.object({ sceneId: sceneIdSchema.optional(), index: z.int().min(0).optional() });
const shotIdsSchema = z.array(shotIdSchema).min(1).max(10_000);

const add = defineCommand({
  id: 'shot.add',
  title: 'New Shot',
  args: placeSchema.extend({
    id: shotIdSchema.optional(),
    lengthFrames: lengthSchema.optional(),
    fields: shotSchema
      .pick({ size: true, angle: true, lensMm: true, action: true, notes: true, prompt: true })
      .partial()
      .default({}),
  }),
  plan: (draft, { id, sceneId, index, lengthFrames, fields }, context) => {
    const scene = sceneForNewShots(draft, sceneId, context);
    const siblings = draft.childrenOf('shot', scene);
    const [order] = orderKeysAt(siblings, index ?? siblings.length) as [string];
    const shot = draft.add(
      createShot({
        id: id ?? context.newId('shot'),
        sceneId: scene,
        order,
        lengthFrames: lengthFrames ?? defaultShotLength(draft.project().rate),
        ...definedFields(fields),
      }),
    );
    return { selection: [shot.id] };
  },
});

const addFromMedia = defineCommand({
  id: 'shot.addFromMedia',
  title: 'New Shots from Media',
  args: placeSchema.extend({ mediaIds: z.array(mediaIdSchema).min(1).max(5_000) }),
  plan: function* (draft, { mediaIds, sceneId, index }, context) {
    const scene = sceneForNewShots(draft, sceneId, context);
    const siblings = draft.childrenOf('shot', scene);
    const { rate } = draft.project();
    const orders = orderKeysAt(siblings, index ?? siblings.length, mediaIds.length);
    const made: ShotId[] = [];
    for (const [position, mediaId] of mediaIds.entries()) {
      const media = draft.require('media', mediaId);
      const { content } = media;
      if (content.type === 'sound')
        throw new PlanRefusal(`"${media.name}" is a sound: put it on the timeline.`, mediaId);
      const lengthFrames =
        content.type === 'video'
          ? frames(Math.max(1, convertFrames(content.frameCount, content.rate, rate)))
          : defaultShotLength(rate);
      const shot = draft.add(
        createShot({
          id: context.newId('shot'),
          sceneId: scene,
          order: orders[position] as string,
          lengthFrames,
        }),
      );
      draft.add(
        createLayer({
          id: context.newId('layer'),
          shotId: shot.id,
          order: lastOrderKey([]),
          name: media.name,
          content:
            content.type === 'video'
              ? { type: 'clip', mediaId, inFrames: frames(0) }
              : { type: 'image', mediaId },
        }),
      );
      made.push(shot.id);
      yield;
    }
    return {
      selection: made,
      label: made.length === 1 ? 'New Shot from Media' : `${made.length} New Shots from Media`,
    };
  },
});

const editLabels = {
  size: 'Set Shot Size',
  angle: 'Set Angle',
  action: 'Edit Action',
  notes: 'Edit Notes',
  prompt: 'Edit Prompt',
  status: 'Set Status',
  colour: 'Set Colour',
  clipJoin: 'Set Clip Grouping',
  handheld: 'Set Handheld',
  transitionIn: 'Set Transition',
  negativePrompt: 'Edit Negative Prompt',
  promptText: 'Write Prompt',
} as const;

const edit = defineCommand({
  id: 'shot.edit',
  title: 'Edit Shot',
  args: z.object({
    shotIds: shotIdsSchema,
    fields: shotSchema
      .pick({
        size: true,
        angle: true,
        action: true,
        notes: true,
        prompt: true,
        status: true,
        colour: true,
        clipJoin: true,
        handheld: true,
        transitionIn: true,
        negativePrompt: true,
        promptText: true,
      })
      .partial(),
  }),
  plan: function* (draft, { shotIds, fields }) {
    for (const id of shotIds) {
      draft.update('shot', id, definedFields(fields));
      yield;
    }
    return fieldLabel(fields, editLabels, shotIds.length === 1 ? null : `${shotIds.length} Shots`);
  },
});

/** Where multi-shot clips begin and go on, for many shots at once: a cut between two clips moves by marks on both its sides. */
const setClipJoins = defineCommand({
  id: 'shot.setClipJoins',
  title: 'Group Shots into Clips',
  args: z.object({
    joins: z
      .record(shotIdSchema, shotSchema.shape.clipJoin)
      .refine((joins) => Object.keys(joins).length <= 10_000, 'At most 10,000 shots at once.'),
    label: z.string().max(60).optional(),
  }),
  plan: (draft, { joins, label }) => {
    for (const [id, clipJoin] of Object.entries(joins)) draft.update('shot', id as ShotId, { clipJoin });
    return label === undefined ? undefined : { label };
  },
});

const setLength = defineCommand({
  id: 'shot.setLength',
  title: 'Set Shot Length',
  args: z.object({ shotIds: shotIdsSchema, lengthFrames: lengthSchema }),
  plan: function* (draft, { shotIds, lengthFrames }, context) {
    for (const id of shotIds) {
      draft.update('shot', id, { lengthFrames });
      retimeMove(draft, id, context);
      yield;
    }
    return undefined;
  },
});

/** Each longer or shorter by as much; none gets shorter than one frame. */
const changeLength = defineCommand({
  id: 'shot.changeLength',
  title: 'Change Shot Lengths',
  args: z.object({ shotIds: shotIdsSchema, byFrames: framesSchema }),
  plan: function* (draft, { shotIds, byFrames }, context) {
    for (const id of new Set(shotIds)) {
      const { lengthFrames } = draft.require('shot', id);
      draft.update('shot', id, { lengthFrames: frames(Math.max(1, lengthFrames + byFrames)) });
      retimeMove(draft, id, context);
      yield;
    }
    return undefined;
  },
});

/** Each so many times as long; boards, camera and the moments of lines come along in proportion. */
const scaleLength = defineCommand({
  id: 'shot.scaleLength',
  title: 'Scale Shot Lengths',
  args: z.object({ shotIds: shotIdsSchema, factor: z.number().min(0.01).max(100) }),
  plan: function* (draft, { shotIds, factor }, context) {
    for (const id of new Set(shotIds)) {
      scaleShot(draft, id, factor, context);
      yield;
    }
    return undefined;
  },
});

const setLens = defineCommand({
  id: 'shot.setLens',
  title: 'Set Lens',
  args: z.object({ shotIds: shotIdsSchema, lensMm: shotSchema.shape.lensMm }),
  plan: function* (draft, { shotIds, lensMm }) {
    for (const id of shotIds) {
      setShotLens(draft, id, lensMm);
      yield;
    }
    return undefined;
  },
});

const move = defineCommand({
  id: 'shot.move',
  title: 'Move Shots',
  args: z.object({
    shotIds: shotIdsSchema,
    sceneId: sceneIdSchema,
    /** The shots go before this one; null = to the end of the scene. */
    beforeShotId: shotIdSchema.nullable(),
  }),
  plan: (draft, { shotIds, sceneId, beforeShotId }) => {
    draft.require('scene', sceneId);
    const moving = new Set(shotIds);
    if (beforeShotId && moving.has(beforeShotId)) {
      throw new PlanRefusal('Shots cannot be moved before one of themselves.', beforeShotId);
    }
    const rest = draft.childrenOf('shot', sceneId).filter((shot) => !moving.has(shot.id));
    const index = beforeShotId ? rest.findIndex((shot) => shot.id === beforeShotId) : rest.length;
    if (index < 0) throw new PlanRefusal('The shot to move before is not in that scene.');
    const inFilmOrder = draft
      .list('scene')
      .flatMap((scene) => draft.childrenOf('shot', scene.id))
      .filter((shot) => moving.has(shot.id));
    const orders = orderKeysAt(rest, index, inFilmOrder.length);
    inFilmOrder.forEach((shot, position) => {
      draft.update('shot', shot.id, { sceneId, order: orders[position] as string });
    });
    return { selection: shotIds, label: shotIds.length === 1 ? 'Move Shot' : `Move ${shotIds.length} Shots` };
  },
});

const duplicate = defineCommand({
  id: 'shot.duplicate',
  title: 'Duplicate Shots',
  args: z.object({ shotIds: shotIdsSchema }),
  plan: function* (draft, { shotIds }, context) {
    const copies: Shot[] = [];
    for (const id of shotIds) {
      copies.push(copyShot(draft, id, context));
      yield;
    }
    return {
      selection: copies.map((shot) => shot.id),
      label: copies.length === 1 ? 'Duplicate Shot' : `Duplicate ${copies.length} Shots`,
    };
  },
});

const remove = defineCommand({
  id: 'shot.delete',
  title: 'Delete Shots',
  args: z.object({ shotIds: shotIdsSchema }),
  plan: function* (draft, { shotIds }) {
    for (const id of shotIds) draft.require('shot', id);
    return { selection: [], ...(yield* takeOutShots(draft, shotIds)) };
  },
});

const addDialogue = defineCommand({
  id: 'dialogue.addLine',
  title: 'Add Dialogue Line',
  args: dialogueLineSchema.pick({ shotId: true, text: true }).extend({
    speakerId: dialogueLineSchema.shape.speakerId.default(null),
    language: dialogueLineSchema.shape.language.default('en'),
    deliveryNote: dialogueLineSchema.shape.deliveryNote.default(''),
  }),
  plan: (draft, args, context) => {
    draft.require('shot', args.shotId);
    const order = lastOrderKey(draft.childrenOf('dialogueLine', args.shotId));
    draft.add(createDialogueLine({ id: context.newId('dialogueLine'), order, ...args }));
    return undefined;
  },
});

const editDialogue = defineCommand({
  id: 'dialogue.editLine',
  title: 'Edit Dialogue Line',
  args: z.object({
    dialogueLineId: dialogueLineIdSchema,
    fields: dialogueLineSchema
      .pick({ speakerId: true, language: true, accent: true, text: true, deliveryNote: true, voiceId: true })
      .partial(),
  }),
  plan: (draft, { dialogueLineId, fields }) => {
    const { speakerId, voiceId } = draft.require('dialogueLine', dialogueLineId);
    const voice = voiceId ? draft.get('voice', voiceId) : undefined;
    // Said by somebody else, it is not said in a voice of who said it before.
    const isLeftBehind = fields.speakerId !== undefined && voice?.elementId === speakerId;
    draft.update('dialogueLine', dialogueLineId, {
      ...(isLeftBehind ? { voiceId: null } : {}),
      ...definedFields(fields),
    });
    return undefined;
  },
});

const deleteDialogue = defineCommand({
  id: 'dialogue.deleteLine',
  title: 'Delete Dialogue Line',
  args: z.object({ dialogueLineId: dialogueLineIdSchema }),
  plan: (draft, { dialogueLineId }) => {
    draft.require('dialogueLine', dialogueLineId);
    draft.remove('dialogueLine', dialogueLineId);
    return undefined;
  },
});

export const shotCommands = [
  add,
  addFromMedia,
  edit,
  setClipJoins,
  setLength,
  changeLength,
  scaleLength,
  setLens,
  move,
  duplicate,
  remove,
  addDialogue,
  editDialogue,
  deleteDialogue,
] as const;
