import { useEffect, useRef } from 'react';
import { useDocument } from '../state/documentStore';
import { sessionStore } from '../state/sessionStore';
import { EmptyState } from '../ui/EmptyState';
import { Film } from '../ui/icons';
import { watchPixelRatio } from '../ui/pixelRatio';
import { FilmPicture } from './filmPicture';
import styles from './Player.module.css';
import { togglePlaying } from './playbackActions';
import { usePlayback } from './usePlayback';

/** The film at the playhead, as large as the place allows, on whole device pixels. A click plays and stops. */
export function PlayerView() {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const playback = usePlayback();
  const isEmpty = useDocument((document, { isLoaded }) => isLoaded && document.list('shot').length === 0);
  const width = useDocument((document, { isLoaded }) => (isLoaded ? document.project().frameSize.width : 16));
  const height = useDocument((document, { isLoaded }) =>
    isLoaded ? document.project().frameSize.height : 9,
  );

  useEffect(() => {
    const [area, target] = [box.current, canvas.current];
    if (!area || !target || !playback) return;
    const picture = new FilmPicture(target, () => playback.countIncomplete());
    const stopStarting = playback.whenStarting(() => picture.prepareStart());
    const stopFigures = sessionStore.subscribe((state, before) => {
      if (state.isPlaying || !before.isPlaying) return;
      const { shownFrames, droppedFrames } = playback.figures;
      // Nobody sees these: tests and measurements read them here.
      target.dataset['shownFrames'] = String(shownFrames);
      target.dataset['droppedFrames'] = String(droppedFrames);
    });
    const resize = (): void => {
      const ratio = window.devicePixelRatio || 1;
      const room = { width: area.clientWidth * ratio, height: area.clientHeight * ratio };
      const scale = Math.min(room.width / width, room.height / height);
      const size = {
        width: Math.max(2, Math.floor(width * scale)),
        height: Math.max(2, Math.floor(height * scale)),
      };
      target.style.width = `${size.width / ratio}px`;
      target.style.height = `${size.height / ratio}px`;
      picture.resize(size);
    };
    const observer = new ResizeObserver(resize);
    observer.observe(area);
    resize();
    const stopRatio = watchPixelRatio(resize);
    return () => {
      stopRatio();
      observer.disconnect();
      stopStarting();
      stopFigures();
      picture.dispose();
    };
  }, [playback, width, height]);

  return (
    <section className={styles.view} aria-label="Player">
      {isEmpty ? (
        <EmptyState icon={Film} message="The film appears here once it has a shot." />
      ) : (
        <div ref={box} className={styles.area}>
          <canvas ref={canvas} className={styles.picture} onClick={togglePlaying} />
        </div>
      )}
    </section>
  );
}
