import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import type { Committed } from '@shared/rpc/table';
import { fullFilm } from '@shared/testing/fullFilm';
import { createRandom } from '@shared/testing/random';
import SQLite from 'better-sqlite3';
import { checkProject } from '../../electron/worker/database/checkProject';
import { createProject } from '../../electron/worker/database/createProject';
import { WorkerService } from '../../electron/worker/workerService';
import { type FuzzOptions, type FuzzReport, longestCaseMs, newReport } from './fuzzReport';
import { mutateProject } from './mutateProject';

/**
 * Breaks project folders and opens, checks, edits and closes them as the program does. What may come of it: the project opens,
 * or there is an error with a code and words; never a crash, never more than two seconds, never a byte outside its folder.
 * @throws Error that names seed, case and what was done to the folder
 */
export async function fuzzProjects({ cases, seed, onCase }: FuzzOptions): Promise<FuzzReport> {
  const report = newReport('projects', seed);
  const place = mkdtempSync(join(tmpdir(), 'ekonte-fuzz-'));
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);
  process.on('unhandledRejection', note);
  try {
    const bases = await makeBases(place);
    while (report.cases < cases) {
      const random = createRandom(seed + report.cases);
      const base = random.pick(bases) as string;
      const room = join(place, 'case');
      const folder = join(room, 'Film.ekonte');
      cpSync(base, folder, { recursive: true });
      const what = mutateProject(folder, random);
      const outside = filesOutside(place, room);
      const began = process.cpuUsage();
      try {
        await tryProject(folder, report);
        if (unhandled.length > 0) throw new Error(`an error nobody handled: ${String(unhandled[0])}`);
        if (filesOutside(place, room) !== outside)
          throw new Error('something was written outside the project');
        if (readdirSync(room).some((name) => name !== 'Film.ekonte'))
          throw new Error(`something was written beside the project: ${readdirSync(room).join(', ')}`);
        const { user, system } = process.cpuUsage(began);
        const tookMs = (user + system) / 1_000;
        report.slowestMs = Math.max(report.slowestMs, Math.round(tookMs));
        if (tookMs > longestCaseMs) throw new Error(`it took ${Math.round(tookMs)} ms`);
      } catch (error) {
        throw new Error(
          `Case ${report.cases} of seed ${seed} (${what}): ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
      }
      rmSync(room, { recursive: true, force: true });
      report.cases += 1;
      onCase?.(report);
    }
    return report;
  } finally {
    process.off('unhandledRejection', note);
    rmSync(place, { recursive: true, force: true });
  }
}

/** A project with every kind of record and a history, and one of format 1. */
async function makeBases(place: string): Promise<string[]> {
  const full = join(place, 'Full.ekonte');
  createProject(
    full,
    { name: 'Full', rate: { num: 24, den: 1 }, frameSize: { width: 1920, height: 1080 } },
    0,
  );
  const database = new SQLite(join(full, 'project.db'));
  const write = database.prepare('INSERT OR REPLACE INTO record (id, kind, json) VALUES (?, ?, ?)');
  for (const record of fullFilm().records()) write.run(record.id, record.kind, JSON.stringify(record));
  database.close();
  const worker = newWorker();
  await requireOk(worker, 'project.openAt', { path: full, mediaBase: '' });
  const shots = fullFilm()
    .list('shot')
    .map(({ id }) => id);
  for (const shotId of shots) {
    await requireOk(worker, 'edit.run', {
      command: 'shot.duplicate',
      args: { shotIds: [shotId] },
      selection: [shotId],
    });
    await requireOk(worker, 'edit.run', {
      command: 'shot.delete',
      args: { shotIds: [shotId] },
      selection: [shotId],
    });
  }
  for (let count = 0; count < 3; count += 1) await requireOk(worker, 'edit.undo', null);
  await requireOk(worker, 'session.save', { session: { playhead: 12 } });
  await worker.dispose();
  const old = join(place, 'Old.ekonte');
  cpSync(join(import.meta.dirname, '..', 'fixtures', 'projects', 'format-1'), old, { recursive: true });
  return [full, full, full, old];
}

function newWorker(): WorkerService {
  return new WorkerService({ userDataPath: null, emit: () => {}, renderHost: null, now: Date.now });
}

async function requireOk(worker: WorkerService, channel: string, request: unknown): Promise<unknown> {
  const result = await worker.handle(channel, request);
  if (!result.ok) throw new Error(`${channel}: ${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** Opens the project as a window does, works in it, closes it; looks at it as `check` does. */
async function tryProject(folder: string, report: FuzzReport): Promise<void> {
  await checked(folder);
  const worker = newWorker();
  try {
    const opened = await worker.handle('project.openAt', { path: folder, mediaBase: '' });
    if (!opened.ok) {
      requireWords(opened.error.code, opened.error.message);
      report.refused[opened.error.code] = (report.refused[opened.error.code] ?? 0) + 1;
      return;
    }
    report.accepted += 1;
    for (const [channel, request] of visits) {
      const result = await worker.handle(channel, request);
      if (!result.ok) requireWords(result.error.code, result.error.message);
    }
    // What was opened goes on as any project does: an edit is durable, undo takes it back.
    const added = await worker.handle('edit.run', { command: 'scene.add', args: {}, selection: [] });
    if (added.ok) {
      const undone = await worker.handle('edit.undo', null);
      if (undone.ok && (undone.value as Committed | null)?.label !== 'Add Scene')
        throw new Error('undo took back another edit than the last');
      if (!undone.ok) throw new Error(`the edit just made cannot be undone: ${undone.error.message}`);
    } else requireWords(added.error.code, added.error.message);
  } finally {
    await worker.dispose();
  }
  await checked(folder);
}

const visits: readonly [string, unknown][] = [
  ['document.load', null],
  ['session.load', null],
  ['jobs.list', null],
  ['edit.undo', null],
  ['edit.undo', null],
  ['edit.redo', null],
  ['edit.redo', null],
  ['edit.redo', null],
];

async function checked(folder: string): Promise<void> {
  try {
    for (const { message } of await checkProject(folder)) {
      if (message.trim() === '') throw new Error('check has a problem without words');
    }
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    requireWords(error.code, error.message);
  }
}

function requireWords(code: string, message: string): void {
  if (code === 'internal') throw new Error(`an error of ours: ${message}`);
  if (message.trim().length < 10) throw new Error(`no words for "${code}": "${message}"`);
}

/** Every file below a folder with size and content, but for one folder in it. */
function filesOutside(folder: string, without: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => !path.startsWith(without))
    .sort()
    .map(
      (path) =>
        `${path} ${statSync(path).isFile() ? readFileSync(path).length : ''} ${statSync(path).mtimeMs}`,
    )
    .join('\n');
}
