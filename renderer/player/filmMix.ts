import type { Document } from '@shared/document/document';
import { gainOf, type SoundMix, type SoundPiece, selectSoundPieces } from '@shared/timeline/soundSchedule';

/** The clips of all tracks, as loud as they and their tracks are set. */
export function filmMix(document: Document): SoundMix<SoundPiece> {
  return {
    pieces: () => selectSoundPieces(document),
    gain: ({ clipId, trackId }) => {
      const track = document.get('track', trackId);
      if (!track || track.isMuted) return 0;
      return gainOf(document.get('clip', clipId)?.gainDb ?? 0) * gainOf(track.gainDb);
    },
  };
}
