import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { runAction } from '../state/actions';
import { isJobUnderWay, useJobs } from '../state/jobStore';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { IconButton } from '../ui/IconButton';
import { ListTodo, Sparkles, X } from '../ui/icons';
import { PanelHeader } from '../ui/Panel';
import { JobRow, jobRowHeight } from './JobRow';
import styles from './Jobs.module.css';
import { jobsPanelStore, useJobsPanel } from './jobsPanelStore';
import { sortedForList } from './jobWords';

const close = (): void => jobsPanelStore.setState({ isListOpen: false });

/** The queue: what is being made, what waits, what failed and why. It lies over the window and holds nothing up. */
export function JobsPanel() {
  const isOpen = useJobsPanel((state) => state.isListOpen);
  return isOpen ? <JobList /> : null;
}

function JobList() {
  const jobs = useJobs();
  const sorted = useMemo(() => sortedForList(jobs), [jobs]);
  const underWay = jobs.filter(isJobUnderWay).length;
  return (
    <section
      className={styles.panel}
      aria-label="Jobs"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <PanelHeader
        title="Jobs"
        actions={
          <>
            {underWay > 1 && (
              <Button size="small" variant="plain" onClick={() => runAction('jobs.cancelAll')}>
                Cancel All
              </Button>
            )}
            {underWay < jobs.length && (
              <Button size="small" variant="plain" onClick={() => runAction('jobs.clearEnded')}>
                Clear Ended
              </Button>
            )}
            <IconButton icon={X} label="Close" size="small" keys="$mod+KeyJ" onClick={close} />
          </>
        }
      >
        <span className={styles.count}>{countText(underWay, jobs.length)}</span>
      </PanelHeader>
      {jobs.length === 0 ? (
        <EmptyState
          icon={ListTodo}
          message="Nothing is being made. Generate turns shots into clips; they arrive here as takes."
          action={
            <Button icon={Sparkles} onClick={() => runAction('generate.shots')}>
              Generate Clips…
            </Button>
          }
        />
      ) : (
        <Rows jobs={sorted} />
      )}
    </section>
  );
}

function Rows({ jobs }: { readonly jobs: ReturnType<typeof sortedForList> }) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: jobs.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => jobs[index]?.id ?? index,
    estimateSize: () => jobRowHeight,
    overscan: 6,
  });
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul className={styles.list} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const job = jobs[index];
          return job ? (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className={styles.place}
              style={{ transform: `translateY(${start}px)` }}
            >
              <JobRow job={job} />
            </li>
          ) : null;
        })}
      </ul>
    </div>
  );
}

function countText(underWay: number, total: number): string {
  if (underWay > 0) return `${underWay} under way`;
  return total === 0 ? '' : `${total} ended`;
}
