import type { Take } from '@shared/document/records';
import { takesOf } from '@shared/shots/takeNumbers';
import { useMemo } from 'react';
import { currentDocument, useChildren, useDocument } from '../../state/documentStore';
import { useShotJob } from '../../state/jobStore';
import { useCurrentShot } from '../../state/useCurrentShot';
import { Button } from '../../ui/Button';
import { cx } from '../../ui/cx';
import { EmptyState } from '../../ui/EmptyState';
import { Columns3, Film, Layers } from '../../ui/icons';
import { Section } from '../../ui/Panel';
import { ProgressBar } from '../../ui/ProgressBar';
import { ScrollArea } from '../../ui/ScrollArea';
import { TakeRun } from './TakeRun';
import styles from './Takes.module.css';
import { TakeTile } from './TakeTile';
import { compareTakes, showTake } from './takeMenu';

/** The takes of the shot under the playhead: which one it shows, and making another. */
export function TakesPanel() {
  const current = useCurrentShot();
  const shotId = current?.shot.id;
  const stored = useChildren('take', shotId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is another one whenever a take is
  const takes = useMemo(() => (shotId ? takesOf(currentDocument(), shotId) : []), [stored, shotId]);
  const job = useShotJob((shotId ?? '') as Take['shotId']);
  const isReadOnly = useDocument((_document, { opened }) => opened?.isReadOnly ?? false);
  if (!current) return <EmptyState icon={Film} message="Choose a shot to see its takes." />;
  const { shot, label } = current;
  return (
    <ScrollArea>
      <Section
        title={`Takes of ${label}`}
        detail={takes.length}
        actions={
          takes.length > 1 && (
            <Button size="small" variant="plain" icon={Columns3} onClick={() => compareTakes(shot.id)}>
              Compare
            </Button>
          )
        }
      >
        {!isReadOnly && <TakeRun key={shot.id} shotId={shot.id} isWorking={job !== undefined} />}
        {job && (
          <ProgressBar label={`Generating ${label}`} value={job.state === 'queued' ? null : job.progress} />
        )}
      </Section>
      <div className={styles.takes}>
        {[...takes].reverse().map((take, index) => (
          <TakeTile
            key={take.id}
            take={take}
            number={takes.length - index}
            isActive={take.id === shot.activeTakeId}
          />
        ))}
        <div className={cx(styles.take, shot.activeTakeId === null && styles.activeTake)}>
          <button
            type="button"
            className={styles.choose}
            aria-pressed={shot.activeTakeId === null}
            onClick={() => showTake(shot.id, null)}
          >
            <span className={styles.picture}>
              <Layers aria-hidden />
            </span>
            <span className={styles.text}>
              <span>Layers and camera</span>
              <span className={styles.fact}>The board itself, played live</span>
            </span>
          </button>
        </div>
        {takes.length === 0 && (
          <p className={styles.hint}>
            No takes yet. What you generate comes on top of this list, and the film shows it.
          </p>
        )}
      </div>
    </ScrollArea>
  );
}
