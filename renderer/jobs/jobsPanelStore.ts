import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** Session scope, not saved: what of the jobs is open. */
export const jobsPanelStore = createStore<{
  readonly isListOpen: boolean;
  readonly isGenerateOpen: boolean;
}>()(() => ({ isListOpen: false, isGenerateOpen: false }));

export const useJobsPanel = <T>(selector: (state: ReturnType<typeof jobsPanelStore.getState>) => T): T =>
  useStore(jobsPanelStore, selector);

export function showJobList(): void {
  jobsPanelStore.setState({ isListOpen: true });
}
