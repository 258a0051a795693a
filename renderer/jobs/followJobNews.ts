import { type Job, makesFile } from '@shared/generation/job';
import { runAction } from '../state/actions';
import { call } from '../state/bridge';
import { jobStore } from '../state/jobStore';
import { dismissNotice, noticeStore, raiseNotice } from '../state/notices';
import { settingsStore } from '../state/settingsStore';
import { type Batch, type JobNews, jobNews, newsWords, stillAsking } from './jobNews';

/** ms in which what happens together is told together. */
const gatherMs = 600;

/**
 * Tells of batches that are over and of jobs that need somebody: by the system while the window is not in front. Begin
 * when the project's jobs are loaded: those that were there before are no news.
 * @returns stops
 */
export function followJobNews(): () => void {
  let before: readonly Job[] = jobStore.getState().jobs;
  let batch: Batch = new Set();
  let timer: number | undefined;
  let asked: Asked | null = null;
  let isStopped = false;
  const tell = async (news: JobNews): Promise<void> => {
    const isTold = await tellBySystem(news);
    if (isStopped || isTold || areFiles(news)) return;
    if (news.type === 'done') {
      raiseNews(news);
      return;
    }
    // One notice for all that wait; they may have gone on while the system was asked.
    const standing = asked && isStanding(asked) ? asked.jobs : [];
    const jobs = stillAsking([...standing, ...news.jobs], jobStore.getState().jobs);
    if (asked) dismissNotice(asked.noticeId);
    asked = jobs.length === 0 ? null : { noticeId: raiseNews({ type: 'needsPerson', jobs }), jobs };
  };
  const look = (): void => {
    timer = undefined;
    const after = jobStore.getState().jobs;
    const result = jobNews(batch, before, after);
    batch = result.batch;
    before = after;
    asked = tellAgain(asked, after);
    for (const news of result.news) void tell(news);
  };
  const stop = jobStore.subscribe(() => {
    timer ??= window.setTimeout(look, gatherMs);
  });
  return () => {
    isStopped = true;
    stop();
    window.clearTimeout(timer);
  };
}

/** The notice in the window of jobs that need somebody. */
interface Asked {
  readonly noticeId: number;
  readonly jobs: readonly Job[];
}

const isStanding = ({ noticeId }: Asked): boolean =>
  noticeStore.getState().notices.some(({ id }) => id === noticeId);

/** A notice that still stands tells of those jobs only that still wait, and for what. One that was put away stays so. */
function tellAgain(asked: Asked | null, after: readonly Job[]): Asked | null {
  if (!asked || !isStanding(asked)) return null;
  const jobs = stillAsking(asked.jobs, after);
  const [before, now] = [asked.jobs, jobs].map((of) => newsWords({ type: 'needsPerson', jobs: of }));
  if (jobs.length > 0 && before?.title === now?.title && before?.body === now?.body)
    return { ...asked, jobs };
  dismissNotice(asked.noticeId);
  return jobs.length === 0 ? null : { noticeId: raiseNews({ type: 'needsPerson', jobs }), jobs };
}

/** @returns false where the window is in front, or the person wants none of it: then it is told in the window */
async function tellBySystem(news: JobNews): Promise<boolean> {
  if (!settingsStore.getState().notifications.isOn) return false;
  const { title, body } = newsWords(news);
  return call('window.notify', { title, body: body.slice(0, 1_000), action: actionOf(news) }).catch(
    () => false,
  );
}

/** What becomes a file has its own notice in the window, with the way to it. */
const areFiles = (news: JobNews): boolean =>
  news.type === 'done' && [...news.done, ...news.failed].every(makesFile);

const isApproval = (news: JobNews): boolean =>
  news.type === 'needsPerson' && news.jobs.every(({ wait }) => wait?.reason === 'approval');

const actionOf = (news: JobNews) => (isApproval(news) ? 'jobs.showApproval' : 'jobs.showList');

function raiseNews(news: JobNews): number {
  const { title, body } = newsWords(news);
  const isTrouble = news.type === 'needsPerson' || news.failed.length > 0;
  return raiseNotice({
    tone: isTrouble ? 'warning' : 'success',
    message: `${title}.`,
    ...(isTrouble ? { detail: body } : {}),
    ...(isTrouble
      ? {
          action: {
            label: isApproval(news) ? 'Review' : 'Show Jobs',
            run: () => void runAction(actionOf(news)),
          },
        }
      : {}),
  });
}
