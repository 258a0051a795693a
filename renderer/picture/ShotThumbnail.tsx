import type { ShotId } from '@shared/document/ids';
import { useLayoutEffect, useRef } from 'react';
import styles from './ShotThumbnail.module.css';
import type { PictureView } from './shotPictures';
import { useShotThumbnail } from './useShotThumbnail';

export interface ShotThumbnailProps {
  readonly shotId: ShotId;
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  readonly offsetFrames?: number;
  readonly view?: PictureView;
}

/** Thumbnails are made in steps of this many device px, so that a resized sheet does not remake all of them. */
const step = 32;

/** A shot's picture at a size; its place is kept while it is made. */
export function ShotThumbnail({
  shotId,
  width,
  height,
  offsetFrames = 0,
  view = 'film',
}: ShotThumbnailProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const devicePixels = width * window.devicePixelRatio;
  const madeWidth = Math.max(step, Math.ceil(devicePixels / step) * step);
  const madeHeight = Math.max(1, Math.round((madeWidth * height) / Math.max(1, width)));
  const image = useShotThumbnail(shotId, { width: madeWidth, height: madeHeight }, offsetFrames, view);
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element || !image) return;
    element.width = image.width;
    element.height = image.height;
    element.getContext('2d')?.drawImage(image, 0, 0);
  }, [image]);
  return (
    <canvas
      ref={canvas}
      className={styles.thumbnail}
      data-loaded={image !== null || undefined}
      style={{ width, height }}
      aria-hidden
    />
  );
}
