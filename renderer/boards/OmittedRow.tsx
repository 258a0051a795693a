import type { ShotId } from '@shared/document/ids';
import type { ListedShot } from '@shared/shots/sequence';
import type { MouseEvent, PointerEvent } from 'react';
import { cx } from '../ui/cx';
import styles from './Boards.module.css';

export interface OmittedRowProps {
  readonly shots: readonly ListedShot[];
  readonly selected: ReadonlySet<string>;
  readonly onPress: (shotId: ShotId, event: PointerEvent) => void;
  readonly onClick: (shotId: ShotId, event: MouseEvent) => void;
}

/** Shots that are cut from the film and keep their numbers: a thin line, no picture. */
export function OmittedRow({ shots, selected, onPress, onClick }: OmittedRowProps) {
  return (
    <div className={styles.omittedRow}>
      {shots.map(({ shot, label }) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list box handles the keys of all its options
        <div
          key={shot.id}
          className={cx(styles.omitted, selected.has(shot.id) && styles.selectedOmitted)}
          data-shot={shot.id}
          role="option"
          tabIndex={-1}
          aria-selected={selected.has(shot.id)}
          aria-label={`Shot ${label}, omitted`}
          title={shot.action || undefined}
          onPointerDown={(event) => onPress(shot.id, event)}
          onClick={(event) => onClick(shot.id, event)}
        >
          <b>{label}</b> OMITTED
        </div>
      ))}
    </div>
  );
}
