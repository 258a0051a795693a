import type { Job } from '@shared/generation/job';
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
  const look = (): void => {
    timer = undefined;
    const after = jobStore.getState().jobs;
    const result = jobNews(batch, before, after);
    batch = result.batch;
    before = after;
    asked = tellAgain(asked, after);
    for (const news of result.news) {
      void tell(news).then((noticeId) => {
        if (noticeId !== null && news.type === 'needsPerson') asked = { noticeId, jobs: news.jobs };
      });
    }
  };
  const stop = jobStore.subscribe(() => {
    timer ??= window.setTimeout(look, gatherMs);
  });
  return () => {
    stop();
    window.clearTimeout(timer);
  };
}

/** The notice in the window of jobs that need somebody. */
interface Asked {
  readonly noticeId: number;
  readonly jobs: readonly Job[];
}

/** A notice that still stands tells of those jobs only that still wait. One that was put away stays so. */
function tellAgain(asked: Asked | null, after: readonly Job[]): Asked | null {
  if (!asked || !noticeStore.getState().notices.some(({ id }) => id === asked.noticeId)) return null;
  const jobs = stillAsking(asked.jobs, after);
  if (jobs.length === asked.jobs.length) return asked;
  dismissNotice(asked.noticeId);
  return jobs.length === 0 ? null : { noticeId: raiseNews({ type: 'needsPerson', jobs }), jobs };
}

/** @returns the notice that was raised in the window; null = told otherwise */
async function tell(news: JobNews): Promise<number | null> {
  const { title, body } = newsWords(news);
  const action = actionOf(news);
  const isOn = settingsStore.getState().notifications.isOn;
  const isTold =
    isOn && (await call('window.notify', { title, body: body.slice(0, 1_000), action }).catch(() => false));
  // Films have their own notice in the window, with the way to the file.
  const isFilms = news.type === 'done' && [...news.done, ...news.failed].every(({ type }) => type === 'film');
  return isTold || isFilms ? null : raiseNews(news);
}

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
