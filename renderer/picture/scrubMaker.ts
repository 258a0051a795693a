import type { MediaId } from '@shared/document/ids';
import type { ScrubReply, ScrubRequest } from './scrubThread';

/** What a thread of its own can do; a Worker in the window. */
export interface ScrubThread {
  post(request: ScrubRequest): void;
  end(): void;
}

export interface ScrubMakerOptions {
  /** Starts a thread; `onReply` with null when it has broken down. */
  readonly start: (onReply: (reply: ScrubReply | null) => void) => ScrubThread;
  /** null = it is no longer wanted: gone, or its file cannot be read. */
  readonly urlOf: (mediaId: MediaId) => string | null;
  readonly onMade: (mediaId: MediaId, copy: Uint8Array<ArrayBuffer> | null) => void;
}

interface Work {
  readonly id: number;
  readonly mediaId: MediaId;
}

/** Makes scrub copies one after the other: what was asked for last is nearest to where a person looks, and comes first. */
export class ScrubMaker {
  readonly #options: ScrubMakerOptions;
  readonly #waiting: MediaId[] = [];
  #thread: ScrubThread | null = null;
  #work: Work | null = null;
  #isResting = false;
  #ids = 0;

  constructor(options: ScrubMakerOptions) {
    this.#options = options;
  }

  /** Asking again brings it to the front. */
  ask(mediaId: MediaId): void {
    if (this.#work?.mediaId === mediaId) return;
    this.#forgetWaiting(mediaId);
    this.#waiting.push(mediaId);
    this.#next();
  }

  /** While a person plays or looks for a place nothing is made. */
  rest(isResting: boolean): void {
    if (this.#isResting === isResting) return;
    this.#isResting = isResting;
    this.#thread?.post({ type: 'rest', isResting });
    this.#next();
  }

  /** Nobody wants it any more, or its file is another. */
  cancel(mediaId: MediaId): void {
    this.#forgetWaiting(mediaId);
    if (this.#work?.mediaId !== mediaId) return;
    this.#end();
    this.#next();
  }

  dispose(): void {
    this.#waiting.length = 0;
    this.#end();
  }

  #forgetWaiting(mediaId: MediaId): void {
    const at = this.#waiting.indexOf(mediaId);
    if (at !== -1) this.#waiting.splice(at, 1);
  }

  #end(): void {
    this.#work = null;
    this.#thread?.end();
    this.#thread = null;
  }

  #next(): void {
    if (this.#work || this.#isResting) return;
    for (let mediaId = this.#waiting.pop(); mediaId !== undefined; mediaId = this.#waiting.pop()) {
      const url = this.#options.urlOf(mediaId);
      if (url === null) {
        this.#options.onMade(mediaId, null);
        continue;
      }
      this.#ids += 1;
      const work = { id: this.#ids, mediaId };
      this.#work = work;
      this.#thread ??= this.#options.start((reply) => this.#onReply(reply));
      this.#thread.post({ type: 'make', id: work.id, url });
      return;
    }
    // Nothing more to do: a thread that waits takes memory for nothing.
    this.#end();
  }

  #onReply(reply: ScrubReply | null): void {
    const work = this.#work;
    if (!work || (reply && reply.id !== work.id)) return;
    this.#work = null;
    if (!reply) this.#end();
    this.#options.onMade(work.mediaId, reply?.copy ?? null);
    this.#next();
  }
}

/** A thread of the window. */
export function startScrubThread(onReply: (reply: ScrubReply | null) => void): ScrubThread {
  const worker = new Worker(new URL('./scrubThread.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<ScrubReply>) => onReply(data));
  worker.addEventListener('error', () => onReply(null));
  return {
    post: (request) => worker.postMessage(request),
    end: () => worker.terminate(),
  };
}
