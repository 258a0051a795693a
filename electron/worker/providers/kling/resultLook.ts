import { rm } from 'node:fs/promises';
import { CodedError } from '@shared/rpc/result';
import { type ClipFacts, RetryableError } from '../provider';

type Wants = 'video' | 'image' | 'sound';
type LookInside<Wanted extends Wants> = (
  path: string,
  wants: Wanted,
  signal: AbortSignal,
) => Promise<ClipFacts>;

/** Looks at results that were fetched. One that is damaged goes, and is fetched once more by itself: that is free. */
export class ResultLook<Wanted extends Wants> {
  readonly #lookInside: LookInside<Wanted>;
  /** Submissions with a damaged result so far. */
  readonly #damaged = new Set<string>();

  constructor(lookInside: LookInside<Wanted>) {
    this.#lookInside = lookInside;
  }

  /** @throws RetryableError for the first damaged file of a submission; what the look throws */
  async look(path: string, wants: Wanted, submissionId: string, signal: AbortSignal): Promise<ClipFacts> {
    try {
      return await this.#lookInside(path, wants, signal);
    } catch (error) {
      if (!(error instanceof CodedError) || error.code === 'cancelled') throw error;
      await rm(path, { force: true });
      const isDamage = error.code === 'unreadable' || error.code === 'unsupported';
      if (!isDamage || this.#damaged.has(submissionId)) throw error;
      this.#damaged.add(submissionId);
      throw new RetryableError(error.message);
    }
  }
}
