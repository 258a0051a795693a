import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { segmentHash } from '@shared/compositor/segmentHash';
import type { DocumentView } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import type { Media } from '@shared/document/records';
import { buildCut } from '@shared/interchange/buildCut';
import type { CutFile, CutFileSource } from '@shared/interchange/cutFiles';
import type { CutSettings } from '@shared/interchange/cutSettings';
import { writeCut } from '@shared/interchange/writeCut';
import { CodedError } from '@shared/rpc/result';
import { panelPicture } from '@shared/sheets/panelPicture';
import { type SequenceShot, selectSequence } from '@shared/shots/sequence';
import { frames, lengthSchema } from '@shared/time/frames';
import { copyFileWhole } from '../copies/copyFile';
import { fileErrorOf } from '../jobs/fileError';
import { filmShots, planSegment } from '../jobs/filmPlan';
import { type Progress, ProgressMeter } from '../jobs/progress';
import { cancelledError } from '../jobs/renderHost';
import { runTogether } from '../jobs/runTogether';
import type { SegmentContent, SegmentStore } from '../jobs/segmentStore';
import type { PictureStore } from '../sheets/panelPainter';
import { beginCut, type CutTarget, dropCut, takeCutNames } from './cutTarget';

export interface CutJob {
  /** As it was when the job began. */
  readonly document: DocumentView;
  /** null = all. */
  readonly shotIds: readonly ShotId[] | null;
  readonly settings: CutSettings;
  readonly target: CutTarget;
  readonly pictures: PictureStore;
  readonly segments: Pick<SegmentStore, 'ensure' | 'pathOf'>;
  /** Where the file of a media should be on this machine, absolute; undefined = nowhere. */
  readonly pathOf: (media: Media) => string | undefined;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly onProgress: (progress: Progress) => void;
  /** Files there are to make. */
  readonly onTotal: (files: number) => void;
}

/** Files made at once. */
const parallelFiles = 2;
/** Work of a file beside that of a rendered frame. */
const stillWork = 3;
const copyWork = 10;

/**
 * Writes a timeline with the media it needs beside it: all is made in a folder of its own and takes its names at the end.
 * @returns media that are missing: their clips are in the timeline, offline
 * @throws CodedError `cancelled`, `refused`, `notFound` (a chosen shot), `diskFull`, `readOnly` …; nothing is left behind then
 */
export async function runCut(job: CutJob): Promise<readonly Pick<Media, 'name'>[]> {
  const { document, shotIds, settings, target, signal } = job;
  const present = await presentFiles(job, filmShots(document, shotIds));
  await nextTurn();
  const { cut, files, missing } = buildCut(document, shotIds, settings, {
    folderName: target.mediaName,
    copiesMedia: settings.copiesMedia,
    pathOf: ({ id }) => present.get(id),
  });
  job.onTotal(files.length);
  await beginCut(target);
  try {
    const maker = new FileMaker(job, files, present);
    await maker.makeAll();
    await nextTurn();
    for (const { name, text } of writeCut(cut, settings.format, target.stem, target.folder))
      await writeFile(join(target.temporaryPath, name), text, { flush: true });
    if (signal.aborted) throw cancelledError();
    await takeCutNames(target);
    return [...missing, ...maker.lacking];
  } catch (error) {
    await dropCut(target);
    throw fileErrorOf(error, target.path);
  }
}

/** Files of media that are there, by media. A network drive may take its time: the worker goes on meanwhile. */
async function presentFiles(
  { document, pathOf }: CutJob,
  shots: readonly SequenceShot[],
): Promise<ReadonlyMap<string, string>> {
  const takes = shots.flatMap(
    ({ shot }) => (shot.activeTakeId && document.get('take', shot.activeTakeId)?.mediaId) || [],
  );
  const sounds = document.list('clip').map(({ mediaId }) => mediaId);
  const present = new Map<string, string>();
  for (const id of new Set([...takes, ...sounds])) {
    const path = pathOf(document.require('media', id));
    const found = path === undefined ? undefined : await stat(path).catch(() => undefined);
    if (path !== undefined && found?.isFile()) present.set(id, path);
  }
  return present;
}

