import type { ShotId } from '@shared/document/ids';
import type { Job } from '@shared/generation/job';
import { makerWord } from '@shared/generation/makerWords';
import { currentPictures } from '../picture/pictures';
import { selectShotPicture } from '../picture/shotPictures';
import { currentDocument, documentStore } from '../state/documentStore';
import { isJobUnderWay, jobStore } from '../state/jobStore';
import { isShotTakeStale } from '../state/takeState';
import { type ShotFacts, shotHeight } from './draw/shotBox';

/** Pictures are made a third taller than the lane: wide shots stretch them, narrow ones shrink them. */
const pictureHeight = Math.round(shotHeight * 1.34);
const mostRemembered = 500;
/** While the view moves no new pictures are asked for: making them would cost the frames of the movement. */
const restMs = 90;
/** Pictures known to be right are asked for again this often at most: one with a missing media may have been mended. */
const recheckMs = 2_000;

/** What the shots' lane asks about shots, answered from the stores; what costs is remembered until it can change. */
export class TimelineShotFacts implements ShotFacts {
  /** The last picture of each shot: stands until a new one is made, so that nothing flickers. */
  readonly #last = new Map<string, ImageBitmap>();
  /** Shots whose last picture is known to be their present one, with what it was made from. */
  readonly #fresh = new Map<string, unknown>();
  #movedAtMs = Number.NEGATIVE_INFINITY;
  #checkedAtMs = 0;
  /** A picture was asked for that was not there yet. */
  #isWaiting = false;
  #wakeUp: ReturnType<typeof setTimeout> | undefined;
  readonly #onRest: () => void;
  #jobs: readonly Job[] = [];
  #progress: ReadonlyMap<string, number> = new Map();

  /** @param onRest the view has come to rest and pictures are missing: draw again */
  constructor(onRest: () => void) {
    this.#onRest = onRest;
  }

  picture(shotId: string, _width?: number, _height?: number, offsetFrames = 0): ImageBitmap | null {
    // What is in the pictures may be on its way still.
    if (!documentStore.getState().isLoaded) return null;
    const key = offsetFrames === 0 ? shotId : `${shotId} ${offsetFrames}`;
    const shotPicture = selectShotPicture(currentDocument(), shotId as ShotId);
    const pictures = currentPictures();
    if (!shotPicture || !pictures) return null;
    const last = this.#last.get(key) ?? null;
    if (last && this.#fresh.get(key) === shotPicture) return last;
    if (performance.now() - this.#movedAtMs < restMs) {
      this.#wakeUp ??= setTimeout(() => {
        this.#wakeUp = undefined;
        this.#onRest();
      }, restMs);
      return last;
    }
    const { width, height } = shotPicture.frameSize;
    const devicePx = pictureHeight * (globalThis.devicePixelRatio || 1);
    const image = pictures.thumbnails.get(
      shotPicture,
      { width: Math.round((devicePx * width) / height), height: Math.round(devicePx) },
      shotPicture.sourceInFrames + offsetFrames,
    );
    if (!image) {
      this.#isWaiting = true;
      return last;
    }
    if (this.#last.size > mostRemembered) this.#last.clear();
    this.#last.set(key, image);
    this.#fresh.set(key, shotPicture);
    return image;
  }

  take(shotId: string): { text: string; isStale: boolean } | null {
    const document = currentDocument();
    const shot = document.get('shot', shotId as ShotId);
    const take = shot?.activeTakeId ? document.get('take', shot.activeTakeId) : undefined;
    if (!shot || !take) return null;
    return documentStore.getState().isLoaded && isShotTakeStale(document, shot)
      ? { text: 'stale', isStale: true }
      : { text: makerWord(take.provider), isStale: false };
  }

  progress(shotId: string): number | null {
    const { jobs } = jobStore.getState();
    if (jobs !== this.#jobs) {
      this.#jobs = jobs;
      this.#progress = new Map(
        jobs.flatMap((job) =>
          isJobUnderWay(job) ? job.shotIds.map((id) => [id, job.progress] as const) : [],
        ),
      );
    }
    return this.#progress.get(shotId) ?? null;
  }

  /** The view moves. */
  noteMove(): void {
    this.#movedAtMs = performance.now();
  }

  /**
   * Some picture has been made, here or on the boards: those that are not there yet are asked for when they are drawn next.
   * @returns whether that should be now
   */
  noteMade(): boolean {
    const wasWaiting = this.#isWaiting;
    this.#isWaiting = false;
    const now = performance.now();
    if (now - this.#checkedAtMs < recheckMs) return wasWaiting;
    this.#checkedAtMs = now;
    this.#fresh.clear();
    return true;
  }

  /** Files of media are gone, or back: all pictures are asked for again. */
  noteOtherMedia(): void {
    this.#fresh.clear();
  }

  dispose(): void {
    clearTimeout(this.#wakeUp);
  }

  /** Another project. */
  forgetAll(): void {
    this.#fresh.clear();
    this.#last.clear();
  }
}
