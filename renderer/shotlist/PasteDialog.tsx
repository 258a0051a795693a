import { counted } from '@shared/generation/problemWords';
import { firstMapping, type PastedCell, type PastedRow, planPaste } from '@shared/shotlist/planPaste';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { Button } from '../ui/Button';
import { Switch } from '../ui/Checkbox';
import { cx } from '../ui/cx';
import { Dialog } from '../ui/Dialog';
import { CircleAlert } from '../ui/icons';
import { Select } from '../ui/Select';
import type { OpenPaste } from './cellEdits';
import styles from './PasteDialog.module.css';
import type { ShotList } from './useShotList';

const leftOut = 'none';
const rowHeight = 30;

/** What a table would change, before it does: which column goes where, what is new, what cannot be read. */
export function PasteDialog({
  list,
  paste,
  onClose,
  onApply,
}: {
  readonly list: ShotList;
  readonly paste: OpenPaste;
  readonly onClose: () => void;
  readonly onApply: (paste: OpenPaste) => void;
}) {
  const [present, setPresent] = useState(paste);
  const { context, all } = list;
  const plan = useMemo(() => planPaste(context, all, present), [context, all, present]);
  const { cells, hasHeadings, mapping } = present;
  const width = cells[0]?.length ?? 0;
  const data = hasHeadings ? cells.slice(1) : cells;
  const options = [
    { value: leftOut, label: 'Leave out' },
    ...all.filter(({ read }) => read).map(({ id, title }) => ({ value: id, label: title })),
  ];
  const map = (at: number, id: string): void =>
    setPresent({
      ...present,
      // A column takes one of the pasted ones.
      mapping: mapping.map((each, index) =>
        index === at ? (id === leftOut ? null : id) : each === id ? null : each,
      ),
    });
  const setHeadings = (next: boolean): void =>
    setPresent({
      ...present,
      hasHeadings: next,
      mapping: next
        ? firstMapping(cells, { all, shown: list.columns, focus: 0, hasHeadings: true })
        : mapping,
    });
  const isNothing = plan.changedCells === 0 && plan.newShots === 0;
  return (
    <Dialog
      isOpen
      width={960}
      title="Paste a table"
      description={`${data.length} ${data.length === 1 ? 'row' : 'rows'} of ${width} ${width === 1 ? 'column' : 'columns'}. One edit: undo takes all of it back.`}
      onClose={onClose}
      isForReading
      onEnter={isNothing ? undefined : () => onApply(present)}
      actions={
        <>
          <Button variant="plain" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="accent" disabled={isNothing} onClick={() => onApply(present)}>
            {applyWords(changedInShots(plan.rows), plan.newShots)}
          </Button>
        </>
      }
    >
      <div className={styles.paste}>
        <div className={styles.options}>
          <Switch label="The first row has titles" isChecked={hasHeadings} onChange={setHeadings} />
          {plan.problems > 0 && (
            <span className={styles.problems} role="status">
              <CircleAlert aria-hidden />
              {plan.problems === 1
                ? '1 cell cannot be read and is left as it is'
                : `${plan.problems} cells cannot be read and are left as they are`}
            </span>
          )}
        </div>
        <div
          className={styles.table}
          style={{
            ['--columns' as string]: `72px repeat(${width}, minmax(140px, 1fr))`,
            ['--least-width' as string]: `${72 + 140 * width}px`,
          }}
        >
          <Preview rows={plan.rows} mapping={mapping}>
            <div className={styles.head}>
              <span className={styles.corner}>Shot</span>
              {mapping.map((id, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: pasted columns have no other name
                <div key={index} className={styles.headCell}>
                  {hasHeadings && <span className={styles.heading}>{cells[0]?.[index] || '(no title)'}</span>}
                  <Select
                    label={`Column ${index + 1} goes to`}
                    value={id ?? leftOut}
                    options={options}
                    onChange={(next) => map(index, next)}
                  />
                </div>
              ))}
            </div>
          </Preview>
        </div>
      </div>
    </Dialog>
  );
}

/** Cells of shots that are there already; those of new ones are part of the shot. */
function changedInShots(rows: readonly PastedRow[]): number {
  return rows
    .filter(({ target }) => target)
    .reduce((sum, { cells }) => sum + cells.filter(({ problem }) => problem === null).length, 0);
}

function applyWords(changed: number, added: number): string {
  const parts = [
    changed > 0 ? `Change ${changed} ${changed === 1 ? 'Cell' : 'Cells'}` : null,
    added > 0 ? `Add ${counted(added, 'Shot')}` : null,
  ].filter(Boolean);
  return parts.join(' and ') || 'Nothing to change';
}

function Preview({
  rows,
  mapping,
  children,
}: {
  readonly rows: readonly PastedRow[];
  readonly mapping: OpenPaste['mapping'];
  readonly children: ReactNode;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  return (
    <div ref={scroller} className={styles.scroller}>
      {children}
      <div className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          const changed = new Map(row.cells.map((cell) => [cell.column, cell]));
          return (
            <div key={item.key} className={styles.row} style={{ transform: `translateY(${item.start}px)` }}>
              <span className={styles.rowLabel}>{row.target ? row.target.label : <em>new</em>}</span>
              {row.texts.map((text, index) => {
                const id = mapping[index];
                return (
                  <PreviewCell
                    // biome-ignore lint/suspicious/noArrayIndexKey: pasted columns have no other name
                    key={index}
                    text={text}
                    cell={id ? changed.get(id) : undefined}
                    isUsed={id !== null}
                  />
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function PreviewCell({
  text,
  cell,
  isUsed,
}: {
  readonly text: string;
  readonly cell: PastedCell | undefined;
  readonly isUsed: boolean;
}) {
  const title = cell?.problem ?? (cell?.before ? `Now: ${cell.before}` : undefined);
  return (
    <span
      className={cx(
        styles.cell,
        !isUsed && styles.unused,
        cell?.problem === null && styles.changed,
        cell?.problem != null && styles.wrong,
      )}
      title={title}
    >
      {cell && cell.problem === null && cell.before !== '' && <s>{cell.before}</s>}
      <span>{text}</span>
    </span>
  );
}
