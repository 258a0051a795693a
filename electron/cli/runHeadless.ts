import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { constants, setPriority, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { endedJobStates, type Job } from '@shared/generation/job';
import { type HeadlessTask, headlessLineSchema, headlessSwitch } from '@shared/rpc/headless';
import { CodedError, type ErrorCode } from '@shared/rpc/result';
import { ProgressMeter } from '../worker/jobs/progress';
import type { CliWorld } from './cliContext';
import { openDisplay } from './display';

export interface HeadlessResult {
  /** The task's jobs as they ended, in the order they were queued. */
  readonly jobs: readonly Job[];
  /** Time of the work itself, without the start of Electron. */
  readonly seconds: number;
}

/** The one job of a task that makes one file. @throws CodedError with why it was not done */
export function requireDone({ jobs: [job] }: HeadlessResult): Job {
  if (job?.state === 'done') return job;
  const { code, message } = job?.error ?? { code: 'cancelled', message: 'Cancelled.' };
  throw new CodedError(code as ErrorCode, message);
}

/**
 * Does a task that needs pictures in an Electron without a window, telling of progress on stderr.
 * @throws CodedError with what Electron said when nothing could be done
 */
export async function runHeadless(task: HeadlessTask, world: CliWorld): Promise<HeadlessResult> {
  const electron = findElectron();
  const folder = await mkdtemp(join(tmpdir(), 'ekonte-cli-'));
  try {
    const taskPath = join(folder, 'task.json');
    await writeFile(taskPath, JSON.stringify(task));
    const display = await openDisplay();
    try {
      const args = [
        ...electron.args,
        `--user-data-dir=${join(folder, 'profile')}`,
        `${headlessSwitch}${taskPath}`,
      ];
      return await runElectron(electron.path, args, display.env, world);
    } finally {
      display.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Inside Electron it is Electron itself; from a checkout the scripts name one. */
function findElectron(): { path: string; args: readonly string[] } {
  const { EKONTE_ELECTRON, EKONTE_ELECTRON_SWITCHES = '' } = process.env;
  if (EKONTE_ELECTRON) {
    const switches = EKONTE_ELECTRON_SWITCHES.split(' ').filter((part) => part !== '');
    return { path: EKONTE_ELECTRON, args: [...switches, resolve(import.meta.dirname, '../..')] };
  }
  if (process.versions.electron) return { path: process.execPath, args: [] };
  throw new CodedError(
    'unsupported',
    'Rendering needs Electron. In a checkout start the command as "npm run -s ekonte -- …", which brings it.',
  );
}

function runElectron(
  path: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  world: CliWorld,
): Promise<HeadlessResult> {
  return new Promise((done, reject) => {
    const environment: NodeJS.ProcessEnv = { ...process.env, ...env };
    // It would turn Electron into a plain Node.
    delete environment.ELECTRON_RUN_AS_NODE;
    const child = spawn(path, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    stayBack(child.pid);
    const progress = new ProgressLines(world);
    const jobs = new Map<string, Job>();
    let order: readonly string[] = [];
    let outcome: { seconds: number } | CodedError | null = null;
    let words = '';
    const stop = () => void child.kill('SIGTERM');
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      // Chromium speaks here, too: shown only when Electron itself fails.
      words = (words + text).slice(-4000);
    });
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = parseLine(text);
      if (line?.type === 'queued') order = line.jobIds;
      if (line?.type === 'job') {
        jobs.set(line.job.id, line.job);
        progress.tell(line.job, order, jobs);
      }
      if (line?.type === 'ended') outcome = line;
      if (line?.type === 'failed') outcome = new CodedError(line.code as ErrorCode, line.message);
    });
    child.once('error', (error) =>
      reject(new CodedError('internal', `Electron could not be started: ${error.message}`)),
    );
    child.once('close', (code) => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      if (outcome instanceof CodedError) reject(outcome);
      else if (outcome) done({ jobs: order.flatMap((id) => jobs.get(id) ?? []), seconds: outcome.seconds });
      else reject(new CodedError('internal', `Electron ended with ${code ?? 'a signal'}:\n${words.trim()}`));
    });
  });
}

/** The program keeps itself in the background; so that its very start, which is work for all cores, is there, too. */
function stayBack(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Ended already, or not allowed.
  }
}

function parseLine(text: string) {
  try {
    return headlessLineSchema.parse(JSON.parse(text));
  } catch {
    // Not one of ours.
    return undefined;
  }
}

/** Progress for people: a line when a job ends, and every two seconds between. */
class ProgressLines {
  readonly #world: CliWorld;
  readonly #told = new Set<string>();
  /** What was last said of waiting, by job. */
  readonly #waits = new Map<string, string>();
  #meter: ProgressMeter | null = null;
  #lastMs: number;

  constructor(world: CliWorld) {
    this.#world = world;
    this.#lastMs = world.now();
  }

  tell(job: Job, order: readonly string[], jobs: ReadonlyMap<string, Job>): void {
    const hasEnded = endedJobStates.includes(job.state);
    const words = job.state === 'waiting' ? job.wait?.message : undefined;
    if (words !== undefined && this.#waits.get(job.id) !== words) {
      this.#waits.set(job.id, words);
      this.#world.stderr(`${job.label}: ${words}\n`);
    }
    if (hasEnded && !this.#told.has(job.id)) {
      this.#told.add(job.id);
      this.#world.stderr(`${endInWords(job)}\n`);
    }
    if (jobs.size < order.length || this.#world.now() - this.#lastMs < 2000) return;
    this.#lastMs = this.#world.now();
    const all = order.flatMap((id) => jobs.get(id) ?? []);
    const total = all.reduce((sum, { framesTotal }) => sum + framesTotal, 0);
    const work = all.reduce((sum, { framesTotal, progress }) => sum + framesTotal * progress, 0);
    this.#meter ??= new ProgressMeter(total - work, this.#world.now);
    const { secondsLeft } = order.length > 1 ? this.#meter.measure(work) : job;
    const left = secondsLeft === null || work >= total ? '' : `, ${Math.ceil(secondsLeft)} s left`;
    if (this.#told.size < order.length) {
      this.#world.stderr(`  ${Math.floor((100 * work) / total)} % of ${total} ${unitOf(all)}${left}\n`);
    }
  }
}

/** What jobs count in. */
function unitOf(jobs: readonly Job[]): string {
  if (jobs.every(({ type }) => type === 'timeline')) return 'media';
  return jobs.every(({ type }) => type === 'sheets') ? 'pictures' : 'frames';
}

function endInWords(job: Job): string {
  const { label, state, framesTotal, error } = job;
  if (state === 'failed') return `${label}: failed. ${error?.message ?? ''}`;
  return state === 'done' ? `${label}: ${framesTotal} ${unitOf([job])}` : `${label}: ${state}`;
}
