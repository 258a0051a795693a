import type { Job } from '@shared/generation/job';
import { runAction } from '../state/actions';
import { call } from '../state/bridge';
import { jobStore } from '../state/jobStore';
import { raiseNotice } from '../state/notices';
import { settingsStore } from '../state/settingsStore';
import { type Batch, type JobNews, jobNews, newsWords } from './jobNews';

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
  const look = (): void => {
    timer = undefined;
    const after = jobStore.getState().jobs;
    const result = jobNews(batch, before, after);
    batch = result.batch;
    before = after;
    for (const news of result.news) void tell(news);
  };
  const stop = jobStore.subscribe(() => {
    timer ??= window.setTimeout(look, gatherMs);
  });
  return () => {
    stop();
    window.clearTimeout(timer);
  };
}

async function tell(news: JobNews): Promise<void> {
  const { title, body } = newsWords(news);
  const isApproval =
    news.type === 'needsPerson' && news.jobs.every(({ wait }) => wait?.reason === 'approval');
  const action = isApproval ? 'jobs.showApproval' : 'jobs.showList';
  const isOn = settingsStore.getState().notifications.isOn;
  const isTold =
    isOn && (await call('window.notify', { title, body: body.slice(0, 1_000), action }).catch(() => false));
  // Films have their own notice in the window, with the way to the file.
  const isFilms = news.type === 'done' && [...news.done, ...news.failed].every(({ type }) => type === 'film');
  if (isTold || isFilms) return;
  const isTrouble = news.type === 'needsPerson' || news.failed.length > 0;
  raiseNotice({
    tone: isTrouble ? 'warning' : 'success',
    message: `${title}.`,
    ...(isTrouble ? { detail: body } : {}),
    ...(isTrouble
      ? { action: { label: isApproval ? 'Review' : 'Show Jobs', run: () => void runAction(action) } }
      : {}),
  });
}
