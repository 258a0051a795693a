import { z } from 'zod';
import { createLayer } from '../document/factories';
import { layerIdSchema, lookIdSchema, mediaIdSchema, shotIdSchema } from '../document/ids';
import { orderKeysAt } from '../document/order';
import { layerSchema, layerTransformSchema } from '../document/records';
import { copyStrokes } from '../edits/copyShot';
import { frames } from '../time/frames';
import { defineCommand, PlanRefusal } from './command';
import { requireLookOf } from './elementCommands';
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
  }),
  plan: (draft, { shotId, mediaIds, depth, transform, name, opacity }, context) => {
    draft.require('shot', shotId);
    const siblings = draft.childrenOf('layer', shotId);
    const orders = orderKeysAt(siblings, siblings.length, mediaIds.length);
    const made = mediaIds.map((mediaId, position) => {
      const media = draft.require('media', mediaId);
      if (media.content.type === 'sound')
        throw new PlanRefusal(`"${media.name}" is a sound: put it on the timeline.`, mediaId);
      const layer = createLayer({
        id: context.newId('layer'),
        shotId,
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
  plan: (draft, { layers, label }) => {
    for (const { layerId, transform } of layers) {
      const layer = draft.require('layer', layerId);
      if (layer.isLocked) throw new PlanRefusal(`The layer "${layer.name}" is locked.`, layerId);
      draft.update('layer', layerId, { transform: { ...layer.transform, ...definedFields(transform) } });
    }
    return label === undefined ? undefined : { label };
  },
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
  plan: (draft, { layerIds, fields }) => {
    for (const id of layerIds) draft.update('layer', id, definedFields(fields));
    return undefined;
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
    draft.update('layer', layerId, { content: { ...layer.content, lookId, view } });
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
  plan: (draft, { layerIds }) => {
    for (const id of new Set(layerIds)) {
      const layer = draft.require('layer', id);
      if (layer.isLocked) throw new PlanRefusal(`The layer "${layer.name}" is locked.`, id);
      draft.remove('layer', id);
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
  plan: (draft, { layerIds }, context) => {
    const made = layerIds.map((id) => {
      const layer = draft.require('layer', id);
      const siblings = draft.childrenOf('layer', layer.shotId);
      const index = siblings.findIndex((other) => other.id === id) + 1;
      const order = orderKeysAt(siblings, index)[0] as string;
      const copy = draft.add({ ...layer, id: context.newId('layer'), order, isLocked: false });
      copyStrokes(draft, id, copy.id, context);
      return copy;
    });
    return { selection: made.map((layer) => layer.id) };
  },
});

export const layerCommands = [add, setTransform, edit, setPinView, reorder, remove, duplicate] as const;
