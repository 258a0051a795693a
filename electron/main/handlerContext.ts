import type { ErrorCode, RpcResult } from '@shared/rpc/result';
import type { MainChannel, OpenedProject, RpcReply, rpcTable } from '@shared/rpc/table';
import type { z } from 'zod';
import type { Opening, ProjectWindow } from './projectWindow';
import type { ProjectWindows } from './projectWindows';

export interface HandlerContext {
  readonly window: ProjectWindow;
  readonly windows: ProjectWindows;
}

export type Handlers = {
  readonly [C in MainChannel]: (
    request: z.output<(typeof rpcTable)[C]['request']>,
    context: HandlerContext,
  ) => Promise<RpcResult<RpcReply<C>>>;
};

export const ok = <T>(value: T): RpcResult<T> => ({ ok: true, value });

export function fail(code: ErrorCode, message: string): RpcResult<never> {
  return { ok: false, error: { code, message } };
}

/** Opens a project in the window that asked, unless another window has it: then that one comes to the front. */
export async function openInWindow(
  opening: Opening,
  context: HandlerContext,
): Promise<RpcResult<OpenedProject>> {
  const holder = context.windows.ofPath(opening.request.path);
  if (holder === context.window) return ok(holder.opened as OpenedProject);
  if (holder) {
    holder.focus();
    context.window.noteFailed(opening.request.path);
    return fail('projectInUse', 'This project is open in another window, which is in front now.');
  }
  return context.window.open(opening);
}
