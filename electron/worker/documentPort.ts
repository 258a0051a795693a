import type { DocumentView } from '@shared/document/document';
import type { Committed, WindowEventName, WindowEvents } from '@shared/rpc/table';

/** One edit by id, as the window, a job or the command line asks for it. */
export interface CommandCall {
  readonly command: string;
  readonly args: unknown;
}

export interface RunOptions {
  /** `job`: outside the person's undo line. */
  readonly source: 'user' | 'job';
  /** What the history shows; absent = the command's own words. */
  readonly label?: string;
  /** What is selected now: undo brings it back. */
  readonly selection?: readonly string[];
  /** Edits of one gesture merge into one entry of the history. */
  readonly gestureId?: string;
}

/**
 * How the parts of the worker change the document: the commands of the registry and nothing else. Durable when
 * the promise resolves. An edit that changes nothing resolves with an empty diff and the present revision.
 * Rejects with PlanRefusal, MissingRecordError, ZodError (arguments) or CodedError (`readOnly`, `diskFull` …);
 * then nothing has changed.
 */
export type RunCommand = (command: string, args: unknown, options: RunOptions) => Promise<Committed>;

/** Several commands as one edit: all or nothing, one entry of the history, each sees what those before it did. */
export type RunCommands = (calls: readonly CommandCall[], options: RunOptions) => Promise<Committed>;

export type Emit = <E extends WindowEventName>(event: E, payload: WindowEvents[E]) => void;

/** What MediaLibrary, JobQueue and their like are given of the open project. */
export interface DocumentPort {
  readonly document: DocumentView;
  readonly runCommand: RunCommand;
  readonly runCommands: RunCommands;
}
