import type { ListedScene } from '@shared/shots/sequence';
import { frames } from '@shared/time/frames';
import { formatRunningTime } from '@shared/time/timecode';
import { memo } from 'react';
import { SceneGroups } from '../scenes/SceneGroups';
import { useDocument } from '../state/documentStore';
import { writeDrag } from '../state/dragTypes';
import { runCommand } from '../state/runCommand';
import { select } from '../state/sessionStore';
import { cx } from '../ui/cx';
import { TextField } from '../ui/TextField';
import styles from './Boards.module.css';

export interface SceneHeadingProps {
  readonly listed: ListedScene;
  readonly isDropTarget: boolean;
  /** Where a dragged scene would be put beside this one. */
  readonly mark: 'before' | 'after' | null;
}

/** The line above a scene's shots: number, heading, how many and how long. */
export const SceneHeading = memo(function SceneHeading({ listed, isDropTarget, mark }: SceneHeadingProps) {
  const { scene, label, isOmitted } = listed;
  const rate = useDocument((document) => document.project().rate);
  const shots = listed.shots.filter((entry) => !entry.isOmitted);
  const length = frames(shots.reduce((total, entry) => total + entry.shot.lengthFrames, 0));
  return (
    <div
      className={cx(
        styles.scene,
        isDropTarget && styles.sceneTarget,
        isOmitted && styles.omittedScene,
        mark === 'before' && styles.sceneBefore,
        mark === 'after' && styles.sceneAfter,
      )}
      data-scene-heading
    >
      <button
        type="button"
        className={styles.sceneNumber}
        aria-label={`Select the shots of scene ${label}`}
        title="Drag to move the scene"
        draggable
        onDragStart={(event) => writeDrag(event.dataTransfer, 'scene', { sceneId: scene.id })}
        onClick={() => select((isOmitted ? listed.shots : shots).map((entry) => entry.shot.id))}
      >
        {label}
      </button>
      <TextField
        label={`Heading of scene ${label}`}
        className={styles.sceneTitle}
        value={scene.heading}
        placeholder="Scene heading"
        onCommit={(text) => void runCommand('scene.edit', { sceneId: scene.id, fields: { heading: text } })}
      />
      {isOmitted && <span className={styles.omittedWord}>OMITTED</span>}
      <SceneGroups scene={scene} label={label} />
      {scene.colour && <span className={styles.sceneColour} style={{ background: scene.colour }} />}
      <span className={styles.sceneFacts}>
        {shots.length} · {formatRunningTime(length, rate)}
      </span>
    </div>
  );
});
