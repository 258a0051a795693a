import { z } from 'zod';
import type { DocumentView } from '../document/document';
import { createMediaRoot } from '../document/factories';
import { mediaRootIdSchema } from '../document/ids';
import { lastOrderKey } from '../document/order';
import { defineCommand, PlanRefusal } from './command';

/*
 * Media folders ("Rushes"): where linked media lie, under a name that is the same on every machine. The folder itself is
 * each machine's own matter and no part of the document.
 */

const nameSchema = z.string().trim().min(1).max(200);

const add = defineCommand({
  id: 'mediaRoot.add',
  title: 'Add Media Folder',
  args: z.object({ name: nameSchema }),
  plan: (draft, { name }, { newId }) => {
    requireFreeName(draft, name);
    const root = createMediaRoot({
      id: newId('mediaRoot'),
      order: lastOrderKey(draft.list('mediaRoot')),
      name,
    });
    draft.add(root);
    return { label: `Add Media Folder ${name}` };
  },
});

const rename = defineCommand({
  id: 'mediaRoot.rename',
  title: 'Rename Media Folder',
  args: z.object({ rootId: mediaRootIdSchema, name: nameSchema }),
  plan: (draft, { rootId, name }) => {
    requireFreeName(draft, name, rootId);
    draft.update('mediaRoot', rootId, { name });
    return undefined;
  },
});

/** The media stay; those below it keep the rest of their path, by which they can be found again. */
const remove = defineCommand({
  id: 'mediaRoot.delete',
  title: 'Delete Media Folder',
  args: z.object({ rootId: mediaRootIdSchema }),
  plan: (draft, { rootId }) => {
    draft.require('mediaRoot', rootId);
    draft.remove('mediaRoot', rootId);
    return undefined;
  },
});

/** Two folders of one name could not be told apart where one is chosen. */
function requireFreeName(document: DocumentView, name: string, ownId?: string): void {
  const lower = name.toLocaleLowerCase();
  const taken = document
    .list('mediaRoot')
    .some((root) => root.id !== ownId && root.name.toLocaleLowerCase() === lower);
  if (taken) throw new PlanRefusal(`There is a media folder called "${name}" already.`);
}

export const mediaRootCommands = [add, rename, remove] as const;
