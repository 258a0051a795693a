import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { withProject } from '../state/projectScope';

export type HistoryTab = 'edits' | 'versions';

/** Session scope, not saved: the panel over the window. */
export const historyStore = createStore<{
  readonly isOpen: boolean;
  readonly tab: HistoryTab;
  /** The field for a new version's name wants the focus; rises with each wish. */
  readonly nameWish: number;
}>()(() => ({ isOpen: false, tab: 'edits', nameWish: 0 }));

export function useHistoryPanel<T>(selector: (state: ReturnType<typeof historyStore.getState>) => T): T {
  return useStore(historyStore, selector);
}

/** Opens the panel at a tab; closes it when that is what it shows. */
export function toggleHistory(tab: HistoryTab): void {
  historyStore.setState((state) => ({ isOpen: !(state.isOpen && state.tab === tab), tab }));
}

export const closeHistory = (): void => historyStore.setState({ isOpen: false });
withProject(closeHistory);
