import type { MediaId } from '@shared/document/ids';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { withProject } from '../state/projectScope';
import type { MediaFilter, MediaSort } from './mediaItems';

/** Session scope: how the panel shows the media. Outlives a change of tabs; neither saved nor undone. */
export interface MediaPanelState {
  readonly text: string;
  readonly filter: MediaFilter;
  readonly sort: MediaSort;
  readonly view: 'grid' | 'list';
  /** The media whose name is being typed. */
  readonly renamingId: MediaId | null;
  /** The media looked at or listened to in large. */
  readonly previewId: MediaId | null;
}

export const mediaPanelStore = createStore<MediaPanelState>()(() => ({
  text: '',
  filter: 'all',
  sort: 'name',
  view: 'grid',
  renamingId: null,
  previewId: null,
}));

// How they are laid out is a habit; what was searched for is not.
withProject(() => mediaPanelStore.setState({ text: '', filter: 'all', renamingId: null, previewId: null }));

export function useMediaPanel<T>(selector: (state: MediaPanelState) => T): T {
  return useStore(mediaPanelStore, selector);
}
