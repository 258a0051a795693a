import type { DamageReport } from '@shared/rpc/table';
import { useEffect, useState } from 'react';
import { versionFacts, versionTitle } from '../../history/versionWords';
import { call } from '../../state/bridge';
import { Button } from '../../ui/Button';
import { History, LifeBuoy } from '../../ui/icons';
import { Spinner } from '../../ui/Spinner';
import { useApp } from '../appStore';
import { restoreDamaged, salvageDamaged } from '../projectLife';
import { momentWords, salvageWords } from './rescueWords';
import styles from './Welcome.module.css';

/** What can be done for a project that cannot be read. Whatever is done goes into a new folder. */
export function Rescue() {
  const [report, setReport] = useState<DamageReport | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isBusy = useApp((state) => state.opening !== null);
  useEffect(() => {
    let isWanted = true;
    call('rescue.inspect', null).then(
      (found) => {
        if (isWanted) setReport(found);
      },
      (error: unknown) => {
        if (isWanted) setProblem(error instanceof Error ? error.message : String(error));
      },
    );
    return () => {
      isWanted = false;
    };
  }, []);

  if (problem !== null) return <p>{problem}</p>;
  if (!report) {
    return (
      <p className={styles.looking} role="status">
        <Spinner /> Looking for what can be saved …
      </p>
    );
  }
  const { version, salvage, details } = report;
  return (
    <>
      {version && (
        <div className={styles.way}>
          <div className={styles.wayText}>
            <p className={styles.wayTitle}>The last whole version</p>
            <p>
              {momentWords(version.createdAtMs)}
              {version.kind === 'auto' ? '' : `, “${versionTitle(version)}”`} · {versionFacts(version)}
            </p>
          </div>
          <Button
            variant="accent"
            icon={History}
            disabled={isBusy}
            onClick={() => void restoreDamaged(version.id)}
          >
            Restore
          </Button>
        </div>
      )}
      {salvage && (
        <div className={styles.way}>
          <div className={styles.wayText}>
            <p className={styles.wayTitle}>What can be read of the film as it was</p>
            {salvageWords(salvage).map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
          <Button
            variant={version ? 'raised' : 'accent'}
            icon={LifeBuoy}
            disabled={isBusy}
            onClick={() => void salvageDamaged()}
          >
            Recover
          </Button>
        </div>
      )}
      <p className={styles.promise}>
        {version || salvage
          ? 'Either goes into a new folder beside this one, with the media and all versions. This one stays as it is.'
          : 'There is no version of it, and nothing in its file can be read. A copy of the folder from a backup may still be whole.'}
      </p>
      {details.length > 0 && (
        <details className={styles.technical}>
          <summary>What is wrong with the file</summary>
          <pre data-selectable>{details.join('\n')}</pre>
        </details>
      )}
    </>
  );
}
