import type { EkonteBridge } from '@shared/rpc/bridge';
import { CodedError, type RpcResult } from '@shared/rpc/result';
import type {
  ImportChoice,
  ImportReply,
  ImportTarget,
  RpcChannel,
  RpcReply,
  RpcRequest,
} from '@shared/rpc/table';

declare global {
  interface Window {
    readonly ekonte: EkonteBridge;
  }
}

function unwrap<T>(result: RpcResult<T>): T {
  if (result.ok) return result.value;
  const { code, message, recordId } = result.error;
  throw new CodedError(code, message, recordId);
}

/** @throws CodedError with words for the person. */
export async function call<C extends RpcChannel>(channel: C, request: RpcRequest<C>): Promise<RpcReply<C>> {
  return unwrap(await window.ekonte.call(channel, request));
}

/** @throws CodedError */
export async function importFiles(
  files: readonly File[],
  target: ImportTarget,
  choice: ImportChoice,
): Promise<ImportReply> {
  return unwrap(await window.ekonte.importFiles(files, target, choice));
}

export const isOnDisk: EkonteBridge['isOnDisk'] = (file) => window.ekonte.isOnDisk(file);

export const onEvent: EkonteBridge['on'] = (event, listener) => window.ekonte.on(event, listener);
