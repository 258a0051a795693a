import type { MediaId } from '@shared/document/ids';
import { mediaOfFilm } from '@shared/media/filmMedia';
import { isOffline } from '@shared/media/mediaState';
import type { SequenceShot } from '@shared/shots/sequence';
import { useMemo } from 'react';
import { currentDocument } from '../state/documentStore';
import { useMediaStates } from '../state/mediaState';

/**
 * What is seen or heard in some shots and whose files are not there. The same until the shots or the files are others.
 * @param shots the same until they are others: they are all gone through
 */
export function useMissingMedia(shots: readonly SequenceShot[]): readonly MediaId[] {
  const states = useMediaStates();
  return useMemo(
    () =>
      states.size === 0
        ? []
        : [...mediaOfFilm(currentDocument(), shots)].filter((id) => isOffline(states.get(id))),
    [states, shots],
  );
}
