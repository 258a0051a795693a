import { z } from 'zod';
import { createLayer } from '../document/factories';
import {
  boardIdSchema,
  type LayerId,
  layerIdSchema,
  lookIdSchema,
  mediaIdSchema,
  shotIdSchema,
} from '../document/ids';
import { orderKeysAt } from '../document/order';
import { layerSchema, layerTransformSchema } from '../document/records';
import { requireBoardOf } from '../edits/boards';
import { copyLayer } from '../edits/copyShot';
import { newLinkId, unlinkLayer, updateLinked } from '../edits/editLinked';
import { layersOfLink } from '../layers/linkedLayers';
import { frames } from '../time/frames';
import { defineCommand, PlanRefusal } from './command';
import { requireLookOf } from './elementCommands';
import { fieldLabel } from './fieldLabels';
import { definedFields } from './projectCommands';

const layerIdsSchema = z.array(layerIdSchema).min(1).max(10_000);

const add = defineCommand({
  id: 'layer.add',
  title: 'Add Layers',
  args: z.object({
    shotId: shotIdSchema,
    mediaIds: z.array(mediaIdSchema).min(1).max(500),
    depth: layerSchema.shape.depth.optional(),
    transform: layerTransformSchema.partial().optional(),
    name: layerSchema.shape.name.optional(),
    opacity: layerSchema.shape.opacity.optional(),
    /** The board they come on; null = all of the shot's. */
    boardId: boardIdSchema.nullable().default(null),
  }),
  plan: (draft, { shotId, mediaIds, depth, transform, name, opacity, boardId }, context) => {
    draft.require('shot', shotId);
    requireBoardOf(draft, shotId, boardId);
    const siblings = draft.childrenOf('layer', shotId);
    const orders = orderKeysAt(siblings, siblings.length, mediaIds.length);
    const made = mediaIds.map((mediaId, position) => {
      const media = draft.require('media', mediaId);
      if (media.content.type === 'sound')
        throw new PlanRefusal(`"${media.name}" is a sound: put it on the timeline.`, mediaId);
      const layer = createLayer({
        id: context.newId('layer'),
        shotId,
        boardId,
        order: orders[position] as string,
        name: name ?? media.name,
        content:
          media.content.type === 'video'
            ? { type: 'clip', mediaId, inFrames: frames(0) }
            : { type: 'image', mediaId },
      });
      return draft.add({
        ...layer,
        depth: depth ?? layer.depth,
        opacity: opacity ?? layer.opacity,
        transform: { ...layer.transform, ...definedFields(transform ?? {}) },
      });
    });
    return {
      selection: made.map((layer) => layer.id),
      label: made.length === 1 ? 'Add Layer' : `Add ${made.length} Layers`,
    };
  },
});

/** A finished job brings a picture as a layer in front, as large as covers the frame. Run by the queue, outside the undo line. */
const arrive = defineCommand({
  id: 'layer.arrive',
  title: 'Picture Arrived',
  isInternal: true,
  args: z.object({
    layerId: layerIdSchema,
    shotId: shotIdSchema,
    mediaId: mediaIdSchema,
    boardId: boardIdSchema.nullable(),
    /** Absent = as large as covers the frame. */
    place: layerTransformSchema.optional(),
  }),
  plan: (draft, { layerId, shotId, mediaId, boardId, place }) => {
    draft.require('shot', shotId);
    requireBoardOf(draft, shotId, boardId);
    const { name, content } = draft.require('media', mediaId);
    if (content.type !== 'image') throw new PlanRefusal(`"${name}" is no picture.`, mediaId);
    const { frameSize } = draft.project();
    const siblings = draft.childrenOf('layer', shotId);
    const [order] = orderKeysAt(siblings, siblings.length, 1);
    const layer = createLayer({
      id: layerId,
      shotId,
      boardId,
      order: order as string,
      name,
      content: { type: 'image', mediaId },
    });
    const scale = Math.max(1, (frameSize.height / frameSize.width) * (content.width / content.height));
    draft.add({ ...layer, transform: place ?? { ...layer.transform, scale } });
    return undefined;
  },
});

const setTransform = defineCommand({
  id: 'layer.setTransform',
  title: 'Move Layer',
  args: z.object({
    /** One entry a layer, so that a drag of several is one edit. */
    layers: z
      .array(z.object({ layerId: layerIdSchema, transform: layerTransformSchema.partial() }))
      .min(1)
      .max(10_000),
    label: z.string().max(60).optional(),
  }),
  plan: function* (draft, { layers, label }) {
    for (const { layerId, transform } of layers) {
      const layer = draft.require('layer', layerId);
      if (layer.isLocked) throw new PlanRefusal(`The layer "${layer.name}" is locked.`, layerId);
      updateLinked(draft, layer, { transform: { ...layer.transform, ...definedFields(transform) } });
      yield;
    }
    return label === undefined ? undefined : { label };
  },
});

const editLabels = (what: string, { isHidden = false, isLocked = false }) => ({
  name: `Rename ${what}`,
  depth: `Set Depth of ${what}`,
  opacity: `Set Opacity of ${what}`,
  isHidden: `${isHidden ? 'Hide' : 'Show'} ${what}`,
  isLocked: `${isLocked ? 'Lock' : 'Unlock'} ${what}`,
});

