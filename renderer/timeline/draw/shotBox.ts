import type { SequenceShot } from '@shared/shots/sequence';
import { rowHeights, shotInsetPx, shotsRowTop } from '@shared/timeline/layout';

/** What is shown of a shot besides its record. */
export interface ShotFacts {
  /** Its picture about so large (CSS px) at an offset from its first frame, or null until it is made: asking for it makes it. */
  picture(shotId: string, widthPx: number, heightPx: number, offsetFrames?: number): CanvasImageSource | null;
  /** "local", "stale"; null when the shot shows its own layers. */
  take(shotId: string): { readonly text: string; readonly isStale: boolean } | null;
  /** Of its clip under way, 0 … 1; null when there is none. */
  progress(shotId: string): number | null;
}

export const shotTop = shotsRowTop + shotInsetPx;
export const shotHeight = rowHeights.shots - 2 * shotInsetPx;

/** A shot in view, px. */
export interface ShotBox {
  readonly entry: SequenceShot;
  readonly left: number;
  readonly width: number;
  readonly lengthFrames: number;
}

/** The visible width of a shot: a px stays free up to the next one where there is room for that. */
export const bodyWidth = (width: number): number => (width > 3 ? width - 1 : width);
