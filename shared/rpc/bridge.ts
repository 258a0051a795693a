import type { RpcResult } from './result';
import type {
  ImportChoice,
  ImportReply,
  ImportTarget,
  OpenedProject,
  RpcChannel,
  RpcReply,
  RpcRequest,
  WindowEventName,
  WindowEvents,
} from './table';

/** What the preload puts on `window.ekonte`: the only way out of the page. */
export interface EkonteBridge {
  call<C extends RpcChannel>(channel: C, request: RpcRequest<C>): Promise<RpcResult<RpcReply<C>>>;
  /** Dropped or chosen files; their paths are found in the preload and never seen by the page. */
  importFiles(
    files: readonly File[],
    target: ImportTarget,
    choice: ImportChoice,
  ): Promise<RpcResult<ImportReply>>;
  /** Whether a pasted or dropped file has a path; a picture out of another program has none. */
  isOnDisk(file: File): boolean;
  /** A project folder or packed project that was dropped on the window; null = it is a packed one, and offered. */
  openDropped(project: File): Promise<RpcResult<OpenedProject | null>>;
  /** @returns stops listening. */
  on<E extends WindowEventName>(event: E, listener: (payload: WindowEvents[E]) => void): () => void;
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly appVersion: string;
}
