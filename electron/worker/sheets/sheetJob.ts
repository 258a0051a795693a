import { rm } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DocumentView } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import { CodedError } from '@shared/rpc/result';
import type { CameraMarks } from '@shared/sheets/cameraMarks';
import { type SheetContent, type SheetPanel, sheetContent } from '@shared/sheets/content';
import {
  markItems,
  pageCount,
  pageItems,
  picturePixels,
  planningSheets,
  type SheetPlan,
} from '@shared/sheets/layoutSheets';
import { sceneText } from '@shared/sheets/pageFrame';
import { panelPicture } from '@shared/sheets/panelPicture';
import { pageSize, type SheetSettings } from '@shared/sheets/settings';
import { runInTurns } from '@shared/steps/runSteps';
import { dayText } from '@shared/time/dayText';
import { type FilmTarget, takeName } from '../jobs/filmTarget';
import { type Progress, ProgressMeter } from '../jobs/progress';
import { cancelledError } from '../jobs/renderHost';
import type { StillContent } from '../jobs/stillStore';
import type { SheetWriter } from './sheetWriter';
import type { WrittenPage } from './thread/sheetTask';

/** Paints pictures and keeps them; what a storyboard needs of StillStore. */
export interface PictureStore {
  pathOf(content: StillContent): string;
  ensure(content: StillContent, signal: AbortSignal): Promise<void>;
}

/** What a storyboard is made with. */
export interface SheetPrinter {
  readonly pictures: PictureStore;
  readonly writer: SheetWriter;
}

export interface SheetJob extends SheetPrinter {
  readonly document: DocumentView;
  /** null = all. */
  readonly shotIds: readonly ShotId[] | null;
  readonly settings: SheetSettings;
  readonly target: FilmTarget;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  readonly now: () => number;
}

/** Pictures painted at once. */
const parallelPictures = 2;
/** Shots whose pictures are looked at in one turn of the worker. */
const panelsATurn = 25;

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
 * Prints a storyboard: paints the pictures that are not there yet, writes page after page, and only then gives the
 * file its name. A picture whose media is missing is a crossed frame.
 * @returns the letters that are printed as 〓, each once: the paper's fonts do not have them
 * @throws CodedError `cancelled`, `refused`, `diskFull`, `readOnly` …; nothing is left behind then
 */
export async function runSheets(job: SheetJob): Promise<string> {
  const { document, settings, target, writer } = job;
  const content = planSheetJob(document, job.shotIds, job.now());
  await nextTurn();
  const plan = await runInTurns(planningSheets(content, settings), nextTurn);
  await rm(target.temporaryPath, { force: true });
  const stop = new AbortController();
  const signal = AbortSignal.any([job.signal, stop.signal]);
  const painted = new PanelPainter({ ...job, signal }, content);
  let strangeLetters: string;
  try {
    const spec = { title: content.title, target: target.temporaryPath };
    ({ strangeLetters } = await writer.write(spec, pagesOf(plan, painted, job.signal), job.signal));
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

interface PaintedPanel {
  /** null = its media is missing, or its shot is gone. */
  readonly path: string | null;
  readonly marks: CameraMarks['frames'] | null;
}

/** Paints the panels in order, ahead of the pages that ask for them. */
class PanelPainter {
  readonly #job: SheetJob;
  readonly #content: SheetContent;
  readonly #panels: PromiseWithResolvers<PaintedPanel>[];
  readonly #meter: ProgressMeter;
  readonly #stop = new AbortController();
  #next = 0;
  #done = 0;
  /** Nothing is painted any more; never rejects. */
  readonly ended: Promise<unknown>;

  constructor(job: SheetJob, content: SheetContent) {
    this.#job = job;
    this.#content = content;
    this.#panels = content.panels.map(() => Promise.withResolvers<PaintedPanel>());
    // A page that is never written does not ask for its pictures.
    for (const { promise } of this.#panels) promise.catch(() => undefined);
    this.#meter = new ProgressMeter(content.panels.length, job.now);
    const workers = Array.from({ length: parallelPictures }, () => this.#work());
    this.ended = Promise.all(workers);
  }

  get(panel: number): Promise<PaintedPanel> {
    return (this.#panels[panel] as PromiseWithResolvers<PaintedPanel>).promise;
  }

  async #work(): Promise<void> {
    const signal = AbortSignal.any([this.#job.signal, this.#stop.signal]);
    while (this.#next < this.#panels.length) {
      const index = this.#next;
      this.#next += 1;
      if (index % panelsATurn === panelsATurn - 1) await nextTurn();
      const panel = this.#panels[index] as PromiseWithResolvers<PaintedPanel>;
      try {
        panel.resolve(await this.#paint(index, signal));
        this.#done += 1;
        this.#job.onProgress({
          ...this.#meter.measure(this.#done),
          framesDone: this.#done,
          words: `Picture ${this.#done} of ${this.#panels.length}`,
        });
      } catch (error) {
        panel.reject(error);
        // The first failure stops the rest.
        this.#stop.abort();
      }
    }
  }

  async #paint(index: number, signal: AbortSignal): Promise<PaintedPanel> {
    if (signal.aborted) throw cancelledError();
    const { document, settings, pictures } = this.#job;
    const panel = this.#content.panels[index] as SheetPanel;
    const shot = document.get('shot', panel.shotId);
    // Taken out since the pages were laid out.
    if (!shot) return { path: null, marks: null };
    const { picture, marks } = panelPicture(document, shot, panel, settings);
    const still: StillContent = { picture, ...picturePixels(settings, picture.frameSize), format: 'jpeg' };
    try {
      await pictures.ensure(still, signal);
    } catch (error) {
      if (error instanceof CodedError && error.code === 'notFound') return { path: null, marks: null };
      throw error;
    }
    return { path: pictures.pathOf(still), marks };
  }
}
