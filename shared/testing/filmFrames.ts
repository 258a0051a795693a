import { buildShotPicture } from '../compositor/buildShotPicture';
import { drawList, frameKey } from '../compositor/drawList';
import type { Document } from '../document/document';
import type { ShotId } from '../document/ids';

/** What is seen at each frame of shots, one after another, takes looked past: equal texts are equal frames. */
export function seenFrames(document: Document, shotIds: readonly ShotId[]): string[] {
  return shotIds.flatMap((shotId) => {
    const { lengthFrames, sourceInFrames } = document.require('shot', shotId);
    const picture = buildShotPicture(document, shotId, { ignoreTake: true });
    return Array.from({ length: lengthFrames }, (_, index) => {
      const list = drawList(picture, sourceInFrames + index, { width: 320, height: 180 });
      // Sums in another order differ in the last digits of a place, and in no pixel.
      const items = list.items.map((item) => ({
        ...item,
        matrix: item.matrix.map((value) => Math.round(value * 1e6) / 1e6 || 0) as never,
      }));
      return frameKey({ ...list, items });
    });
  });
}
