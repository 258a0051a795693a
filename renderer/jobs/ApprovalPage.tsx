import { costWords, shortNumber } from '@shared/generation/costWords';
import type { Job } from '@shared/generation/job';
import type { JobRequestView } from '@shared/generation/jobRequestView';
import { findModel } from '@shared/generation/models';
import { counted } from '@shared/generation/problemWords';
import { useEffect, useMemo, useState } from 'react';
import { ShotThumbnail } from '../picture/ShotThumbnail';
import { ProblemLine } from '../problems/ProblemLine';
import { call } from '../state/bridge';
import { useDocument } from '../state/documentStore';
import { useJobs } from '../state/jobStore';
import { raiseError } from '../state/notices';
import { select } from '../state/sessionStore';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { Check, CircleCheck, Film, TriangleAlert } from '../ui/icons';
import styles from './Approval.module.css';
import { jobsHeldByCap, jobsToApprove, totalWords } from './approval';
import { GroupPictures } from './JobRow';
import { approveJobs, cancelJobs } from './jobCalls';
import { showJobs } from './jobsPanelStore';

const picture = { width: 112, height: 63 };

/** Paid jobs before they are sent: what, with what words, for how much; yes or no to each, or to all. */
export function ApprovalPage() {
  const jobs = useJobs();
  const waiting = useMemo(() => jobsToApprove(jobs), [jobs]);
  const held = useMemo(() => jobsHeldByCap(jobs), [jobs]);
  const views = useRequestViews(waiting);
  return (
    <>
      {held.length > 0 && (
        <p className={styles.held}>
          <TriangleAlert aria-hidden />
          <span>
            {held.length === 1 ? '1 job is' : `${held.length} jobs are`} held back by your cap (
            {totalWords(held.map(({ estimate }) => estimate))}).
          </span>
          <Button size="small" onClick={() => showJobs('spending')}>
            Change Caps…
          </Button>
        </p>
      )}
      {waiting.length === 0 ? (
        <EmptyState
          icon={CircleCheck}
          message="Nothing waits for your yes. Jobs that cost money and were sent without a price you had seen stop here first."
        />
      ) : (
        <>
          <ul className={styles.list} aria-label="Jobs to approve">
            {waiting.map((job) => (
              <ApprovalItem key={job.id} job={job} view={views.get(job.id)} />
            ))}
          </ul>
          <footer className={styles.foot}>
            <span className={styles.total}>
              <strong>{totalWords(waiting.map(({ estimate }) => estimate))}</strong>
              <span className={styles.dim}>{counted(waiting.length, 'job')} together</span>
            </span>
            <Button onClick={() => cancelJobs(waiting)}>Decline All</Button>
            <Button variant="accent" icon={Check} onClick={() => approveJobs(waiting)}>
              Approve All
            </Button>
          </footer>
        </>
      )}
    </>
  );
}

function ApprovalItem({ job, view }: { readonly job: Job; readonly view: JobRequestView | undefined }) {
  const hasShot = useDocument((document) => job.shotId !== null && document.has('shot', job.shotId));
  const model = findModel(job.model)?.name ?? job.model;
  const seconds = view?.seconds == null ? null : `${shortNumber(view.seconds)} s`;
  const facts = [model, seconds, job.preset === 'draft' ? 'draft' : null].filter((fact) => fact);
  return (
    <li className={styles.item}>
      <span className={styles.picture}>
        {job.shotId !== null && hasShot ? (
          <button
            type="button"
            aria-label={`Go to ${job.label}`}
            onClick={() => select([job.shotId as string])}
          >
            <ShotThumbnail shotId={job.shotId} {...picture} />
          </button>
        ) : (
          <Film aria-hidden />
        )}
      </span>
      <div className={styles.text}>
        <header className={styles.head}>
          <span className={styles.label}>{job.label}</span>
          <span className={styles.dim}>{facts.join(' · ')}</span>
        </header>
        <span className={styles.price}>{costWords(job.estimate)}</span>
        {view && view.words !== '' && (
          <p className={styles.words} title={view.words}>
            {view.words}
          </p>
        )}
        {job.shotIds.length > 1 && <GroupPictures shotIds={job.shotIds} />}
        {view?.problems.map((problem) => (
          <ProblemLine key={problem.message} alike={[problem]} />
        ))}
      </div>
      <div className={styles.buttons}>
        <Button
          size="small"
          aria-label={`Approve ${job.label}`}
          icon={Check}
          onClick={() => approveJobs([job])}
        >
          Approve
        </Button>
        <Button
          size="small"
          variant="plain"
          aria-label={`Decline ${job.label}`}
          onClick={() => cancelJobs([job])}
        >
          Decline
        </Button>
      </div>
    </li>
  );
}

const noViews: ReadonlyMap<string, JobRequestView> = new Map();

/** What the jobs will send; asked for again when they are others. */
function useRequestViews(jobs: readonly Job[]): ReadonlyMap<string, JobRequestView> {
  const [views, setViews] = useState(noViews);
  const ids = jobs.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (ids === '') return;
    let isAlive = true;
    call('jobs.requests', { jobIds: ids.split(' ') as Job['id'][] }).then((answer) => {
      if (isAlive) setViews(new Map(answer.map((view) => [view.jobId, view])));
    }, raiseError);
    return () => {
      isAlive = false;
    };
  }, [ids]);
  return views;
}
