import type { Snapshot } from '@shared/rpc/table';
import { call, onEvent } from '../state/bridge';
import { documentStore } from '../state/documentStore';
import { paintFirstShot } from './projectPicture';

/** A version made this long ago shows what is on the screen now, if the revision is the same. ms */
const freshMs = 30_000;

/** Gives each version that is made while the window is open a picture of the film. @returns stops */
export function followVersionPictures(): () => void {
  const seen = new Set<string>();
  const paintNewest = async (): Promise<void> => {
    const isFresh = ({ createdAtMs }: Snapshot): boolean => Date.now() - createdAtMs < freshMs;
    for (const { id, hasPicture, problem, revision } of (await call('snapshots.list', null)).filter(
      isFresh,
    )) {
      if (hasPicture || seen.has(id) || problem !== null) continue;
      seen.add(id);
      if (documentStore.getState().revision !== revision) continue;
      const picture = await paintFirstShot();
      if (picture) await call('snapshots.savePicture', { id, picture });
    }
  };
  // A version without a picture is as good.
  return onEvent('snapshots.changed', () => void paintNewest().catch(() => undefined));
}
