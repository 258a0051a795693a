import type { ShotId } from '@shared/document/ids';
import type { GenerationPreview } from '@shared/generation/preview';
import { selectSequence } from '@shared/shots/sequence';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { documentStore } from '../state/documentStore';
import { withProject } from '../state/projectScope';
import type { GenerateScope } from './generateScope';
import type { JobFilter } from './jobFilter';
import type { RunExtras } from './runMends';

export type JobsPage = 'queue' | 'approval' | 'spending';

/** What Generate was filled with. */
export interface ReusedRun {
  /** "take 3 of 2C". */
  readonly from: string;
  readonly extras: RunExtras;
  /** What the take had and cannot be had now, in words. */
  readonly lost: readonly string[];
}

interface JobsPanelState {
  readonly isListOpen: boolean;
  readonly page: JobsPage;
  readonly filter: JobFilter;
  /** Chosen in the list. */
  readonly selected: readonly string[];
  readonly isGenerateOpen: boolean;
  /** The one shot that is to be made anew between its neighbours; null = shots are chosen in Generate. */
  readonly rerollShotId: ShotId | null;
  /** The shots that Generate is about; null = as the selection suggests. */
  readonly generateScope: GenerateScope | null;
  /** What Generate was filled with from a take; null = as last set. */
  readonly reused: ReusedRun | null;
  /** What was checked without being sent; null = that dialog is closed. */
  readonly dryRun: GenerationPreview | null;
}

/** Session scope, not saved: what of the jobs is open. */
const nothingOpen: JobsPanelState = {
  isListOpen: false,
  page: 'queue',
  filter: 'all',
  selected: [],
  isGenerateOpen: false,
  rerollShotId: null,
  generateScope: null,
  reused: null,
  dryRun: null,
};

export const jobsPanelStore = createStore<JobsPanelState>()(() => nothingOpen);

withProject(() => jobsPanelStore.setState(nothingOpen));

// A shot that is gone is not made anew, nor is anything else in its place.
documentStore.subscribe(({ document, isLoaded, revision }, before) => {
  const { rerollShotId } = jobsPanelStore.getState();
  if (rerollShotId === null || !isLoaded || revision === before.revision) return;
  if (!selectSequence(document).byShotId.has(rerollShotId)) closeGenerate();
});

export const useJobsPanel = <T>(selector: (state: JobsPanelState) => T): T =>
  useStore(jobsPanelStore, selector);

export function showJobs(page: JobsPage, filter: JobFilter = 'all'): void {
  jobsPanelStore.setState({ isListOpen: true, page, filter });
}

/** Opens Generate; nothing is asked for before a person says so there. */
export function showGenerate(
  generateScope: GenerateScope | null = null,
  reused: ReusedRun | null = null,
): void {
  jobsPanelStore.setState({ isGenerateOpen: true, rerollShotId: null, generateScope, reused });
}

/** Opens Generate for one shot, with the frames of its neighbours, or those that are said with what is used again. */
export const showReroll = (rerollShotId: ShotId, reused: ReusedRun | null = null): void =>
  jobsPanelStore.setState({ isGenerateOpen: true, rerollShotId, generateScope: null, reused });

export const closeGenerate = (): void =>
  jobsPanelStore.setState({ isGenerateOpen: false, rerollShotId: null, generateScope: null, reused: null });

export const closeJobs = (): void => jobsPanelStore.setState({ isListOpen: false });

/** Opens a page, or closes the panel where that page is shown. */
export function toggleJobs(page: JobsPage): void {
  const { isListOpen, page: shown } = jobsPanelStore.getState();
  if (isListOpen && shown === page) closeJobs();
  else showJobs(page);
}
