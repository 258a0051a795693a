import { z } from 'zod';
import type { Draft } from '../document/draft';
import { createLayer, createStroke } from '../document/factories';
import {
  type BoardId,
  boardIdSchema,
  layerIdSchema,
  type ShotId,
  shotIdSchema,
  strokeIdSchema,
} from '../document/ids';
import { lastOrderKey, orderKeysAt } from '../document/order';
import {
  type Layer,
  type LayerTransform,
  layerSchema,
  layerShapeSchema,
  layerTextSchema,
  layerTransformSchema,
  strokeSchema,
} from '../document/records';
import { requireBoardOf } from '../edits/boards';
import { updateLinked } from '../edits/editLinked';
import { nameOfText, writeLayerText } from '../edits/layerText';
import { layerStrokes, strokeKeeper } from '../layers/linkedLayers';
import { defineCommand, type PlanContext, PlanRefusal } from './command';
import { definedFields } from './projectCommands';

/** Where a new layer goes: in front of all, on a board or (null) on all boards of its shot. */
const placeSchema = z.object({
  shotId: shotIdSchema,
  boardId: boardIdSchema.nullable().default(null),
  id: layerIdSchema.optional(),
});

interface Place {
  readonly shotId: ShotId;
  readonly boardId: BoardId | null;
  readonly id?: Layer['id'] | undefined;
}

type PartialTransform = { readonly [K in keyof LayerTransform]?: LayerTransform[K] | undefined };

function addLayer(
  draft: Draft,
  { shotId, boardId, id }: Place,
  fields: Pick<Layer, 'name' | 'content'> & {
    readonly transform: PartialTransform | undefined;
    readonly opacity?: number | undefined;
  },
  context: PlanContext,
): Layer {
  draft.require('shot', shotId);
  requireBoardOf(draft, shotId, boardId);
  const order = lastOrderKey(draft.childrenOf('layer', shotId));
  const { transform, opacity, ...rest } = fields;
  const layer = createLayer({ id: id ?? context.newId('layer'), shotId, boardId, order, ...rest });
  return draft.add({
    ...layer,
    opacity: opacity ?? layer.opacity,
    transform: { ...layer.transform, ...definedFields(transform ?? {}) },
  });
}

function requireDrawing(draft: Draft, layerId: Layer['id']): Layer {
  const layer = draft.require('layer', layerId);
  if (layer.content.type !== 'drawing')
    throw new PlanRefusal(`"${layer.name}" is no drawing: there is nothing to draw on.`, layerId);
  if (layer.isLocked) throw new PlanRefusal(`The layer "${layer.name}" is locked.`, layerId);
  return layer;
}

const strokesSchema = z
  .array(
    strokeSchema.pick({ tool: true, colour: true, width: true, opacity: true, points: true }).extend({
      id: strokeIdSchema.optional(),
    }),
  )
  .min(1)
  .max(1_000);

const addStroke = defineCommand({
  id: 'stroke.add',
  title: 'Draw',
  args: z.object({
    /** A drawing layer, or where a new one is to be made for the strokes. */
    on: z.union([z.object({ layerId: layerIdSchema }), placeSchema]),
    strokes: strokesSchema,
  }),
  plan: (draft, { on, strokes }, context) => {
    const isNew = !('layerId' in on);
    const layer = isNew
      ? addLayer(draft, on, { name: 'Drawing', content: { type: 'drawing' }, transform: undefined }, context)
      : requireDrawing(draft, on.layerId);
    const { id: layerId } = strokeKeeper(draft, layer);
    const siblings = draft.childrenOf('stroke', layerId);
    const orders = orderKeysAt(siblings, siblings.length, strokes.length);
    strokes.forEach(({ id, ...stroke }, index) => {
      draft.add(
        createStroke({
          id: id ?? context.newId('stroke'),
          layerId,
          order: orders[index] as string,
          ...stroke,
        }),
      );
    });
    const label = strokes.every(({ tool }) => tool === 'eraser') ? 'Erase' : 'Draw';
    return isNew ? { label, selection: [layer.id] } : { label };
  },
});

