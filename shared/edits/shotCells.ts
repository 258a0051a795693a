import { z } from 'zod';
import type { PlanContext } from '../commands/command';
import { PlanRefusal } from '../commands/refusal';
import type { Draft } from '../document/draft';
import { createDialogueLine, defaultFocalMm } from '../document/factories';
import { customFieldIdSchema, type ShotId, sceneIdSchema } from '../document/ids';
import { lastOrderKey } from '../document/order';
import {
  customValueSchema,
  dialogueLineSchema,
  moveNameSchema,
  type Shot,
  shotNumberSchema,
  shotSchema,
} from '../document/records';
import { customValueProblem } from '../shots/customFields';
import { dialogueLinesOf, readDialogue } from '../shots/dialogueText';
import { lengthSchema } from '../time/frames';
import { retimeMove } from './moveKeyframes';
import { setShotMove } from './setShotMove';

/** What the cells of a shot list can say of one shot. */
export const shotCellsSchema = shotSchema
  .pick({
    size: true,
    angle: true,
    lensMm: true,
    action: true,
    notes: true,
    prompt: true,
    negativePrompt: true,
    status: true,
    colour: true,
    transitionIn: true,
  })
  .extend({
    lengthFrames: lengthSchema,
    /** null = the camera stands still. */
    move: moveNameSchema.nullable(),
    /** All that is said in the shot, a line each, as "MINA: Always." */
    dialogue: dialogueLineSchema.shape.text,
    /** The scene it goes to the end of. */
    sceneId: sceneIdSchema,
    /** Its label, while numbers are locked. */
    number: shotNumberSchema.shape.label,
    /** null = empty. */
    customFields: z.record(customFieldIdSchema, customValueSchema.nullable()),
  })
  .partial();
export type ShotCells = z.infer<typeof shotCellsSchema>;

/** Writes cells into a shot. @throws PlanRefusal */
export function writeShotCells(draft: Draft, shotId: ShotId, cells: ShotCells, context: PlanContext): void {
  const { lensMm, move, dialogue, sceneId, number, customFields, ...fields } = cells;
  const defined = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const before = draft.require('shot', shotId);
  draft.update('shot', shotId, defined as Partial<Shot>);
  if (fields.lengthFrames !== undefined && fields.lengthFrames !== before.lengthFrames)
    retimeMove(draft, shotId, context);
  if (lensMm !== undefined) setShotLens(draft, shotId, lensMm);
  if (move !== undefined && move !== (before.move?.name ?? null)) {
    const { strength = 0.5, easing = 'easeInOut' as const } = before.move ?? {};
    setShotMove(draft, shotId, move && { name: move, strength, easing }, context);
  }
  if (dialogue !== undefined) writeDialogue(draft, shotId, dialogue, context);
  if (customFields) writeCustomFields(draft, shotId, customFields);
  if (number !== undefined) writeNumber(draft, shotId, number);
  if (sceneId !== undefined && sceneId !== before.sceneId) {
    draft.require('scene', sceneId);
    draft.update('shot', shotId, { sceneId, order: lastOrderKey(draft.childrenOf('shot', sceneId)) });
  }
}

/** Another lens: the picture at rest stays as drawn, keyframes keep their ratio to the lens. */
export function setShotLens(draft: Draft, shotId: ShotId, lensMm: Shot['lensMm']): void {
  const before = draft.require('shot', shotId).lensMm ?? defaultFocalMm;
  const ratio = (lensMm ?? defaultFocalMm) / before;
  draft.update('shot', shotId, { lensMm });
  for (const keyframe of draft.childrenOf('cameraKeyframe', shotId)) {
    draft.update('cameraKeyframe', keyframe.id, { focalMm: keyframe.focalMm * ratio });
  }
}

/**
 * All lines of a shot out of one text. Lines that read the same stay untouched, with their voice, language and time; the
 * others take what is new in their place.
 */
function writeDialogue(draft: Draft, shotId: ShotId, text: string, context: PlanContext): void {
  const present = dialogueLinesOf(draft, shotId);
  const wanted = readDialogue(draft, text);
  wanted.forEach((line, index) => {
    const known = present[index];
    if (known?.shown === line.shown) return;
    const fields = { text: line.text, speakerId: line.speakerId };
    if (known) draft.update('dialogueLine', known.line.id, fields);
    else {
      const order = lastOrderKey(draft.childrenOf('dialogueLine', shotId));
      const [language = 'en'] = draft.project().languages;
      draft.add(
        createDialogueLine({ id: context.newId('dialogueLine'), shotId, order, language, ...fields }),
      );
    }
  });
  for (const { line } of present.slice(wanted.length)) draft.remove('dialogueLine', line.id);
}

function writeCustomFields(
  draft: Draft,
  shotId: ShotId,
  values: NonNullable<ShotCells['customFields']>,
): void {
  const next = { ...draft.require('shot', shotId).customFields };
  for (const [id, value] of Object.entries(values) as [
    keyof typeof values,
    (typeof values)[keyof typeof values],
  ][]) {
    const field = draft.require('customField', id);
    const problem = value == null ? null : customValueProblem(field, value);
    if (problem) throw new PlanRefusal(problem, id);
    if (value == null || value === '') delete next[id];
    else next[id] = value;
  }
  draft.update('shot', shotId, { customFields: next });
}

const strangeInNumbers = /[,/\\:*?"<>|{}]/;

/** Why a text can be no number of a scene or shot, in words; null = it can. */
export function numberProblem(text: string): string | null {
  return strangeInNumbers.test(text) || [...text].some((letter) => letter < ' ')
    ? 'A number cannot hold a comma, a slash, braces, or any of \\ : * ? " < > |.'
    : null;
}

/** @throws PlanRefusal when numbers are not locked, or another shot has it */
export function writeNumber(draft: Draft, shotId: ShotId, label: string): void {
  const shot = draft.require('shot', shotId);
  if (!shot.number) {
    throw new PlanRefusal(
      'Numbers follow the order of the shots. Lock them to give a shot one of its own.',
      shotId,
    );
  }
  const problem = numberProblem(label);
  if (problem) throw new PlanRefusal(problem, shotId);
  const other = draft
    .list('shot')
    .find(({ id, number }) => id !== shotId && number?.label.toUpperCase() === label.toUpperCase());
  if (other) throw new PlanRefusal(`There is a shot ${other.number?.label} already.`, other.id);
  // What is put behind it goes on from the new number where it stands alone, as "0015"; else from the old one.
  const isPart = shot.number.label === shot.number.shot;
  draft.update('shot', shotId, {
    number: { ...shot.number, label, shot: isPart ? label : shot.number.shot },
  });
}
