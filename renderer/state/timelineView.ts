import { selectTimelineModel } from '@shared/timeline/model';
import {
  clampView,
  fitView,
  pageToFrame,
  panView,
  revealFrame,
  sliderToPixelsPerFrame,
  type TimelineView,
  xOfFrame,
  zoomToSlider,
  zoomView,
} from '@shared/timeline/view';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { currentSequence, documentStore } from './documentStore';
import { withProject } from './projectScope';
import { sessionStore } from './sessionStore';

/** Session scope: the stretch of film the timeline shows. The transport bar zooms it, the timeline draws it. */
export interface TimelineViewState {
  readonly view: TimelineView;
  /** How far the tracks are scrolled, px. */
  readonly scrollY: number;
  /** The open project has been seen: from then on the view is the person's. */
  readonly isPlaced: boolean;
}

export const timelineViewStore = createStore<TimelineViewState>()(() => ({
  view: { startFrame: 0, pixelsPerFrame: 2, widthPx: 0 },
  scrollY: 0,
  isPlaced: false,
}));

withProject(() => timelineViewStore.setState({ isPlaced: false }));

/** Where a view was left, without the width it has in its window. */
export type TimelinePlace = Pick<TimelineView, 'startFrame' | 'pixelsPerFrame'>;

/** null where the whole film is seen, as at first, and while there is no film to look at. */
export function timelinePlace(): TimelinePlace | null {
  const { view, isPlaced } = timelineViewStore.getState();
  if (!isPlaced || isWholeFilm(view, timelineEndFrame())) return null;
  return { startFrame: view.startFrame, pixelsPerFrame: view.pixelsPerFrame };
}

/** Goes where the open project was left; a panel that comes later, or with another width, stays there. */
export function placeTimeline(place: TimelinePlace): void {
  const view = { ...timelineViewStore.getState().view, ...place };
  timelineViewStore.setState({ view: clampView(view, timelineEndFrame()), isPlaced: true });
}

/** A project is first seen whole; a new one as soon as there is something to see. */
export function placeNewTimeline(): void {
  const { view, isPlaced } = timelineViewStore.getState();
  if (isPlaced || !documentStore.getState().isOutlined || view.widthPx === 0) return;
  fitTimeline();
  if (timelineEndFrame() > 0) timelineViewStore.setState({ isPlaced: true });
}

/** Behind the last shot and sound, in film frames. */
export function timelineEndFrame(): number {
  const { document, isOutlined } = documentStore.getState();
  return isOutlined ? selectTimelineModel(document).contentEndFrame : 0;
}

export function setTimelineView(view: TimelineView): void {
  if (view !== timelineViewStore.getState().view) timelineViewStore.setState({ view });
}

const change = (next: (view: TimelineView, contentEndFrame: number) => TimelineView): void => {
  const { view } = timelineViewStore.getState();
  setTimelineView(next(view, timelineEndFrame()));
};

/** Told by the panel when its lanes change their width, px. The whole film stays the whole film. */
export function resizeTimeline(widthPx: number): void {
  change((view, end) =>
    isWholeFilm(view, end) ? wholeFilm({ ...view, widthPx }, end) : clampView({ ...view, widthPx }, end),
  );
}

export function panTimeline(byPx: number): void {
  change((view, end) => panView(view, byPx, end));
}

/** @param anchorX px that stay in place; absent = the playhead when it is in view, else the middle */
export function zoomTimeline(factor: number, anchorX?: number): void {
  change((view, end) => {
    const playheadX = xOfFrame(view, sessionStore.getState().playhead);
    const isInView = playheadX >= 0 && playheadX <= view.widthPx;
    return zoomView(
      view,
      view.pixelsPerFrame * factor,
      anchorX ?? (isInView ? playheadX : view.widthPx / 2),
      end,
    );
  });
}

/** Film frames that an empty timeline shows. */
const emptyFilmFrames = 240;

const wholeFilm = (view: TimelineView, end: number): TimelineView =>
  fitView(view, 0, end > 0 ? end : emptyFilmFrames, end);

function isWholeFilm(view: TimelineView, end: number): boolean {
  const whole = wholeFilm(view, end);
  return view.startFrame === whole.startFrame && view.pixelsPerFrame === whole.pixelsPerFrame;
}

/** The whole film. */
export function fitTimeline(): void {
  change(wholeFilm);
}

/** The selected shots and sounds; the shot under the playhead when nothing is selected. */
export function fitTimelineToSelection(): void {
  const { selection, playhead } = sessionStore.getState();
  const { document } = documentStore.getState();
  const sequence = currentSequence();
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  const include = (start: number, end: number): void => {
    from = Math.min(from, start);
    to = Math.max(to, end);
  };
  for (const id of selection) {
    const entry = sequence.byShotId.get(id);
    if (entry) include(entry.startFrame, entry.endFrame);
    const clip = document.get('clip', id as never);
    if (clip) include(clip.startFrame, clip.startFrame + clip.lengthFrames);
  }
  if (to < from) {
    const current = sequence.shots.find((entry) => playhead >= entry.startFrame && playhead < entry.endFrame);
    if (!current) return;
    include(current.startFrame, current.endFrame);
  }
  change((view, end) => fitView(view, from, to, end));
}

export function revealInTimeline(frame: number): void {
  change((view, end) => revealFrame(view, frame, end));
}

/** After an edit: where all that was in view is gone with the film's end, the view goes to the playhead. */
export function keepTimelineInFilm(): void {
  if (timelineViewStore.getState().view.startFrame >= timelineEndFrame())
    revealInTimeline(sessionStore.getState().playhead);
}

/** Turns the page when the playhead has left the view: it plays, or has been brought elsewhere. */
export function pageTimelineTo(frame: number): void {
  change((view, end) => pageToFrame(view, frame, end));
}

export function scrollTracks(toPx: number): void {
  timelineViewStore.setState({ scrollY: Math.max(0, toPx) });
}

/** Place of the zoom slider, 0 … 1. */
export function useTimelineZoom(): number {
  return useStore(timelineViewStore, ({ view }) => zoomToSlider(view, timelineEndFrame()));
}

export function setTimelineZoom(position: number): void {
  const { view } = timelineViewStore.getState();
  zoomTimeline(sliderToPixelsPerFrame(position, view, timelineEndFrame()) / view.pixelsPerFrame);
}
