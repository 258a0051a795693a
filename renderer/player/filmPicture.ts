import { drawList, frameKey, type OutputSize } from '@shared/compositor/drawList';
import { cutFrames, type ShotPicture } from '@shared/compositor/shotPicture';
import type { MediaId } from '@shared/document/ids';
import { type SequenceShot, shotAtFrame } from '@shared/shots/sequence';
import { currentPictures } from '../picture/pictures';
import type { Painted, PaintRequest, PictureContext, PreparedFrame } from '../picture/shotPainter';
import { selectShotPicture } from '../picture/shotPictures';
import { currentDocument, currentSequence, documentStore, isOtherProject } from '../state/documentStore';
import { mediaStateStore } from '../state/mediaState';
import { sessionStore } from '../state/sessionStore';

/** Shots whose pictures are loaded before they are reached, and how long before, in seconds of playing. */
const shotsAhead = 2;
const aheadSeconds = 3;
/** What was on screen stays this long while the next picture loads, ms: better than one with holes. */
const patienceMs = 250;
/** The playhead moves when it was moved a moment ago; the frame itself is asked for when it has rested so long, ms. */
const movingMs = 150;
/** Shots before and after the playhead whose small pictures are loaded, should somebody look for a place there. */
const shotsAround = 2;

interface Shown {
  readonly key: string;
  readonly shotId: string;
  readonly isComplete: boolean;
}

/** A new shot whose pictures are on their way. */
interface Waiting {
  readonly key: string;
  /** Since when the picture on screen is not the right one, ms. */
  readonly sinceMs: number;
  readonly timer: ReturnType<typeof setTimeout>;
  isReady: boolean;
}

/** The film's picture at the playhead on a canvas: painted when it changes, loaded before it is needed. */
export class FilmPicture {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: PictureContext;
  readonly #onIncomplete: () => void;
  readonly #stops: (() => void)[] = [];
  #stopPainter: (() => void) | null = null;
  #stopCopies: (() => void) | null = null;
  #shown: Shown | null = null;
  #waiting: Waiting | null = null;
  #scheduled = 0;
  /** Something has changed since it was painted last. */
  #isBehind = false;
  #aside: OffscreenCanvas | null = null;
  /** When a person last moved the playhead, ms. */
  #movedAtMs = Number.NEGATIVE_INFINITY;
  #isMoving = false;
  /** The shot around which small pictures were loaded last. */
  #copiesAround = -1;
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #ahead = new Map<string, Promise<readonly PreparedFrame[]>>();

