import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type CommandDefinition, planCommand } from '@shared/commands/command';
import { commands, findCommand } from '@shared/commands/registry';
import { idFactory } from '@shared/document/factories';
import { createRandom } from '@shared/testing/random';
import { randomArgs } from '@shared/testing/randomArgs';
import { openForWriting } from '../../electron/worker/database/databaseFile';
import { openProject } from '../../electron/worker/database/openProject';
import type { ProjectDatabase } from '../../electron/worker/database/projectDatabase';
import { NodeWorkers } from '../crash/nodeWorkerTarget';
import { writeBigProject } from '../generators/bigProject';
import type { BenchRow } from './benchRow';

const shotCount = 2_000;
const commitCount = 1_000;
const openings = 5;
const randomSeconds = 10;

/** Openings and commits of a 2,000-shot project on disk. */
export async function rows(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ekonte-database-bench-'));
  try {
    const project = join(folder, 'Big.ekonte');
    const recordCount = writeBigProject(project, { shots: shotCount });
    return [...(await measureOpening(project, recordCount)), ...(await measureCommits(project, folder))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each in a worker process that has done nothing before. Reference: reading and parsing the same rows, nothing else. */
async function measureOpening(project: string, recordCount: number): Promise<BenchRow[]> {
  const workers = await NodeWorkers.create();
  try {
    const times: number[] = [];
    for (let count = 0; count < openings; count += 1) {
      const worker = await workers.take();
      const start = performance.now();
      const opened = await worker.call('project.openAt', { path: project });
      times.push(performance.now() - start);
      if (!opened.ok) throw new Error(opened.error.message);
      await worker.stop();
    }
    const value = median(times);
    const bare = Array.from({ length: openings }, () =>
      milliseconds(() => readRows(join(project, 'project.db'))),
    );
    return [
      {
        name: `open ${shotCount} shots, ${recordCount} records in the worker`,
        value: round(value),
        unit: 'ms',
        budget: '≤ 400 ms',
        pass: value <= 400,
        reference: { name: 'bare read and JSON.parse of the rows', value: round(median(bare)), unit: 'ms' },
      },
    ];
  } finally {
    await workers.dispose();
  }
}

/**
 * One edit after the other, planned and committed as the window's are, while every core is busy with something else.
 * Reference: append and fsync of a file under the same load.
 */
async function measureCommits(project: string, folder: string): Promise<BenchRow[]> {
  const { database, close } = openProject(project, { now: Date.now, onCommitted: () => {} });
  const random = createRandom(7);
  const shots = database.document.list('shot');
  const edit = findCommand('shot.edit');
  if (!edit) throw new Error('There is no command shot.edit.');
  const context = { newId: idFactory(() => random.text(21)), nowMs: 0 };
  const commitOne = (index: number) => {
    const args = { shotIds: [random.pick(shots)?.id], fields: { action: `Take ${index}` } };
    const planned = planCommand(edit, database.document, args, context);
    database.commit(planned.diff, { label: planned.label, command: edit.id, source: 'user' });
  };
  const measured = (state: string): BenchRow[] => {
    const commits = Array.from({ length: commitCount }, (_, index) => milliseconds(() => commitOne(index)));
    const reference = {
      name: 'append of 1 KB and fsync, p99',
      value: round(percentile(syncTimes(folder), 0.99)),
      unit: 'ms',
    };
    const p99 = percentile(commits, 0.99);
    const name = `commit of one edit, durable, ${shotCount} shots, ${state}`;
    return [
      { name: `${name}: p50`, value: round(median(commits)), unit: 'ms', budget: 'see p99', pass: null },
      { name: `${name}: p99`, value: round(p99), unit: 'ms', budget: '≤ 10 ms', pass: p99 <= 10, reference },
    ];
  };
  try {
    const idle = measured('idle');
    const busy = await startBusyCores();
    try {
      return [...idle, ...measured('all cores busy'), randomCommandsRow(database)];
    } finally {
      await busy.stop();
    }
  } finally {
    close();
  }
}

/**
 * Commands of the whole registry with arguments by chance, planned, checked and committed one after the other, while every
 * core is busy. What is refused counts: saying no takes time, too.
 */
function randomCommandsRow(database: ProjectDatabase): BenchRow {
  const random = createRandom(11);
  const context = { newId: idFactory(() => random.text(21)), nowMs: 0 };
  const runnable = commands.filter(({ isInternal }) => !isInternal);
  let done = 0;
  let count = 0;
  const start = performance.now();
  while (performance.now() - start < randomSeconds * 1_000) {
    const command = random.pick(runnable) as CommandDefinition;
    count += 1;
    try {
      const planned = planCommand(
        command,
        database.document,
        randomArgs(command, database.document, random),
        context,
      );
      database.commit(planned.diff, { label: planned.label, command: command.id, source: 'user' });
      done += 1;
    } catch {
      // Refused, as the window would be told.
    }
  }
  const seconds = (performance.now() - start) / 1_000;
  return {
    name: `random commands of the whole registry, ${shotCount} shots, all cores busy`,
    value: round(count / seconds),
    unit: 'commands/s',
    budget: 'none; to be compared between versions',
    pass: null,
    reference: { name: 'of which done', value: round(done / seconds), unit: 'commands/s' },
  };
}

/** As many endless loops as there are cores, at the priority that the app renders at. */
async function startBusyCores(): Promise<{ stop(): Promise<void> }> {
  const loop = "process.stdout.write('on'); for (;;);";
  const children = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ['-e', loop], { stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  await Promise.all(children.map((child) => once(child.stdout, 'data')));
  for (const { pid } of children)
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  return {
    stop: async () => {
      const exits = children.map((child) => once(child, 'exit'));
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(exits);
    },
  };
}

function readRows(path: string): void {
  const handle = openForWriting(path);
  for (const { json } of handle.prepare<[], { json: string }>('SELECT json FROM record').iterate())
    JSON.parse(json);
  handle.close();
}

function syncTimes(folder: string): number[] {
  const file = openSync(join(folder, 'reference.log'), 'a');
  const bytes = Buffer.alloc(1_024, 1);
  try {
    return Array.from({ length: commitCount }, () =>
      milliseconds(() => {
        writeSync(file, bytes);
        fsyncSync(file);
      }),
    );
  } finally {
    closeSync(file);
  }
}

function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
