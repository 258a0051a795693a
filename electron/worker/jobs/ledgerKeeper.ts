import type { LedgerEntry } from '@shared/generation/ledger';
import type { Provider } from '../providers/provider';
import type { Ledger } from './ledger';

export interface LedgerKeeperOptions {
  readonly ledger: Ledger;
  readonly providers: ReadonlyMap<string, Provider>;
  /** A job is at work on it, or will be: it settles the entry itself. */
  readonly isFollowed: (entry: LedgerEntry) => boolean;
  readonly onSettled: () => void;
  readonly now: () => number;
  readonly schedule: (delayMs: number, run: () => void) => () => void;
}

const firstDelayMs = 15_000;
const longestDelayMs = 600_000;
/** A request may still be on its way when its job is called off: what nobody knows by then never arrived. */
const unknownAfterMs = 900_000;

/**
 * Sees to the entries that nobody follows any more, of jobs cancelled or failed half way: a vendor goes on with what
 * was sent and charges for it, and the ledger says so.
 */
export class LedgerKeeper {
  readonly #options: LedgerKeeperOptions;
  readonly #abort = new AbortController();
  #work: Promise<void> | null = null;
  #cancelTimer: (() => void) | null = null;
  #tries = 0;

  constructor(options: LedgerKeeperOptions) {
    this.#options = options;
  }

  /** There may be something to settle. */
  wake(): void {
    if (this.#work || this.#abort.signal.aborted) return;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#work = this.#settleAll()
      .catch(() => undefined)
      .finally(() => {
        this.#work = null;
      });
  }

  async dispose(): Promise<void> {
    this.#abort.abort();
    this.#cancelTimer?.();
    await this.#work;
  }

  async #settleAll(): Promise<void> {
    const { ledger, isFollowed, schedule } = this.#options;
    const orphans = ledger.reserved().filter((entry) => !isFollowed(entry));
    let isAnyLeft = false;
    for (const entry of orphans) {
      if (this.#abort.signal.aborted) return;
      if (!(await this.#settle(entry))) isAnyLeft = true;
    }
    this.#tries = isAnyLeft ? this.#tries + 1 : 0;
    if (!isAnyLeft || this.#abort.signal.aborted) return;
    const delayMs = Math.min(firstDelayMs * 2 ** (this.#tries - 1), longestDelayMs);
    this.#cancelTimer = schedule(delayMs, () => this.wake());
  }

  /** @returns false when it has to be asked again later */
  async #settle({ provider, submissionId, remoteId, reservedAtMs }: LedgerEntry): Promise<boolean> {
    const { ledger, providers, now, onSettled } = this.#options;
    const answer = await providers
      .get(provider)
      ?.settle?.({ submissionId, remoteId }, this.#abort.signal)
      .catch(() => 'pending' as const);
    if (answer === undefined) return true;
    if (answer === 'pending') return false;
    if ('unknown' in answer && now() - reservedAtMs < unknownAfterMs) return false;
    ledger.settle(submissionId, answer.charged, now());
    onSettled();
    return true;
  }
}
