import type { PlaceState } from '@shared/rpc/table';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { onEvent } from './bridge';
import { documentStore } from './documentStore';
import { raiseNotice } from './notices';
import { retryUnsaved } from './unsavedEdits';

/** Where the open project is, as the worker tells. */
export const placeStore = createStore<{ readonly place: PlaceState }>()(() => ({ place: 'here' }));

export const usePlace = (): PlaceState => useStore(placeStore, ({ place }) => place);

/** Keeps in step with the worker while a project is open. @returns stops and forgets */
export function followPlace(): () => void {
  const stopPlace = onEvent('project.place', ({ state }) => {
    placeStore.setState({ place: state });
    if (state === 'here') void retryUnsaved();
  });
  const stopMoved = onEvent('project.moved', ({ location, folderName }) => {
    const { opened } = documentStore.getState();
    if (!opened) return;
    if (location !== opened.location) {
      raiseNotice({
        tone: 'info',
        message: `The project has moved, and Ekonte went along. It is saved in ${location} now.`,
      });
    }
    documentStore.setState({ opened: { ...opened, location, folderName } });
  });
  return () => {
    stopPlace();
    stopMoved();
    placeStore.setState({ place: 'here' });
  };
}
