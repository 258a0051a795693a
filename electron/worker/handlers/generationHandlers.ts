import { basename } from 'node:path';
import type { DocumentView } from '@shared/document/document';
import { spendingCsv } from '@shared/generation/spendingCsv';
import { estimateView, previewProvider } from '../jobs/previewProvider';
import type { ProjectSession } from '../projectSession';
import type { WorkerHandlers } from '../rpcHandlers';
import { writeText } from '../writeText';
import type { WorkerContext } from './workerContext';

/** Previews, submissions with a price, the queue's rules, what was spent. */
export function generationHandlers(worker: WorkerContext) {
  const preview = (wish: Parameters<typeof previewProvider>[1]) =>
    previewProvider(worker.session(), wish, worker.keys.kling());
  return {
    'generation.preview': (wish) => preview(wish),
    'generation.check': (wish) => preview(wish).groups.flatMap(({ problems }) => problems),
    'generation.estimate': (wish) => estimateView(preview(wish)),
    'generation.submit': ({ approved, ...wish }) => worker.writable().jobs.submitClips({ ...wish, approved }),
    'jobs.approve': ({ jobIds }) => {
      worker.writable().jobs.approve(jobIds);
      return null;
    },
    'jobs.pause': async ({ jobIds }) => {
      await worker.writable().jobs.pause(jobIds);
      return null;
    },
    'jobs.resume': ({ jobIds }) => {
      worker.writable().jobs.resume(jobIds);
      return null;
    },
    'jobs.move': ({ jobIds, beforeId }) => {
      worker.writable().jobs.move(jobIds, beforeId);
      return null;
    },
    'jobs.requests': ({ jobIds }) => worker.session().jobs.requests(jobIds),
    'jobs.settings': () => worker.session().jobs.settings(),
    'jobs.setSettings': ({ settings }) => {
      worker.writable().jobs.setSettings(settings);
      worker.emit('ledger.changed', {});
      return null;
    },
    'ledger.list': () => spentLines(worker.session()),
    'ledger.exportAt': async ({ path }) => {
      // A byte order mark: without it a spreadsheet takes the text for another encoding.
      await writeText(path, `\uFEFF${spendingCsv(spentLines(worker.session()))}`);
      return { fileName: basename(path) };
    },
  } satisfies Partial<WorkerHandlers>;
}

function spentLines({ jobs, document }: Pick<ProjectSession, 'jobs' | 'document'>) {
  return jobs.ledger().map((entry) => {
    const keptTakeIds = entry.takeIds.filter((id) => document.has('take', id));
    return { ...entry, keptTakeIds, activeTakeIds: keptTakeIds.filter((id) => isActive(document, id)) };
  });
}

function isActive(document: DocumentView, takeId: Parameters<DocumentView['require']>[1]): boolean {
  const take = document.get('take', takeId as never);
  return take !== undefined && document.get('shot', take.shotId)?.activeTakeId === take.id;
}
