import type { DocumentPort } from '../documentPort';
import type { ClipRequest, Provider } from '../providers/provider';
import type { JobRow } from './jobTable';
import { landTake } from './landTake';
import { cancelledError } from './renderHost';

export interface ClipJob {
  readonly row: JobRow;
  readonly clip: ClipRequest;
  readonly provider: Provider;
  readonly projectFolder: string;
  readonly port: Pick<DocumentPort, 'document' | 'runCommand'>;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** The job reached a stage: durable when this returns. */
  readonly onStage: (change: Pick<JobRow, 'state'> & Partial<Pick<JobRow, 'remoteId'>>) => void;
  readonly onProgress: (framesDone: number) => void;
}

/**
 * Takes a clip from where it stands (`submitting`, `running` or `collecting`) to its place in the project.
 * @throws what the provider and landTake throw
 */
export async function runClip(job: ClipJob): Promise<void> {
  const { row, clip, provider, port, signal, onStage } = job;
  if (port.document.has('take', clip.takeId)) return;
  let task = { jobId: row.id, clip, remoteId: row.remoteId, mayBeSent: row.attempt > 1 };
  try {
    let stage = row.state;
    if (stage === 'submitting') {
      const remoteId = await provider.submit(task, signal);
      task = { ...task, remoteId };
      stage = 'running';
      onStage({ state: stage, remoteId });
    }
    if (stage === 'running') {
      await provider.observe(task, job.onProgress, signal);
      stage = 'collecting';
      onStage({ state: stage });
    }
    const collected = await provider.collect(task, signal);
    if (signal.aborted) throw cancelledError();
    if (row.shotId === null) throw new Error('A clip job without a shot.');
    const landing = {
      shotId: row.shotId,
      label: row.label,
      preset: row.preset,
      clip,
      provider: provider.describe(),
      collected,
    };
    await landTake(landing, port, job.projectFolder, job.now(), signal);
  } catch (error) {
    // Closing the project is no wish to have the work thrown away; the queue cancels only when a person does.
    if (signal.aborted && signal.reason === cancelReason) await provider.cancel(task);
    throw error;
  }
}

/** `AbortSignal.reason` when a person cancelled. */
export const cancelReason = 'cancelled by a person';
