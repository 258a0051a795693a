import { type Job, makesFile } from '@shared/generation/job';
import { counted } from '@shared/generation/problemWords';
import { durationText } from '@shared/time/durationText';
import { framesToSeconds } from '@shared/time/frames';
import { formatRate } from '@shared/time/rate';
import { useStore } from 'zustand';
import { showJobs } from '../../jobs/jobsPanelStore';
import { jobKindText } from '../../jobs/jobWords';
import { actionStore, runAction } from '../../state/actions';
import { useDocument, useSequence } from '../../state/documentStore';
import { importDetail, importShare, importWords, useImportProgress } from '../../state/importProgress';
import { needsPerson } from '../../state/jobMarks';
import { isJobUnderWay, useJobs } from '../../state/jobStore';
import { useMediaStates, useProxies } from '../../state/mediaState';
import { useQueue } from '../../state/queueStore';
import { select } from '../../state/sessionStore';
import { isShotTakeStale } from '../../state/takeState';
import { CircleAlert, Film, Pause, Sparkles, TriangleAlert, Upload } from '../../ui/icons';
import { ProgressBar } from '../../ui/ProgressBar';
import { ArchiveStrip } from './ArchiveStrip';
import styles from './StatusBar.module.css';

/** 24 px: what is under way, what wants attention, and the film in numbers. */
export function StatusBar() {
  return (
    <footer className={styles.bar}>
      <JobStrip />
      <ImportProgress />
      <ArchiveStrip />
      <MissingMedia />
      <Proxies />
      <StaleTakes />
      <FilmFacts />
    </footer>
  );
}

function JobStrip() {
  const jobs = useJobs();
  const canOpen = useStore(actionStore, ({ actions }) => actions.has('jobs.showList'));
  const underWay = jobs.filter(isJobUnderWay);
  // One that waits for a person says so beside it.
  const running =
    underWay.find(({ state }) => state === 'running' || state === 'collecting') ??
    underWay.find((job) => !needsPerson(job));
  const failed = jobs.filter(({ state }) => state === 'failed').length;
  const forPerson = jobs.filter(needsPerson);
  const isPaused = useQueue(({ settings }) => settings.isPaused);
  return (
    <>
      {(running || failed > 0 || isPaused) && (
        <button
          type="button"
          className={styles.strip}
          disabled={!canOpen}
          aria-label="Jobs"
          onClick={() => runAction('jobs.showList')}
        >
          {isPaused && (
            <span className={styles.paused}>
              <Pause aria-hidden />
              Paused
            </span>
          )}
          {running && <RunningJob job={running} waiting={underWay.length - 1 - forPerson.length} />}
          {failed > 0 && (
            <span className={styles.failed}>
              <CircleAlert aria-hidden />
              {failed} failed
            </span>
          )}
        </button>
      )}
      {forPerson.length > 0 && (
        <button
          type="button"
          className={styles.stale}
          disabled={!canOpen}
          onClick={() =>
            forPerson.every(({ wait }) => wait?.reason === 'approval')
              ? showJobs('approval')
              : showJobs('queue', 'needsYou')
          }
        >
          <CircleAlert aria-hidden />
          {forPerson.length === 1 ? '1 job needs you' : `${forPerson.length} jobs need you`}
        </button>
      )}
    </>
  );
}

function RunningJob({ job, waiting }: { readonly job: Job; readonly waiting: number }) {
  const what = makesFile(job) ? `${jobKindText(job)} · ${job.label}` : `${job.label} · ${jobKindText(job)}`;
  const left = job.secondsLeft === null ? '' : ` · ${durationText(job.secondsLeft)} left`;
  return (
    <>
      <Sparkles aria-hidden />
      <span className={styles.what}>{what}</span>
      <ProgressBar
        label={what}
        value={job.state === 'running' ? job.progress : null}
        className={styles.progress}
      />
      {job.state === 'running' && (
        <span>
          {Math.floor(job.progress * 100)} %{left}
        </span>
      )}
      {waiting > 0 && <span className={styles.waiting}>{waiting} waiting</span>}
    </>
  );
}

function ImportProgress() {
  const importing = useImportProgress();
  if (!importing) return null;
  return (
    <span className={styles.fact} role="status">
      <Upload aria-hidden />
      {[importWords(importing), importDetail(importing)].filter((part) => part !== '').join(' · ')}
      <ProgressBar label="Import" value={importShare(importing)} className={styles.progress} />
    </span>
  );
}

function MissingMedia() {
  const count = useMediaStates().size;
  if (count === 0) return null;
  return (
    <button type="button" className={styles.missing} onClick={() => runAction('media.findMissing')}>
      <TriangleAlert aria-hidden />
      {count === 1 ? '1 media is missing or changed' : `${count} media are missing or changed`}
    </button>
  );
}

/** Copies of heavy videos are made in the background. */
function Proxies() {
  const proxies = useProxies();
  const making = [...proxies.values()].filter(({ state }) => state === 'making' || state === 'waiting');
  if (making.length === 0) return null;
  const done = making.reduce((sum, { share }) => sum + share, 0);
  return (
    <span className={styles.fact} role="status">
      <Film aria-hidden />
      {making.length === 1 ? 'Making a proxy' : `Making ${making.length} proxies`}
      <ProgressBar label="Proxies" value={done / making.length} className={styles.progress} />
    </span>
  );
}

function StaleTakes() {
  const sequence = useSequence();
  const stale = useDocument((document, { isLoaded }) => {
    if (!isLoaded) return '';
    return sequence.shots
      .filter(({ shot }) => isShotTakeStale(document, shot))
      .map(({ shot }) => shot.id)
      .join(' ');
  });
  if (stale === '') return null;
  const shotIds = stale.split(' ');
  return (
    <button type="button" className={styles.stale} onClick={() => select(shotIds)}>
      <TriangleAlert aria-hidden />
      {shotIds.length === 1
        ? '1 take is stale: its shot changed'
        : `${shotIds.length} takes are stale: their shots changed`}
    </button>
  );
}

function FilmFacts() {
  const { shots, lengthFrames } = useSequence();
  const project = useDocument((document, { isLoaded }) => (isLoaded ? document.project() : null));
  if (!project) return null;
  const { rate, frameSize } = project;
  const facts = [
    counted(shots.length, 'shot'),
    durationText(framesToSeconds(lengthFrames, rate)),
    `${frameSize.width} × ${frameSize.height}`,
    `${formatRate(rate)} fps`,
  ];
  return <span className={styles.facts}>{facts.join(' · ')}</span>;
}
