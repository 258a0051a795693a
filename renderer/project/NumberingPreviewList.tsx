import type { NumberingPreview } from '@shared/shots/names';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useSequence } from '../state/documentStore';
import { CircleCheck, TriangleAlert } from '../ui/icons';
import styles from './Project.module.css';

const rowHeight = 24;

/** The film's own shots: what they are called now, then, and as files. */
export function NumberingPreviewList({
  preview,
  isLocked,
  isChanged,
}: {
  readonly preview: NumberingPreview;
  readonly isLocked: boolean;
  readonly isChanged: boolean;
}) {
  const { listedById, scenes } = useSequence();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = isLocked
    ? scenes.flatMap(({ shots }) =>
        shots.map(({ shot, label }) => ({
          shotId: shot.id,
          label,
          file: '',
          isOmitted: listedById.get(shot.id)?.isOmitted,
        })),
      )
    : preview.shots.map((shot) => ({ ...shot, isOmitted: listedById.get(shot.shotId)?.isOmitted }));
  const files = new Map(preview.shots.map(({ shotId, file }) => [shotId, file]));
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  return (
    <div className={styles.preview}>
      <div className={styles.previewHead}>
        <span>Now</span>
        <span>{isChanged ? 'Then' : 'Shot'}</span>
        <span>File</span>
      </div>
      <div ref={scroller} className={styles.previewList}>
        <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const now = listedById.get(row.shotId)?.label ?? '';
            return (
              <div
                key={row.shotId}
                className={styles.previewRow}
                style={{ transform: `translateY(${item.start}px)` }}
                data-changed={now !== row.label || undefined}
              >
                <span>{now}</span>
                <span>
                  {row.label}
                  {row.isOmitted && <i> OMITTED</i>}
                </span>
                <span className={styles.previewFile} title={row.file || files.get(row.shotId)}>
                  <bdi dir="ltr">{row.file || files.get(row.shotId)}</bdi>
                </span>
              </div>
            );
          })}
        </div>
        {rows.length === 0 && !preview.problem && (
          <p className={styles.previewEmpty}>The film has no shots yet. Names show here as soon as it has.</p>
        )}
      </div>
      <PreviewState preview={preview} />
    </div>
  );
}

function PreviewState({
  preview: { problem, clashes, fileClashes },
}: {
  readonly preview: NumberingPreview;
}) {
  if (problem !== null) {
    return (
      <p className={styles.problem} role="alert">
        <TriangleAlert aria-hidden />
        {problem}
      </p>
    );
  }
  if (clashes.length > 0) {
    return (
      <p className={styles.warning} role="status">
        <TriangleAlert aria-hidden />
        {some(clashes)} would come up twice. The later shot is counted on to the next free number.
      </p>
    );
  }
  if (fileClashes.length > 0) {
    return (
      <p className={styles.warning} role="status">
        <TriangleAlert aria-hidden />
        Several shots would make files of one name: {some(fileClashes)}. Put {'{label}'} into the names of
        files.
      </p>
    );
  }
  return (
    <p className={styles.good} role="status">
      <CircleCheck aria-hidden />
      No two shots or files have the same name.
    </p>
  );
}

function some(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}
