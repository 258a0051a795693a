import { buildShotPicture } from '@shared/compositor/buildShotPicture';
import type { Take } from '@shared/document/records';
import { useEffect, useMemo, useRef } from 'react';
import { fitCanvas } from '../../picture/fitCanvas';
import { currentPictures } from '../../picture/pictures';
import type { PictureContext } from '../../picture/shotPainter';
import { currentDocument, useDocument } from '../../state/documentStore';
import { useIsMediaOffline } from '../../state/mediaState';
import styles from './Compare.module.css';
import type { CompareClock } from './compareClock';

/** A take at the clock's frame, as the film would show it: by the same painter and decoders as everywhere. */
export function TakeCanvas({ take, clock }: { readonly take: Take; readonly clock: CompareClock }) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const frameSize = useDocument((document) => document.project().frameSize);
  const { width, height } = frameSize;
  const fingerprint = useDocument((document) => document.get('media', take.mediaId)?.fingerprint);
  const isOffline = useIsMediaOffline(take.mediaId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file shows another picture
  const picture = useMemo(
    () => buildShotPicture(currentDocument(), take.shotId, { takeId: take.id }),
    [take, fingerprint],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file that is gone, or back, is painted anew
  useEffect(() => {
    const [area, target] = [box.current, canvas.current];
    const context = target?.getContext('2d', { alpha: false });
    const pictures = currentPictures();
    if (!area || !target || !context || !pictures) return;
    let size = { width: 2, height: 2 };
    let isComplete = false;
    let scheduled = 0;
    const paint = (): void => {
      const request = { picture, shotFrame: clock.frame(), size };
      isComplete = pictures.painter.paintNow(context as PictureContext, request).isComplete;
      // For tests: which frame stands on the canvas in whole.
      if (isComplete) target.dataset['paintedFrame'] = String(clock.frame());
    };
    const schedule = (): void => {
      if (scheduled !== 0) return;
      scheduled = requestAnimationFrame(() => {
        scheduled = 0;
        paint();
      });
    };
    const stops = [
      clock.subscribe(paint),
      pictures.painter.subscribe(() => {
        if (!isComplete) schedule();
      }),
      fitCanvas(area, target, { width, height }, (next) => {
        size = next;
        if (target.width !== next.width) target.width = next.width;
        if (target.height !== next.height) target.height = next.height;
        paint();
      }),
    ];
    return () => {
      cancelAnimationFrame(scheduled);
      for (const stop of stops) stop();
    };
  }, [picture, clock, width, height, isOffline]);
  return (
    <div ref={box} className={styles.canvasBox}>
      <canvas ref={canvas} className={styles.canvas} />
    </div>
  );
}
