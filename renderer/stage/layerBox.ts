import type { PictureLayer } from '@shared/compositor/shotPicture';
import type { LayerTransform } from '@shared/document/records';
import { frameToCanvas, type Size, type StageView } from '@shared/stage/viewMapping';

/** A layer's rectangle on the canvas, turned about its centre. Canvas px and degrees. */
export interface LayerBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
}

/** Where a layer stands on the board: the camera at rest shows every layer where its transform says, at any depth. */
export function layerBox({ transform, width, height }: PictureLayer, view: StageView, frame: Size): LayerBox {
  const centre = frameToCanvas(view, { x: transform.x * frame.width, y: transform.y * frame.height });
  const shownWidth = transform.scale * frame.width * view.zoom;
  return {
    ...centre,
    width: shownWidth,
    height: (shownWidth * height) / width,
    rotation: transform.rotationDeg,
  };
}

/** The transform that puts a layer into a box: the inverse of `layerBox`. */
export function transformOfBox(
  box: LayerBox,
  before: LayerTransform,
  view: StageView,
  frame: Size,
): LayerTransform {
  return {
    ...before,
    x: (box.x - view.panX) / (view.zoom * frame.width),
    y: (box.y - view.panY) / (view.zoom * frame.height),
    scale: Math.max(0.001, box.width / (view.zoom * frame.width)),
    rotationDeg: normalisedDegrees(box.rotation),
  };
}

/** -180 … 180. */
function normalisedDegrees(degrees: number): number {
  const turned = ((((degrees + 180) % 360) + 360) % 360) - 180;
  return turned === 0 ? 0 : turned;
}

/** The upright box around a turned one. */
export function boundingSize({ width, height, rotation }: LayerBox): Size {
  const angle = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  return { width: width * cos + height * sin, height: width * sin + height * cos };
}
