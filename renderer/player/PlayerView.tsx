import { useEffect, useRef } from 'react';
import { fitCanvas } from '../picture/fitCanvas';
import { useDocument } from '../state/documentStore';
import { sessionStore } from '../state/sessionStore';
import { EmptyState } from '../ui/EmptyState';
import { Film } from '../ui/icons';
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
    const stopFitting = fitCanvas(area, target, { width, height }, (size) => picture.resize(size));
    return () => {
      stopFitting();
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
