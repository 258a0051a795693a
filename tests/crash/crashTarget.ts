import type { RpcResult } from '@shared/rpc/result';
import type { Committed } from '@shared/rpc/table';

/** Something that holds a project open and can be killed: a worker in a Node process, the worker of the app, the app. */
export interface CrashTarget {
  /** What dies, for the report. */
  readonly name: string;
  /** Starts it, or what of it was killed, and opens the project in it. */
  start(projectPath: string): Promise<RunningTarget>;
  /** Ends what is left running. */
  dispose(): Promise<void>;
}

export interface RunningTarget {
  /** Never rejects; `workerLost` when it died before the answer. Edits are committed in the order of the calls. */
  call(channel: string, request: unknown): Promise<RpcResult<unknown>>;
  /**
   * Every commit since the last call, in order, whoever made it: imports and the like commit beside the answers. Absent where
   * only answers are heard.
   */
  takeCommits?(): Committed[];
  /** SIGKILL, now: nothing may be flushed, closed or told. Resolves when it is gone. */
  kill(): Promise<void>;
  /** An orderly end. */
  stop(): Promise<void>;
}
