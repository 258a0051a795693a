import type { FromHost } from '@shared/compositor/hostProtocol';
import { CodedError } from '@shared/rpc/result';
import { UnsupportedInputFormatError } from 'mediabunny';

export type FailureCode = Extract<FromHost, { type: 'failed' }>['code'];

/** A task ends early, for a reason that a person can read. */
export class TaskFailure extends Error {
  constructor(
    readonly code: FailureCode,
    message: string,
  ) {
    super(message);
    this.name = 'TaskFailure';
  }
}

/** @throws TaskFailure `cancelled` */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new TaskFailure('cancelled', 'Cancelled.');
}

/** What an error says, for the end of a sentence. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Why a file that was to be read was not; `what` begins the sentence. Addresses are no person's business. */
export function readFailure(what: string, error: unknown): TaskFailure {
  if (error instanceof TaskFailure) return error;
  if (error instanceof CodedError) {
    return new TaskFailure(error.code === 'unsupported' ? 'unsupported' : 'missingMedia', error.message);
  }
  return error instanceof UnsupportedInputFormatError
    ? new TaskFailure('unsupported', `${what} is in a format that cannot be read here.`)
    : new TaskFailure('missingMedia', `${what} is missing or cannot be read.`);
}

/** How a task that threw is told to the worker. */
export function failureMessage(taskId: string, error: unknown): FromHost {
  const code = error instanceof TaskFailure ? error.code : 'internal';
  return { type: 'failed', taskId, code, message: reasonOf(error) };
}
