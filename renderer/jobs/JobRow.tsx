import type { ShotId } from '@shared/document/ids';
import { costWords } from '@shared/generation/costWords';
import type { Job } from '@shared/generation/job';
import { memo } from 'react';
import { ShotThumbnail } from '../picture/ShotThumbnail';
import { useDocument } from '../state/documentStore';
import { needsPerson } from '../state/jobMarks';
import { useJobPreview } from '../state/jobPreviews';
import { isJobUnderWay } from '../state/jobStore';
import { select } from '../state/sessionStore';
import { cx } from '../ui/cx';
import { IconButton } from '../ui/IconButton';
import { Check, Film, FolderSearch, Play, RotateCcw, X } from '../ui/icons';
import { ProgressBar } from '../ui/ProgressBar';
import styles from './Jobs.module.css';
import {
  approveJobs,
  canApprove,
  cancelJobs,
  canResume,
  resumeJobs,
  retryJobs,
  revealResult,
} from './jobCalls';
import { isPending } from './jobOrder';
import { jobClockText, jobDetailText, jobKindText, jobStateText } from './jobWords';
import { useNow } from './useNow';

/** px, without an error's words. */
export const jobRowHeight = 54;
const picture = { width: 68, height: 38 };
const smallPicture = { width: 43, height: 24 };
/** Of a group's shots, beside its first. */
const mostSmallPictures = 7;

export interface JobRowProps {
  readonly job: Job;
  readonly isSelected: boolean;
  readonly isQueuePaused: boolean;
  /** Where a drop would insert. */
  readonly insertion: 'before' | 'after' | null;
}

/** One submission with its shots: how it stands, why, for how long; what can be done about it. */
export const JobRow = memo(function JobRow({ job, isSelected, isQueuePaused, insertion }: JobRowProps) {
  const isUnderWay = isJobUnderWay(job);
  const isAtWork = isUnderWay && !isPending(job);
  const nowMs = useNow(isAtWork || job.wait?.untilMs != null);
  const detail = jobDetailText(job);
  const clock = jobClockText(job, nowMs);
  const state =
    isQueuePaused && job.state === 'queued' ? 'Waiting: the queue is paused' : jobStateText(job, nowMs);
  return (
    <div
      className={cx(
        styles.row,
        !isUnderWay && styles.ended,
        isSelected && styles.selected,
        insertion === 'before' && styles.insertBefore,
        insertion === 'after' && styles.insertAfter,
      )}
    >
      <JobPicture job={job} />
      <span className={styles.text}>
        <span className={styles.head}>
          <span className={styles.label}>{job.label}</span>
          <span className={styles.kind}>{jobKindText(job)}</span>
          {job.estimate && <span className={styles.price}>{costWords(job.estimate)}</span>}
        </span>
        <span className={styles.state} data-state={needsPerson(job) ? 'needsYou' : job.state}>
          {isAtWork && (
            <ProgressBar
              label={`${job.label}: ${state}`}
              value={job.state === 'running' ? job.progress : null}
              className={styles.progress}
            />
          )}
          <span className={styles.stateText}>{state}</span>
          {clock !== '' && <span className={styles.clock}>{clock}</span>}
        </span>
        {detail !== null && (
          <span className={styles.error} data-selectable>
            {detail}
          </span>
        )}
        {job.shotIds.length > 1 && <GroupPictures shotIds={job.shotIds} />}
      </span>
      <span className={styles.buttons}>
        <JobButtons job={job} />
      </span>
    </div>
  );
});

function JobPicture({ job }: { readonly job: Job }) {
  const hasShot = useDocument((document) => job.shotId !== null && document.has('shot', job.shotId));
  const preview = useJobPreview(job.id);
  return (
    <span className={styles.picture}>
      {job.shotId !== null && hasShot ? (
        <button
          type="button"
          className={styles.go}
          aria-label={`Go to ${job.label}`}
          onClick={() => select([job.shotId as string])}
        >
          {preview === undefined ? (
            <ShotThumbnail shotId={job.shotId} {...picture} />
          ) : (
            <img className={styles.preview} src={preview} alt="" {...picture} />
          )}
        </button>
      ) : (
        <Film aria-hidden />
      )}
    </span>
  );
}

/** The shots of one submission. */
export function GroupPictures({ shotIds }: { readonly shotIds: readonly ShotId[] }) {
  const present = useDocument((document) => shotIds.filter((id) => document.has('shot', id)).join(' '));
  const all = present === '' ? [] : (present.split(' ') as ShotId[]);
  const shown = all.slice(0, mostSmallPictures);
  return (
    <span className={styles.group}>
      {shown.map((shotId) => (
        <button
          key={shotId}
          type="button"
          className={styles.small}
          aria-label="Go to this shot"
          onClick={() => select([shotId])}
        >
          <ShotThumbnail shotId={shotId} {...smallPicture} />
        </button>
      ))}
      {all.length > shown.length && <span className={styles.more}>+{all.length - shown.length}</span>}
    </span>
  );
}

function JobButtons({ job }: { readonly job: Job }) {
  const jobs = [job];
  if (isJobUnderWay(job)) {
    return (
      <>
        {canApprove(job) && (
          <IconButton
            icon={Check}
            label={`Agree to ${costWords(job.estimate)} for ${job.label}`}
            tooltip={`Agree to ${costWords(job.estimate)}`}
            onClick={() => approveJobs(jobs)}
          />
        )}
        {canResume(job) && (
          <IconButton
            icon={Play}
            label={`Go on with ${job.label}`}
            tooltip="Go on now"
            onClick={() => resumeJobs(jobs)}
          />
        )}
        <IconButton
          icon={X}
          label={`Cancel ${job.label}`}
          tooltip="Cancel"
          onClick={() => cancelJobs(jobs)}
        />
      </>
    );
  }
  if (job.state === 'done') {
    return job.outputName === null ? null : (
      <IconButton
        icon={FolderSearch}
        label={`Show ${job.label} in its folder`}
        tooltip="Show in folder"
        onClick={() => revealResult(job)?.()}
      />
    );
  }
  return (
    <IconButton
      icon={RotateCcw}
      label={`Try ${job.label} again`}
      tooltip="Try again"
      onClick={() => retryJobs(jobs)}
    />
  );
}
