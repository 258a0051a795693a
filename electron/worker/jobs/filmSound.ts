import type { SoundClip, SoundSpec } from '@shared/compositor/hostProtocol';
import { sha256OfJson } from '@shared/compositor/sha256';
import type { DocumentView } from '@shared/document/document';
import type { Media } from '@shared/document/records';
import { runsOf } from '@shared/shots/runs';
import { lengthOfShots, type SequenceShot } from '@shared/shots/sequence';
import type { Frames } from '@shared/time/frames';
import { framesToSamples } from '@shared/time/frames';

/** Raised when the same sounds would be mixed or coded in another way: cached ones are then made anew. */
const soundVersion = 1;

/**
 * The sound under the given shots, as the host mixes it, and the name of its file in the cache: SHA-256 of all that
 * its bytes depend on, media by their content.
 * @param shots in film order
 */
export function filmSound(
  document: DocumentView,
  shots: readonly SequenceShot[],
  mediaBase: string,
): { spec: SoundSpec; hash: string } {
  const { rate } = document.project();
  const pieces = piecesUnder(document, shots);
  const length = lengthOfShots(shots);
  const spec = {
    rate,
    lengthFrames: length,
    clips: pieces.map(({ media, clip }) => ({
      ...clip,
      url: `${mediaBase}${media.id}?rendition=original&of=${media.fingerprint.slice(0, 12)}`,
    })),
  };
  const content = pieces.map(({ media, clip }) => ({ ...clip, fingerprint: media.fingerprint }));
  return { spec, hash: sha256OfJson({ soundVersion, rate, lengthFrames: length, content }) };
}

interface Piece {
  readonly media: Media;
  readonly clip: Omit<SoundClip, 'url'>;
}

/**
 * The sounds heard under the shots, moved to where those shots stand in the export. Sounds of muted tracks are left
 * out; a sound that reaches over the edge of a run is cut there.
 */
function piecesUnder(document: DocumentView, shots: readonly SequenceShot[]): Piece[] {
  const { rate } = document.project();
  const pieces: Piece[] = [];
  for (const run of runsOf(shots)) {
    for (const track of document.list('track')) {
      if (track.isMuted) continue;
      for (const clip of document.childrenOf('clip', track.id)) {
        const media = document.require('media', clip.mediaId);
        const sound = media.content.type === 'image' ? null : media.content.sound;
        const start = Math.max(clip.startFrame, run.startFrame);
        const end = Math.min(clip.startFrame + clip.lengthFrames, run.endFrame);
        if (!sound || end <= start) continue;
        const placed = {
          startFrame: run.outputStart + start - run.startFrame,
          lengthFrames: (end - start) as Frames,
          sourceInSamples:
            clip.sourceInSamples + framesToSamples(start - clip.startFrame, rate, sound.sampleRate),
          sampleRate: sound.sampleRate,
          gainDb: track.gainDb + clip.gainDb,
        };
        pieces.push({ media, clip: placed });
      }
    }
  }
  return pieces;
}
