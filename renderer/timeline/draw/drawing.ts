import type { Gesture } from '@shared/timeline/gestures/gesture';
import type { TimelineLayout } from '@shared/timeline/layout';
import type { TimelineModel } from '@shared/timeline/model';
import type { TimelineView } from '@shared/timeline/view';
import type { TimelineTheme } from './theme';

/** All that a picture of the timeline is made of. Positions are CSS px; the context is scaled to device pixels. */
export interface TimelineDrawing {
  readonly model: TimelineModel;
  readonly view: TimelineView;
  readonly layout: TimelineLayout;
  readonly theme: TimelineTheme;
  readonly selection: ReadonlySet<string>;
  readonly playhead: number;
  readonly currentShotId: string | null;
  readonly gesture: Gesture;
}

/** A px position on whole device pixels: edges stay sharp and do not shimmer while the view moves. */
export function crisp(px: number): number {
  const ratio = globalThis.devicePixelRatio || 1;
  return Math.round(px * ratio) / ratio;
}

/** A small signed length for labels beside the pointer: "+0+06", "−1+12". */
export function signed(text: string, frames: number): string {
  return `${frames < 0 ? '−' : '+'}${text}`;
}
