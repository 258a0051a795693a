import { z } from 'zod';
import type { Draft } from '../document/draft';
import { createVoice } from '../document/factories';
import { elementIdSchema, type MediaId, voiceIdSchema } from '../document/ids';
import { lastOrderKey } from '../document/order';
import { voiceSchema } from '../document/records';
import { defineCommand, PlanRefusal } from './command';
import { definedFields } from './projectCommands';

const fieldsSchema = voiceSchema
  .pick({ name: true, language: true, accent: true, tone: true, sampleMediaId: true, synthesis: true })
  .partial();

function requireSound(draft: Draft, mediaId: MediaId | null | undefined): void {
  if (!mediaId) return;
  const { name, content } = draft.require('media', mediaId);
  const isSilent = content.type === 'image' || (content.type === 'video' && !content.sound);
  if (isSilent) throw new PlanRefusal(`"${name}" has no sound: a sample is a recording.`, mediaId);
}

const add = defineCommand({
  id: 'voice.add',
  title: 'Add Voice',
  args: z.object({
    elementId: elementIdSchema,
    id: voiceIdSchema.optional(),
    fields: fieldsSchema.default({}),
  }),
  plan: (draft, { elementId, id, fields }, context) => {
    const element = draft.require('element', elementId);
    requireSound(draft, fields.sampleMediaId);
    const voices = draft.childrenOf('voice', elementId);
    const name = voices.length === 0 ? element.name : `${element.name} ${voices.length + 1}`;
    draft.add(
      createVoice({
        id: id ?? context.newId('voice'),
        elementId,
        order: lastOrderKey(voices),
        name: name.slice(0, 400),
        language: draft.project().languages[0] ?? 'en',
        ...definedFields(fields),
      }),
    );
    return undefined;
  },
});

const edit = defineCommand({
  id: 'voice.edit',
  title: 'Edit Voice',
  args: z.object({ voiceId: voiceIdSchema, fields: fieldsSchema }),
  plan: (draft, { voiceId, fields }) => {
    requireSound(draft, fields.sampleMediaId);
    draft.update('voice', voiceId, definedFields(fields));
    return undefined;
  },
});

/** Lines that were spoken with it are spoken with the speaker's first voice again. */
const remove = defineCommand({
  id: 'voice.delete',
  title: 'Delete Voice',
  args: z.object({ voiceId: voiceIdSchema }),
  plan: (draft, { voiceId }) => {
    draft.require('voice', voiceId);
    draft.remove('voice', voiceId);
    return undefined;
  },
});

export const voiceCommands = [add, edit, remove] as const;
