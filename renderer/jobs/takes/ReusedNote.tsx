import { History } from '../../ui/icons';
import type { ReusedRun } from '../jobsPanelStore';
import styles from './Reused.module.css';

/** Where the settings in Generate come from, and what of them cannot be had now. */
export function ReusedNote({ reused: { from, lost } }: { readonly reused: ReusedRun }) {
  return (
    <section className={styles.note} aria-label="Settings used again">
      <p className={styles.from}>
        <History aria-hidden />
        As {from} was made. Nothing is sent yet.
      </p>
      {lost.length > 0 && (
        <>
          <p className={styles.lostHead}>Cannot be had now:</p>
          <ul className={styles.lost}>
            {lost.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
