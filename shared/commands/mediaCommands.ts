import { z } from 'zod';
import { mediaIdSchema, mediaRootIdSchema } from '../document/ids';
import { mediaSchema } from '../document/records';
import { defineCommand, PlanRefusal } from './command';
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
  plan: function* (draft, { mediaIds }) {
    for (const id of new Set(mediaIds)) {
      draft.require('media', id);
      draft.remove('media', id);
      yield;
    }
    return { selection: [] };
  },
});

/**
 * Media get other files: those found again elsewhere, or others in their place. Run by the search for missing media, which
 * has looked into the files.
 */
const relink = defineCommand({
  id: 'media.relink',
  title: 'Relink Media',
  isInternal: true,
  args: z.object({
    files: z
      .array(
        z.object({
          mediaId: mediaIdSchema,
          file: mediaSchema.pick({
            storage: true,
            byteSize: true,
            fingerprint: true,
            fingerprintOf: true,
            mimeType: true,
            content: true,
          }),
        }),
      )
      .min(1)
      .max(100_000),
  }),
  plan: (draft, { files }) => {
    for (const { mediaId, file } of files) {
      const media = draft.require('media', mediaId);
      if (media.content.type !== file.content.type) {
        const [was, is] = [typeWords[media.content.type], typeWords[file.content.type]];
        throw new PlanRefusal(`"${media.name}" is ${was}; ${is} cannot take its place.`, mediaId);
      }
      draft.update('media', mediaId, file);
    }
    const [first] = files;
    const name = first && draft.require('media', first.mediaId).name;
    return { label: files.length === 1 ? `Relink ${name}` : `Relink ${files.length} Media` };
  },
});

const typeWords = { image: 'a picture', video: 'a video', sound: 'a sound' } as const;

/**
 * Linked media are written below a root, or with their whole path (`rootId` null). Run by the worker, which knows where
 * roots lie on this machine.
 */
const setRoot = defineCommand({
  id: 'media.setRoot',
  title: 'Set Media Folder',
  isInternal: true,
  args: z.object({
    rootId: mediaRootIdSchema.nullable(),
    files: z
      .array(z.object({ mediaId: mediaIdSchema, path: z.string().min(1).max(4096) }))
      .min(1)
      .max(100_000),
  }),
  plan: (draft, { rootId, files }) => {
    for (const { mediaId, path } of files) {
      const { name, storage } = draft.require('media', mediaId);
      if (storage.mode !== 'linked') {
        throw new PlanRefusal(`"${name}" lies in the project itself: it needs no media folder.`, mediaId);
      }
      draft.update('media', mediaId, { storage: { ...storage, rootId, path } });
    }
    return undefined;
  },
});

export const mediaCommands = [add, edit, remove, relink, setRoot] as const;
