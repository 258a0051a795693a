import { z } from 'zod';
import { mediaIdSchema } from '../document/ids';
import { mediaSchema } from '../document/records';
import { defineCommand } from './command';
import { definedFields } from './projectCommands';

/** Records of files that the import has already put in their place. Run by the import, not by a person. */
const add = defineCommand({
  id: 'media.add',
  title: 'Import Media',
  isInternal: true,
  args: z.object({ media: z.array(mediaSchema).min(1).max(5_000) }),
  plan: (draft, { media }) => {
    for (const record of media) draft.add(record);
    return { label: media.length === 1 ? `Import ${media[0]?.name}` : `Import ${media.length} Files` };
  },
});

const edit = defineCommand({
  id: 'media.edit',
  title: 'Rename Media',
  args: z.object({ mediaId: mediaIdSchema, fields: mediaSchema.pick({ name: true }).partial() }),
  plan: (draft, { mediaId, fields }) => {
    draft.update('media', mediaId, definedFields(fields));
    return undefined;
  },
});

/** The record and all uses of it go; the file stays in the project folder, so that undo brings it back. */
const remove = defineCommand({
  id: 'media.delete',
  title: 'Delete Media',
  args: z.object({ mediaIds: z.array(mediaIdSchema).min(1).max(5_000) }),
  plan: (draft, { mediaIds }) => {
    for (const id of new Set(mediaIds)) {
      draft.require('media', id);
      draft.remove('media', id);
    }
    return { selection: [] };
  },
});

export const mediaCommands = [add, edit, remove] as const;
