import type { RecentProject } from '@shared/rpc/table';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { call } from '../state/bridge';

/** null = not known yet. */
const recentsStore = createStore<{ readonly recents: readonly RecentProject[] | null }>()(() => ({
  recents: null,
}));

export function useRecents(): readonly RecentProject[] | null {
  return useStore(recentsStore, (state) => state.recents);
}

/** As last asked for: for what cannot wait for an answer. */
export const knownRecents = (): readonly RecentProject[] | null => recentsStore.getState().recents;

/** Without the list one can still begin, open and look at the sample, so a failure is an empty list. */
export async function loadRecents(): Promise<void> {
  recentsStore.setState({ recents: await call('recents.list', null).catch(() => []) });
}

/** Takes a project off the list; its folder stays. */
export async function forgetRecent(recentId: string): Promise<void> {
  await call('recents.remove', { recentId }).catch(() => undefined);
  await loadRecents();
}
