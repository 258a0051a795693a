import { open, rm } from 'node:fs/promises';
import {
  type CutSpec,
  fromHostSchema,
  type SegmentSpec,
  type SoundSpec,
  type StillSpec,
  type ToHost,
} from '@shared/compositor/hostProtocol';
import { CodedError } from '@shared/rpc/result';
import { RetryableError } from '../providers/provider';
import { fileErrorOf } from './fileError';
import { TaskFile } from './taskFile';

/** The worker's end of the port to the compositor host; Electron's MessagePortMain fits it. */
export interface HostPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

export interface RenderedFile {
  readonly frameCount: number;
  readonly byteSize: number;
  /** Frames that were painted; the others repeat the one before. */
  readonly composedFrames: number;
  /** RFC 6381 name of the coded picture, as `avc1.640028`. */
  readonly codec: string;
}

export interface RenderOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (framesDone: number) => void;
}

/** The page crashed, hung or never came. The same request may well succeed on a fresh page. */
export class RenderHostLostError extends RetryableError {
  constructor(message: string) {
    super(message);
    this.name = 'RenderHostLostError';
  }
}

export interface RenderHostOptions {
  /** Asks the main process for a page; the port comes by `attach`. */
  readonly requestHost: (request: { restart: boolean }) => void;
  /** A page that is silent for this long while it has work counts as hung, ms. */
  readonly silenceLimitMs?: number;
}

interface Task {
  readonly id: string;
  readonly message: ToHost;
  readonly file: TaskFile;
  readonly onProgress: (framesDone: number) => void;
  readonly resolve: (result: RenderedFile) => void;
  readonly reject: (error: unknown) => void;
  isSent: boolean;
  isSettled: boolean;
}

/**
 * Has shots and films rendered by the hidden page and writes what it produces: the page never sees a path.
 * Tasks given before the page is there wait for it. Losing the page fails its tasks with RenderHostLostError.
 */
export class RenderHostClient {
  readonly #options: RenderHostOptions;
  readonly #tasks = new Map<string, Task>();
  #port: HostPort | null = null;
  /** The number of the page that came last. */
  #page = 0;
  #isReady = false;
  #isRequested = false;
  #isDisposed = false;
  #nextTask = 1;
  #watchdog: NodeJS.Timeout | undefined;

  constructor(options: RenderHostOptions) {
    this.#options = options;
  }

