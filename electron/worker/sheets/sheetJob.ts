import { rm } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DocumentView } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import { CodedError } from '@shared/rpc/result';
import { type SheetContent, type SheetPanel, sheetContent } from '@shared/sheets/content';
import { markItems, pageCount, pageItems, planningSheets, type SheetPlan } from '@shared/sheets/layoutSheets';
import { sceneText } from '@shared/sheets/pageFrame';
import { pageSize } from '@shared/sheets/settings';
import { runInTurns } from '@shared/steps/runSteps';
import { dayText } from '@shared/time/dayText';
import { type FilmTarget, takeName } from '../jobs/filmTarget';
import { cancelledError } from '../jobs/renderHost';
import { PanelPainter, type PanelWork, type PictureStore } from './panelPainter';
import type { SheetWriter } from './sheetWriter';
import type { WrittenPage } from './thread/sheetTask';
import { writeWebPage } from './writeWebPage';

/** What a storyboard is made with. */
export interface SheetPrinter {
  readonly pictures: PictureStore;
  readonly writer: SheetWriter;
}

export interface SheetJob extends SheetPrinter, PanelWork {
  /** null = all. */
  readonly shotIds: readonly ShotId[] | null;
  readonly target: FilmTarget;
}

/**
 * What is to be printed.
 * @throws CodedError `refused` when there are no shots, `notFound` for a strange one
 */
export function planSheetJob(
  document: DocumentView,
  shotIds: readonly ShotId[] | null,
  nowMs: number,
): SheetContent {
  const strange = shotIds?.find((id) => !document.has('shot', id));
  if (strange) throw new CodedError('notFound', 'One of the chosen shots is gone.', strange);
  const content = sheetContent(document, shotIds, dayText(nowMs));
  if (content.panels.length === 0)
    throw new CodedError('refused', 'There are no shots to print. Add a shot first.');
  return content;
}

/**
 * Writes a storyboard: paints the pictures that are not there yet, writes page after page, or panel after panel of a page for
 * browsers, and only then gives the file its name. A picture whose media is missing is a crossed frame.
 * @returns the letters that are printed as 〓, each once: the paper's fonts do not have them; a browser has its own
 * @throws CodedError `cancelled`, `refused`, `diskFull`, `readOnly` …; nothing is left behind then
 */
export async function runSheets(job: SheetJob): Promise<string> {
  const { settings, target } = job;
  const content = planSheetJob(job.document, job.shotIds, job.now());
  await nextTurn();
  const write = settings.format === 'html' ? writeWebPage : await pageWriter(job, content);
  await rm(target.temporaryPath, { force: true });
  const stop = new AbortController();
  const signal = AbortSignal.any([job.signal, stop.signal]);
  const painted = new PanelPainter({ ...job, signal }, content);
  let strangeLetters: string;
  try {
    strangeLetters = await write(job, content, painted);
    if (job.signal.aborted) throw cancelledError();
  } catch (error) {
    stop.abort();
    await painted.ended;
    await rm(target.temporaryPath, { force: true });
    throw error;
  }
  await takeName(target);
  return strangeLetters;
}

/** Writes what is painted into the temporary file. @returns strange letters, see runSheets */
type WriteSheets = (job: SheetJob, content: SheetContent, painted: PanelPainter) => Promise<string>;

/** Laid out before anything is painted. */
async function pageWriter({ settings }: SheetJob, content: SheetContent): Promise<WriteSheets> {
  const plan = await runInTurns(planningSheets(content, settings), nextTurn);
  return async ({ writer, target, signal }, { title }, painted) => {
    const pages = pagesOf(plan, painted, signal);
    return (await writer.write({ title, target: target.temporaryPath }, pages, signal)).strangeLetters;
  };
}

async function* pagesOf(
  plan: SheetPlan,
  painted: PanelPainter,
  signal: AbortSignal,
): AsyncGenerator<WrittenPage> {
  const { content, settings } = plan;
  const size = pageSize(settings);
  const seen = new Set<string>();
  for (let index = 0; index < pageCount(plan); index += 1) {
    if (signal.aborted) throw cancelledError();
    const items = pageItems(plan, index);
    const paths = new Map<number, string | null>();
    const withMarks = [];
    const bookmarks: string[] = [];
    for (const item of items) {
      withMarks.push(item);
      if (item.type !== 'picture') continue;
      const { path, marks } = await painted.get(item.panel);
      paths.set(item.panel, path);
      if (marks && path !== null) withMarks.push(...markItems(item, marks));
      const { sceneId } = content.panels[item.panel] as SheetPanel;
      if (!seen.has(sceneId)) bookmarks.push(sceneText(content, sceneId) || 'Scene');
      seen.add(sceneId);
    }
    yield { ...size, items: withMarks, paths, bookmarks };
  }
}