const deleteStrokes = defineCommand({
  id: 'stroke.delete',
  title: 'Delete Strokes',
  args: z.object({ strokeIds: z.array(strokeIdSchema).min(1).max(10_000) }),
  plan: (draft, { strokeIds }) => {
    for (const id of new Set(strokeIds)) {
      requireDrawing(draft, draft.require('stroke', id).layerId);
      draft.remove('stroke', id);
    }
    return undefined;
  },
});

const clear = defineCommand({
  id: 'stroke.clear',
  title: 'Clear Drawing',
  args: z.object({ layerId: layerIdSchema }),
  plan: (draft, { layerId }) => {
    for (const { id } of layerStrokes(draft, requireDrawing(draft, layerId))) draft.remove('stroke', id);
    return undefined;
  },
});

const textFields = layerTextSchema.omit({ type: true });

const addText = defineCommand({
  id: 'layer.addText',
  title: 'Add Text',
  args: placeSchema.extend({
    ...textFields.shape,
    text: textFields.shape.text.min(1),
    transform: layerTransformSchema.partial().optional(),
  }),
  plan: (draft, { shotId, boardId, id, transform, ...text }, context) => {
    const layer = addLayer(
      draft,
      { shotId, boardId, id },
      { name: nameOfText(text.text), content: { type: 'text', ...text }, transform },
      context,
    );
    return { selection: [layer.id] };
  },
});

const editText = defineCommand({
  id: 'layer.editText',
  title: 'Edit Text',
  args: z.object({ layerIds: z.array(layerIdSchema).min(1).max(10_000), fields: textFields.partial() }),
  plan: (draft, { layerIds, fields }) => {
    for (const id of layerIds) {
      const layer = draft.require('layer', id);
      if (layer.content.type !== 'text') throw new PlanRefusal(`"${layer.name}" is no text.`, id);
      if (layer.isLocked) throw new PlanRefusal(`The layer "${layer.name}" is locked.`, id);
      writeLayerText(draft, layer, { ...layer.content, ...definedFields(fields) });
    }
    return undefined;
  },
});

const shapeFields = layerShapeSchema.omit({ type: true });

const shapeTitles: Readonly<Record<z.infer<typeof shapeFields>['shape'], string>> = {
  rectangle: 'Rectangle',
  ellipse: 'Ellipse',
  line: 'Line',
  arrow: 'Arrow',
};

const addShape = defineCommand({
  id: 'layer.addShape',
  title: 'Add Shape',
  args: placeSchema.extend({
    ...shapeFields.shape,
    transform: layerTransformSchema.partial().optional(),
    opacity: layerSchema.shape.opacity.optional(),
  }),
  plan: (draft, { shotId, boardId, id, transform, opacity, ...shape }, context) => {
    const name = shapeTitles[shape.shape];
    const layer = addLayer(
      draft,
      { shotId, boardId, id },
      { name, content: { type: 'shape', ...shape }, transform, opacity },
      context,
    );
    return { selection: [layer.id], label: `Add ${name}` };
  },
});

const editShape = defineCommand({
  id: 'layer.editShape',
  title: 'Edit Shape',
  args: z.object({
    layerIds: z.array(layerIdSchema).min(1).max(10_000),
    fields: shapeFields.partial(),
    /** Place and size with it, where a side is dragged. */
    transform: layerTransformSchema.partial().optional(),
  }),
  plan: (draft, { layerIds, fields, transform }) => {
    for (const id of layerIds) {
      const layer = draft.require('layer', id);
      const { content } = layer;
      if (content.type !== 'shape') throw new PlanRefusal(`"${layer.name}" is no shape.`, id);
      if (layer.isLocked) throw new PlanRefusal(`The layer "${layer.name}" is locked.`, id);
      updateLinked(draft, layer, {
        content: { ...content, ...definedFields(fields) },
        transform: { ...layer.transform, ...definedFields(transform ?? {}) },
      });
    }
    return undefined;
  },
});

export const drawingCommands = [
  addStroke,
  deleteStrokes,
  clear,
  addText,
  editText,
  addShape,
  editShape,
] as const;
