import type { Scene } from '@shared/document/records';
import type { SequenceShot } from '@shared/shots/sequence';
import { frames } from '@shared/time/frames';
import { formatSecondsAndFrames } from '@shared/time/timecode';
import { useDocument } from '../state/documentStore';
import { runCommand } from '../state/runCommand';
import { select } from '../state/sessionStore';
import { cx } from '../ui/cx';
import { TextField } from '../ui/TextField';
import styles from './Boards.module.css';

export interface SceneHeadingProps {
  readonly scene: Scene;
  /** Counted from 1. */
  readonly number: number;
  readonly shots: readonly SequenceShot[];
  readonly isDropTarget: boolean;
}

/** The line above a scene's shots: number, heading, how many and how long. */
export function SceneHeading({ scene, number, shots, isDropTarget }: SceneHeadingProps) {
  const rate = useDocument((document) => document.project().rate);
  const length = frames(shots.reduce((total, entry) => total + entry.shot.lengthFrames, 0));
  return (
    <div className={cx(styles.scene, isDropTarget && styles.sceneTarget)}>
      <button
        type="button"
        className={styles.sceneNumber}
        aria-label={`Select the shots of scene ${number}`}
        onClick={() => select(shots.map((entry) => entry.shot.id))}
      >
        {number}
      </button>
      <TextField
        label={`Heading of scene ${number}`}
        className={styles.sceneTitle}
        value={scene.heading}
        placeholder="Scene heading"
        onCommit={(heading) => void runCommand('scene.edit', { sceneId: scene.id, fields: { heading } })}
      />
      <span className={styles.sceneFacts}>
        {shots.length} · {formatSecondsAndFrames(length, rate)}
      </span>
    </div>
  );
}
