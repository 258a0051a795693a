import type { MediaId } from '@shared/document/ids';
import { soundOf } from '@shared/timeline/model';
import { buildPeakPyramid, type PeakPyramid, type Peaks } from '@shared/timeline/peaks';
import { call } from '../state/bridge';
import { currentDocument } from '../state/documentStore';
import { whenFilmShown } from '../state/filmShown';
import { mediaUrl } from '../state/mediaUrl';
import type { PeaksReply, PeaksRequest } from './peaksWorker';

const mostAtOnce = 3;

/**
 * Waveforms by media id, loaded once: from the project's cache, else made from the sound in a thread and kept there.
 * Lives as long as the timeline of one open project.
 */
export class Waveforms {
  readonly #onLoaded: () => void;
  readonly #known = new Map<string, PeakPyramid | 'missing' | 'loading'>();
  readonly #waiting: MediaId[] = [];
  readonly #replies = new Map<number, (reply: PeaksReply) => void>();
  #worker: Worker | null = null;
  #running = 0;
  #requests = 0;
  #isDisposed = false;

  constructor(onLoaded: () => void) {
    this.#onLoaded = onLoaded;
  }

  get(mediaId: string): PeakPyramid | 'missing' | null {
    const known = this.#known.get(mediaId);
    if (known === undefined) {
      this.#known.set(mediaId, 'loading');
      this.#waiting.push(mediaId as MediaId);
      whenFilmShown(() => this.#startNext());
      return null;
    }
    return known === 'loading' ? null : known;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#worker?.terminate();
    this.#known.clear();
    this.#replies.clear();
  }

  #startNext(): void {
    if (this.#isDisposed || this.#running >= mostAtOnce) return;
    // The latest asked for is the one in view.
    const mediaId = this.#waiting.pop();
    if (mediaId === undefined) return;
    this.#running += 1;
    void this.#load(mediaId)
      .catch(() => 'missing' as const)
      .then((loaded) => {
        this.#running -= 1;
        if (this.#isDisposed) return;
        this.#known.set(mediaId, loaded);
        this.#onLoaded();
        this.#startNext();
      });
  }

  async #load(mediaId: MediaId): Promise<PeakPyramid | 'missing'> {
    const sound = soundOf(currentDocument().get('media', mediaId));
    if (!sound) return 'missing';
    const saved = await call('media.loadPeaks', { mediaId });
    if (saved) {
      const { samplesPerPeak, peaks } = saved;
      const values = new Int8Array(peaks.buffer, peaks.byteOffset, peaks.byteLength);
      return buildPeakPyramid({ samplesPerPeak, values }, sound.sampleCount);
    }
    const made = await this.#make(mediaUrl(mediaId, 'original'), sound.sampleCount);
    if (!made) return 'missing';
    const { samplesPerPeak, values } = made;
    // Only spares the work next time: without it nothing is lost.
    call('media.savePeaks', { mediaId, samplesPerPeak, peaks: new Uint8Array(values) }).catch(
      () => undefined,
    );
    return buildPeakPyramid(made, sound.sampleCount);
  }

  #make(url: string, sampleCount: number): Promise<Peaks | null> {
    this.#worker ??= this.#startWorker();
    this.#requests += 1;
    const request: PeaksRequest = { id: this.#requests, url, sampleCount };
    return new Promise((resolve) => {
      this.#replies.set(request.id, (reply) => resolve(reply.ok ? reply : null));
      this.#worker?.postMessage(request);
    });
  }

  #startWorker(): Worker {
    const worker = new Worker(new URL('./peaksWorker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<PeaksReply>) => {
      this.#replies.get(data.id)?.(data);
      this.#replies.delete(data.id);
    });
    worker.addEventListener('error', () => {
      for (const [id, reply] of this.#replies) reply({ id, ok: false });
      this.#replies.clear();
      this.#worker = null;
    });
    return worker;
  }
}
