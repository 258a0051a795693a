import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DocumentView } from '@shared/document/document';
import { CodedError } from '@shared/rpc/result';
import type { CameraMarks } from '@shared/sheets/cameraMarks';
import type { SheetContent, SheetPanel } from '@shared/sheets/content';
import { picturePixels } from '@shared/sheets/layoutSheets';
import { panelPicture } from '@shared/sheets/panelPicture';
import type { SheetSettings } from '@shared/sheets/settings';
import { type Progress, ProgressMeter } from '../jobs/progress';
import { cancelledError } from '../jobs/renderHost';
import type { StillContent } from '../jobs/stillStore';

/** Paints pictures and keeps them; what a storyboard needs of StillStore. */
export interface PictureStore {
  pathOf(content: StillContent): string;
  ensure(content: StillContent, signal: AbortSignal): Promise<void>;
}

/** What panels are painted of, and with. */
export interface PanelWork {
  readonly document: DocumentView;
  readonly settings: SheetSettings;
  readonly pictures: PictureStore;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  readonly now: () => number;
}

/** Pictures painted at once. */
const parallelPictures = 2;
/** Shots whose pictures are looked at in one turn of the worker. */
const panelsATurn = 25;

export interface PaintedPanel {
  /** null = its media is missing, or its shot is gone. */
  readonly path: string | null;
  readonly marks: CameraMarks['frames'] | null;
}

/** Paints the panels in order, ahead of the pages that ask for them. */
export class PanelPainter {
  readonly #job: PanelWork;
  readonly #content: SheetContent;
  readonly #panels: PromiseWithResolvers<PaintedPanel>[];
  readonly #meter: ProgressMeter;
  readonly #stop = new AbortController();
  #next = 0;
  #done = 0;
  /** Nothing is painted any more; never rejects. */
  readonly ended: Promise<unknown>;

  constructor(job: PanelWork, content: SheetContent) {
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
