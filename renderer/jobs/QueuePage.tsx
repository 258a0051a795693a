import type { Job } from '@shared/generation/job';
import { useMemo } from 'react';
import { runAction } from '../state/actions';
import { isJobUnderWay, useJobs } from '../state/jobStore';
import { useQueue } from '../state/queueStore';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { ListTodo, Pause, Sparkles } from '../ui/icons';
import { SegmentedControl } from '../ui/SegmentedControl';
import { JobRows } from './JobRows';
import styles from './Jobs.module.css';
import { countJobs, filterJobs, type JobFilter, jobFilters } from './jobFilter';
import { jobsPanelStore, useJobsPanel } from './jobsPanelStore';
import { sortedForList } from './jobWords';

const filterTitles: Record<JobFilter, string> = {
  all: 'All',
  underWay: 'Under Way',
  needsYou: 'Needs You',
  failed: 'Failed',
  done: 'Done',
};

const emptyWords: Record<Exclude<JobFilter, 'all'>, string> = {
  underWay: 'Nothing is under way.',
  needsYou: 'Nothing waits for you.',
  failed: 'Nothing has failed.',
  done: 'Nothing is done yet.',
};

/** All jobs, in the order in which they are worked off. */
export function QueuePage() {
  const jobs = useJobs();
  const filter = useJobsPanel((state) => state.filter);
  const isPaused = useQueue(({ settings }) => settings.isPaused);
  const counts = useMemo(() => countJobs(jobs), [jobs]);
  const shown = useMemo(() => sortedForList(filterJobs(jobs, filter)), [jobs, filter]);
  if (jobs.length === 0) {
    return (
      <>
        {isPaused && <PausedLine />}
        <EmptyState
          icon={ListTodo}
          message="Nothing is being made. Generate turns shots into clips; they arrive here as takes."
          action={
            <Button icon={Sparkles} onClick={() => runAction('generate.shots')}>
              Generate Clips…
            </Button>
          }
        />
      </>
    );
  }
  return (
    <>
      <SegmentedControl
        label="Show"
        className={styles.filters}
        value={filter}
        onChange={(next) => jobsPanelStore.setState({ filter: next })}
        segments={jobFilters.map((each) => ({ value: each, label: `${filterTitles[each]} ${counts[each]}` }))}
      />
      {isPaused && <PausedLine />}
      {shown.length === 0 && filter !== 'all' ? (
        <p className={styles.nothing}>{emptyWords[filter]}</p>
      ) : (
        <JobRows jobs={shown} isQueuePaused={isPaused} />
      )}
      <QueueFoot jobs={jobs} />
    </>
  );
}

function PausedLine() {
  return (
    <p className={styles.paused} role="status">
      <Pause aria-hidden />
      The queue is paused: what is under way goes on, nothing new begins.
    </p>
  );
}

function QueueFoot({ jobs }: { readonly jobs: readonly Job[] }) {
  const underWay = jobs.filter(isJobUnderWay).length;
  const ended = jobs.length - underWay;
  const facts = [underWay > 0 ? `${underWay} not ended` : '', ended > 0 ? `${ended} ended` : ''];
  return (
    <footer className={styles.foot}>
      <span className={styles.count}>{facts.filter((fact) => fact !== '').join(' · ')}</span>
      {underWay > 1 && (
        <Button size="small" variant="plain" onClick={() => runAction('jobs.cancelAll')}>
          Cancel All
        </Button>
      )}
      {ended > 0 && (
        <Button size="small" variant="plain" onClick={() => runAction('jobs.clearEnded')}>
          Clear Ended
        </Button>
      )}
    </footer>
  );
}
