import type { ReadScript } from '@shared/rpc/table';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { call } from '../state/bridge';
import { documentStore, isOtherProject } from '../state/documentStore';
import { raiseError, raiseNotice } from '../state/notices';
import { withProject } from '../state/projectScope';
import { lookThrough } from './lookThrough';

/** The screenplay whose changes are being looked at. */
export const scriptStore = createStore<{ readonly script: ReadScript | null }>()(() => ({ script: null }));

export const useOpenScript = (): ReadScript | null => useStore(scriptStore, ({ script }) => script);
/** Shows what it would change in the open film, unless another one is open by then. */
export async function showScript(script: ReadScript): Promise<void> {
  const asked = documentStore.getState();
  await lookThrough(script);
  if (!isOtherProject(documentStore.getState(), asked)) scriptStore.setState({ script });
}
export const closeScript = (): void => scriptStore.setState({ script: null });
withProject(closeScript);

/** Shows what a screenplay would change; a file that is none is said to be. */
async function show(reading: Promise<ReadScript | null>): Promise<void> {
  const asked = documentStore.getState();
  try {
    const script = await reading;
    // It was meant for the film it was dropped on.
    if (script && !isOtherProject(documentStore.getState(), asked)) await showScript(script);
  } catch (error) {
    raiseError(error);
  }
}

/** Whether the film may be changed; says so where not. */
function mayImport(): boolean {
  const { isLoaded, opened } = documentStore.getState();
  if (isLoaded && opened?.isReadOnly === true)
    raiseNotice({ tone: 'warning', message: 'This project is only looked at: a script cannot be imported.' });
  return isLoaded && opened?.isReadOnly !== true;
}

/** The person chooses a file. */
export const chooseScript = (): Promise<void> => show(call('script.openDialog', null));

/** A file that was dropped. */
export async function openScriptFile(file: File): Promise<void> {
  if (!mayImport()) return;
  await show(
    file
      .arrayBuffer()
      .then((bytes) => call('script.read', { name: file.name, bytes: new Uint8Array(bytes) })),
  );
}

/** Text from the clipboard. */
export async function openScriptText(text: string): Promise<void> {
  if (!mayImport()) return;
  await show(call('script.read', { name: '', bytes: new TextEncoder().encode(text) }));
}