  /** Takes the port to a page that main has started. A port from before is of a page that is gone. */
  attach(port: HostPort, page: number): void {
    if (this.#port) this.#loseHost('The renderer was replaced.');
    this.#port = port;
    this.#page = page;
    this.#isReady = false;
    this.#isRequested = false;
    port.on('message', (event) => {
      if (this.#port === port) this.#receive(event.data);
    });
    port.on('close', () => {
      if (this.#port === port) this.#loseHost('The renderer stopped unexpectedly.');
    });
    port.start();
    this.#touchWatchdog();
  }

  /**
   * Main could not bring up this page, or saw it go. Where its port has told so before, those who wait now wait for
   * the next page.
   */
  hostUnavailable(message: string, page: number): void {
    const isKnown = page < this.#page || (page === this.#page && !this.#port);
    if (isKnown) return;
    this.#isRequested = false;
    this.#loseHost(message);
  }

  /**
   * Renders one shot to `path`, which must not be there yet: what is cleared away after a failure is ours.
   * @throws RenderHostLostError; CodedError `cancelled`, `notFound` (media), `unsupported`, `diskFull`, `internal`
   */
  renderSegment(spec: SegmentSpec, path: string, options: RenderOptions): Promise<RenderedFile> {
    return this.#run((taskId) => ({ type: 'renderSegment', taskId, spec }), path, options);
  }

  /** Paints one frame of a shot to the picture file `path`, which must not be there yet. @throws as renderSegment */
  renderStill(spec: StillSpec, path: string, options: Pick<RenderOptions, 'signal'>): Promise<RenderedFile> {
    const quiet = { ...options, onProgress: () => undefined };
    return this.#run((taskId) => ({ type: 'renderStill', taskId, spec }), path, quiet);
  }

  /** Mixes and codes a film's sound to `path`, which must not be there yet. @throws as renderSegment */
  renderSound(spec: SoundSpec, path: string, options: RenderOptions): Promise<RenderedFile> {
    return this.#run((taskId) => ({ type: 'renderSound', taskId, spec }), path, options);
  }

  /** Writes how the frames of a clip differ to `path`, which must not be there yet. @throws as renderSegment */
  lookForCuts(spec: CutSpec, path: string, options: Pick<RenderOptions, 'signal'>): Promise<RenderedFile> {
    const quiet = { ...options, onProgress: () => undefined };
    return this.#run((taskId) => ({ type: 'lookForCuts', taskId, spec }), path, quiet);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#loseHost('The project was closed.');
  }

  async #run(
    makeMessage: (taskId: string) => ToHost,
    path: string,
    options: RenderOptions,
  ): Promise<RenderedFile> {
    if (options.signal.aborted) throw cancelledError();
    if (this.#isDisposed) throw new RenderHostLostError('The project was closed.');
    const taskId = `task${this.#nextTask++}`;
    const handle = await open(path, 'wx').catch((error: unknown) => {
      throw fileErrorOf(error, path);
    });
    const file = new TaskFile(handle, path);
    const cancel = () => {
      const task = this.#tasks.get(taskId);
      if (!task) return;
      if (task.isSent) this.#port?.postMessage({ type: 'cancel', taskId } satisfies ToHost);
      this.#settle(task, () => task.reject(cancelledError()));
    };
    options.signal.addEventListener('abort', cancel, { once: true });
    try {
      const result = await new Promise<RenderedFile>((resolve, reject) => {
        const task = {
          id: taskId,
          message: makeMessage(taskId),
          file,
          onProgress: options.onProgress,
          resolve,
          reject,
          isSent: false,
          isSettled: false,
        };
        this.#tasks.set(taskId, task);
        if (options.signal.aborted) cancel();
        else this.#sendOrAsk();
      });
      await file.finish(result.byteSize);
      return result;
    } catch (error) {
      await file.abandon();
      await rm(path, { force: true });
      throw error;
    } finally {
      options.signal.removeEventListener('abort', cancel);
    }
  }

  #sendOrAsk(): void {
    if (this.#port && this.#isReady) {
      for (const task of this.#tasks.values()) {
        if (task.isSent) continue;
        task.isSent = true;
        this.#port.postMessage(task.message);
      }
    } else if (!this.#port && !this.#isRequested) {
      this.#isRequested = true;
      this.#options.requestHost({ restart: false });
    }
    this.#touchWatchdog();
  }

  #receive(data: unknown): void {
    const parsed = fromHostSchema.safeParse(data);
    if (!parsed.success) return;
    const message = parsed.data;
    this.#touchWatchdog();
    if (message.type === 'ready') {
      this.#isReady = true;
      this.#sendOrAsk();
      return;
    }
    const task = this.#tasks.get(message.taskId);
    // Late words about a task that was cancelled.
    if (!task) return;
    switch (message.type) {
      case 'progress':
        task.onProgress(message.framesDone);
        break;
      case 'write':
        this.#write(task, message.position, message.bytes);
        break;
      case 'done': {
        const { frameCount, byteSize, composedFrames, codec } = message;
        this.#settle(task, () => task.resolve({ frameCount, byteSize, composedFrames, codec }));
        break;
      }
      case 'failed':
        this.#settle(task, () => task.reject(hostError(message.code, message.message)));
        break;
      default:
        message satisfies never;
    }
  }

  #write(task: Task, position: number, bytes: Uint8Array): void {
    task.file.write(bytes, position).then(
      () => {
        if (!task.isSettled)
          this.#port?.postMessage({ type: 'written', taskId: task.id, position } satisfies ToHost);
      },
      (error: unknown) => {
        if (!task.isSettled) this.#port?.postMessage({ type: 'cancel', taskId: task.id } satisfies ToHost);
        this.#settle(task, () => task.reject(error));
      },
    );
  }

  #settle(task: Task, settle: () => void): void {
    if (task.isSettled) return;
    task.isSettled = true;
    this.#tasks.delete(task.id);
    this.#touchWatchdog();
    settle();
  }

  #loseHost(message: string): void {
    const port = this.#port;
    this.#port = null;
    this.#isReady = false;
    port?.close();
    for (const task of [...this.#tasks.values()]) {
      this.#settle(task, () => task.reject(new RenderHostLostError(message)));
    }
  }

  /** Silence is counted only while somebody waits for the page. */
  #touchWatchdog(): void {
    clearTimeout(this.#watchdog);
    if (this.#tasks.size === 0) return;
    this.#watchdog = setTimeout(() => {
      this.#loseHost('The renderer did not answer any more.');
      this.#isRequested = true;
      this.#options.requestHost({ restart: true });
    }, this.#options.silenceLimitMs ?? 120_000);
    this.#watchdog.unref();
  }
}

export function cancelledError(): CodedError {
  return new CodedError('cancelled', 'Cancelled.');
}

function hostError(
  code: 'cancelled' | 'missingMedia' | 'unsupported' | 'internal',
  message: string,
): CodedError {
  if (code === 'cancelled') return cancelledError();
  if (code === 'missingMedia') return new CodedError('notFound', message);
  return new CodedError(code, message);
}
