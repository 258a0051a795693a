import type { RpcResult } from '@shared/rpc/result';
import type { OpenedProject } from '@shared/rpc/table';
import { fail, type HandlerContext, type Handlers, ok, openInWindow } from './handlerContext';

type Channels =
  | 'rescue.inspect'
  | 'rescue.restore'
  | 'rescue.salvage'
  | 'rescue.openReadOnly'
  | 'rescue.tryAgain';

const nothingFailed = fail('noProject', 'There is no project that could not be opened.');

/** What can be done with the project that a window could not open last. Its path never goes to the page. */
export const rescueHandlers: Pick<Handlers, Channels> = {
  'rescue.inspect': async (_request, { window }) =>
    window.failedPath === null
      ? nothingFailed
      : window.supervisor.callInternal('rescue.inspectAt', { path: window.failedPath }),
  'rescue.restore': async ({ snapshotId }, context) => {
    const { failedPath: path, supervisor } = context.window;
    if (path === null) return nothingFailed;
    const made = await supervisor.callInternal('rescue.restoreAt', { path, snapshotId });
    if (!made.ok) return made;
    return withOpened(await openAt(made.value.location, context), (opened) => ({ opened }));
  },
  'rescue.salvage': async (_request, context) => {
    const { failedPath: path, supervisor } = context.window;
    if (path === null) return nothingFailed;
    const made = await supervisor.callInternal('rescue.salvageAt', { path });
    if (!made.ok) return made;
    const { location, report } = made.value;
    return withOpened(await openAt(location, context), (opened) => ({ opened, report }));
  },
  'rescue.openReadOnly': async (_request, { window }) => {
    const { failedPath: path } = window;
    if (path === null) return nothingFailed;
    // Beside another window of ours that works on it, too.
    return window.open({ channel: 'project.openAt', request: { path, readOnly: true } });
  },
  'rescue.tryAgain': async (_request, context) => {
    const { failedPath } = context.window;
    return failedPath === null ? nothingFailed : openAt(failedPath, context);
  },
};

function openAt(path: string, context: HandlerContext): Promise<RpcResult<OpenedProject>> {
  return openInWindow({ channel: 'project.openAt', request: { path } }, context);
}

function withOpened<T>(result: RpcResult<OpenedProject>, reply: (opened: OpenedProject) => T): RpcResult<T> {
  return result.ok ? ok(reply(result.value)) : result;
}
