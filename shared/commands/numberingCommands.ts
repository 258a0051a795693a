import { z } from 'zod';
import { sceneIdSchema, shotIdSchema } from '../document/ids';
import { numberingPreset, numberingPresetIds } from '../document/numberingPresets';
import { numberingSchema, sceneSchema, shotNumberSchema } from '../document/records';
import { numberProblem, writeNumber } from '../edits/shotCells';
import { filmLabels } from '../shots/labels';
import { schemeProblem } from '../shots/numbering/pattern';
import { keepNumbers } from '../shots/numbering/settleNumbers';
import { defineCommand, PlanRefusal } from './command';
import { definedFields } from './projectCommands';

const setNumbering = defineCommand({
  id: 'project.setNumbering',
  title: 'Set Numbering',
  args: z.object({
    /** Taken first; absent = the present scheme. */
    preset: z.enum(numberingPresetIds).optional(),
    /** What differs from it. */
    fields: numberingSchema.omit({ isLocked: true }).partial().default({}),
  }),
  plan: (draft, { preset, fields }) => {
    const project = draft.project();
    const { isLocked, ...present } = project.numbering;
    if (isLocked) throw new PlanRefusal('Numbers are locked. Unlock them to number anew.');
    const scheme = { ...present, ...(preset && numberingPreset(preset)), ...definedFields(fields) };
    const problem = schemeProblem(scheme);
    if (problem) throw new PlanRefusal(problem);
    draft.update('project', project.id, { numbering: { ...scheme, isLocked } });
    return undefined;
  },
});

/** From now on every scene and shot keeps the number it has. */
const lockNumbers = defineCommand({
  id: 'project.lockNumbers',
  title: 'Lock Numbers',
  args: z.object({}),
  plan: (draft) => {
    const project = draft.project();
    if (project.numbering.isLocked) throw new PlanRefusal('Numbers are locked already.');
    draft.update('project', project.id, { numbering: { ...project.numbering, isLocked: true } });
    keepNumbers(draft);
    return undefined;
  },
});

/** Everything is counted from its place again; what is omitted stays so, and can be deleted now. */
const unlockNumbers = defineCommand({
  id: 'project.unlockNumbers',
  title: 'Unlock Numbers',
  args: z.object({}),
  plan: (draft) => {
    const project = draft.project();
    if (!project.numbering.isLocked) throw new PlanRefusal('Numbers are not locked.');
    draft.update('project', project.id, { numbering: { ...project.numbering, isLocked: false } });
    for (const { id } of draft.list('scene')) draft.update('scene', id, { number: null });
    for (const { id } of draft.list('shot')) draft.update('shot', id, { number: null });
    return undefined;
  },
});

const setShotNumber = defineCommand({
  id: 'shot.setNumber',
  title: 'Set Shot Number',
  args: z.object({ shotId: shotIdSchema, label: shotNumberSchema.shape.label.trim() }),
  plan: (draft, { shotId, label }) => {
    writeNumber(draft, shotId, label);
    return undefined;
  },
});

/** A scene's own number, as the script has it; null = counted again from its place. */
const setSceneNumber = defineCommand({
  id: 'scene.setNumber',
  title: 'Set Scene Number',
  args: z.object({ sceneId: sceneIdSchema, number: sceneSchema.shape.number }),
  plan: (draft, { sceneId, number }) => {
    draft.require('scene', sceneId);
    const text = number?.trim() || null;
    if (text === null && draft.project().numbering.isLocked)
      throw new PlanRefusal('Numbers are locked: a scene cannot be without one.', sceneId);
    if (text !== null) {
      const problem = numberProblem(text);
      if (problem) throw new PlanRefusal(problem, sceneId);
      const other = [...filmLabels(draft).scenes].find(
        ([id, label]) => id !== sceneId && label.toUpperCase() === text.toUpperCase(),
      );
      if (other && draft.get('scene', other[0])?.number !== null)
        throw new PlanRefusal(`There is a scene ${other[1]} already.`, other[0]);
    }
    draft.update('scene', sceneId, { number: text });
    return undefined;
  },
});

const restoreShots = defineCommand({
  id: 'shot.restore',
  title: 'Restore Shots',
  args: z.object({ shotIds: z.array(shotIdSchema).min(1).max(10_000) }),
  plan: (draft, { shotIds }) => {
    const omitted = [...new Set(shotIds)].filter((id) => draft.require('shot', id).status === 'omitted');
    for (const id of omitted) draft.update('shot', id, { status: 'draft' });
    return {
      selection: shotIds,
      label: omitted.length === 1 ? 'Restore Shot' : `Restore ${omitted.length} Shots`,
    };
  },
});

const restoreScene = defineCommand({
  id: 'scene.restore',
  title: 'Restore Scene',
  args: z.object({ sceneId: sceneIdSchema }),
  plan: (draft, { sceneId }) => {
    draft.update('scene', sceneId, { isOmitted: false });
    return undefined;
  },
});

export const numberingCommands = [
  setNumbering,
  lockNumbers,
  unlockNumbers,
  setShotNumber,
  setSceneNumber,
  restoreShots,
  restoreScene,
] as const;
