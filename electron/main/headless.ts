import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { endedJobStates, type Job } from '@shared/generation/job';
import {
  type HeadlessLine,
  type HeadlessTask,
  headlessSwitch,
  headlessTaskSchema,
} from '@shared/rpc/headless';
import { CodedError, type RpcResult } from '@shared/rpc/result';
import type { InternalChannel, WindowEvents } from '@shared/rpc/table';
import { app, session } from 'electron';
import { CompositorHost } from './compositorHost';
import { klingWithoutWindow } from './keys';
import { locateMedia } from './mediaLocator';
import { installProtocol } from './mediaProtocol';
import { rendererFolder } from './places';
import { secureContents, secureSession } from './security';
import { stayBack } from './stayBack';
import { type PortCarrier, startWorkerProcess } from './workerProcess';
import { WorkerSupervisor } from './workerSupervisor';

/** The task file among a start's arguments; null = the program starts with its windows. */
export function headlessTaskPath(args: readonly string[]): string | null {
  return args.find((arg) => arg.startsWith(headlessSwitch))?.slice(headlessSwitch.length) ?? null;
}

/** The program without a window: does one task of the command line with a worker and the hidden renderer, and ends. */
export function startHeadless(taskPath: string): void {
  secureContents();
  app.dock?.hide();
  // Nobody waits at this program, while they may work in another: all of it is in the background.
  stayBack(() => app.getAppMetrics().map(({ pid }) => pid));
  // The renderer's page comes and goes.
  app.on('window-all-closed', () => undefined);
  void app.whenReady().then(async () => {
    const task = new HeadlessRun();
    app.on('before-quit', (event) => {
      // Ctrl-C: what is half done is taken back first.
      event.preventDefault();
      void task.cancel();
    });
    try {
      await task.run(headlessTaskSchema.parse(JSON.parse(await readFile(taskPath, 'utf8'))));
      await finishOutput();
      app.exit(0);
    } catch (error) {
      const code = error instanceof CodedError ? error.code : 'internal';
      tell({ type: 'failed', code, message: error instanceof Error ? error.message : String(error) });
      await finishOutput();
      app.exit(1);
    }
  });
}

class HeadlessRun {
  readonly #supervisor: WorkerSupervisor;
  readonly #host: CompositorHost;
  /** Every job as last heard of: those of the task may change before the reply that names them. */
  readonly #jobs = new Map<string, Job>();
  #wanted: ReadonlySet<string> = new Set();
  readonly #end = openEnd();
  /** What the worker knows besides the project. */
  readonly #told: [InternalChannel, unknown][] = [];

