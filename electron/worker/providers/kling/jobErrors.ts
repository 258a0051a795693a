import { CodedError } from '@shared/rpc/result';
import { LostAnswerError } from '../net/fetchBody';
import { SettledFailure, WaitError } from '../provider';
import { KlingRefusal } from './klingErrors';
import type { KlingTask } from './messages';

/*
 * What the queue makes of a call to Kling that failed.
 */

/** A submission that failed: refused for good and free, or not known to have arrived, or not now. */
export function submitError(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted || error instanceof SettledFailure || error instanceof WaitError) return error;
  if (error instanceof KlingRefusal) return error.toJobError();
  if (error instanceof LostAnswerError) {
    return new WaitError(
      'network',
      `${error.message} Whether it arrived is asked before it is sent again.`,
      3_000,
    );
  }
  // Before anything was sent: a picture that is gone, a key that does not fit the model.
  if (error instanceof CodedError) return new SettledFailure(error.code, error.message, null);
  if (error instanceof RangeError) return new SettledFailure('refused', error.message, null);
  return error;
}

/** A question that was not answered says nothing about what it asked for: the job goes on later. */
export function queryError(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted || error instanceof SettledFailure) return error;
  if (error instanceof KlingRefusal) {
    const isForPerson = error.act === 'key' || error.act === 'quota';
    return new WaitError(isForPerson ? error.act : 'network', error.message, error.retryAfterMs);
  }
  if (error instanceof LostAnswerError) return new WaitError('network', error.message);
  return error;
}

/** A request that failed and may have been taken all the same. Called off on its way, nobody knows. */
export function isDoubtful(error: unknown, signal: AbortSignal): boolean {
  const isLost = error instanceof LostAnswerError || (error instanceof KlingRefusal && error.act === 'lost');
  return isLost || signal.aborted;
}

export function nothingThere(): CodedError {
  return new CodedError(
    'notFound',
    'Kling says that it is done and names no file. Results are kept there for 30 days.',
  );
}

export function failureWords({ message }: KlingTask): string {
  const said = message.trim().replace(/\s+/g, ' ').slice(0, 300);
  return said === ''
    ? 'Kling could not make it and says no reason.'
    : `Kling could not make it. It says: "${said}".`;
}