/** Makes the files of a timeline, some at once; the first failure stops the rest. */
class FileMaker {
  readonly #job: CutJob;
  readonly #files: readonly CutFile[];
  readonly #present: ReadonlyMap<string, string>;
  readonly #meter: ProgressMeter;
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  #next = 0;
  #filesDone = 0;
  #workDone = 0;
  readonly #lacking = new Set<CutFile>();

  constructor(job: CutJob, files: readonly CutFile[], present: ReadonlyMap<string, string>) {
    this.#job = job;
    this.#files = files;
    this.#present = present;
    this.#signal = AbortSignal.any([job.signal, this.#stop.signal]);
    const work = files.reduce((sum, { from }) => sum + this.#workOf(from), 0);
    this.#meter = new ProgressMeter(work, job.now);
  }

  /** Files that could not be made as their media are missing, in the order of the cut. */
  get lacking(): readonly CutFile[] {
    return this.#files.filter((file) => this.#lacking.has(file));
  }

  async makeAll(): Promise<void> {
    const lanes = Array.from({ length: parallelFiles }, () => this.#work());
    await runTogether(lanes, this.#stop);
  }

  async #work(): Promise<void> {
    while (this.#next < this.#files.length) {
      const file = this.#files[this.#next] as CutFile;
      this.#next += 1;
      if (this.#signal.aborted) throw cancelledError();
      if (!(await this.#make(file))) this.#lacking.add(file);
      this.#filesDone += 1;
      this.#workDone += this.#workOf(file.from);
      this.#tell(0);
    }
  }

  /** @returns false where its media are missing, or gone since they were looked for: the clip is offline then */
  async #make({ name, from }: CutFile): Promise<boolean> {
    const { target } = this.#job;
    const to = join(target.temporaryPath, target.mediaName, name);
    const source =
      from.type === 'still'
        ? await this.#still(from)
        : from.type === 'clip'
          ? await this.#clip(from)
          : this.#present.get(from.mediaId);
    if (source === undefined) return false;
    return copyFileWhole(source, to, { signal: this.#signal, onBytes: () => undefined });
  }

  /** undefined = its media are missing. */
  async #still({
    shotId,
    offsetFrames,
  }: Extract<CutFileSource, { type: 'still' }>): Promise<string | undefined> {
    const { document, pictures } = this.#job;
    const shot = document.require('shot', shotId);
    const place = { offsetFrames, lengthFrames: 1 };
    const { picture } = panelPicture(document, shot, place, { pictures: 'film', showsCamera: false });
    const content = { picture, ...picture.frameSize, format: 'png' } as const;
    try {
      await pictures.ensure(content, this.#signal);
    } catch (error) {
      if (error instanceof CodedError && error.code === 'notFound') return undefined;
      throw error;
    }
    return pictures.pathOf(content);
  }

  async #clip(from: Extract<CutFileSource, { type: 'clip' }>): Promise<string> {
    const { document, segments } = this.#job;
    const shot = document.require('shot', from.shotId);
    const label = selectSequence(document).byShotId.get(shot.id)?.label ?? '';
    const content = withHandles(planSegment(document, shot, label).content, from);
    const hash = segmentHash(content);
    await segments.ensure(content, hash, {
      signal: this.#signal,
      onProgress: (framesDone) => this.#tell(framesDone),
    });
    return segments.pathOf(hash);
  }

  /** @param underWay work done on a file that is not finished */
  #tell(underWay: number): void {
    this.#job.onProgress({
      ...this.#meter.measure(this.#workDone + underWay),
      framesDone: this.#filesDone,
      words: `File ${Math.min(this.#filesDone + 1, this.#files.length)} of ${this.#files.length}`,
    });
  }

  #workOf(from: CutFileSource): number {
    if (from.type === 'still') return stillWork;
    if (from.type === 'copy') return copyWork;
    const { lengthFrames } = this.#job.document.require('shot', from.shotId);
    return from.headFrames + lengthFrames + from.tailFrames;
  }
}

/** The shot's own time goes on before and behind what is shown of it. */
function withHandles(
  content: SegmentContent,
  { headFrames, tailFrames }: Extract<CutFileSource, { type: 'clip' }>,
): SegmentContent {
  const { picture } = content;
  return {
    ...content,
    picture: {
      ...picture,
      sourceInFrames: frames(picture.sourceInFrames - headFrames),
      lengthFrames: lengthSchema.parse(headFrames + picture.lengthFrames + tailFrames),
    },
  };
}
