import type { ActionImplementation } from '../state/actions';
import { call } from '../state/bridge';
import { documentStore, isWritable } from '../state/documentStore';
import { raiseError, raiseNotice } from '../state/notices';
import { versionStore } from '../state/versions';
import { clockText } from '../ui/timeWords';
import { historyStore, toggleHistory } from './historyStore';

const isLoaded = (): boolean => documentStore.getState().isLoaded;

/** Everything is saved as it is made; who presses Save gets a version to come back to. */
async function saveNow(): Promise<void> {
  const { revision } = documentStore.getState();
  try {
    const versions = versionStore.getState().versions ?? (await call('snapshots.list', null));
    const same = versions.find((version) => version.revision === revision && version.problem === null);
    const kept = same ?? (await call('snapshots.create', { name: null }));
    raiseNotice({
      tone: 'success',
      message: same
        ? `Everything is saved. Nothing has changed since the version of ${clockText(kept.createdAtMs)}.`
        : `Everything is saved, and this moment is kept as the version of ${clockText(kept.createdAtMs)}.`,
      action: {
        label: 'Show Versions',
        run: () => historyStore.setState({ isOpen: true, tab: 'versions' }),
      },
    });
  } catch (error) {
    raiseError(error);
  }
}

/** Asks where, and makes a project of a version there; null = of the present state. */
export async function saveCopy(snapshotId: string | null): Promise<void> {
  try {
    const made = await call('copy.saveDialog', { snapshotId });
    if (!made) return;
    const missing =
      made.missingMedia === 0
        ? {}
        : { detail: `${made.missingMedia} of its ${made.mediaCount} media files were missing here, too.` };
    raiseNotice({
      tone: made.missingMedia === 0 ? 'success' : 'warning',
      message: `The copy is in ${made.location}.`,
      outlivesProject: true,
      ...missing,
    });
  } catch (error) {
    raiseError(error);
  }
}

export const historyActions: readonly ActionImplementation[] = [
  { id: 'history.show', isEnabled: isLoaded, run: () => toggleHistory('edits') },
  { id: 'version.saveNow', isEnabled: isWritable, run: () => void saveNow() },
  {
    id: 'version.saveNamed',
    isEnabled: isWritable,
    run: () =>
      historyStore.setState(({ nameWish }) => ({ isOpen: true, tab: 'versions', nameWish: nameWish + 1 })),
  },
  { id: 'version.showList', isEnabled: isLoaded, run: () => toggleHistory('versions') },
  { id: 'project.saveCopy', isEnabled: isLoaded, run: () => void saveCopy(null) },
];
