import { staleReasons } from '@shared/generation/inputsHash';
import { modelWords } from '@shared/generation/makerWords';
import { staleWords } from '@shared/generation/staleWords';
import type { SequenceShot } from '@shared/shots/sequence';
import { useDocument } from '../../state/documentStore';
import { select } from '../../state/sessionStore';
import styles from './Reused.module.css';

/** Of a long film: the rest comes up as these are made. */
const mostShots = 50;

/** The shots whose take no longer fits, each with what changed since, and who made it. */
export function StaleShots({ entries }: { readonly entries: readonly SequenceShot[] }) {
  const shown = entries.slice(0, mostShots);
  // As text, so that it stays the same value until a reason differs.
  const lines = useDocument((document) =>
    shown
      .map(({ shot }) => {
        const take = shot.activeTakeId ? document.get('take', shot.activeTakeId) : undefined;
        if (!take) return '';
        const maker = take.provider === 'local' ? 'local' : modelWords(take.model);
        return `${staleWords(staleReasons(document, take))}\t${maker}`;
      })
      .join('\n'),
  ).split('\n');
  if (entries.length === 0) return null;
  return (
    <ul className={styles.stale} aria-label="Stale takes">
      {shown.map(({ shot, label }, index) => {
        const [reasons = '', maker = ''] = (lines[index] ?? '').split('\t');
        return (
          <li key={shot.id} className={styles.staleShot}>
            <button type="button" className={styles.staleLabel} onClick={() => select([shot.id])}>
              {label}
            </button>
            <span className={styles.staleWords} title={reasons}>
              {reasons}
            </span>
            <span className={styles.staleMaker}>{maker}</span>
          </li>
        );
      })}
      {entries.length > mostShots && (
        <li className={styles.staleMaker}>and {entries.length - mostShots} more</li>
      )}
    </ul>
  );
}
