import { z } from 'zod';
import type { Draft } from '../document/draft';
import { createLayer, createLook } from '../document/factories';
import {
  boardIdSchema,
  type ElementId,
  elementIdSchema,
  type LayerId,
  type LookId,
  lookIdSchema,
  type MediaId,
  mediaIdSchema,
  shotIdSchema,
} from '../document/ids';
import { lastOrderKey } from '../document/order';
import { elementSchema, layerSchema, layerTransformSchema, lookSchema } from '../document/records';
import { addElement } from '../edits/addElement';
import { requireBoardOf } from '../edits/boards';
import { defineCommand, PlanRefusal } from './command';
import { fieldLabel } from './fieldLabels';
import { definedFields } from './projectCommands';

function requirePictures(draft: Draft, mediaIds: readonly MediaId[]): void {
  for (const mediaId of mediaIds) {
    const media = draft.require('media', mediaId);
    if (media.content.type !== 'image') throw new PlanRefusal(`"${media.name}" is no picture.`, mediaId);
  }
}

const add = defineCommand({
  id: 'element.add',
  title: 'New Element',
  args: elementSchema.pick({ type: true, name: true }).extend({
    id: elementIdSchema.optional(),
    notes: elementSchema.shape.notes.default(''),
    /** Reference pictures of its first look, front first. */
    references: z.array(mediaIdSchema).max(64).default([]),
    keepNotes: lookSchema.shape.keepNotes.default(''),
  }),
  plan: (draft, { id, type, name, notes, references, keepNotes }, context) => {
    requirePictures(draft, references);
    const element = addElement(draft, { id, type, name, notes, references, keepNotes }, context);
    return { selection: [element.id], label: `New ${type[0]?.toUpperCase()}${type.slice(1)}` };
  },
});

const addFromMedia = defineCommand({
  id: 'element.addFromMedia',
  title: 'New Elements from Media',
  args: elementSchema.pick({ type: true }).extend({ mediaIds: z.array(mediaIdSchema).min(1).max(500) }),
  plan: (draft, { type, mediaIds }, context) => {
    const made = mediaIds.map((mediaId) => {
      const media = draft.require('media', mediaId);
      // "Mina front.png" is a picture of "Mina front".
      const name = media.name.replace(/\.[A-Za-z0-9]{1,5}$/, '') || media.name;
      requirePictures(draft, [mediaId]);
      const fields = { type, name, notes: '', references: [mediaId], keepNotes: '' };
      return addElement(draft, fields, context).id;
    });
    return { selection: made };
  },
});

const editLabels = {
  name: 'Rename Element',
  type: 'Change Type of Element',
  notes: 'Edit Notes of Element',
} as const;

const edit = defineCommand({
  id: 'element.edit',
  title: 'Edit Element',
  args: z.object({
    elementId: elementIdSchema,
    fields: elementSchema.pick({ name: true, type: true, notes: true }).partial(),
  }),
  plan: (draft, { elementId, fields }) => {
    draft.update('element', elementId, definedFields(fields));
    return fieldLabel(fields, editLabels);
  },
});

const remove = defineCommand({
  id: 'element.delete',
  title: 'Delete Element',
  args: z.object({ elementId: elementIdSchema }),
  plan: (draft, { elementId }) => {
    draft.require('element', elementId);
    draft.remove('element', elementId);
    return { selection: [] };
  },
});

const addLook = defineCommand({
  id: 'element.addLook',
  title: 'Add Look',
  args: z.object({
    elementId: elementIdSchema,
    name: lookSchema.shape.name,
    references: lookSchema.shape.references.default([]),
  }),
  plan: (draft, { elementId, name, references }, context) => {
    draft.require('element', elementId);
    requirePictures(draft, references);
    const order = lastOrderKey(draft.childrenOf('look', elementId));
    draft.add(createLook({ id: context.newId('look'), elementId, order, name, references }));
    return undefined;
  },
});

const editLook = defineCommand({
  id: 'element.editLook',
  title: 'Edit Look',
  args: z.object({
    lookId: lookIdSchema,
    fields: lookSchema.pick({ name: true, references: true, keepNotes: true }).partial(),
  }),
  plan: (draft, { lookId, fields }) => {
    requirePictures(draft, fields.references ?? []);
    draft.update('look', lookId, definedFields(fields));
    return undefined;
  },
});

/** Changes one reference picture: every pin that shows it changes at once. `view` past the end adds. */
const setReference = defineCommand({
  id: 'element.setReference',
  title: 'Change Element Picture',
  args: z.object({ lookId: lookIdSchema, view: z.int().min(0).max(63), mediaId: mediaIdSchema }),
  plan: (draft, { lookId, view, mediaId }) => {
    const look = draft.require('look', lookId);
    requirePictures(draft, [mediaId]);
    const references = [...look.references];
    references[Math.min(view, references.length)] = mediaId;
    draft.update('look', lookId, { references });
    return undefined;
  },
});

/** @throws PlanRefusal when the look is another element's; null = the first look of whichever element. */
export function requireLookOf(draft: Draft, elementId: ElementId, lookId: LookId | null): void {
  if (lookId === null || draft.require('look', lookId).elementId === elementId) return;
  throw new PlanRefusal('That look belongs to another element.', lookId);
}

const pin = defineCommand({
  id: 'element.pin',
  title: 'Pin Element',
  args: z.object({
    elementId: elementIdSchema,
    shotIds: z.array(shotIdSchema).min(1).max(10_000),
    lookId: lookIdSchema.nullable().default(null),
    view: z.int().min(0).max(63).default(0),
    transform: layerTransformSchema.partial().optional(),
    depth: layerSchema.shape.depth.optional(),
    name: layerSchema.shape.name.optional(),
    opacity: layerSchema.shape.opacity.optional(),
    /** The board it comes on, for a single shot; null = all of the shot's. */
    boardId: boardIdSchema.nullable().default(null),
  }),
  plan: function* (
    draft,
    { elementId, shotIds, lookId, view, transform, depth, name, opacity, boardId },
    context,
  ) {
    const element = draft.require('element', elementId);
    requireLookOf(draft, elementId, lookId);
    const made: LayerId[] = [];
    for (const shotId of shotIds) {
      draft.require('shot', shotId);
      requireBoardOf(draft, shotId, boardId);
      const layer = createLayer({
        id: context.newId('layer'),
        shotId,
        boardId,
        order: lastOrderKey(draft.childrenOf('layer', shotId)),
        name: name ?? element.name,
        content: { type: 'pin', elementId, lookId, view },
      });
      // A place fills the frame; a character or object comes in at a size that leaves the picture visible.
      const scale = element.type === 'place' ? 1 : 0.3;
      draft.add({
        ...layer,
        depth: depth ?? layer.depth,
        opacity: opacity ?? layer.opacity,
        transform: { ...layer.transform, scale, ...definedFields(transform ?? {}) },
      });
      made.push(layer.id);
      yield;
    }
    return { label: `Pin ${element.name}`, selection: made };
  },
});

export const elementCommands = [
  add,
  addFromMedia,
  edit,
  remove,
  addLook,
  editLook,
  setReference,
  pin,
] as const;
