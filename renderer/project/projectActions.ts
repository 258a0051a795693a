import type { Shot } from '@shared/document/records';
import { shotFileName } from '@shared/shots/names';
import type { ActionImplementation } from '../state/actions';
import { currentSequence, documentStore, isWritable } from '../state/documentStore';
import { raiseError, raiseNotice } from '../state/notices';
import { runCommand } from '../state/runCommand';
import { selectedOf } from '../state/sessionStore';
import { showSettings } from './projectDialogStore';

const isLoaded = (): boolean => documentStore.getState().isLoaded;
const isLocked = (): boolean => isLoaded() && documentStore.getState().document.project().numbering.isLocked;

function omittedOfSelection(): readonly Shot['id'][] {
  const { document } = documentStore.getState();
  return selectedOf('shot').filter((id) => document.get('shot', id)?.status === 'omitted');
}

/** Names of files made of the selected shots, or of all, a line each: for a folder that is filled elsewhere. */
async function copyNames(): Promise<void> {
  const { document } = documentStore.getState();
  const chosen = new Set<string>(selectedOf('shot'));
  const shots = currentSequence().shots.filter(({ shot }) => chosen.size === 0 || chosen.has(shot.id));
  const names = shots.map(({ shot }) => shotFileName(document, shot.id));
  try {
    await navigator.clipboard.writeText(names.join('\n'));
    const count = names.length === 1 ? 'The name of 1 shot is' : `The names of ${names.length} shots are`;
    raiseNotice({ tone: 'success', message: `${count} on the clipboard.` });
  } catch (error) {
    raiseError(error);
  }
}

export const projectActions: readonly ActionImplementation[] = [
  { id: 'project.showSettings', isEnabled: isLoaded, run: () => showSettings('film') },
  { id: 'project.showLook', isEnabled: isLoaded, run: () => showSettings('look') },
  { id: 'project.showNumbering', isEnabled: isLoaded, run: () => showSettings('numbering') },
  { id: 'project.showCustomFields', isEnabled: isLoaded, run: () => showSettings('fields') },
  {
    id: 'project.lockNumbers',
    isEnabled: () => isWritable() && !isLocked(),
    run: () => void runCommand('project.lockNumbers', {}),
  },
  {
    id: 'project.unlockNumbers',
    isEnabled: () => isWritable() && isLocked(),
    run: () => void runCommand('project.unlockNumbers', {}),
  },
  {
    id: 'shot.restore',
    isEnabled: () => isWritable() && omittedOfSelection().length > 0,
    run: () => void runCommand('shot.restore', { shotIds: omittedOfSelection() }),
  },
  {
    id: 'shot.copyNames',
    isEnabled: () => isLoaded() && currentSequence().shots.length > 0,
    run: () => void copyNames(),
  },
];
