import { frameAtX, viewEndFrame } from '@shared/timeline/view';
import { type PointerEvent, useEffect, useRef } from 'react';
import { documentStore } from '../state/documentStore';
import { panTimeline, timelineEndFrame, timelineViewStore } from '../state/timelineView';
import styles from './Timeline.module.css';

const leastThumbPx = 24;

interface Bar {
  /** Film frames the whole bar stands for. */
  readonly fromFrame: number;
  readonly toFrame: number;
}

/** From the start of the film to its end, or further where the view is further. */
function barRange(): Bar {
  const { view } = timelineViewStore.getState();
  return {
    fromFrame: Math.min(0, view.startFrame),
    toFrame: Math.max(timelineEndFrame(), viewEndFrame(view)),
  };
}

/** Shows which part of the film is in view, and moves it. Drawn without React: it changes with every pan. */
export function TimelineScrollbar() {
  const bar = useRef<HTMLDivElement>(null);
  const thumb = useRef<HTMLDivElement>(null);
  const lastX = useRef<number | null>(null);

  useEffect(() => {
    const show = (): void => {
      if (!bar.current || !thumb.current) return;
      const { view } = timelineViewStore.getState();
      const { fromFrame, toFrame } = barRange();
      const room = Math.max(1, view.widthPx - 4);
      const scale = room / (toFrame - fromFrame);
      const width = Math.max(leastThumbPx, (view.widthPx / view.pixelsPerFrame) * scale);
      const left = Math.min((view.startFrame - fromFrame) * scale, room - width);
      bar.current.hidden = width >= room - 1;
      thumb.current.style.left = `${left}px`;
      thumb.current.style.width = `${width}px`;
    };
    show();
    const stops = [timelineViewStore.subscribe(show), documentStore.subscribe(show)];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);

  const pxOfFilmPerPx = (): number => {
    const { view } = timelineViewStore.getState();
    const { fromFrame, toFrame } = barRange();
    return ((toFrame - fromFrame) * view.pixelsPerFrame) / Math.max(1, view.widthPx - 4);
  };

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.dataset['dragging'] = '';
    lastX.current = event.clientX;
    if (event.target === thumb.current) return;
    // Beside the thumb: the middle of the view goes there.
    const { view } = timelineViewStore.getState();
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const { fromFrame } = barRange();
    const target = fromFrame + (x * pxOfFilmPerPx()) / view.pixelsPerFrame;
    panTimeline((target - frameAtX(view, view.widthPx / 2)) * view.pixelsPerFrame);
  };

  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (lastX.current === null) return;
    panTimeline((event.clientX - lastX.current) * pxOfFilmPerPx());
    lastX.current = event.clientX;
  };

  const onPointerEnd = (event: PointerEvent<HTMLDivElement>): void => {
    lastX.current = null;
    delete event.currentTarget.dataset['dragging'];
  };

  return (
    <div
      ref={bar}
      className={styles.scrollbar}
      aria-hidden
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerEnd}
      onPointerCancel={onPointerEnd}
    >
      <div ref={thumb} className={styles.thumb} />
    </div>
  );
}
