import type { TakeId } from '@shared/document/ids';
import type { Cost } from '@shared/generation/cost';
import { costWords } from '@shared/generation/costWords';
import { modelWords } from '@shared/generation/makerWords';
import { purposeWords } from '@shared/generation/spendingCsv';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { currentDocument } from '../state/documentStore';
import type { LedgerLine } from '../state/queueStore';
import { select } from '../state/sessionStore';
import styles from './Spending.module.css';

/** px */
const rowHeight = 40;
const moment = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** Every paid submission, the latest on top. A row leads to its shots. */
export function LedgerTable({ lines }: { readonly lines: readonly LedgerLine[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const latestFirst = useMemo(() => [...lines].reverse(), [lines]);
  const virtualizer = useVirtualizer({
    count: latestFirst.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => latestFirst[index]?.submissionId ?? index,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  return (
    <section className={styles.ledger} aria-label="Ledger">
      <div className={styles.ledgerHead} aria-hidden>
        {['Shots', 'Model', 'Estimate', 'Charged', 'Takes'].map((title) => (
          <span key={title}>{title}</span>
        ))}
      </div>
      <div ref={scroller} className={styles.ledgerRows}>
        <ul className={styles.ledgerList} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const line = latestFirst[index];
            return line ? <LedgerRow key={key} line={line} top={start} /> : null;
          })}
        </ul>
      </div>
    </section>
  );
}

function LedgerRow({ line, top }: { readonly line: LedgerLine; readonly top: number }) {
  const { label, model, provider, purpose, estimate, charged, state, takeIds } = line;
  return (
    <li className={styles.ledgerRow} style={{ height: rowHeight, top }}>
      <span>
        <button type="button" className={styles.shots} onClick={() => goTo(takeIds)}>
          {label}
        </button>
        <span className={styles.dim}>{moment.format(line.reservedAtMs)}</span>
      </span>
      <span>
        <span>{modelWords(model) || provider}</span>
        <span className={styles.dim}>{purposeWords[purpose]}</span>
      </span>
      <Amount cost={estimate} />
      {state === 'settled' && charged ? (
        <Amount cost={charged} />
      ) : (
        <span className={styles.dim}>{state === 'reserved' ? 'not over yet' : 'nothing'}</span>
      )}
      <span>{keptWords(line)}</span>
    </li>
  );
}

/** Money where it is known, over what the vendor counts in. */
function Amount({ cost }: { readonly cost: Cost }) {
  const [first, ...rest] = costWords(cost).split(' · ');
  return (
    <span>
      <span>{first}</span>
      <span className={styles.dim}>{rest.join(' · ')}</span>
    </span>
  );
}

/** What became of the takes of a submission. */
function keptWords({ takeIds, keptTakeIds, activeTakeIds, state }: LedgerLine): string {
  if (takeIds.length === 1 && activeTakeIds.length === 1) return 'in the film';
  if (activeTakeIds.length > 0) return `${activeTakeIds.length} of ${takeIds.length} in the film`;
  if (keptTakeIds.length > 0) return takeIds.length === 1 ? 'kept' : `${keptTakeIds.length} kept`;
  return state === 'reserved' ? '' : 'none';
}

function goTo(takeIds: readonly TakeId[]): void {
  const document = currentDocument();
  select(takeIds.flatMap((id) => document.get('take', id)?.shotId ?? []));
}
