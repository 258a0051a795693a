/*
 * Session scope: which part of the film the timeline shows. Positions on screen are CSS px from the left edge of the
 * lanes; positions in time are film frames and may be fractions while a pointer or a zoom is between two frames.
 */

export interface TimelineView {
  /** The film frame at the left edge of the lanes; a little below 0 at rest, so that frame 0 stands clear of the edge. */
  readonly startFrame: number;
  readonly pixelsPerFrame: number;
  readonly widthPx: number;
}

/** Room kept free left of frame 0 and right of the last frame when the whole film is shown, px. */
export const viewMarginPx = 8;
export const maxPixelsPerFrame = 60;
/** One zoom step by key or button. */
export const zoomStep = 1.5;

export function xOfFrame(view: TimelineView, frame: number): number {
  return (frame - view.startFrame) * view.pixelsPerFrame;
}

/** The moment under an x, as a fraction of frames. */
export function frameAtX(view: TimelineView, x: number): number {
  return view.startFrame + x / view.pixelsPerFrame;
}

/** The frame after the last one that can be seen. */
export function viewEndFrame(view: TimelineView): number {
  return frameAtX(view, view.widthPx);
}

/** The zoom at which `lengthFrames` fill the width, px per frame. */
export function fittingPixelsPerFrame(lengthFrames: number, widthPx: number): number {
  const room = Math.max(1, widthPx - 2 * viewMarginPx);
  return Math.min(maxPixelsPerFrame, room / Math.max(1, lengthFrames));
}

/** The widest zoom: the film and a third as much behind it, to have somewhere to drop things. */
export function minPixelsPerFrame(contentEndFrame: number, widthPx: number): number {
  return fittingPixelsPerFrame(Math.max(contentEndFrame, 240) * 1.34, widthPx);
}

/** Holds a view inside the film with its margins: left no further than frame 0, right until half a view is empty. */
export function clampView(view: TimelineView, contentEndFrame: number): TimelineView {
  const least = minPixelsPerFrame(contentEndFrame, view.widthPx);
  const pixelsPerFrame = Math.min(Math.max(view.pixelsPerFrame, least), maxPixelsPerFrame);
  const first = -viewMarginPx / pixelsPerFrame;
  const visible = view.widthPx / pixelsPerFrame;
  const last = Math.max(first, contentEndFrame - visible / 2);
  const startFrame = Math.min(Math.max(view.startFrame, first), last);
  if (startFrame === view.startFrame && pixelsPerFrame === view.pixelsPerFrame) return view;
  return { ...view, startFrame, pixelsPerFrame };
}

/** Moves the view later by px. */
export function panView(view: TimelineView, byPx: number, contentEndFrame: number): TimelineView {
  return clampView({ ...view, startFrame: view.startFrame + byPx / view.pixelsPerFrame }, contentEndFrame);
}

/** Zooms so that the moment under `anchorX` stays under it, unless that would leave the film. */
export function zoomView(
  view: TimelineView,
  pixelsPerFrame: number,
  anchorX: number,
  contentEndFrame: number,
): TimelineView {
  const least = minPixelsPerFrame(contentEndFrame, view.widthPx);
  const zoomed = Math.min(Math.max(pixelsPerFrame, least), maxPixelsPerFrame);
  const anchor = frameAtX(view, anchorX);
  return clampView(
    { ...view, pixelsPerFrame: zoomed, startFrame: anchor - anchorX / zoomed },
    contentEndFrame,
  );
}

/** Shows a range in whole. */
export function fitView(
  view: TimelineView,
  startFrame: number,
  endFrame: number,
  contentEndFrame: number,
): TimelineView {
  const pixelsPerFrame = fittingPixelsPerFrame(endFrame - startFrame, view.widthPx);
  const slack = view.widthPx / pixelsPerFrame - (endFrame - startFrame);
  return clampView(
    { ...view, pixelsPerFrame, startFrame: startFrame - Math.min(slack / 2, viewMarginPx / pixelsPerFrame) },
    contentEndFrame,
  );
}

/** Brings a frame into view: by as little as it takes, with some room around it. */
export function revealFrame(view: TimelineView, frame: number, contentEndFrame: number): TimelineView {
  const room = Math.min(48, view.widthPx / 4);
  const x = xOfFrame(view, frame);
  if (x >= room && x <= view.widthPx - room) return view;
  if (x >= 0 && x <= room && view.startFrame <= 0) return view;
  const target = x < room ? room : view.widthPx - room;
  return panView(view, x - target, contentEndFrame);
}

/** Turns the page when playback runs out of the view: the frame comes to stand near the left edge. */
export function pageToFrame(view: TimelineView, frame: number, contentEndFrame: number): TimelineView {
  const x = xOfFrame(view, frame);
  if (x >= 0 && x <= view.widthPx - 1) return view;
  return panView(view, x - viewMarginPx, contentEndFrame);
}

/** Place of a zoom slider, 0 = whole film … 1 = closest: even steps are even ratios. */
export function zoomToSlider(view: TimelineView, contentEndFrame: number): number {
  const least = minPixelsPerFrame(contentEndFrame, view.widthPx);
  if (least >= maxPixelsPerFrame) return 0;
  return Math.log(view.pixelsPerFrame / least) / Math.log(maxPixelsPerFrame / least);
}

export function sliderToPixelsPerFrame(
  position: number,
  view: TimelineView,
  contentEndFrame: number,
): number {
  const least = minPixelsPerFrame(contentEndFrame, view.widthPx);
  return least * (maxPixelsPerFrame / least) ** Math.min(Math.max(position, 0), 1);
}

/** Speed of scrolling while something is dragged near or past an edge, px per second; 0 in the middle. */
export function autoScrollSpeed(x: number, widthPx: number): number {
  const zone = Math.min(28, widthPx / 8);
  const into = x < zone ? x - zone : x > widthPx - zone ? x - (widthPx - zone) : 0;
  const depth = Math.min(Math.abs(into) / zone, 4);
  // + 0: a pointer in the middle must not scroll by -0.
  return Math.sign(into) * depth * depth * 220 + 0;
}
