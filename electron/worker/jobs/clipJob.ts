import type { Cost } from '@shared/generation/cost';
import type { DocumentPort } from '../documentPort';
import type { ClipRequest, ProgressDetail, Provider } from '../providers/provider';
import type { JobRow } from './jobTable';
import { isOfPictures, landPictures } from './landPictures';
import { landSpeech } from './landSpeech';
import { landTakes } from './landTake';
import { cancelledError } from './renderHost';

export interface ClipJob {
  readonly row: JobRow;
  readonly clip: ClipRequest;
  readonly provider: Provider;
  readonly projectFolder: string;
  readonly port: Pick<DocumentPort, 'document' | 'runCommands'>;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** An earlier submission may have reached the provider. */
  readonly mayBeSent: boolean;
  /** The job reached a stage: durable when this returns. `charged` comes with `collecting`. */
  readonly onStage: (stage: ClipStage) => void;
  readonly onProgress: (framesDone: number, detail: ProgressDetail) => void;
  /** What the job has cost, as far as it is known when its takes land. */
  readonly costOf: () => Cost | null;
}

export type ClipStage =
  | { readonly state: 'running'; readonly remoteId: string | null }
  | { readonly state: 'collecting'; readonly charged: Cost | null };

/**
 * Takes a clip from where it stands (`submitting`, `running` or `collecting`) to its place in the project.
 * @throws what the provider and landTake throw
 */
export async function runClip(job: ClipJob): Promise<void> {
  const { row, clip, provider, port, signal, onStage } = job;
  let task = { jobId: row.id, clip, remoteId: row.remoteId, mayBeSent: job.mayBeSent };
  try {
    let stage = row.state;
    if (stage === 'submitting') {
      const remoteId = await provider.submit(task, signal);
      task = { ...task, remoteId };
      stage = 'running';
      onStage({ state: stage, remoteId });
    }
    if (stage === 'running') {
      const { charged } = await provider.observe(
        task,
        (framesDone, _total, detail) => job.onProgress(framesDone, detail ?? {}),
        signal,
      );
      stage = 'collecting';
      onStage({ state: stage, charged });
    }
    if (areAllThere(port.document, clip)) return;
    const collected = await provider.collect(task, signal);
    if (signal.aborted) throw cancelledError();
    const landing = {
      jobId: row.id,
      preset: row.preset,
      model: row.model,
      clip,
      provider: provider.describe(),
      collected,
      cost: job.costOf(),
    };
    const { projectFolder, now } = job;
    if (clip.dialogueLineId !== undefined)
      await landSpeech(landing, clip.dialogueLineId, port, projectFolder, now(), signal);
    else if (isOfPictures(collected)) await landPictures(landing, port, projectFolder, now(), signal);
    else await landTakes(landing, port, projectFolder, now(), signal);
  } catch (error) {
    // Closing the project is no wish to have the work thrown away; the queue cancels only when a person does.
    if (signal.aborted && signal.reason === cancelReason) await provider.cancel(task);
    throw error;
  }
}

/** The program ended after the takes had arrived and before that was noted. */
function areAllThere(document: DocumentPort['document'], { parts }: ClipRequest): boolean {
  return parts.every(({ takeId }) => document.has('take', takeId));
}

/** `AbortSignal.reason` when a person cancelled. */
export const cancelReason = 'cancelled by a person';
