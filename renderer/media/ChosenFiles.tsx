import { byteText } from '@shared/media/byteText';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import { Checkbox } from '../ui/Checkbox';
import styles from './MediaDialogs.module.css';

/** px */
const rowHeight = 52;

export interface ShownFile {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly byteSize: number;
  readonly picture: ReactNode;
}

export interface ChosenFilesProps {
  readonly files: readonly ShownFile[];
  readonly chosen: ReadonlySet<string>;
  readonly isBusy: boolean;
  /** What stands there when there are none. */
  readonly empty: string;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

/** Files with their pictures and sizes, of which some are chosen. Only those in sight are in the page. */
export function ChosenFiles({ files, chosen, isBusy, empty, onChoose }: ChosenFilesProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: files.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  if (files.length === 0) {
    return (
      <div className={styles.rows}>
        <p className={styles.emptyRows}>{empty}</p>
      </div>
    );
  }
  const toggle = (id: string, isOn: boolean): void => {
    const next = new Set(chosen);
    if (isOn) next.add(id);
    else next.delete(id);
    onChoose(next);
  };
  const isAll = files.every(({ id }) => chosen.has(id));
  return (
    <>
      <div className={styles.all}>
        <Checkbox
          label="Choose all"
          isChecked={isAll}
          isDisabled={isBusy}
          onChange={(isOn) => onChoose(new Set(isOn ? files.map(({ id }) => id) : []))}
        />
      </div>
      <div ref={scroller} className={styles.rows}>
        <ul className={styles.rowList} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const file = files[index];
            if (!file) return null;
            return (
              <li
                key={file.id}
                className={styles.row}
                style={{ transform: `translateY(${start}px)`, height: rowHeight }}
              >
                <span className={styles.check}>
                  <Checkbox
                    label=""
                    ariaLabel={file.name}
                    isChecked={chosen.has(file.id)}
                    isDisabled={isBusy}
                    onChange={(isOn) => toggle(file.id, isOn)}
                  />
                </span>
                <span className={styles.thumbnail}>{file.picture}</span>
                <span className={styles.texts}>
                  <span className={styles.mediaName} title={file.name}>
                    {file.name}
                  </span>
                  <span className={styles.place}>{file.detail}</span>
                </span>
                <span className={styles.size}>{byteText(file.byteSize)}</span>
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}
