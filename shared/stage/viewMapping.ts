/** Where the project's frame lies on the stage: canvas px = frame px · zoom + pan. */
export interface StageView {
  readonly zoom: number;
  readonly panX: number;
  readonly panY: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export const zoomLimits = { min: 0.02, max: 16 } as const;

/** The whole frame in the middle of the area, with a margin of `margin` px on each side. */
export function fitView(area: Size, frame: Size, margin: number): StageView {
  const width = Math.max(1, area.width - 2 * margin);
  const height = Math.max(1, area.height - 2 * margin);
  const zoom = clampZoom(Math.min(width / frame.width, height / frame.height));
  return {
    zoom,
    panX: (area.width - frame.width * zoom) / 2,
    panY: (area.height - frame.height * zoom) / 2,
  };
}

/** Zooms by a factor so that what is under the point (canvas px) stays under it. */
export function zoomAt(view: StageView, point: Place, factor: number): StageView {
  const zoom = clampZoom(view.zoom * factor);
  const ratio = zoom / view.zoom;
  return {
    zoom,
    panX: point.x - (point.x - view.panX) * ratio,
    panY: point.y - (point.y - view.panY) * ratio,
  };
}

export function panBy(view: StageView, dx: number, dy: number): StageView {
  return { ...view, panX: view.panX + dx, panY: view.panY + dy };
}

/** From canvas px to px of the project's frame. */
export function canvasToFrame({ zoom, panX, panY }: StageView, point: Place): Place {
  return { x: (point.x - panX) / zoom, y: (point.y - panY) / zoom };
}

/** From px of the project's frame to canvas px. */
export function frameToCanvas({ zoom, panX, panY }: StageView, point: Place): Place {
  return { x: point.x * zoom + panX, y: point.y * zoom + panY };
}

/** The part of the frame's plane that the canvas shows, in frame px. */
export function visibleBounds(
  view: StageView,
  area: Size,
): { left: number; top: number; right: number; bottom: number } {
  const topLeft = canvasToFrame(view, { x: 0, y: 0 });
  const bottomRight = canvasToFrame(view, { x: area.width, y: area.height });
  return { left: topLeft.x, top: topLeft.y, right: bottomRight.x, bottom: bottomRight.y };
}

function clampZoom(zoom: number): number {
  return Math.min(zoomLimits.max, Math.max(zoomLimits.min, zoom));
}
