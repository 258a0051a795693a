import type { FromHost, ToHost } from '@shared/compositor/hostProtocol';
import type { PaintedMessage } from './segmentWorker';
import type { Renderer } from './taskQueue';
import { type FontsMessage, pageFontFaces } from './textFonts';

export interface SegmentListener {
  readonly onMessage: (message: FromHost) => void;
  readonly onPainted: (renderer: Renderer, taskId: string) => void;
  readonly onEnded: (renderer: Renderer, taskId: string) => void;
}

/** Renders segments in a worker of its own, which loads from now on: before anything is asked of it. */
export class SegmentRenderer implements Renderer {
  readonly accepts = 'renderSegment';
  #worker: Worker | null;
  #listener: SegmentListener | null = null;
  /** The one that is painted, and those before it that come to their end. */
  readonly #tasks = new Set<string>();

  constructor() {
    this.#worker = this.#start();
  }

  listen(listener: SegmentListener): void {
    this.#listener = listener;
  }

  post(message: ToHost): void {
    if (message.type === this.accepts) this.#tasks.add(message.taskId);
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./segmentWorker.ts', import.meta.url), { type: 'module' });
    worker.postMessage({ type: 'fonts', faces: pageFontFaces() } satisfies FontsMessage);
    worker.addEventListener('message', ({ data }: MessageEvent<FromHost | PaintedMessage>) => {
      if (data.type === 'painted') this.#listener?.onPainted(this, data.taskId);
      else this.#tell(data);
    });
    worker.addEventListener('error', (event) => {
      // The next task gets a fresh worker.
      worker.terminate();
      this.#worker = null;
      const message = `The renderer stopped: ${event.message || 'its program could not be loaded'}.`;
      for (const taskId of this.#tasks) this.#tell({ type: 'failed', taskId, code: 'internal', message });
    });
    return worker;
  }

  #tell(message: FromHost): void {
    this.#listener?.onMessage(message);
    if (message.type !== 'done' && message.type !== 'failed') return;
    this.#tasks.delete(message.taskId);
    this.#listener?.onEnded(this, message.taskId);
  }
}
