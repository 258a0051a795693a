import type { ListRow } from '@shared/shotlist/listRows';
import type { TableContext } from '@shared/shotlist/tableContext';
import { lengthOfShots } from '@shared/shots/sequence';
import { formatRunningTime } from '@shared/time/timecode';
import { memo } from 'react';
import { SceneGroups } from '../scenes/SceneGroups';
import { runCommand } from '../state/runCommand';
import { select } from '../state/sessionStore';
import { cx } from '../ui/cx';
import { TextField } from '../ui/TextField';
import styles from './SceneRow.module.css';

/** The line above a scene's shots. */
export const SceneRow = memo(function SceneRow({
  row,
  context,
  top,
}: {
  readonly row: Extract<ListRow, { type: 'scene' }>;
  readonly context: TableContext;
  readonly top: number;
}) {
  const { scene, label, isOmitted, shots } = row.scene;
  // As on the boards: what is omitted is neither counted nor has a length.
  const inFilm = shots.filter((entry) => !entry.isOmitted);
  const length = lengthOfShots(inFilm);
  return (
    <div
      className={cx(styles.row, isOmitted && styles.omitted)}
      style={{ top }}
      role="row"
      tabIndex={-1}
      data-scene={scene.id}
    >
      <div className={styles.cell} role="gridcell">
        <button
          type="button"
          className={styles.number}
          aria-label={`Select the shots of scene ${label}`}
          onClick={() => select(shots.map(({ shot }) => shot.id))}
        >
          {label}
        </button>
        <TextField
          label={`Heading of scene ${label}`}
          className={styles.title}
          value={scene.heading}
          placeholder="Scene heading"
          onCommit={(heading) =>
            void runCommand('scene.edit', { sceneId: scene.id, fields: { heading } }, { keepSelection: true })
          }
        />
        {isOmitted && <span className={styles.omittedWord}>OMITTED</span>}
        <SceneGroups scene={scene} label={label} />
        <span className={styles.facts}>
          {row.shownCount === shots.length ? inFilm.length : `${row.shownCount} of ${shots.length}`} ·{' '}
          {formatRunningTime(length, context.project.rate)}
        </span>
      </div>
    </div>
  );
});
