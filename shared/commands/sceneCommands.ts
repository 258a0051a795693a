import { z } from 'zod';
import type { Draft } from '../document/draft';
import { createScene } from '../document/factories';
import { type SceneId, type ShotId, sceneIdSchema, shotIdSchema } from '../document/ids';
import { orderKeysAt } from '../document/order';
import { type Scene, type Shot, sceneSchema } from '../document/records';
import { copyShot } from '../edits/copyShot';
import { takeOutScene } from '../edits/takeOut';
import { defineCommand, type PlanContext, PlanRefusal } from './command';
import { fieldLabel } from './fieldLabels';
import { definedFields } from './projectCommands';

const addScene = defineCommand({
  id: 'scene.add',
  title: 'Add Scene',
  args: z.object({
    /** Place among the scenes, from 0; absent = last. */
    index: z.int().min(0).optional(),
    heading: sceneSchema.shape.heading.default(''),
    id: sceneIdSchema.optional(),
  }),
  plan: (draft, { index, heading, id }, context) => {
    const scenes = draft.list('scene');
    const [order] = orderKeysAt(scenes, index ?? scenes.length) as [string];
    const scene = draft.add(createScene({ id: id ?? context.newId('scene'), order, heading }));
    return { selection: [scene.id] };
  },
});

const editLabels = {
  heading: 'Edit Scene Heading',
  notes: 'Edit Scene Notes',
  act: 'Set Act',
  sequence: 'Set Sequence',
  colour: 'Set Scene Colour',
} as const;

const editScene = defineCommand({
  id: 'scene.edit',
  title: 'Edit Scene',
  args: z.object({
    sceneId: sceneIdSchema,
    fields: sceneSchema
      .pick({ heading: true, notes: true, act: true, sequence: true, colour: true })
      .partial(),
  }),
  plan: (draft, { sceneId, fields }) => {
    draft.update('scene', sceneId, definedFields(fields));
    return fieldLabel(fields, editLabels);
  },
});

/** The act or sequence that scenes are in; an empty name = none. */
const setGroups = defineCommand({
  id: 'scene.setGroups',
  title: 'Set Act and Sequence',
  args: z.object({
    sceneIds: z.array(sceneIdSchema).min(1).max(10_000),
    fields: z
      .object({ act: sceneSchema.shape.act.trim(), sequence: sceneSchema.shape.sequence.trim() })
      .partial(),
  }),
  plan: (draft, { sceneIds, fields }) => {
    for (const id of new Set(sceneIds)) draft.update('scene', id, definedFields(fields));
    if (fields.act !== undefined && fields.sequence !== undefined) return undefined;
    return { label: fields.act === undefined ? 'Set Sequence' : 'Set Act' };
  },
});

/** What becomes of a scene's shots when it goes: they go with it, or move into the scene before or behind it. */
const deleteScene = defineCommand({
  id: 'scene.delete',
  title: 'Delete Scene',
  args: z.object({
    sceneId: sceneIdSchema,
    shots: z.enum(['delete', 'toPrevious', 'toNext']).default('delete'),
  }),
  plan: function* (draft, { sceneId, shots }) {
    const scene = draft.require('scene', sceneId);
    if (shots !== 'delete') {
      const scenes = draft.list('scene');
      const at = scenes.indexOf(scene);
      // In an omitted scene they would be omitted, too.
      const neighbour =
        shots === 'toNext'
          ? scenes.slice(at + 1).find(({ isOmitted }) => !isOmitted)
          : scenes.slice(0, at).findLast(({ isOmitted }) => !isOmitted);
      if (!neighbour) throw new PlanRefusal('There is no scene on that side for its shots.', sceneId);
      moveAllShots(draft, sceneId, neighbour.id, shots === 'toNext' ? 'first' : 'last');
    }
    return { selection: [], ...(yield* takeOutScene(draft, sceneId)) };
  },
});

function moveAllShots(draft: Draft, from: SceneId, to: SceneId, place: 'first' | 'last'): void {
  const moving = draft.childrenOf('shot', from);
  const siblings = draft.childrenOf('shot', to);
  const orders = orderKeysAt(siblings, place === 'first' ? 0 : siblings.length, moving.length);
  moving.forEach((shot, index) => {
    draft.update('shot', shot.id, { sceneId: to, order: orders[index] as string });
  });
}

