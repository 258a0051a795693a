import type { ShotId } from '@shared/document/ids';
import type { Shot } from '@shared/document/records';
import { makerWord } from '@shared/generation/makerWords';
import { formatSecondsAndFrames } from '@shared/time/timecode';
import { type DragEvent, type MouseEvent, memo, type PointerEvent } from 'react';
import { ShotThumbnail } from '../picture/ShotThumbnail';
import { useDocument } from '../state/documentStore';
import { jobMarkText } from '../state/jobMarks';
import { isJobUnderWay, useShotJobMark } from '../state/jobStore';
import { runCommand } from '../state/runCommand';
import { isShotTakeStale } from '../state/takeState';
import { Badge } from '../ui/Badge';
import { cx } from '../ui/cx';
import { FieldText } from '../ui/FieldText';
import { FrameField } from '../ui/FrameField';
import { GalleryHorizontal, ImagePlus } from '../ui/icons';
import { TextField } from '../ui/TextField';
import { useIsWhole } from '../ui/useIsWhole';
import styles from './Boards.module.css';
import { boardsScrolling } from './boardsScrolling';

/** Only what it shows, so that an edit of one shot, which moves all behind it in time, is one card's business. */
export interface BoardCardProps {
  readonly shot: Shot;
  readonly label: string;
  readonly width: number;
  readonly isSelected: boolean;
  readonly isCurrent: boolean;
  /** Where a drop would insert, drawn as a bar at the card's edge. */
  readonly insertion: 'before' | 'after' | null;
  readonly isElementTarget: boolean;
  readonly onPress: (shotId: ShotId, event: PointerEvent) => void;
  readonly onClick: (shotId: ShotId, event: MouseEvent) => void;
  readonly onOpen: (shotId: ShotId) => void;
  readonly onDragStart: (shotId: ShotId, event: DragEvent) => void;
}

/** The id of a shot's card, for `aria-activedescendant`. */
export const boardCardId = (shotId: ShotId): string => `board-${shotId}`;

/** One shot on the contact sheet: picture, label and length, what happens in it. */
export const BoardCard = memo(function BoardCard({
  shot,
  label,
  width,
  isSelected,
  isCurrent,
  insertion,
  isElementTarget,
  onPress,
  onClick,
  onOpen,
  onDragStart,
}: BoardCardProps) {
  const rate = useDocument((document) => document.project().rate);
  const frameSize = useDocument((document) => document.project().frameSize);
  const take = useDocument((document) =>
    shot.activeTakeId ? document.get('take', shot.activeTakeId) : undefined,
  );
  const isStale = useDocument((document, { isLoaded }) => isLoaded && isShotTakeStale(document, shot));
  const boardCount = useDocument((document) => document.childrenOf('board', shot.id).length);
  const isBlank = useDocument(
    (document, { isLoaded }) =>
      isLoaded && shot.activeTakeId === null && document.childrenOf('layer', shot.id).length === 0,
  );
  const job = useShotJobMark(shot.id);
  const jobMark = job ? jobMarkText(job) : null;
  const isWhole = useIsWhole(boardsScrolling);
  const pictureHeight = Math.round((width * frameSize.height) / frameSize.width);
  const facts = [shot.size, shot.angle, shot.lensMm === null ? null : `${shot.lensMm} mm`].filter(
    (fact) => fact !== null,
  );
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, whichever of its boards was clicked, so that keys are the list's and the focus comes back to it after a dialog
    <div
      className={cx(
        styles.card,
        isSelected && styles.selected,
        isCurrent && styles.current,
        isElementTarget && styles.elementTarget,
        insertion === 'before' && styles.insertBefore,
        insertion === 'after' && styles.insertAfter,
      )}
      style={{ width }}
      id={boardCardId(shot.id)}
      data-shot={shot.id}
      aria-label={`Shot ${label}`}
      aria-selected={isSelected}
      role="option"
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list box handles the keys of all its options */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the same */}
      <div
        className={styles.picture}
        style={{ height: pictureHeight }}
        draggable
        onPointerDown={(event) => onPress(shot.id, event)}
        onClick={(event) => onClick(shot.id, event)}
        onDoubleClick={() => onOpen(shot.id)}
        onDragStart={(event) => onDragStart(shot.id, event)}
      >
        <ShotThumbnail shotId={shot.id} width={width} height={pictureHeight} />
        {isBlank && <ImagePlus aria-hidden className={styles.blank} />}
        <Badge tone="picture" className={styles.label}>
          {label}
        </Badge>
        {job && jobMark !== null ? (
          <Badge tone="picture" className={cx(styles.take, styles.jobMark)}>
            <span data-state={job.state}>{jobMark}</span>
          </Badge>
        ) : (
          (isStale || take) && (
            <Badge tone={isStale ? 'pictureAccent' : 'picture'} className={styles.take}>
              {isStale ? 'stale' : take && makerWord(take.provider)}
            </Badge>
          )
        )}
        {boardCount > 1 && (
          <Badge tone="picture" className={styles.boards}>
            <GalleryHorizontal aria-hidden /> {boardCount}
          </Badge>
        )}
        {shot.colour && <span className={styles.colour} style={{ background: shot.colour }} />}
        {job && isJobUnderWay(job) && (
          <div
            className={styles.work}
            role="progressbar"
            aria-label={`Generating ${label}`}
            aria-valuenow={Math.round(job.progress * 100)}
          >
            <span style={{ width: `${Math.max(2, job.progress * 100)}%` }} />
          </div>
        )}
      </div>
      <div className={styles.facts}>
        <span className={styles.factText}>{facts.length > 0 ? facts.join(' · ') : <>&nbsp;</>}</span>
        {isWhole ? (
          <FrameField
            label={`Length of ${label}`}
            className={styles.length}
            value={shot.lengthFrames}
            rate={rate}
            onCommit={(lengthFrames) =>
              void runCommand('shot.setLength', { shotIds: [shot.id], lengthFrames })
            }
          />
        ) : (
          <span className={styles.lengthText}>{formatSecondsAndFrames(shot.lengthFrames, rate)}</span>
        )}
      </div>
      {isWhole ? (
        <TextField
          label={`Action of ${label}`}
          className={styles.action}
          value={shot.action}
          placeholder="What happens"
          maxLength={20_000}
          onCommit={(action) => void runCommand('shot.edit', { shotIds: [shot.id], fields: { action } })}
        />
      ) : (
        <FieldText className={styles.action} text={shot.action} placeholder="What happens" />
      )}
    </div>
  );
});