  constructor() {
    this.#host = new CompositorHost(() => this.#supervisor.worker as PortCarrier | null);
    this.#supervisor = new WorkerSupervisor({
      spawn: startWorkerProcess,
      onEvent: (event, payload) => this.#hear(event, payload),
      onHostRequest: (request) => void this.#host.start(request),
      // A worker that comes after a crash has to know it, too.
      onSpawned: (tell) => {
        for (const [channel, request] of this.#told) tell(channel, request);
      },
      onState: (state, message) => {
        if (state === 'lost') this.#end.reject(new CodedError('workerLost', message));
      },
    });
    // It may fail before anybody waits for it.
    this.#end.promise.catch(() => undefined);
  }

  async run(task: HeadlessTask): Promise<void> {
    try {
      if (task.command === 'generate') await this.#giveMeans(task);
      const mediaBase = this.#serveMedia();
      if (isRendered(task)) this.#host.warmUp();
      await this.#openProject({ path: task.project, mediaBase });
      const startedAtMs = performance.now();
      const jobs = await this.#queue(task);
      this.#wanted = new Set(jobs.map(({ id }) => id));
      tell({ type: 'queued', jobIds: jobs.map(({ id }) => id) });
      for (const job of jobs) this.#note(this.#jobs.get(job.id) ?? job);
      await this.#end.promise;
      const seconds = (performance.now() - startedAtMs) / 1000;
      unwrap(await this.#supervisor.callInternal('project.closeCurrent', null));
      tell({ type: 'ended', seconds });
    } finally {
      this.#host.dispose();
      this.#supervisor.stop();
    }
  }

  /** Ends the jobs; `run` then ends as usual. */
  async cancel(): Promise<void> {
    if (this.#wanted.size === 0) this.#end.reject(new CodedError('cancelled', 'Cancelled.'));
    await Promise.all([...this.#wanted].map((jobId) => this.#supervisor.call('jobs.cancel', { jobId })));
  }

  /** Keys, servers, workflows and programs of this run. @throws CodedError `refused` where a key is missing */
  async #giveMeans({ provider, generators, keysFile }: Extract<HeadlessTask, { command: 'generate' }>) {
    const told = this.#told;
    if (generators) told.push(['generators.hold', generators]);
    if (provider === 'kling') {
      const kling = klingWithoutWindow(keysFile);
      if (!kling) throw new CodedError('refused', noKlingKey);
      told.push(['keys.hold', { kling, languageModel: null }]);
    }
    for (const [channel, request] of told) {
      unwrap(await this.#supervisor.callInternal(channel, request as never));
    }
  }

  /** Answers the hidden page. @returns where the media of the project are found */
  #serveMedia(): string {
    const token = randomBytes(16).toString('hex');
    const holder = { supervisor: this.#supervisor };
    secureSession(session.defaultSession);
    installProtocol(session.defaultSession, {
      rendererFolder,
      locate: (address) =>
        locateMedia(
          { ofToken: (wanted) => (wanted === token ? holder : undefined), front: () => holder },
          address,
        ),
    });
    return `ekonte://media/${token}/`;
  }

  async #openProject(project: { readonly path: string; readonly mediaBase: string }): Promise<void> {
    unwrap(await this.#supervisor.callInternal('project.openAt', project));
    this.#supervisor.setProject(project);
  }

  async #queue(task: HeadlessTask): Promise<readonly Job[]> {
    if (task.command === 'render') {
      const { out, shotIds } = task;
      return [unwrap(await this.#supervisor.callInternal('jobs.exportFilm', { path: out, shotIds }))];
    }
    if (task.command === 'sheets') {
      const { out: path, shotIds, settings } = task;
      return [unwrap(await this.#supervisor.callInternal('jobs.exportSheets', { path, shotIds, settings }))];
    }
    if (task.command === 'timeline') {
      const { out: path, shotIds, settings } = task;
      return [unwrap(await this.#supervisor.callInternal('jobs.exportCut', { path, shotIds, settings }))];
    }
    const { shotIds, provider, preset, settings, approved, folder, landAs } = task;
    if (folder) {
      const order = { shotIds, settings, ...folder };
      return unwrap(await this.#supervisor.callInternal('stills.saveAt', order)) as Job[];
    }
    const wish = { shotIds, provider, preset, settings, approved, ...(landAs ? { landAs } : {}) };
    return unwrap(await this.#supervisor.call('generation.submit', wish)) as Job[];
  }

  #hear(event: string, payload: unknown): void {
    if (event === 'problem.raised') {
      process.stderr.write(`${(payload as WindowEvents['problem.raised']).message}\n`);
    }
    if (event !== 'jobs.changed') return;
    this.#note((payload as WindowEvents['jobs.changed']).job);
  }

  #note(job: Job): void {
    this.#jobs.set(job.id, job);
    if (!this.#wanted.has(job.id)) return;
    tell({ type: 'job', job });
    const jobs = [...this.#wanted].map((id) => this.#jobs.get(id));
    if (jobs.every((known) => known && isOver(known))) this.#end.resolve();
  }
}

const noKlingKey =
  'There is no key for Kling that can be read here. Set it in the environment: EKONTE_KLING_KEY (and EKONTE_KLING_ADDRESS for an address of your own).';

/** Whether the hidden page is needed: it comes up while the worker opens the project. */
function isRendered(task: HeadlessTask): boolean {
  return task.command === 'render' || (task.command === 'generate' && task.provider === 'local');
}

/** Ended, or waiting for a person, who is not here. */
function isOver({ state, wait }: Job): boolean {
  return endedJobStates.includes(state) || (state === 'waiting' && wait?.untilMs === null);
}

function openEnd() {
  let settle = { resolve: (): void => undefined, reject: (_error: Error): void => undefined };
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle };
}

/** @throws CodedError of a failed call */
function unwrap<T>(result: RpcResult<T>): T {
  if (result.ok) return result.value;
  throw new CodedError(result.error.code, result.error.message, result.error.recordId);
}

function tell(line: HeadlessLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** `app.exit` does not wait for a pipe to be emptied. */
function finishOutput(): Promise<void> {
  return new Promise((resolve) => process.stdout.write('', () => resolve()));
}
