import { z } from 'zod';
import type { Draft } from '../document/draft';
import { createScene, createShot, defaultShotLength } from '../document/factories';
import { type SceneId, type ShotId, sceneIdSchema, shotIdSchema } from '../document/ids';
import { lastOrderKey } from '../document/order';
import { sceneSchema } from '../document/records';
import { shotCellsSchema, writeShotCells } from '../edits/shotCells';
import { defineCommand, type PlanContext } from './command';

const editEach = defineCommand({
  id: 'shot.editEach',
  title: 'Edit Shot List',
  args: z.object({
    edits: z
      .array(z.object({ shotId: shotIdSchema, cells: shotCellsSchema }))
      .max(10_000)
      .default([]),
    /** New shots, each at the end of its scene. */
    added: z
      .array(
        z.object({
          /** Absent = the last scene, or the one of this heading. */
          sceneId: sceneIdSchema.optional(),
          /** A scene that is made where none has this heading. */
          sceneHeading: sceneSchema.shape.heading.optional(),
          cells: shotCellsSchema.omit({ sceneId: true, number: true }).default({}),
        }),
      )
      .max(10_000)
      .default([]),
    label: z.string().max(60).optional(),
  }),
  plan: function* (draft, { edits, added, label }, context) {
    for (const { shotId, cells } of edits) {
      writeShotCells(draft, shotId, cells, context);
      yield;
    }
    const made: ShotId[] = [];
    for (const { sceneId, sceneHeading, cells } of added) {
      const scene = sceneId ?? sceneOfHeading(draft, sceneHeading, context);
      const shot = draft.add(
        createShot({
          id: context.newId('shot'),
          sceneId: draft.require('scene', scene).id,
          order: lastOrderKey(draft.childrenOf('shot', scene)),
          lengthFrames: cells.lengthFrames ?? defaultShotLength(draft.project().rate),
        }),
      );
      writeShotCells(draft, shot.id, cells, context);
      made.push(shot.id);
      yield;
    }
    return { ...(label === undefined ? {} : { label }), ...(made.length > 0 && { selection: made }) };
  },
});

function sceneOfHeading(draft: Draft, heading: string | undefined, context: PlanContext): SceneId {
  const scenes = draft.list('scene');
  const wanted = heading?.trim() ?? '';
  const known =
    wanted === ''
      ? scenes.at(-1)
      : scenes.find((scene) => scene.heading.trim().toLowerCase() === wanted.toLowerCase());
  if (known) return known.id;
  const order = lastOrderKey(scenes);
  return draft.add(createScene({ id: context.newId('scene'), order, heading: wanted })).id;
}

export const shotTableCommands = [editEach] as const;
