import { setTimeout as wait } from 'node:timers/promises';
import type { AnyRecord } from '@shared/document/records';
import type { RpcResult } from '@shared/rpc/result';
import type { Committed } from '@shared/rpc/table';
import { createRandom, type Random } from '@shared/testing/random';
import { checkProject, type Problem } from '../../electron/worker/database/checkProject';
import type { CrashTarget, RunningTarget } from './crashTarget';
import { nextStep, type StreamStep } from './editStream';
import { contentOf, FilmModel } from './filmModel';
import { type Beside, requireNoStrayMedia, SideWork } from './sideWork';

export interface CrashRunOptions {
  readonly target: CrashTarget;
  /** An existing project; it is filled with noise. */
  readonly projectPath: string;
  readonly kills: number;
  readonly seed: number;
  /** A stream is killed at a moment up to this long after it began, mostly early, ms. */
  readonly longestStreamMs: number;
  readonly onKill?: (report: CrashReport) => void;
}

export interface CrashReport {
  readonly target: string;
  readonly seed: number;
  kills: number;
  /** Edits, undos and redos whose reply had arrived. All of them have to be there. */
  acknowledged: number;
  refused: number;
  /** Under way at a kill: in the database after all, or not. Either is right. */
  unacknowledgedKept: number;
  unacknowledgedLost: number;
  /** Begun beside the edits: versions kept, files coming in. */
  snapshots: number;
  imports: number;
}

/** What was asked for and not answered when the kill came. */
type InFlight = { readonly type: 'undo' | 'redo' | 'edits'; readonly count: number };

interface LoadedDocument {
  readonly revision: number;
  readonly records: readonly AnyRecord[];
}

/**
 * Streams random edits into a target and kills it, again and again. After each kill the project must check clean, hold every
 * acknowledged edit and nothing but whole edits.
 * @throws Error that names the seed and what is wrong
 */
export async function runCrashes(options: CrashRunOptions): Promise<CrashReport> {
  const { target, projectPath, kills, seed, longestStreamMs } = options;
  const random = createRandom(seed);
  const report: CrashReport = {
    target: target.name,
    seed,
    kills: 0,
    acknowledged: 0,
    refused: 0,
    unacknowledgedKept: 0,
    unacknowledgedLost: 0,
    snapshots: 0,
    imports: 0,
  };
  const side = new SideWork(projectPath);
  let running = await target.start(projectPath);
  const first = await load(running);
  const model = new FilmModel(first.records, first.revision);
  while (report.kills < kills) {
    const killed = wait(random.next() ** 3 * longestStreamMs).then(() => running.kill());
    const inFlight = await stream(running, model, random, report, side);
    await killed;
    report.kills += 1;
    const problems = (await checkProject(projectPath)).filter((problem) => !isLeftover(problem, model));
    if (problems.length > 0)
      fail(report, `check finds: ${problems.map(({ message }) => message).join('; ')}`);
    running = await target.start(projectPath);
    await reconcile(running, model, inFlight, report);
    // What reconciling did is in the model.
    running.takeCommits?.();
    options.onKill?.(report);
  }
  await requireNoStrayMedia(running, projectPath, side, model.files);
  await running.stop();
  return report;
}

/** What an import brought that was undone and written over, as FilmModel.files says. Where many are, not all are named. */
function isLeftover({ code, message }: Problem, { files }: FilmModel): boolean {
  if (code !== 'mediaOrphan') return false;
  const path = /media\/[0-9a-f]{2}\/[0-9a-f]{64}\.[a-z0-9]+/.exec(message)?.[0];
  return path === undefined || files.has(path);
}

/** Sends edits until the target is gone. */
async function stream(
  running: RunningTarget,
  model: FilmModel,
  random: Random,
  report: CrashReport,
  side: SideWork,
): Promise<InFlight> {
  /** What runs beside the edits, over several steps. */
  let pending: { readonly commits: number; isDone: boolean } | null = null;
  const begin = ({ request, commits, counts }: Beside): typeof pending => {
    const begun = { commits, isDone: false };
    report[counts] += 1;
    void running.call(...request).then((result) => {
      begun.isDone = true;
      if (!result.ok && result.error.code !== 'workerLost')
        side.failure ??= `${request[0]}: ${result.error.code}: ${result.error.message}`;
    });
    return begun;
  };
  for (;;) {
    if (pending?.isDone) pending = null;
    const beside = pending ? undefined : side.next(running, random);
    if (beside) pending = begin(beside);
    // While files come in nothing is undone: what that leads to would not be known if both were lost.
    const step = nextStep(model.document, random, { canUndo: !pending?.commits });
    const results = await Promise.all(
      requestsOf(step).map(([channel, request]) => running.call(channel, request)),
    );
    if (side.failure) fail(report, side.failure);
    takeCommits(running, model, report);
    let lost = 0;
    for (const result of results) {
      if (!result.ok && result.error.code === 'workerLost') lost += 1;
      else if (lost > 0 && result.ok && result.value !== null) fail(report, 'a lost edit was overtaken');
      else takeAnswer(result, model, report);
    }
    if (lost > 0) return { type: step.type, count: lost + (pending?.commits ?? 0) };
  }
}

