import type { Page } from '@playwright/test';
import type { RpcResult } from '@shared/rpc/result';
import type { RpcChannel, RpcReply } from '@shared/rpc/table';

/** A call as the window makes it. @throws with the words of a refusal */
export async function rpc<C extends RpcChannel>(
  page: Page,
  channel: C,
  request: unknown,
): Promise<RpcReply<C>> {
  const reply = await page.evaluate(
    ([name, given]) => {
      const bridge = window.ekonte as unknown as {
        call(channel: string, request: unknown): Promise<RpcResult<unknown>>;
      };
      return bridge.call(name, given);
    },
    [channel as string, request] as const,
  );
  if (!reply.ok) throw new Error(`${channel}: ${reply.error.message}`);
  return reply.value as RpcReply<C>;
}

/** Runs a command, with nothing selected. @throws with the words of a refusal */
export async function edit(page: Page, command: string, args: object): Promise<void> {
  await rpc(page, 'edit.run', { command, args, selection: [] });
}
