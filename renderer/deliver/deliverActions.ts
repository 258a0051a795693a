import type { ShotId } from '@shared/document/ids';
import { makesFile } from '@shared/generation/job';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ActionImplementation } from '../state/actions';
import { call } from '../state/bridge';
import { currentSequence, isWritable } from '../state/documentStore';
import { jobStore } from '../state/jobStore';
import { raiseError, raiseNotice } from '../state/notices';
import { withProject } from '../state/projectScope';
import { queued } from '../state/queued';

/** Session scope, not saved. */
export const deliverStore = createStore<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }));

withProject(() => deliverStore.setState({ isOpen: false }));

export const useDeliver = (): boolean => useStore(deliverStore, ({ isOpen }) => isOpen);

export const deliverActions: readonly ActionImplementation[] = [
  {
    id: 'film.export',
    isEnabled: () => isWritable() && currentSequence().shots.length > 0,
    run: () => deliverStore.setState({ isOpen: true }),
  },
];

/** Asks where to and queues the film. @returns as queued */
export const exportFilm = (shotIds: readonly ShotId[] | null): Promise<boolean> =>
  queued(call('jobs.exportFilmDialog', { shotIds: shotIds && [...shotIds] }));

/** Says when a film or a storyboard is finished, or why it is not. @returns stops. */
export function followFilms(): () => void {
  return jobStore.subscribe(({ jobs }, { jobs: before }) => {
    for (const job of jobs) {
      if (!makesFile(job)) continue;
      const earlier = before.find(({ id }) => id === job.id);
      // Ended ones that were there when the project was opened are no news.
      if (!earlier || earlier.state === job.state) continue;
      const request = { jobId: job.id };
      if (job.state === 'done') {
        raiseNotice({
          tone: 'success',
          message: `${job.label} is finished.`,
          action: {
            label: 'Show in Folder',
            run: () => void call('shell.revealJob', request).catch(raiseError),
          },
        });
      }
      if (job.state === 'failed') {
        raiseNotice({
          tone: 'error',
          message: `${job.label} could not be made. ${job.error?.message ?? ''}`.trim(),
          action: { label: 'Try Again', run: () => void call('jobs.retry', request).catch(raiseError) },
        });
      }
    }
  });
}
