import { execFile } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { copyFile, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { addCopied, addLinked, makeProject } from '../../electron/worker/archive/testing/archiveProject';
import { openProject } from '../../electron/worker/database/openProject';
import { runEdit } from '../../electron/worker/database/testing/edits';
import { fingerprintFile } from '../../electron/worker/media/thread/fingerprint';
import type { BenchRow } from './benchRow';
import { CommitTimer } from './support/commitTimer';

const largeFiles = 4;
const largeBytes = 100_000_000;
const smallFiles = 2_000;
const smallBytes = 60_000;
/** Beyond what 32 bits hold: the sizes and places of zip64. */
const hugeBytes = 4_600_000_000;
const commitBudgetMs = 10;
const idleMs = 3_000;
/** The built program, as it is shipped. */
const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');

/** A project of 520 MB in 2,004 media, packed and unpacked, against a plain copy; and one beyond 4 GB. */
export async function rows(): Promise<BenchRow[]> {
  const around = mkdtempSync(join(tmpdir(), 'ekonte-archive-bench-'));
  try {
    return [...(await speed(around)), ...(await beyond4Gigabytes(around))];
  } finally {
    rmSync(around, { recursive: true, force: true });
  }
}

async function speed(around: string): Promise<BenchRow[]> {
  const folder = makeProject(around);
  const opened = openProject(folder, { now: Date.now, onCommitted: () => undefined });
  const megabytes = (largeFiles * largeBytes + smallFiles * smallBytes) / 1_000_000;
  try {
    const { database } = opened;
    for (let count = 0; count < largeFiles; count += 1) {
      addCopied(folder, database, `${count}.mov`, randomFillSync(Buffer.allocUnsafe(largeBytes)));
    }
    for (let count = 0; count < smallFiles; count += 1) {
      addCopied(folder, database, `${count}.png`, randomFillSync(Buffer.allocUnsafe(smallBytes)));
    }
    const copy = await seconds(() => copySynced(join(folder, 'media'), join(around, 'plain')));
    const path = join(around, 'Film.ekontez');
    const commits = new CommitTimer(() => void runEdit(database, 'shot.add', { lengthFrames: 24 }));
    commits.start();
    await wait(idleMs);
    const idle = commits.stop().p99;
    commits.start();
    const pack = await seconds(() => ekonte('export', folder, '--format', 'ekontez', '--out', path));
    const p99 = commits.stop().p99;
    const unpack = await seconds(() => ekonte('unpack', path, join(around, 'Unpacked.ekonte')));
    const reference = {
      name: 'plain copy of its media, synced',
      value: round(megabytes / copy),
      unit: 'MB/s',
    };
    const row = (name: string, took: number): BenchRow => ({
      name: `${name} a project of ${Math.round(megabytes)} MB, ${largeFiles + smallFiles} media`,
      value: round(megabytes / took),
      unit: 'MB/s',
      budget: '≥ 0.3 × plain copy, synced',
      pass: took <= copy / 0.3,
      reference,
    });
    return [
      row('pack', pack),
      row('unpack', unpack),
      {
        name: 'commit while a project is packed, p99',
        value: round(p99),
        unit: 'ms',
        budget: `≤ ${commitBudgetMs} ms`,
        pass: p99 <= commitBudgetMs,
        reference: { name: 'the same while nothing is packed', value: round(idle), unit: 'ms' },
      },
    ];
  } finally {
    opened.close();
  }
}

/** A linked file with holes is read, packed and unpacked whole; what comes out is compared by its hash on the way. */
async function beyond4Gigabytes(around: string): Promise<BenchRow[]> {
  const name = `pack and unpack a file of ${hugeBytes / 1e9} GB (zip64)`;
  const { bavail, bsize } = statfsSync(around);
  const budget = 'comes out as it went in';
  if (bavail * bsize < 2.5 * hugeBytes) return [{ name, value: 0, unit: 's', budget, pass: null }];
  const folder = makeProject(around, 'Huge');
  const file = join(around, 'huge.mov');
  mkdirSync(join(around, 'out'));
  const opened = openProject(folder, { now: Date.now, onCommitted: () => undefined });
  try {
    writeFileSync(file, '');
    truncateSync(file, hugeBytes);
    const { fingerprint } = fingerprintFile(file, 'samples', () => undefined);
    const fields = { fingerprint, fingerprintOf: 'samples', byteSize: hugeBytes } as const;
    addLinked(opened.database, join(around, 'huge.png'), Buffer.alloc(0), {
      ...fields,
      mimeType: 'video/quicktime',
      storage: { mode: 'linked', path: file, rootId: null, modifiedAtMs: null },
    });
    addCopied(folder, opened.database, 'small.png', readFileSync(join(folder, 'project.db')));
    const path = join(around, 'Huge.ekontez');
    let isWhole = false;
    const took = await seconds(async () => {
      const packed = await ekonte('export', folder, '--format', 'ekontez', '--out', path);
      const unpacked = await ekonte('unpack', path, join(around, 'out', 'Huge.ekonte'));
      // Unpacking compares every media with the hash it is called by.
      isWhole = packed['broughtAlong'] === 1 && unpacked['mediaCount'] === 2;
    });
    return [{ name, value: round(took), unit: 's', budget, pass: isWhole }];
  } finally {
    opened.close();
  }
}

/**
 * Of the media only: whoever opens and closes the files of a database that is in use takes the locks of its own process
 * away.
 */
async function copySynced(from: string, to: string): Promise<void> {
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    const target = join(to, name);
    if (statSync(join(from, name)).isDirectory()) {
      mkdirSync(target, { recursive: true });
      continue;
    }
    mkdirSync(dirname(target), { recursive: true });
    await copyFile(join(from, name), target);
    const file = await open(target, 'r+');
    await file.sync();
    await file.close();
  }
}

/** @throws Error with its words when it fails, or loses anything */
async function ekonte(...args: string[]): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args, '--json']);
  return JSON.parse(stdout) as Record<string, unknown>;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
}

const round = (value: number): number => Math.round(value * 10) / 10;
