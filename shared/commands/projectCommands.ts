import { z } from 'zod';
import { createScene } from '../document/factories';
import { sceneIdSchema } from '../document/ids';
import { orderKeysAt } from '../document/order';
import { projectSchema, sceneSchema } from '../document/records';
import { takeOutScene } from '../edits/takeOut';
import { isDropFrameRate } from '../time/timecode';
import { defineCommand, PlanRefusal } from './command';

const rename = defineCommand({
  id: 'project.rename',
  title: 'Rename Project',
  args: z.object({ name: z.string().trim().min(1).max(200) }),
  plan: (draft, { name }) => {
    draft.update('project', draft.project().id, { name });
    return undefined;
  },
});

const setBackground = defineCommand({
  id: 'project.setBackground',
  title: 'Set Background',
  args: projectSchema.pick({ background: true }),
  plan: (draft, fields) => {
    draft.update('project', draft.project().id, fields);
    return undefined;
  },
});

const edit = defineCommand({
  id: 'project.edit',
  title: 'Edit Project',
  args: z.object({
    fields: projectSchema
      .pick({
        code: true,
        episode: true,
        languages: true,
        sensorWidthMm: true,
        startFrame: true,
        isDropFrame: true,
        background: true,
      })
      .partial(),
  }),
  plan: (draft, { fields }) => {
    const { id, rate } = draft.project();
    if (fields.isDropFrame && !isDropFrameRate(rate))
      throw new PlanRefusal('Drop-frame timecode exists at 29.97 and 59.94 frames a second only.');
    draft.update('project', id, definedFields(fields));
    return undefined;
  },
});

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
    return undefined;
  },
});

const deleteScene = defineCommand({
  id: 'scene.delete',
  title: 'Delete Scene',
  args: z.object({ sceneId: sceneIdSchema }),
  plan: (draft, { sceneId }) => {
    draft.require('scene', sceneId);
    return { selection: [], ...takeOutScene(draft, sceneId) };
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

/** Drops the keys that were left out, so that a partial edit never writes `undefined`. */
export function definedFields<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

export const projectCommands = [
  rename,
  setBackground,
  edit,
  addScene,
  editScene,
  deleteScene,
  moveScene,
] as const;