function requestsOf(step: StreamStep): [channel: string, request: unknown][] {
  if (step.type === 'edits') return step.requests.map((request) => ['edit.run', request]);
  return [[`edit.${step.type}`, null]];
}

function takeAnswer(result: RpcResult<unknown>, model: FilmModel, report: CrashReport): void {
  if (!result.ok) {
    if (!['refused', 'notFound', 'badRequest'].includes(result.error.code)) {
      fail(report, `${result.error.code}: ${result.error.message}`);
    }
    report.refused += 1;
    return;
  }
  // null: nothing to undo, or an edit that changed nothing.
  if (result.value === null) return;
  const committed = result.value as Committed;
  if (committed.revision > model.revision) applyCommit(committed, model, report);
  report.acknowledged += 1;
}

/** Commits that are heard of are on the disk, answered or not. */
function takeCommits(running: RunningTarget, model: FilmModel, report: CrashReport): void {
  for (const committed of running.takeCommits?.() ?? []) applyCommit(committed, model, report);
}

function applyCommit(committed: Committed, model: FilmModel, report: CrashReport): void {
  try {
    model.apply(committed);
  } catch (error) {
    fail(report, error instanceof Error ? error.message : String(error));
  }
}

/** The reopened project against the model, and the model brought up to what was kept of the unacknowledged. */
async function reconcile(
  running: RunningTarget,
  model: FilmModel,
  inFlight: InFlight,
  report: CrashReport,
): Promise<void> {
  const loaded = await load(running);
  const kept = loaded.revision - model.revision;
  if (kept < 0) fail(report, `revision ${model.revision} was acknowledged, ${loaded.revision} is there`);
  if (kept > inFlight.count) fail(report, `${kept} edits are there that nobody asked for`);
  report.unacknowledgedKept += kept;
  report.unacknowledgedLost += inFlight.count - kept;
  if (kept === 0) requireSame(loaded, model.content, report);
  else if (inFlight.type !== 'edits') {
    requireSame(loaded, model.stateAfter(inFlight.type) ?? contentOf(loaded.records), report);
    model.takeStep(inFlight.type, loaded.records);
  } else await goBackAndForth(running, model, kept, loaded, report);
}

/** Edits nobody heard of again: undoing them has to lead to what was acknowledged, redoing them to what was found. */
async function goBackAndForth(
  running: RunningTarget,
  model: FilmModel,
  kept: number,
  found: LoadedDocument,
  report: CrashReport,
): Promise<void> {
  for (let count = 0; count < kept; count += 1) await requireValue(running, 'edit.undo');
  requireSame(await load(running), model.content, report);
  model.skipRevisions(2 * kept);
  for (let count = 0; count < kept; count += 1) {
    const committed = await requireValue<Committed>(running, 'edit.redo');
    model.apply({ ...committed, source: 'user' });
  }
  requireSame(found, model.content, report);
}

function requireSame(loaded: LoadedDocument, expected: string, report: CrashReport): void {
  if (contentOf(loaded.records) !== expected)
    fail(report, `the document is not the acknowledged one at revision ${loaded.revision}`);
}

function load(running: RunningTarget): Promise<LoadedDocument> {
  return requireValue<LoadedDocument>(running, 'document.load');
}

async function requireValue<T>(running: RunningTarget, channel: string): Promise<T> {
  const result = await running.call(channel, null);
  if (!result.ok) throw new Error(`${channel}: ${result.error.code}: ${result.error.message}`);
  return result.value as T;
}

function fail(report: CrashReport, what: string): never {
  throw new Error(`After kill ${report.kills} of ${report.target}, seed ${report.seed}: ${what}.`);
}