const duplicateScene = defineCommand({
  id: 'scene.duplicate',
  title: 'Duplicate Scene',
  args: z.object({ sceneId: sceneIdSchema }),
  plan: function* (draft, { sceneId }, context) {
    const scene = draft.require('scene', sceneId);
    const copy = addBehind(draft, scene, { ...scene, number: null, isOmitted: false }, context);
    const shots = draft.childrenOf('shot', sceneId).filter(({ status }) => status !== 'omitted');
    const orders = orderKeysAt([], 0, shots.length);
    const copies: ShotId[] = [];
    for (const [index, shot] of shots.entries()) {
      const { id } = copyShot(draft, shot.id, context);
      draft.update('shot', id, { sceneId: copy.id, order: orders[index] as string });
      copies.push(id);
      yield;
    }
    return { selection: copies };
  },
});

function addBehind(draft: Draft, scene: Scene, fields: Scene, context: PlanContext): Scene {
  const scenes = draft.list('scene');
  const [order] = orderKeysAt(scenes, scenes.findIndex(({ id }) => id === scene.id) + 1) as [string];
  return draft.add({ ...fields, id: context.newId('scene'), order });
}

/** The shots of the next scene come at the end of this one. */
const mergeScene = defineCommand({
  id: 'scene.mergeWithNext',
  title: 'Merge Scene with the Next',
  args: z.object({ sceneId: sceneIdSchema }),
  plan: function* (draft, { sceneId }) {
    const scene = draft.require('scene', sceneId);
    const scenes = draft.list('scene');
    const next = scenes.slice(scenes.indexOf(scene) + 1).find(({ isOmitted }) => !isOmitted);
    if (!next) throw new PlanRefusal('There is no scene behind this one.', sceneId);
    moveAllShots(draft, next.id, sceneId, 'last');
    draft.update('scene', sceneId, {
      heading: scene.heading || next.heading,
      notes: [scene.notes, next.notes]
        .filter((text) => text !== '')
        .join('\n')
        .slice(0, 20_000),
    });
    yield* takeOutScene(draft, next.id);
    return undefined;
  },
});

/** A new scene begins with a shot; those behind it come along. */
const splitScene = defineCommand({
  id: 'scene.splitAtShot',
  title: 'Split Scene at Shot',
  args: z.object({ shotId: shotIdSchema, heading: sceneSchema.shape.heading.default('') }),
  plan: (draft, { shotId, heading }, context) => {
    const { sceneId } = draft.require('shot', shotId);
    const scene = draft.require('scene', sceneId);
    const shots = draft.childrenOf('shot', sceneId);
    const from = shots.findIndex(({ id }) => id === shotId);
    if (from === 0) throw new PlanRefusal('The scene begins with this shot already.', shotId);
    const fields = { ...scene, heading, notes: '', number: null, isOmitted: false };
    const made = addBehind(draft, scene, fields, context);
    for (const { id } of shots.slice(from)) draft.update('shot', id, { sceneId: made.id });
    return undefined;
  },
});

/** A new scene of shots from anywhere in the film, behind the scene of the first of them. */
const groupShots = defineCommand({
  id: 'scene.addFromShots',
  title: 'New Scene from Shots',
  args: z.object({
    shotIds: z.array(shotIdSchema).min(1).max(10_000),
    heading: sceneSchema.shape.heading.default(''),
  }),
  plan: (draft, { shotIds, heading }, context) => {
    const wanted = new Set<string>(shotIds.map((id) => draft.require('shot', id).id));
    const inOrder = draft
      .list('scene')
      .flatMap((scene) => draft.childrenOf('shot', scene.id))
      .filter(({ id }) => wanted.has(id));
    const [first] = inOrder as [Shot, ...Shot[]];
    const scene = draft.require('scene', first.sceneId);
    const fields = createScene({ id: scene.id, order: scene.order, heading });
    const made = addBehind(draft, scene, { ...fields, act: scene.act, sequence: scene.sequence }, context);
    const orders = orderKeysAt([], 0, inOrder.length);
    inOrder.forEach(({ id }, index) => {
      draft.update('shot', id, { sceneId: made.id, order: orders[index] as string });
    });
    return { selection: inOrder.map(({ id }) => id) };
  },
});

const moveScene = defineCommand({
  id: 'scene.move',
  title: 'Move Scene',
  args: z.object({ sceneId: sceneIdSchema, index: z.int().min(0) }),
  plan: (draft, { sceneId, index }) => {
    const scene = draft.require('scene', sceneId);
    const others = draft.list('scene').filter((other) => other.id !== scene.id);
    if (index > others.length) throw new PlanRefusal('There is no such place among the scenes.');
    draft.update('scene', sceneId, { order: orderKeysAt(others, index)[0] as string });
    return undefined;
  },
});

export const sceneCommands = [
  addScene,
  editScene,
  setGroups,
  deleteScene,
  moveScene,
  duplicateScene,
  mergeScene,
  splitScene,
  groupShots,
] as const;
