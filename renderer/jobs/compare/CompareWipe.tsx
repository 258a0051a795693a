import type { Take } from '@shared/document/records';
import { type PointerEvent, useState } from 'react';
import styles from './Compare.module.css';
import type { CompareClock } from './compareClock';
import { TakeCanvas } from './TakeCanvas';

/** Px that an arrow key moves the edge, of the width in hundredths. */
const step = 0.02;

export interface CompareWipeProps {
  /** Seen left of the edge. */
  readonly left: Take;
  readonly right: Take;
  readonly clock: CompareClock;
  readonly names: readonly [string, string];
}

/** Two takes over each other, parted by an edge that follows the pointer. */
export function CompareWipe({ left, right, clock, names }: CompareWipeProps) {
  const [edge, setEdge] = useState(0.5);
  const follow = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.type === 'pointermove' && !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId);
    // The picture stands in the middle of its place: the edge moves over the place, which is simpler to hold.
    const { left: from, width } = event.currentTarget.getBoundingClientRect();
    setEdge(Math.min(1, Math.max(0, (event.clientX - from) / width)));
  };
  return (
    <div className={styles.wipe} onPointerDown={follow} onPointerMove={follow}>
      <div className={styles.wipeLayer}>
        <TakeCanvas take={right} clock={clock} />
      </div>
      <div className={styles.wipeLayer} style={{ clipPath: `inset(0 ${(1 - edge) * 100}% 0 0)` }}>
        <TakeCanvas take={left} clock={clock} />
      </div>
      <div
        className={styles.edge}
        role="slider"
        tabIndex={0}
        aria-label="Edge between the takes"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(edge * 100)}
        style={{ left: `${edge * 100}%` }}
        onKeyDown={(event) => {
          const by = event.key === 'ArrowLeft' ? -step : event.key === 'ArrowRight' ? step : 0;
          if (by === 0) return;
          event.preventDefault();
          event.stopPropagation();
          setEdge((before) => Math.min(1, Math.max(0, before + by)));
        }}
      />
      <span className={styles.wipeName}>{names[0]}</span>
      <span className={styles.wipeName} data-right>
        {names[1]}
      </span>
    </div>
  );
}
