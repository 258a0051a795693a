import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RpcResult } from '@shared/rpc/result';
import type { Committed } from '@shared/rpc/table';
import { build } from 'vite';
import type { CrashTarget, RunningTarget } from './crashTarget';

const root = resolve(import.meta.dirname, '../..');
/** Inside node_modules, so that the bundle finds the packages it leaves outside. */
const bundleFolder = join(root, 'node_modules', '.cache', `ekonte-crash-${process.pid}`);

const lost: RpcResult<unknown> = { ok: false, error: { code: 'workerLost', message: 'It was killed.' } };

/** Worker processes, started one ahead so that the next is ready when it is wanted. */
export class NodeWorkers {
  readonly #script: string;
  readonly #children = new Set<ChildProcess>();
  #next: { readonly child: ChildProcess; readonly ready: Promise<unknown> };

  private constructor(script: string) {
    this.#script = script;
    this.#next = this.#spawn();
  }

  static async create(): Promise<NodeWorkers> {
    return new NodeWorkers(await bundleWorker());
  }

  /** A fresh one, ready for calls. */
  async take(): Promise<RunningTarget> {
    const { child, ready } = this.#next;
    this.#next = this.#spawn();
    await ready;
    return new NodeWorker(child);
  }

  async dispose(): Promise<void> {
    const exits = [...this.#children].map((child) => once(child, 'exit'));
    for (const child of this.#children) child.kill('SIGKILL');
    await Promise.all(exits);
    rmSync(bundleFolder, { recursive: true, force: true });
  }

  #spawn() {
    const child = fork(this.#script, { serialization: 'advanced', execArgv: [] });
    this.#children.add(child);
    child.once('exit', () => this.#children.delete(child));
    return { child, ready: once(child, 'message') };
  }
}

/** The worker service in a Node process of its own. */
export async function createNodeWorkerTarget(): Promise<CrashTarget> {
  const workers = await NodeWorkers.create();
  return {
    name: 'worker in a Node process',
    start: async (projectPath) => {
      const running = await workers.take();
      const opened = await running.call('project.openAt', { path: projectPath });
      if (!opened.ok) throw new Error(`The project does not open: ${opened.error.message}`);
      return running;
    },
    dispose: () => workers.dispose(),
  };
}

/** What nodeWorker.ts sends. */
type WorkerMessage =
  | { readonly committed: Committed }
  | { readonly id: number; readonly result: RpcResult<unknown> };

class NodeWorker implements RunningTarget {
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, (result: RpcResult<unknown>) => void>();
  readonly #exited: Promise<unknown>;
  readonly #commits: Committed[] = [];
  #isGone = false;
  #nextId = 1;

  constructor(child: ChildProcess) {
    this.#child = child;
    this.#exited = Promise.all([once(child, 'exit'), once(child, 'disconnect')]);
    child.on('message', (message: WorkerMessage) => {
      if ('committed' in message) {
        this.#commits.push(message.committed);
        return;
      }
      const { id, result } = message;
      this.#pending.get(id)?.(result);
      this.#pending.delete(id);
    });
    // Comes after the last message has been read: an answer that was sent counts as given.
    child.once('disconnect', () => {
      this.#isGone = true;
      for (const answer of this.#pending.values()) answer(lost);
      this.#pending.clear();
    });
    child.on('error', () => {});
  }

  call(channel: string, request: unknown): Promise<RpcResult<unknown>> {
    if (this.#isGone) return Promise.resolve(lost);
    return new Promise((resolve) => {
      this.#pending.set(this.#nextId, resolve);
      this.#child.send({ id: this.#nextId, channel, request }, () => {});
      this.#nextId += 1;
    });
  }

  takeCommits(): Committed[] {
    return this.#commits.splice(0);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  async stop(): Promise<void> {
    await this.call('project.closeCurrent', null);
    this.#child.disconnect();
    await this.#exited;
  }
}

/** With the threads that it starts, beside it as in the product. */
async function bundleWorker(): Promise<string> {
  const worker = join(root, 'electron', 'worker');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { alias: { '@shared': join(root, 'shared') } },
    build: {
      ssr: true,
      outDir: bundleFolder,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: {
        input: {
          worker: join(import.meta.dirname, 'nodeWorker.ts'),
          mediaThread: join(worker, 'media', 'thread', 'mediaThread.ts'),
          snapshotThread: join(worker, 'snapshots', 'thread', 'snapshotThread.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
  writeFileSync(join(bundleFolder, 'package.json'), '{"type":"module"}');
  return join(bundleFolder, 'worker.js');
}
