import type { Project } from '@shared/document/records';
import { counted } from '@shared/generation/problemWords';
import type { Sequence } from '@shared/shots/sequence';
import { formatRunningTime } from '@shared/time/timecode';
import { memo, type ReactNode } from 'react';
import { AddButtons } from '../scenes/AddButtons';
import { LockedNumbers } from '../scenes/LockedNumbers';
import { sessionStore, useSession } from '../state/sessionStore';
import { Slider } from '../ui/Slider';
import styles from './Boards.module.css';
import { leastBoardWidth, mostBoardWidth } from './boardWidth';

export interface BoardsBarProps {
  /** Sheet or list. */
  readonly switcher: ReactNode;
  readonly sequence: Sequence;
  readonly sceneCount: number;
  readonly selectedCount: number;
  /** null until it is there. */
  readonly project: Project | null;
}

/** The head of the contact sheet: the film in numbers, what can be added, how large the boards are. */
export const BoardsBar = memo(function BoardsBar({
  switcher,
  sequence,
  sceneCount,
  selectedCount,
  project,
}: BoardsBarProps) {
  const wishedWidth = useSession((state) => state.boardWidth);
  return (
    <header className={styles.bar}>
      {switcher}
      <span className={styles.count}>
        {project &&
          `${counted(sequence.shots.length, 'shot')} · ${counted(sceneCount, 'scene')} · ${formatRunningTime(sequence.lengthFrames, project.rate)}`}
      </span>
      {project?.numbering.isLocked && <LockedNumbers />}
      {selectedCount > 1 && <span className={styles.selectedCount}>{selectedCount} selected</span>}
      <div className={styles.barActions}>
        <AddButtons />
        <Slider
          label="Size of the boards"
          className={styles.sizeSlider}
          min={leastBoardWidth}
          max={mostBoardWidth}
          step={4}
          value={wishedWidth}
          onChange={(boardWidth) => sessionStore.setState({ boardWidth })}
        />
      </div>
    </header>
  );
});
