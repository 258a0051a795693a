import { defaultJobSettings, type JobSettings } from '@shared/generation/ledger';
import type { RpcReply } from '@shared/rpc/table';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { call, onEvent } from './bridge';
import { raiseError } from './notices';
import { withProject } from './projectScope';

/** A paid submission, and which of its takes are there, and shown. */
export type LedgerLine = RpcReply<'ledger.list'>[number];

interface QueueState {
  readonly settings: JobSettings;
  /** Counts what may have changed the ledger: whoever shows it loads it again. */
  readonly ledgerVersion: number;
}

/** The rules of the open project's queue, as the worker keeps them. Not part of the document. */
export const queueStore = createStore<QueueState>()(() => ({
  settings: defaultJobSettings,
  ledgerVersion: 0,
}));

// Rules that could not be read must not be those of another project: a change would write them.
withProject(() => queueStore.setState({ settings: defaultJobSettings }));

export function useQueue<T>(selector: (state: QueueState) => T): T {
  return useStore(queueStore, selector);
}

export async function loadQueueSettings(): Promise<void> {
  queueStore.setState({ settings: await call('jobs.settings', null) });
}

/** Keeps the store in step with the worker. @returns stops. */
export function followQueue(): () => void {
  const noteLedger = (): void =>
    queueStore.setState(({ ledgerVersion }) => ({ ledgerVersion: ledgerVersion + 1 }));
  const stopLedger = onEvent('ledger.changed', () => {
    noteLedger();
    loadQueueSettings().catch(() => undefined);
  });
  const stopJobs = onEvent('jobs.changed', ({ job }) => {
    // A stage reached, not a step of progress.
    if (job.estimate && job.state !== 'running') noteLedger();
  });
  return () => {
    stopLedger();
    stopJobs();
  };
}

/** Changes some of the rules; a refusal is shown and leaves them as they were. */
export async function changeQueueSettings(changes: Partial<JobSettings>): Promise<void> {
  const before = queueStore.getState().settings;
  const settings = { ...before, ...changes };
  queueStore.setState({ settings });
  try {
    await call('jobs.setSettings', { settings });
  } catch (error) {
    queueStore.setState({ settings: before });
    raiseError(error);
  }
}
