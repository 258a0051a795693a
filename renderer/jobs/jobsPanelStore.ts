import type { GenerationPreview } from '@shared/generation/preview';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { JobFilter } from './jobFilter';

export type JobsPage = 'queue' | 'approval' | 'spending';

interface JobsPanelState {
  readonly isListOpen: boolean;
  readonly page: JobsPage;
  readonly filter: JobFilter;
  /** Chosen in the list. */
  readonly selected: readonly string[];
  readonly isGenerateOpen: boolean;
  /** What was checked without being sent; null = that dialog is closed. */
  readonly dryRun: GenerationPreview | null;
}

/** Session scope, not saved: what of the jobs is open. */
export const jobsPanelStore = createStore<JobsPanelState>()(() => ({
  isListOpen: false,
  page: 'queue',
  filter: 'all',
  selected: [],
  isGenerateOpen: false,
  dryRun: null,
}));

export const useJobsPanel = <T>(selector: (state: JobsPanelState) => T): T =>
  useStore(jobsPanelStore, selector);

export function showJobs(page: JobsPage, filter: JobFilter = 'all'): void {
  jobsPanelStore.setState({ isListOpen: true, page, filter });
}

export const closeJobs = (): void => jobsPanelStore.setState({ isListOpen: false });

/** Opens a page, or closes the panel where that page is shown. */
export function toggleJobs(page: JobsPage): void {
  const { isListOpen, page: shown } = jobsPanelStore.getState();
  if (isListOpen && shown === page) closeJobs();
  else showJobs(page);
}
