import { type Job, makesFile } from '@shared/generation/job';
import { needsPerson } from '../state/jobMarks';
import { isJobUnderWay } from '../state/jobStore';

/** What is worth telling a person who may be doing something else. */
export type JobNews =
  | { readonly type: 'done'; readonly done: readonly Job[]; readonly failed: readonly Job[] }
  | { readonly type: 'needsPerson'; readonly jobs: readonly Job[] };

/** The jobs that have been at work since all was quiet, by id. */
export type Batch = ReadonlySet<string>;

/** Goes on by itself, sooner or later. */
const isActive = (job: Job): boolean =>
  isJobUnderWay(job) && !needsPerson(job) && job.wait?.reason !== 'paused';

/**
 * What has happened between two looks at the queue. A batch is over when nothing goes on by itself any more, and is told
 * of once, however many jobs it had.
 */
export function jobNews(
  batch: Batch,
  before: readonly Job[],
  after: readonly Job[],
): { readonly batch: Batch; readonly news: readonly JobNews[] } {
  const known = new Map(before.map((job) => [job.id, job]));
  const grown = new Set(batch);
  for (const job of after) {
    const earlier = known.get(job.id);
    // Begun and ended between the two looks counts, too.
    if (isActive(job) || (!isJobUnderWay(job) && (!earlier || isJobUnderWay(earlier)))) grown.add(job.id);
  }
  const news: JobNews[] = [];
  const asking = after.filter((job) => {
    const earlier = known.get(job.id);
    return needsPerson(job) && !(earlier && needsPerson(earlier));
  });
  if (asking.length > 0) news.push({ type: 'needsPerson', jobs: asking });
  if (grown.size === 0 || after.some(isActive)) return { batch: grown, news };
  const own = after.filter(({ id }) => grown.has(id));
  const done = own.filter(({ state }) => state === 'done');
  const failed = own.filter(({ state }) => state === 'failed');
  if (done.length + failed.length > 0) news.push({ type: 'done', done, failed });
  return { batch: new Set(), news };
}

/** Which of the jobs that were told of still wait for somebody. */
export function stillAsking(told: readonly Job[], after: readonly Job[]): readonly Job[] {
  const ids = new Set(told.map(({ id }) => id));
  return after.filter((job) => ids.has(job.id) && needsPerson(job));
}

/** Title and text, as a notification of the system has them. */
export function newsWords(news: JobNews): { readonly title: string; readonly body: string } {
  if (news.type === 'needsPerson') {
    const [first] = news.jobs;
    const count = news.jobs.length;
    const isApproval = news.jobs.every(({ wait }) => wait?.reason === 'approval');
    const price =
      count === 1 ? 'It costs money and waits for your yes.' : 'They cost money and wait for your yes.';
    return {
      title: count === 1 ? `${first?.label} needs you` : `${count} jobs need you`,
      body: isApproval ? price : (first?.wait?.message ?? ''),
    };
  }
  const { done, failed } = news;
  const [only] = done.length === 1 ? done : [];
  const made =
    only !== undefined
      ? `${only.label} is done`
      : done.length > 0
        ? `${done.length} ${doneWord(done)} are done`
        : '';
  const lost =
    failed.length === 1 ? `${failed[0]?.label} failed` : failed.length > 1 ? `${failed.length} failed` : '';
  return {
    title: [made, lost].filter((words) => words !== '').join(', '),
    body: failed[0]?.error?.message ?? madeWords(done),
  };
}

function doneWord(done: readonly Job[]): string {
  if (done.every(({ type }) => type === 'stills')) return 'jobs of pictures';
  return done.some(makesFile) ? 'jobs' : 'clips';
}

function madeWords(done: readonly Job[]): string {
  if (done.every(({ type }) => type === 'film')) return 'The film is finished.';
  if (done.every(({ type }) => type === 'sheets')) return 'The storyboard is finished.';
  if (done.every(({ type }) => type === 'timeline')) return 'The timeline is finished.';
  // Pictures may have gone to a folder, or to the media.
  if (done.every(({ type }) => type === 'stills')) return 'The pictures are where you wanted them.';
  return done.length === 1 ? 'It is a take of its shot now.' : 'They are takes of their shots now.';
}
