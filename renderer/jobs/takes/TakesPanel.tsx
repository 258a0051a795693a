import type { Take } from '@shared/document/records';
import { takesOf } from '@shared/shots/takeNumbers';
import { type KeyboardEvent, useMemo } from 'react';
import { currentDocument, useChildren, useDocument } from '../../state/documentStore';
import { useShotJob } from '../../state/jobStore';
import { useCurrentShot } from '../../state/useCurrentShot';
import { focusAlongList } from '../../ui/alongList';
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
import { compareTakes, deleteTake, showTake } from './takeMenu';

const takeButtons = '[data-take]';

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
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows go along the buttons inside, which take the focus */}
      <div className={styles.takes} onKeyDown={handleTakeKey}>
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
            data-take=""
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

/** Arrows go from take to take, Delete takes one away. */
function handleTakeKey(event: KeyboardEvent<HTMLElement>): void {
  if (focusAlongList(event, takeButtons)) return;
  const takeId = (event.target as HTMLElement).dataset['take'] as Take['id'] | undefined;
  if (!takeId || (event.key !== 'Delete' && event.key !== 'Backspace')) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(takeButtons)];
  // The layers are last. Without the focus the next Delete would be the selected shot's.
  all[all.indexOf(event.target as HTMLElement) + 1]?.focus();
  deleteTake(takeId);
}
