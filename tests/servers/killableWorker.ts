import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Job } from '@shared/generation/job';
import type { RpcResult } from '@shared/rpc/result';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const shotId = 'sht_shot00000001';

/** A folder with the worker as one program. It lies inside node_modules, so that the packages left outside are found. */
export class WorkerBundle {
  readonly #folder: string;

  /** `name` is the folder's own: tests run at the same time. */
  constructor(name: string) {
    this.#folder = join(root, 'node_modules', '.cache', `ekonte-${name}`);
  }

  get program(): string {
    return join(this.#folder, 'worker.js');
  }

  async build(): Promise<void> {
    await build({
      configFile: false,
      root,
      logLevel: 'error',
      resolve: { alias: { '@shared': join(root, 'shared') } },
      build: {
        ssr: true,
        outDir: this.#folder,
        emptyOutDir: true,
        target: 'node20',
        rollupOptions: {
          input: {
            worker: join(import.meta.dirname, 'workerProcess.ts'),
            mediaThread: join(root, 'electron/worker/media/thread/mediaThread.ts'),
          },
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    });
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Works in a process of its own, over a project of one shot in `folder`. */
export class KillableWorker {
  readonly jobs = new Map<string, Job>();
  readonly #child: ChildProcess;
  readonly #path: string;
  readonly #answers = new Map<number, (result: RpcResult<unknown>) => void>();
  #changed: (() => void)[] = [];
  #nextId = 1;

  static async start(bundle: WorkerBundle, folder: string): Promise<KillableWorker> {
    const child = fork(bundle.program, [join(folder, 'data')], { serialization: 'advanced', execArgv: [] });
    const worker = new KillableWorker(child, join(folder, 'Film.ekonte'));
    await once(child, 'message');
    return worker;
  }

  private constructor(child: ChildProcess, path: string) {
    this.#child = child;
    this.#path = path;
    child.on(
      'message',
      (message: { id: number; result: RpcResult<unknown> } & { event: string; payload: { job: Job } }) => {
        if (message.event === 'jobs.changed') this.jobs.set(message.payload.job.id, message.payload.job);
        this.#answers.get(message.id)?.(message.result);
        for (const wake of this.#changed.splice(0)) wake();
      },
    );
  }

  async call<T>(channel: string, request: unknown): Promise<T> {
    const id = this.#nextId++;
    const result = await new Promise<RpcResult<unknown>>((answer) => {
      this.#answers.set(id, answer);
      this.#child.send({ id, channel, request });
    });
    if (!result.ok) throw new Error(result.error.message);
    return result.value as T;
  }

  async until(test: (jobs: readonly Job[]) => boolean): Promise<void> {
    while (!test([...this.jobs.values()])) {
      await new Promise<void>((wake) => {
        this.#changed.push(wake);
      });
    }
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }

  /** Makes the project. */
  async createFilm(): Promise<void> {
    const frameSize = { width: 1280, height: 720 };
    await this.call('project.createAt', {
      path: this.#path,
      name: 'Film',
      rate: { num: 24, den: 1 },
      frameSize,
    });
    await this.call('edit.run', {
      command: 'shot.add',
      args: { id: shotId, fields: { action: 'A fox.' } },
      selection: [],
    });
  }

  async openFilm(): Promise<void> {
    await this.call('project.openAt', { path: this.#path });
  }

  /** A clip of the one shot. */
  async submitClip(provider: string, settings: Record<string, unknown>): Promise<void> {
    await this.call('jobs.submitClips', { shotIds: [shotId], provider, preset: 'full', settings });
  }

  async takeCount(): Promise<number> {
    const { records } = await this.call<{ records: { kind: string }[] }>('document.load', null);
    return records.filter(({ kind }) => kind === 'take').length;
  }
}
