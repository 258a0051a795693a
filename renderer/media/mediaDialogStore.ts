import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { withProject } from '../state/projectScope';

/** The dialogs of the media, of which one is open at a time. */
export type MediaDialogName = 'importSettings' | 'missing' | 'folders' | 'cleanUp';

/** Session scope, neither saved nor undone. */
export const mediaDialogStore = createStore<{ readonly open: MediaDialogName | null }>()(() => ({
  open: null,
}));

export const openMediaDialog = (open: MediaDialogName): void => mediaDialogStore.setState({ open });
export const closeMediaDialog = (): void => mediaDialogStore.setState({ open: null });

withProject(closeMediaDialog);

export function useOpenMediaDialog(): MediaDialogName | null {
  return useStore(mediaDialogStore, (state) => state.open);
}
