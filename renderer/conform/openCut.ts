import type { ReadCut } from '@shared/rpc/table';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { call } from '../state/bridge';
import { documentStore, isOtherProject } from '../state/documentStore';
import { raiseError, raiseNotice } from '../state/notices';
import { withProject } from '../state/projectScope';

/** The cut whose changes are being looked at. */
const cutStore = createStore<{ readonly cut: ReadCut | null }>()(() => ({ cut: null }));

export const useOpenCut = (): ReadCut | null => useStore(cutStore, ({ cut }) => cut);
export const closeCut = (): void => cutStore.setState({ cut: null });
withProject(closeCut);

/** Shows what a cut would change; a file that is none is said to be. */
async function show(reading: Promise<ReadCut | null>): Promise<void> {
  const asked = documentStore.getState();
  try {
    const cut = await reading;
    // It is one of the film it was dropped on.
    if (cut && !isOtherProject(documentStore.getState(), asked)) cutStore.setState({ cut });
  } catch (error) {
    raiseError(error);
  }
}

/** The person chooses a file. */
export const chooseCut = (): Promise<void> => show(call('cut.openDialog', null));

/** A file that was dropped. */
export async function openCutFile(file: File): Promise<void> {
  const { isLoaded, opened } = documentStore.getState();
  if (!isLoaded || opened?.isReadOnly === true) {
    const message = isLoaded
      ? 'This project is only looked at: a cut cannot be taken.'
      : 'Open the film that the cut was made of, and drop it there.';
    raiseNotice({ tone: 'warning', message });
    return;
  }
  await show(
    file.arrayBuffer().then((bytes) => call('cut.read', { name: file.name, bytes: new Uint8Array(bytes) })),
  );
}
