import type { ShownLayer } from '@shared/compositor/buildShotPicture';
import { type DrawItem, drawList } from '@shared/compositor/drawList';
import type { Place } from '@shared/stage/viewMapping';
import type { Frames } from '@shared/time/frames';
import type { Pictures } from '../picture/pictures';
import type { PictureContext } from '../picture/shotPainter';
import type { StagePicture } from './stagePicture';

/** Less than this of 255 is nothing one can see to click on. */
const visibleAlpha = 12;

/**
 * The front layer under a point (frame px) that is not transparent there. Locked layers are passed through, so that
 * what lies behind a locked foreground can be taken.
 */
export function pickLayer(
  board: StagePicture,
  point: Place,
  shotFrame: Frames,
  pictures: Pictures,
): ShownLayer | null {
  for (const candidate of [...board.layers].reverse()) {
    if (candidate.layer.isLocked) continue;
    const [item] = itemsOf(board, candidate, shotFrame);
    if (item && isInside(item, point) && isOpaqueAt(board, candidate, point, shotFrame, pictures))
      return candidate;
  }
  return null;
}

function itemsOf(board: StagePicture, { painted }: ShownLayer, shotFrame: Frames): readonly DrawItem[] {
  return drawList({ ...board.picture, layers: [painted] }, shotFrame, board.picture.frameSize, everywhere)
    .items;
}

const everywhere = { left: -1e7, top: -1e7, right: 1e7, bottom: 1e7 };

/** Whether the point lies in the media's rectangle. */
function isInside({ matrix: [a, b, c, d, e, f], width, height }: DrawItem, point: Place): boolean {
  const determinant = a * d - b * c;
  if (Math.abs(determinant) < 1e-12) return false;
  const [dx, dy] = [point.x - e, point.y - f];
  const x = (d * dx - c * dy) / determinant;
  const y = (a * dy - b * dx) / determinant;
  return x >= 0 && y >= 0 && x <= width && y <= height;
}

let probe: OffscreenCanvasRenderingContext2D | null = null;

/** Paints the one layer's one pixel and looks at it. What is not loaded yet counts as opaque. */
function isOpaqueAt(
  board: StagePicture,
  { painted }: ShownLayer,
  point: Place,
  shotFrame: Frames,
  pictures: Pictures,
): boolean {
  probe ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!probe) return true;
  probe.setTransform(1, 0, 0, 1, 0, 0);
  probe.clearRect(0, 0, 1, 1);
  const picture = { ...board.picture, background: 'rgba(0,0,0,0)', layers: [{ ...painted, opacity: 1 }] };
  const { isComplete } = pictures.painter.paintNow(probe as PictureContext, {
    picture,
    shotFrame,
    size: board.picture.frameSize,
    view: [1, 0, 0, 1, -point.x, -point.y],
    bounds: everywhere,
  });
  const alpha = probe.getImageData(0, 0, 1, 1).data[3] ?? 0;
  return alpha > visibleAlpha || (!isComplete && alpha === 0);
}
