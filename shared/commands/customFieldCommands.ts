import { z } from 'zod';
import type { Draft } from '../document/draft';
import { createCustomField } from '../document/factories';
import { type CustomFieldId, customFieldIdSchema, shotIdSchema } from '../document/ids';
import { orderKeysAt } from '../document/order';
import {
  type CustomField,
  type CustomValue,
  customFieldSchema,
  customValueSchema,
} from '../document/records';
import { customValueProblem } from '../shots/customFields';
import { defineCommand, PlanRefusal } from './command';
import { definedFields } from './projectCommands';

const fieldsSchema = customFieldSchema.pick({ name: true, type: true, choices: true });
const nameSchema = customFieldSchema.shape.name.trim().min(1);

const add = defineCommand({
  id: 'customField.add',
  title: 'Add Custom Field',
  args: fieldsSchema.partial().extend({
    name: nameSchema,
    id: customFieldIdSchema.optional(),
    /** Place among the fields, from 0; absent = last. */
    index: z.int().min(0).optional(),
  }),
  plan: (draft, { id, index, ...fields }, context) => {
    const others = draft.list('customField');
    requireFreeName(draft, fields.name, null);
    const field = draft.add(
      createCustomField({
        id: id ?? context.newId('customField'),
        order: orderKeysAt(others, index ?? others.length)[0] as string,
        ...soundFields({ type: 'text', choices: [], ...definedFields(fields), name: fields.name }),
      }),
    );
    return { label: `Add Field ${field.name}` };
  },
});

const edit = defineCommand({
  id: 'customField.edit',
  title: 'Edit Custom Field',
  args: z.object({
    customFieldId: customFieldIdSchema,
    fields: fieldsSchema.extend({ name: nameSchema }).partial(),
  }),
  plan: (draft, { customFieldId, fields }) => {
    const before = draft.require('customField', customFieldId);
    if (fields.name !== undefined) requireFreeName(draft, fields.name, customFieldId);
    const { name, type, choices } = { ...before, ...definedFields(fields) };
    const field = draft.update('customField', customFieldId, soundFields({ name, type, choices }));
    // What no longer is a value of the field goes; what can be read as one stays.
    for (const shot of draft.list('shot')) {
      const value = shot.customFields[customFieldId];
      if (value === undefined) continue;
      const kept = convertedValue(field, value);
      if (kept !== value) writeValue(draft, shot.id, customFieldId, kept);
    }
    return undefined;
  },
});

const remove = defineCommand({
  id: 'customField.delete',
  title: 'Delete Custom Field',
  args: z.object({ customFieldId: customFieldIdSchema }),
  plan: (draft, { customFieldId }) => {
    const { name } = draft.require('customField', customFieldId);
    draft.remove('customField', customFieldId);
    return { label: `Delete Field ${name}` };
  },
});

const move = defineCommand({
  id: 'customField.move',
  title: 'Move Custom Field',
  args: z.object({ customFieldId: customFieldIdSchema, index: z.int().min(0) }),
  plan: (draft, { customFieldId, index }) => {
    draft.require('customField', customFieldId);
    const others = draft.list('customField').filter(({ id }) => id !== customFieldId);
    if (index > others.length) throw new PlanRefusal('There is no such place among the fields.');
    draft.update('customField', customFieldId, { order: orderKeysAt(others, index)[0] as string });
    return undefined;
  },
});

const setValue = defineCommand({
  id: 'shot.setCustomField',
  title: 'Set Custom Field',
  args: z.object({
    shotIds: z.array(shotIdSchema).min(1).max(10_000),
    customFieldId: customFieldIdSchema,
    /** null = empty. */
    value: customValueSchema.nullable(),
  }),
  plan: (draft, { shotIds, customFieldId, value }) => {
    const field = draft.require('customField', customFieldId);
    const problem = value === null ? null : customValueProblem(field, value);
    if (problem) throw new PlanRefusal(problem, customFieldId);
    for (const id of shotIds) writeValue(draft, id, customFieldId, value === '' ? null : value);
    return { label: `Set ${field.name}` };
  },
});

function writeValue(
  draft: Draft,
  shotId: z.infer<typeof shotIdSchema>,
  fieldId: CustomFieldId,
  value: CustomValue | null,
): void {
  const { [fieldId]: _before, ...others } = draft.require('shot', shotId).customFields;
  draft.update('shot', shotId, { customFields: value === null ? others : { ...others, [fieldId]: value } });
}

function requireFreeName(draft: Draft, name: string, ownId: CustomFieldId | null): void {
  const other = draft
    .list('customField')
    .find((field) => field.id !== ownId && field.name.trim().toLowerCase() === name.trim().toLowerCase());
  if (other) throw new PlanRefusal(`There is a field "${other.name}" already.`, other.id);
}

function soundFields(fields: Pick<CustomField, 'name' | 'type' | 'choices'>): typeof fields {
  const choices = [...new Set(fields.choices.map((choice) => choice.trim()).filter(Boolean))];
  return { ...fields, choices: fields.type === 'choice' ? choices : [] };
}

function convertedValue(field: CustomField, value: CustomValue): CustomValue | null {
  if (customValueProblem(field, value) === null) return value;
  if (field.type === 'text') return String(value);
  if (field.type === 'number' && typeof value === 'string' && value.trim() !== '') {
    const number = Number(value.trim().replace(',', '.'));
    return Number.isFinite(number) && customValueProblem(field, number) === null ? number : null;
  }
  if (field.type === 'choice' && field.choices.includes(String(value))) return String(value);
  return null;
}

export const customFieldCommands = [add, edit, remove, move, setValue] as const;
