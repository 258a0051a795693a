import { z } from 'zod';
import type { DocumentView } from '../document/document';
import type { ElementId } from '../document/ids';
import { projectSchema } from '../document/records';
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

const words = projectSchema.pick({ promptPrefix: true, promptSuffix: true, negativePrompt: true });

/** What is said of the whole film to every model, and its styles with it; what is left out stays. */
const setPromptWords = defineCommand({
  id: 'project.setPromptWords',
  title: 'Set Look of the Film',
  args: z.object({
    fields: words.partial(),
    styleElementIds: projectSchema.shape.styleElementIds.optional(),
  }),
  plan: (draft, { fields, styleElementIds }) => {
    const styles = styleElementIds && { styleElementIds: checkedStyles(draft, styleElementIds) };
    draft.update('project', draft.project().id, { ...definedFields(fields), ...styles });
    return undefined;
  },
});

/** The styles every shot is generated in, in this order. */
const setStyles = defineCommand({
  id: 'project.setStyles',
  title: 'Set Styles of the Film',
  args: projectSchema.pick({ styleElementIds: true }),
  plan: (draft, { styleElementIds }) => {
    draft.update('project', draft.project().id, {
      styleElementIds: checkedStyles(draft, styleElementIds),
    });
    return undefined;
  },
});

/** @throws PlanRefusal for what is no style */
function checkedStyles(draft: DocumentView, ids: readonly ElementId[]): ElementId[] {
  for (const id of ids) {
    if (draft.require('element', id).type !== 'style')
      throw new PlanRefusal('Only elements that are styles can be chosen for the whole film.', id);
  }
  return [...new Set(ids)];
}

/** Drops the keys that were left out, so that a partial edit never writes `undefined`. */
export function definedFields<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

export const projectCommands = [rename, setBackground, edit, setPromptWords, setStyles] as const;
