import { existsSync } from 'node:fs';
import type { RpcResult } from '@shared/rpc/result';
import type { OpenedProject } from '@shared/rpc/table';
import { shell } from 'electron';
import { fail, type HandlerContext, type Handlers, ok, openInWindow } from './handlerContext';
import { isArchivePath } from './projectArgument';

const noArchive = fail('notFound', 'It is not there any more.');

/** Projects as one file. */
export const archiveHandlers = {
  'archive.packDialog': ({ includeLinked }, { window }) => window.archives.pack(includeLinked),
  'archive.unpackDialog': (_request, { window }) => window.archives.unpackByDialog(),
  'archive.unpackOffered': (_request, { window }) => window.archives.unpackOffered(),
  'archive.openUnpacked': async ({ archiveId }, context) => {
    const path = context.window.archives.pathOf(archiveId);
    if (path === undefined) return noArchive;
    return openInWindow({ channel: 'project.openAt', request: { path } }, context);
  },
  'shell.revealArchive': async ({ archiveId }, { window }) => {
    const path = window.archives.pathOf(archiveId);
    if (path === undefined || !existsSync(path)) return noArchive;
    shell.showItemInFolder(path);
    return ok(null);
  },
} satisfies Partial<Handlers>;

/** A project folder is opened; a packed project is offered to the page, which asks for it in its turn: null. */
export async function openOrOffer(
  path: string,
  context: HandlerContext,
): Promise<RpcResult<OpenedProject | null>> {
  if (!isArchivePath(path)) return openInWindow({ channel: 'project.openAt', request: { path } }, context);
  context.windows.offerArchive(path, context.window);
  return ok(null);
}
