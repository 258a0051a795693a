import { type SequenceShot, shotAtFrame } from '@shared/shots/sequence';
import { useSequence } from './documentStore';
import { useSession } from './sessionStore';

/** The shot under the playhead. Renders again when the shot changes, not with every frame of playback. */
export function useCurrentShot(): SequenceShot | null {
  const sequence = useSequence();
  return useSession((state) => shotAtFrame(sequence, state.playhead) ?? null);
}
