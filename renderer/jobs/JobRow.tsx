import type { Job } from '@shared/generation/job';
import { ShotThumbnail } from '../picture/ShotThumbnail';
import { call } from '../state/bridge';
import { useDocument } from '../state/documentStore';
import { useJobPreview } from '../state/jobPreviews';
import { isJobUnderWay } from '../state/jobStore';
import { raiseError } from '../state/notices';
import { select } from '../state/sessionStore';
import { cx } from '../ui/cx';
import { IconButton } from '../ui/IconButton';
import { Check, Film, FolderSearch, Play, RotateCcw, X } from '../ui/icons';
import { ProgressBar } from '../ui/ProgressBar';
import styles from './Jobs.module.css';
import { jobKindText, jobStateText } from './jobWords';

/** px, without an error's words. */
export const jobRowHeight = 54;
const picture = { width: 68, height: 38 };

export function JobRow({ job }: { readonly job: Job }) {
  const hasShot = useDocument((document) => job.shotId !== null && document.has('shot', job.shotId));
  const isUnderWay = isJobUnderWay(job);
  const preview = useJobPreview(job.id);
  return (
    <div className={cx(styles.row, !isUnderWay && styles.ended)}>
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
      <span className={styles.text}>
        <span className={styles.head}>
          <span className={styles.label}>{job.label}</span>
          <span className={styles.kind}>{jobKindText(job)}</span>
        </span>
        <span className={styles.state} data-state={job.state}>
          {isUnderWay && job.state !== 'queued' && (
            <ProgressBar
              label={`${job.label}: ${jobStateText(job)}`}
              value={job.state === 'running' ? job.progress : null}
              className={styles.progress}
            />
          )}
          {jobStateText(job)}
        </span>
        {job.error && (
          <span className={styles.error} data-selectable>
            {job.error.message}
          </span>
        )}
      </span>
      <JobButtons job={job} />
    </div>
  );
}

/** For a job that waits for a person: a yes to its price, or to go on now. */
function GoOnButton({ job }: { readonly job: Job }) {
  if (!job.wait) return null;
  const jobIds = [job.id];
  if (job.wait.reason === 'approval') {
    const money = job.estimate?.money;
    const price = money ? `${money.amount.toFixed(2)} ${money.currency}` : 'its price';
    return (
      <IconButton
        icon={Check}
        label={`Agree to ${price} for ${job.label}`}
        tooltip={`Agree to ${price}`}
        onClick={() => void call('jobs.approve', { jobIds }).catch(raiseError)}
      />
    );
  }
  return (
    <IconButton
      icon={Play}
      label={`Go on with ${job.label}`}
      tooltip="Go on now"
      onClick={() => void call('jobs.resume', { jobIds }).catch(raiseError)}
    />
  );
}

function JobButtons({ job }: { readonly job: Job }) {
  const request = { jobId: job.id };
  if (isJobUnderWay(job)) {
    return (
      <>
        <GoOnButton job={job} />
        <IconButton
          icon={X}
          label={`Cancel ${job.label}`}
          tooltip="Cancel"
          onClick={() => void call('jobs.cancel', request).catch(raiseError)}
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
        onClick={() => void call('shell.revealJob', request).catch(raiseError)}
      />
    );
  }
  return (
    <IconButton
      icon={RotateCcw}
      label={`Try ${job.label} again`}
      tooltip="Try again"
      onClick={() => void call('jobs.retry', request).catch(raiseError)}
    />
  );
}
