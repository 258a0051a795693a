import { rotate } from '@shared/camera/projection';
import { contentBounds } from '@shared/compositor/drawn/drawnBounds';
import type { PictureLayer } from '@shared/compositor/shotPicture';
import type { LayerTransform } from '@shared/document/records';
import { frameToCanvas, type Place, type Size, type StageView } from '@shared/stage/viewMapping';

import type { DraggedLayer } from './stageStore';

/** A layer's rectangle on the canvas, turned about its centre. Canvas px and degrees. */
export interface LayerBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
}

/** The part of a layer that its handles take hold of, in its own widths from its centre. */
function handleBounds(layer: PictureLayer): { x: number; y: number; width: number; height: number } {
  if (layer.type !== 'drawn') return { x: 0, y: 0, width: 1, height: layer.height / layer.width };
  const { left, top, width, height } = contentBounds(layer.content);
  // A line without a bow has no height; the handles need some.
  return { x: left + width / 2, y: top + height / 2, width, height: Math.max(height, 0.002) };
}

/** From the layer's centre to that of its handles, canvas px. */
function handleOffset(
  layer: PictureLayer,
  { scale, rotationDeg, flipX }: Pick<LayerTransform, 'scale' | 'rotationDeg' | 'flipX'>,
  view: StageView,
  frame: Size,
): Place {
  const { x, y } = handleBounds(layer);
  const px = scale * frame.width * view.zoom;
  return rotate({ x: (flipX ? -x : x) * px, y: y * px }, rotationDeg);
}

/** Where a layer stands on the board: the camera at rest shows every layer where its transform says, at any depth. */
export function layerBox(layer: PictureLayer, view: StageView, frame: Size): LayerBox {
  const { transform } = layer;
  const centre = frameToCanvas(view, { x: transform.x * frame.width, y: transform.y * frame.height });
  const offset = handleOffset(layer, transform, view, frame);
  const bounds = handleBounds(layer);
  const px = transform.scale * frame.width * view.zoom;
  return {
    x: centre.x + offset.x,
    y: centre.y + offset.y,
    width: bounds.width * px,
    height: bounds.height * px,
    rotation: transform.rotationDeg,
  };
}

/** The transform that puts a layer into a box: the inverse of `layerBox`. */
export function transformOfBox(
  box: LayerBox,
  layer: PictureLayer,
  view: StageView,
  frame: Size,
): LayerTransform {
  const scale = Math.max(0.001, box.width / (handleBounds(layer).width * view.zoom * frame.width));
  const turned = { ...layer.transform, scale, rotationDeg: normalisedDegrees(box.rotation) };
  const offset = handleOffset(layer, turned, view, frame);
  return {
    ...turned,
    x: (box.x - offset.x - view.panX) / (view.zoom * frame.width),
    y: (box.y - offset.y - view.panY) / (view.zoom * frame.height),
  };
}

/**
 * What a layer becomes that is put into a box: its place, and of a shape whose sides were dragged its height for its width.
 * @param isStretched the box has another ratio than the layer had
 */
export function layerOfBox(
  box: LayerBox,
  layer: PictureLayer,
  view: StageView,
  frame: Size,
  isStretched: boolean,
): DraggedLayer {
  const transform = transformOfBox(box, layer, view, frame);
  if (!isStretched || layer.type !== 'drawn' || layer.content.type !== 'shape') return { transform };
  // A straight line stays one: its box has a height only to be taken hold of.
  const ratio = layer.content.ratio === 0 ? 0 : Math.min(1000, box.height / Math.max(1e-6, box.width));
  return { transform, ratio: Math.round(ratio * 1e5) / 1e5 };
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