const edit = defineCommand({
  id: 'layer.edit',
  title: 'Edit Layer',
  args: z.object({
    layerIds: layerIdsSchema,
    fields: layerSchema
      .pick({ name: true, depth: true, opacity: true, isHidden: true, isLocked: true })
      .partial(),
  }),
  plan: function* (draft, { layerIds, fields }) {
    const { depth, opacity, ...own } = fields;
    for (const id of layerIds) {
      const layer = draft.update('layer', id, definedFields(own));
      updateLinked(draft, layer, definedFields({ depth, opacity }));
      yield;
    }
    const what = layerIds.length === 1 ? 'Layer' : `${layerIds.length} Layers`;
    return fieldLabel(fields, editLabels(what, fields));
  },
});

const setPinView = defineCommand({
  id: 'layer.setPinView',
  title: 'Change Pinned View',
  args: z.object({
    layerId: layerIdSchema,
    lookId: lookIdSchema.nullable().default(null),
    view: z.int().min(0).max(63),
  }),
  plan: (draft, { layerId, lookId, view }) => {
    const layer = draft.require('layer', layerId);
    if (layer.content.type !== 'pin') throw new PlanRefusal('This layer is no pinned element.', layerId);
    requireLookOf(draft, layer.content.elementId, lookId);
    updateLinked(draft, layer, { content: { ...layer.content, lookId, view } });
    return undefined;
  },
});

const reorder = defineCommand({
  id: 'layer.reorder',
  title: 'Reorder Layers',
  args: z.object({
    layerId: layerIdSchema,
    /** New place among the shot's layers, 0 = furthest back. */
    index: z.int().min(0),
  }),
  plan: (draft, { layerId, index }) => {
    const layer = draft.require('layer', layerId);
    const others = draft.childrenOf('layer', layer.shotId).filter((other) => other.id !== layerId);
    draft.update('layer', layerId, { order: orderKeysAt(others, index)[0] as string });
    return undefined;
  },
});

const remove = defineCommand({
  id: 'layer.delete',
  title: 'Delete Layers',
  args: z.object({ layerIds: layerIdsSchema }),
  plan: function* (draft, { layerIds }) {
    for (const id of new Set(layerIds)) {
      const layer = draft.require('layer', id);
      if (layer.isLocked) throw new PlanRefusal(`The layer "${layer.name}" is locked.`, id);
      draft.remove('layer', id);
      yield;
    }
    return {
      selection: [],
      label: layerIds.length === 1 ? 'Delete Layer' : `Delete ${layerIds.length} Layers`,
    };
  },
});

const duplicate = defineCommand({
  id: 'layer.duplicate',
  title: 'Duplicate Layers',
  args: z.object({ layerIds: layerIdsSchema }),
  plan: function* (draft, { layerIds }, context) {
    const made: LayerId[] = [];
    for (const id of layerIds) {
      const layer = draft.require('layer', id);
      const siblings = draft.childrenOf('layer', layer.shotId);
      const index = siblings.findIndex((other) => other.id === id) + 1;
      const order = orderKeysAt(siblings, index)[0] as string;
      made.push(copyLayer(draft, layer, { order, isLocked: false, linkId: null }, context).id);
      yield;
    }
    return { selection: made };
  },
});

/** On one board of its shot, or on all of them. */
const setBoard = defineCommand({
  id: 'layer.setBoard',
  title: 'Put Layer on a Board',
  args: z.object({ layerIds: layerIdsSchema, boardId: boardIdSchema.nullable() }),
  plan: (draft, { layerIds, boardId }) => {
    for (const id of layerIds) {
      requireBoardOf(draft, draft.require('layer', id).shotId, boardId);
      draft.update('layer', id, { boardId });
    }
    return { label: boardId === null ? 'Show on All Boards' : 'Show on One Board' };
  },
});

/** The layer again in other shots, linked: a change to one is a change to all. */
const link = defineCommand({
  id: 'layer.link',
  title: 'Show Layer in Other Shots',
  args: z.object({ layerId: layerIdSchema, shotIds: z.array(shotIdSchema).min(1).max(10_000) }),
  plan: function* (draft, { layerId, shotIds }, context) {
    const layer = draft.require('layer', layerId);
    const linkId = layer.linkId ?? newLinkId(context);
    const linked = draft.update('layer', layerId, { linkId });
    const isBackground = draft.childrenOf('layer', layer.shotId)[0]?.id === layerId;
    for (const shotId of new Set(shotIds)) {
      draft.require('shot', shotId);
      const siblings = draft.childrenOf('layer', shotId);
      if (siblings.some((other) => other.linkId === linkId)) continue;
      // What lies behind all here lies behind all there.
      const [order] = orderKeysAt(siblings, isBackground ? 0 : siblings.length) as [string];
      copyLayer(draft, linked, { shotId, boardId: null, order, isHidden: false, isLocked: false }, context);
      yield;
    }
    if (layersOfLink(draft, linkId).length < 2) draft.update('layer', layerId, { linkId: null });
    return undefined;
  },
});

const unlink = defineCommand({
  id: 'layer.unlink',
  title: 'Unlink Layers',
  args: z.object({ layerIds: layerIdsSchema }),
  plan: function* (draft, { layerIds }, context) {
    for (const id of new Set(layerIds)) {
      const layer = draft.require('layer', id);
      if (layer.linkId !== null) unlinkLayer(draft, layer, context);
      yield;
    }
    return undefined;
  },
});

export const layerCommands = [
  add,
  arrive,
  setTransform,
  edit,
  setPinView,
  reorder,
  remove,
  duplicate,
  setBoard,
  link,
  unlink,
] as const;
