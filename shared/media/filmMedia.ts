import { buildShotPicture } from '../compositor/buildShotPicture';
import type { Document } from '../document/document';
import type { MediaId } from '../document/ids';
import type { SequenceShot } from '../shots/sequence';

/** The media that are seen and heard in these shots of the film: what is hidden, muted or covered by a take is not needed. */
export function mediaOfFilm(document: Document, shots: readonly SequenceShot[]): ReadonlySet<MediaId> {
  const needed = new Set<MediaId>();
  for (const { shot } of shots) {
    const picture = buildShotPicture(document, shot.id);
    if (picture.take) needed.add(picture.take.mediaId);
    else for (const layer of picture.layers) if (layer.type !== 'drawn') needed.add(layer.mediaId);
  }
  for (const track of document.list('track')) {
    if (track.isMuted) continue;
    for (const clip of document.childrenOf('clip', track.id)) {
      const end = clip.startFrame + clip.lengthFrames;
      const isHeard = shots.some(
        ({ startFrame, shot }) => clip.startFrame < startFrame + shot.lengthFrames && startFrame < end,
      );
      if (isHeard) needed.add(clip.mediaId);
    }
  }
  return needed;
}
