import { call, onEvent } from '../state/bridge';
import { documentStore } from '../state/documentStore';
import { paintFirstShot } from './projectPicture';

/** A version made this long ago shows what is on the screen now, if the revision is the same. ms */
const freshMs = 30_000;

/** Gives each version that is made while the window is open a picture of the film. @returns stops */
export function followVersionPictures(): () => void {
  const seen = new Set<string>();
  const paintNewest = async (): Promise<void> => {
    const [newest] = await call('snapshots.list', null);
    if (!newest || newest.hasPicture || seen.has(newest.id) || newest.problem !== null) return;
    seen.add(newest.id);
    const isFresh = Date.now() - newest.createdAtMs < freshMs;
    if (!isFresh || documentStore.getState().revision !== newest.revision) return;
    const picture = await paintFirstShot();
    if (picture) await call('snapshots.savePicture', { id: newest.id, picture });
  };
  // A version without a picture is as good.
  return onEvent('snapshots.changed', () => void paintNewest().catch(() => undefined));
}
