import { type PointerEvent as ReactPointerEvent, useRef, useState } from 'react';

/** px the pointer moves before a press becomes a drag. */
const threshold = 3;

export interface ScrubOptions {
  readonly value: number;
  /** Change of the value per px; Shift makes it ten times as much, Alt a tenth. */
  readonly perPixel: number;
  readonly isDisabled: boolean;
  readonly clamp: (value: number) => number;
  /** null = the drag was taken back with Escape. */
  readonly onPreview: (value: number | null) => void;
  readonly onCommit: (value: number) => void;
  /** A press without a drag. */
  readonly onClick?: (() => void) | undefined;
}

/**
 * Dragging sideways changes a number: preview while moving, one commit at release, Escape takes it back.
 * The pointer is captured, so the drag goes on outside the field and the window.
 */
export function useScrub(options: ScrubOptions) {
  const [isScrubbing, setIsScrubbing] = useState(false);
  const drag = useRef<{ startX: number; lastX: number; value: number; moved: boolean } | null>(null);

  const end = (commit: boolean): void => {
    const done = drag.current;
    drag.current = null;
    setIsScrubbing(false);
    if (!done) return;
    if (!done.moved) {
      if (commit) options.onClick?.();
      return;
    }
    if (commit && done.value !== options.value) options.onCommit(options.clamp(done.value));
    else options.onPreview(null);
  };

  return {
    isScrubbing,
    handlers: {
      onPointerDown: (event: ReactPointerEvent<HTMLElement>) => {
        if (event.button !== 0 || options.isDisabled) return;
        drag.current = { startX: event.clientX, lastX: event.clientX, value: options.value, moved: false };
        const surface = event.currentTarget;
        surface.setPointerCapture(event.pointerId);
        const release = (): void => window.removeEventListener('keydown', takeBack, true);
        const takeBack = (key: KeyboardEvent): void => {
          if (key.key !== 'Escape' || !drag.current?.moved) return;
          key.stopPropagation();
          release();
          end(false);
        };
        window.addEventListener('keydown', takeBack, true);
        surface.addEventListener('lostpointercapture', release, { once: true });
      },
      onPointerMove: (event: ReactPointerEvent<HTMLElement>) => {
        const present = drag.current;
        if (!present) return;
        if (!present.moved && Math.abs(event.clientX - present.startX) < threshold) return;
        if (!present.moved) {
          present.moved = true;
          present.lastX = event.clientX;
          setIsScrubbing(true);
        }
        const factor = event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
        present.value += (event.clientX - present.lastX) * options.perPixel * factor;
        present.lastX = event.clientX;
        options.onPreview(options.clamp(present.value));
      },
      onPointerUp: () => end(true),
      onPointerCancel: () => end(false),
    },
  };
}
