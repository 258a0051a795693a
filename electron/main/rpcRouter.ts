import type { RpcResult } from '@shared/rpc/result';
import { importChoiceSchema, importTargetSchema, type MainChannel, rpcTable } from '@shared/rpc/table';
import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { z } from 'zod';
import { openOrOffer } from './archiveHandlers';
import { fail } from './handlerContext';
import { mainHandlers } from './mainHandlers';
import type { ProjectWindow } from './projectWindow';
import type { ProjectWindows } from './projectWindows';
import { isAppAddress } from './security';

const path = z.string().min(1).max(32_768);
const importRequestSchema = z.object({
  paths: z.array(path).min(1).max(20_000),
  target: importTargetSchema,
  ...importChoiceSchema.shape,
});

const stranger = fail('refused', 'This page may not do that.');

function badRequest(channel: string, error: z.ZodError): RpcResult<never> {
  return fail('badRequest', `${channel}: ${z.prettifyError(error)}`);
}

/**
 * Answers the windows. The only file that listens to pages; each message is taken from the main frame of a project
 * window on our own page and from nowhere else.
 */
export function routeCalls(windows: ProjectWindows): void {
  const senderOf = (event: IpcMainInvokeEvent): ProjectWindow | undefined => {
    const frame = event.senderFrame;
    if (!frame || frame !== event.sender.mainFrame || !isAppAddress(frame.url)) return undefined;
    return windows.ofContents(event.sender);
  };
  const answer =
    (handle: (window: ProjectWindow, args: readonly unknown[]) => Promise<RpcResult<unknown>>) =>
    async (event: IpcMainInvokeEvent, ...args: readonly unknown[]): Promise<RpcResult<unknown>> => {
      const window = senderOf(event);
      if (!window) return stranger;
      try {
        return await handle(window, args);
      } catch (error) {
        return fail('internal', error instanceof Error ? error.message : String(error));
      }
    };

  ipcMain.handle(
    'rpc',
    answer(async (window, [channel, request]) => {
      if (typeof channel !== 'string' || !Object.hasOwn(rpcTable, channel)) {
        return fail('badRequest', 'There is no such channel.');
      }
      const known = channel as keyof typeof rpcTable;
      // The worker parses what is its own: a document's worth of JSON is not read twice.
      if (rpcTable[known].at === 'worker') return window.supervisor.call(known, request);
      return handleMain(known as MainChannel, request, window);
    }),
  );

  const handleMain = async <C extends MainChannel>(
    channel: C,
    request: unknown,
    window: ProjectWindow,
  ): Promise<RpcResult<unknown>> => {
    const parsed = rpcTable[channel].request.safeParse(request);
    if (!parsed.success) return badRequest(channel, parsed.error);
    const handler = mainHandlers[channel] as (
      request: unknown,
      context: { window: ProjectWindow; windows: ProjectWindows },
    ) => Promise<RpcResult<unknown>>;
    return handler(parsed.data, { window, windows });
  };

  ipcMain.handle(
    'importFiles',
    answer(async (window, [paths, target, link, linkFromBytes]) => {
      const parsed = importRequestSchema.safeParse({ paths, target, link, linkFromBytes });
      if (!parsed.success) return badRequest('importFiles', parsed.error);
      return window.supervisor.callInternal('media.importPaths', parsed.data);
    }),
  );

  ipcMain.handle(
    'openDropped',
    answer(async (window, [folder]) => {
      const parsed = path.safeParse(folder);
      if (!parsed.success) return badRequest('openDropped', parsed.error);
      return openOrOffer(parsed.data, { window, windows });
    }),
  );
}
