import type { ErrorCode, RpcResult } from '@shared/rpc/result';
import type { InternalChannel, InternalReply, InternalRequest } from '@shared/rpc/table';
import type { FromWorker, WorkerRequest } from '@shared/rpc/workerMessages';

/** A running worker; Electron's utility process fits it by workerProcess.ts. */
export interface WorkerProcess {
  post(message: unknown): void;
  onMessage(listener: (message: FromWorker) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}

export interface WorkerSupervisorOptions<Worker extends WorkerProcess> {
  readonly spawn: () => Worker;
  /** An event of the worker for its window. */
  readonly onEvent: (event: string, payload: unknown) => void;
  readonly onHostRequest: (request: { readonly restart: boolean }) => void;
  /** A fresh worker, before anything else is asked of it: what it has to know besides the project. */
  readonly onSpawned?: (tell: (channel: InternalChannel, request: unknown) => void) => void;
  readonly onState: (state: 'restarting' | 'ready' | 'lost', message: string) => void;
  readonly nowMs?: () => number;
}

/** Exits within the window that end the attempts. */
const exitLimit = 5;
const exitWindowMs = 30_000;
const firstDelayMs = 100;

/** The request that opened the project. */
interface OpenedBefore {
  readonly path: string;
  readonly mediaBase: string;
  readonly readOnly?: boolean;
}

interface Pending {
  readonly resolve: (result: RpcResult<unknown>) => void;
}

interface Waiting extends Pending {
  readonly channel: string;
  readonly request: unknown;
}

const lostMessage =
  'The part of Ekonte that keeps your project stopped several times in a row. Everything up to the last saved edit is on disk.';

function failure(code: ErrorCode, message: string): RpcResult<never> {
  return { ok: false, error: { code, message } };
}

/**
 * Keeps one worker running for one window. When it dies, what it had been asked is answered with `workerLost`,
 * a new one is started and given the project that was open; requests made meanwhile wait for that.
 */
export class WorkerSupervisor<Worker extends WorkerProcess = WorkerProcess> {
  readonly #options: WorkerSupervisorOptions<Worker>;
  readonly #nowMs: () => number;
  readonly #pending = new Map<number, Pending>();
  #waiting: Waiting[] = [];
  #worker: Worker | null = null;
  #project: OpenedBefore | null = null;
  #state: 'idle' | 'running' | 'restarting' | 'lost' | 'stopped' = 'idle';
  #exits: number[] = [];
  #nextId = 1;
  #timer: NodeJS.Timeout | undefined;

  /** The worker is started by the first call: a window comes up faster alone. */
  constructor(options: WorkerSupervisorOptions<Worker>) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? Date.now;
  }

  /** Never rejects: what goes wrong is a coded error. */
  call(channel: string, request: unknown): Promise<RpcResult<unknown>> {
    if (this.#state === 'stopped') return Promise.resolve(failure('workerLost', 'The window is closing.'));
    if (this.#state === 'lost') return Promise.resolve(failure('workerLost', lostMessage));
    if (this.#state === 'idle') {
      this.#spawn();
      this.#state = 'running';
    }
    return new Promise((resolve) => {
      if (this.#state === 'restarting') this.#waiting.push({ channel, request, resolve });
      else this.#send(channel, request, { resolve });
    });
  }

  async callInternal<C extends InternalChannel>(
    channel: C,
    request: InternalRequest<C>,
  ): Promise<RpcResult<InternalReply<C>>> {
    return (await this.call(channel, request)) as RpcResult<InternalReply<C>>;
  }

  /** What a new worker has to open; null = nothing. */
  setProject(project: OpenedBefore | null): void {
    this.#project = project;
  }

  /** The present worker, for messages that carry ports. */
  get worker(): Worker | null {
    return this.#worker;
  }

  /** A fresh start after `lost`. */
  restart(): void {
    if (this.#state !== 'lost') return;
    this.#exits = [];
    this.#state = 'restarting';
    void this.#start();
  }

  /** Ends the worker for good; it has been asked to close its project before. */
  stop(): void {
    this.#state = 'stopped';
    clearTimeout(this.#timer);
    this.#worker?.kill();
    this.#worker = null;
    this.#answerAll('The window is closing.');
  }

  #spawn(): void {
    const worker = this.#options.spawn();
    this.#worker = worker;
    worker.onMessage((message) => {
      if (this.#worker === worker) this.#receive(message);
    });
    worker.onExit(() => {
      if (this.#worker === worker) this.#handleExit();
    });
    this.#options.onSpawned?.((channel, request) =>
      this.#send(channel, request, { resolve: () => undefined }),
    );
  }

  #send(channel: string, request: unknown, pending: Pending): void {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#pending.set(id, pending);
    this.#worker?.post({ id, channel, request } satisfies WorkerRequest);
  }

  #receive(message: FromWorker): void {
    if ('id' in message) {
      const pending = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      pending?.resolve(message.result);
    } else if ('event' in message) this.#options.onEvent(message.event, message.payload);
    else this.#options.onHostRequest(message);
  }

  #handleExit(): void {
    this.#worker = null;
    if (this.#state === 'stopped') return;
    this.#state = 'restarting';
    const now = this.#nowMs();
    this.#exits = [...this.#exits.filter((exit) => now - exit < exitWindowMs), now];
    this.#answerPending(
      'It stopped unexpectedly before it answered. What was saved is kept; please try again.',
    );
    if (this.#exits.length >= exitLimit) {
      this.#giveUp(lostMessage);
      return;
    }
    this.#options.onState('restarting', 'Restarting …');
    this.#timer = setTimeout(() => void this.#start(), firstDelayMs * 2 ** (this.#exits.length - 1));
  }

  async #start(): Promise<void> {
    this.#spawn();
    const worker = this.#worker;
    if (this.#project) {
      const result = await new Promise<RpcResult<unknown>>((resolve) => {
        this.#send('project.openAt', this.#project, { resolve });
      });
      // It died while it opened the project: its exit has been handled.
      if (this.#worker !== worker || this.#state !== 'restarting') return;
      if (!result.ok) {
        this.#giveUp(result.error.message);
        return;
      }
    }
    this.#state = 'running';
    this.#options.onState('ready', 'Ready.');
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { channel, request, resolve } of waiting) this.#send(channel, request, { resolve });
  }

  #giveUp(message: string): void {
    this.#state = 'lost';
    const worker = this.#worker;
    this.#worker = null;
    worker?.kill();
    this.#answerAll(message);
    this.#options.onState('lost', message);
  }

  #answerPending(message: string): void {
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { resolve } of pending) resolve(failure('workerLost', message));
  }

  #answerAll(message: string): void {
    this.#answerPending(message);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { resolve } of waiting) resolve(failure('workerLost', message));
  }
}