  /** @param onIncomplete a frame came on screen while playing before all of it was loaded */
  constructor(canvas: HTMLCanvasElement, onIncomplete: () => void) {
    this.#canvas = canvas;
    this.#onIncomplete = onIncomplete;
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('This window has no 2D canvas.');
    this.#context = context as PictureContext;
    this.#stops.push(
      sessionStore.subscribe((state, before) => {
        if (state.playhead === before.playhead) return;
        // Playing moves the playhead in an animation frame already; a pointer does so many times in one.
        if (state.isPlaying) this.#paintPlaying();
        else {
          this.#followHand();
          this.#paintSoon();
        }
      }),
      documentStore.subscribe((state, before) => {
        if (isOtherProject(state, before)) this.#followPainter();
        if (state.revision !== before.revision || state.isLoaded !== before.isLoaded) this.schedule();
      }),
    );
    // A file that is gone, or back: what stands there is not right any more.
    this.#stops.push(
      mediaStateStore.subscribe((now, before) => {
        if (now.states === before.states && now.proxies.size === before.proxies.size) return;
        this.#shown = null;
        this.#releaseAhead(() => true);
        this.schedule();
      }),
    );
    this.#followPainter();
  }

  dispose(): void {
    cancelAnimationFrame(this.#scheduled);
    clearTimeout(this.#restTimer);
    for (const stop of this.#stops) stop();
    this.#stopPainter?.();
    this.#stopCopies?.();
    this.#stopWaiting();
    this.#releaseAhead(() => true);
  }

  /** @param size device pixels */
  resize({ width, height }: OutputSize): void {
    if (this.#canvas.width === width && this.#canvas.height === height) return;
    this.#canvas.width = width;
    this.#canvas.height = height;
    this.#shown = null;
    this.#releaseAhead(() => true);
    this.#paint();
  }

  /** Paints with the next animation frame. */
  schedule(): void {
    this.#isBehind = true;
    if (this.#scheduled !== 0) return;
    this.#scheduled = requestAnimationFrame(() => {
      this.#scheduled = 0;
      if (this.#isBehind) this.#paint();
    });
  }

  /** Paints at once, unless something was painted since the last animation frame: a hand moves many times in one. */
  #paintSoon(): void {
    const isFirst = this.#scheduled === 0;
    this.schedule();
    if (isFirst) this.#paint();
  }

  /** Loads what is on screen when playing begins, and what follows. */
  async prepareStart(): Promise<void> {
    const request = this.#requestAt(sessionStore.getState().playhead);
    this.#prepareAhead();
    if (!request) return;
    const prepared = await currentPictures()?.painter.prepare(request.request);
    prepared?.release();
  }

  #followPainter(): void {
    this.#stopPainter?.();
    this.#stopCopies?.();
    this.#shown = null;
    this.#copiesAround = -1;
    this.#releaseAhead(() => true);
    const pictures = currentPictures();
    this.#stopPainter =
      pictures?.painter.subscribe(() => {
        if (this.#shown && !this.#shown.isComplete) this.schedule();
      }) ?? null;
    this.#stopCopies =
      pictures?.scrubbing.source.subscribe(() => {
        // Somebody waits for this very picture: it does not wait for the next animation frame.
        if (this.#waiting && !sessionStore.getState().isPlaying) this.#paint({ isNews: true });
      }) ?? null;
  }

  #requestAt(playhead: number): { request: PaintRequest; entry: SequenceShot } | null {
    if (!documentStore.getState().isLoaded) return null;
    const entry = shotAtFrame(currentSequence(), playhead);
    const picture = entry ? selectShotPicture(currentDocument(), entry.shot.id) : null;
    if (!entry || !picture) return null;
    const shotFrame = picture.sourceInFrames + (playhead - entry.startFrame);
    return { request: { picture, shotFrame, size: this.#size }, entry };
  }

  get #size(): OutputSize {
    return { width: this.#canvas.width, height: this.#canvas.height };
  }

  #paintPlaying(): void {
    this.#paint();
    if (this.#waiting || (this.#shown && !this.#shown.isComplete)) this.#onIncomplete();
    this.#prepareAhead();
  }

  /** One jump asks for the frame itself at once; while the hand moves on, small pictures will do. */
  #followHand(): void {
    const now = performance.now();
    this.#isMoving = now - this.#movedAtMs < movingMs;
    this.#movedAtMs = now;
    clearTimeout(this.#restTimer);
    if (!this.#isMoving) return;
    this.#restTimer = setTimeout(() => {
      this.#isMoving = false;
      this.schedule();
    }, movingMs);
  }

  #paint({ isNews = false } = {}): void {
    this.#isBehind = false;
    const pictures = currentPictures();
    const found = this.#requestAt(sessionStore.getState().playhead);
    if (!pictures || !found) {
      this.#clear();
      return;
    }
    const { request, entry } = found;
    const key = frameKey(drawList(request.picture, request.shotFrame, request.size));
    const shotId = entry.shot.id;
    if (this.#shown?.key === key && this.#shown.isComplete) {
      this.#stopWaiting();
      this.#show(key, this.#shown.shotId, { isComplete: true, isRightFrame: true });
      return;
    }
    const isNewShot = this.#shown !== null && this.#shown.shotId !== shotId;
    const { isPlaying } = sessionStore.getState();
    if (!isPlaying) this.#prepareCopies(entry);
    if (this.#shown !== null && (isNewShot || !isPlaying) && !this.#isPatienceOver()) {
      const scrubbing = this.#isMoving ? 'moving' : 'resting';
      this.#paintAside(isPlaying ? request : { ...request, scrubbing }, key, shotId, { isNewShot, isNews });
      return;
    }
    this.#stopWaiting();
    this.#show(key, shotId, pictures.painter.paintNow(this.#context, request));
  }

  /** Painted aside first: layers that come one by one would flicker. Until all are there, what is shown stays a while. */
  #paintAside(
    request: PaintRequest,
    key: string,
    shotId: string,
    { isNewShot, isNews }: { readonly isNewShot: boolean; readonly isNews: boolean },
  ): void {
    const painter = currentPictures()?.painter;
    const aside = this.#asideOf(request.size);
    const context = aside.getContext('2d', { alpha: false });
    if (!painter || !context || (this.#waiting?.key === key && !this.#waiting.isReady && !isNews)) return;
    const painted = painter.paintNow(context as PictureContext, request);
    const { isComplete, isRightFrame, hasHoles, hasMissing } = painted;
    // Within a shot a frame close by is better than nothing new.
    const isGood = request.scrubbing !== undefined && (isRightFrame || (!isNewShot && !hasHoles));
    if (!isComplete && !hasMissing && !isGood) {
      this.#waitFor(request, key);
      return;
    }
    this.#stopWaiting();
    (this.#context as CanvasRenderingContext2D).drawImage(aside, 0, 0);
    this.#show(key, shotId, painted);
  }

  #asideOf({ width, height }: OutputSize): OffscreenCanvas {
    if (this.#aside?.width !== width || this.#aside.height !== height)
      this.#aside = new OffscreenCanvas(width, height);
    return this.#aside;
  }

  #waitFor(request: PaintRequest, key: string): void {
    // All that can be loaded is under way or there: the rest is waited for no longer than patience lasts.
    if (this.#waiting?.key === key) return;
    const { sinceMs } = this.#waiting ?? { sinceMs: performance.now() };
    this.#stopWaiting();
    const timer = setTimeout(
      () => this.schedule(),
      Math.max(0, sinceMs + patienceMs - performance.now()) + 1,
    );
    const waiting: Waiting = { key, sinceMs, timer, isReady: false };
    this.#waiting = waiting;
    void currentPictures()
      ?.painter.prepare(request)
      .then((prepared) => {
        waiting.isReady = true;
        if (this.#waiting === waiting) this.#paint();
        prepared.release();
      });
  }

  #stopWaiting(): void {
    clearTimeout(this.#waiting?.timer);
    this.#waiting = null;
  }

  /** Time to show what there is, be it with holes. */
  #isPatienceOver(): boolean {
    return this.#waiting !== null && performance.now() - this.#waiting.sinceMs > patienceMs;
  }

  #show(
    key: string,
    shotId: string,
    { isComplete, isRightFrame }: Pick<Painted, 'isComplete' | 'isRightFrame'>,
  ): void {
    this.#shown = { key, shotId, isComplete };
    // For tests and measurements: which frame of the film stands on the canvas, be it small, and which one in whole.
    const { dataset } = this.#canvas;
    const playhead = String(sessionStore.getState().playhead);
    if (isRightFrame) dataset['shownFrame'] = playhead;
    if (isComplete) dataset['paintedFrame'] = playhead;
  }

  #clear(): void {
    this.#shown = null;
    const context = this.#context as CanvasRenderingContext2D;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = '#000000';
    context.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
  }

  #prepareCopies({ index }: SequenceShot): void {
    const source = currentPictures()?.scrubbing.source;
    if (!source || this.#copiesAround === index) return;
    this.#copiesAround = index;
    const around = currentSequence().shots.slice(Math.max(0, index - shotsAround), index + shotsAround + 1);
    for (const { shot } of around) {
      const picture = selectShotPicture(currentDocument(), shot.id);
      for (const mediaId of picture ? videosOf(picture) : []) source.prepare(mediaId);
    }
  }

  /** Keeps the pictures of the next shots loaded until they have been passed. */
  #prepareAhead(): void {
    const pictures = currentPictures();
    const { playhead } = sessionStore.getState();
    const sequence = currentSequence();
    const current = shotAtFrame(sequence, playhead);
    if (!pictures || !current) return;
    const { rate } = currentDocument().project();
    const until = playhead + (aheadSeconds * rate.num) / rate.den;
    const wanted = sequence.shots
      .slice(current.index, current.index + 1 + shotsAhead)
      .filter((entry) => entry.startFrame <= until);
    const ids = new Set<string>(wanted.map((entry) => entry.shot.id));
    this.#releaseAhead((shotId) => !ids.has(shotId));
    for (const entry of wanted) {
      if (this.#ahead.has(entry.shot.id)) continue;
      const picture = selectShotPicture(currentDocument(), entry.shot.id);
      if (!picture) continue;
      const frames = entry === current ? [] : tellingFrames(picture);
      this.#ahead.set(
        entry.shot.id,
        Promise.all(
          frames.map((shotFrame) => pictures.painter.prepare({ picture, shotFrame, size: this.#size })),
        ),
      );
    }
  }

  #releaseAhead(isOver: (shotId: string) => boolean): void {
    for (const [shotId, prepared] of this.#ahead) {
      if (!isOver(shotId)) continue;
      this.#ahead.delete(shotId);
      void prepared.then((frames) => {
        for (const frame of frames) frame.release();
      });
    }
  }
}

function videosOf({ take, layers }: ShotPicture): MediaId[] {
  if (take) return take.type === 'video' ? [take.mediaId] : [];
  return layers.flatMap((layer) => (layer.type === 'video' ? [layer.mediaId] : []));
}

/**
 * Frames that together show every picture of a shot: those that come into view later are loaded with its start. A take
 * or clip is only opened at its first frame; the reader then stays ahead by itself.
 */
function tellingFrames(picture: ShotPicture): readonly number[] {
  const first = picture.sourceInFrames;
  const hasVideo = picture.take !== null || picture.layers.some((layer) => layer.type === 'video');
  const starts = [first, ...cutFrames(picture)];
  if (hasVideo || picture.keyframes.length === 0) return starts;
  const last = first + picture.lengthFrames - 1;
  return [...new Set([...starts, Math.round((first + last) / 2), last])];
}
