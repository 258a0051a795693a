import { frameAtX } from '@shared/timeline/view';
import { useEffect, useMemo, useRef } from 'react';
import { registerActions, runAction } from '../state/actions';
import { documentStore, useDocument } from '../state/documentStore';
import { refreshMakers } from '../state/makerStore';
import { placeNewTimeline, timelineViewStore } from '../state/timelineView';
import { Button } from '../ui/Button';
import { ContextMenu } from '../ui/ContextMenu';
import { EmptyState } from '../ui/EmptyState';
import { Film, Upload } from '../ui/icons';
import { watchPixelRatio } from '../ui/pixelRatio';
import { LaneTip } from './LaneTip';
import styles from './Timeline.module.css';
import { TimelineScrollbar } from './TimelineScrollbar';
import { TrackHeads } from './TrackHeads';
import { timelineActions } from './timelineActions';
import { TimelineController } from './timelineController';
import { timelineDrop } from './timelineDrop';
import { timelineMenu } from './timelineMenu';
import { TimelineScene } from './timelineScene';

/** Shots in time, sounds below them. The lanes are one canvas; React draws the heads and what opens over them. */
export function TimelinePanel() {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const scene = useRef<TimelineScene | null>(null);
  const controller = useRef<TimelineController | null>(null);
  const drop = useMemo(() => timelineDrop(() => scene.current), []);
  const isEmpty = useDocument(
    (document, { isLoaded }) =>
      isLoaded && document.list('shot').length === 0 && document.list('clip').length === 0,
  );

  const opened = useDocument((_document, state) => (state.isLoaded ? state.opened : null));

  useEffect(() => registerActions(timelineActions), []);

  // Who makes clips decides how shots go together.
  useEffect(() => {
    if (opened) refreshMakers().catch(() => undefined);
  }, [opened]);

  useEffect(() => {
    if (!host.current || !canvas.current) return;
    const made = new TimelineScene(canvas.current);
    const driver = new TimelineController(host.current, made);
    scene.current = made;
    controller.current = driver;
    const box = host.current;
    const resize = (): void => {
      made.resize(box.clientWidth, box.clientHeight);
      placeNewTimeline();
    };
    // Told of the first size, too, in a task of its own before the next frame.
    const observer = new ResizeObserver(resize);
    observer.observe(box);
    const stop = documentStore.subscribe(placeNewTimeline);
    const stopRatio = watchPixelRatio(resize);
    return () => {
      stop();
      stopRatio();
      observer.disconnect();
      driver.dispose();
      made.dispose();
      scene.current = null;
      controller.current = null;
    };
  }, []);

  const menuAt = (event: MouseEvent) => {
    const hit = controller.current?.hitAt(event);
    if (!hit || !host.current || !scene.current) return [];
    const x = event.clientX - host.current.getBoundingClientRect().left;
    return timelineMenu(hit, frameAtX(timelineViewStore.getState().view, x), scene.current.model);
  };

  return (
    <section className={styles.panel} aria-label="Timeline">
      <TrackHeads />
      <div className={styles.lanes}>
        <ContextMenu entries={menuAt}>
          <div
            ref={host}
            className={styles.host}
            tabIndex={-1}
            role="application"
            aria-label="Shots and sounds in time"
            {...drop}
          >
            <div ref={canvas} />
          </div>
        </ContextMenu>
        {isEmpty && (
          <div className={styles.empty}>
            <EmptyState
              icon={Film}
              message="Drop pictures here to make shots, and sounds to hear under them."
              action={
                <Button size="small" icon={Upload} onClick={() => runAction('media.importShots')}>
                  Import Pictures…
                </Button>
              }
            />
          </div>
        )}
        <LaneTip lanesWidth={() => host.current?.clientWidth ?? 0} />
        <TimelineScrollbar />
      </div>
    </section>
  );
}
