import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArchiveCases, ArchiveFailure } from './archives/archiveCases';
import { type FuzzOptions, type FuzzReport, longestCaseMs, newReport } from './fuzzReport';

/** Waits without end take no processor time. ms */
const longestWaitMs = 60_000;

export interface ArchiveFuzzReport extends FuzzReport {
  /** How many cases there were of each change. */
  readonly changes: Record<string, number>;
}

/**
 * Changes packed projects and unpacks them. What may come of it: a refusal with a code and words and nothing left anywhere, or
 * the project as it was packed, what is missing named; never a crash, never more than two seconds, never a byte outside.
 * @throws Error that names the seed, what was done to the archive, and where a copy of it is
 */
export async function fuzzArchives({ cases, seed, onCase }: FuzzOptions): Promise<ArchiveFuzzReport> {
  const report: ArchiveFuzzReport = { ...newReport('archives', seed), changes: {} };
  const place = mkdtempSync(join(quickDisk(), 'ekonte-fuzz-'));
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);
  process.on('unhandledRejection', note);
  process.on('uncaughtException', note);
  try {
    const archives = await ArchiveCases.make(place);
    while (report.cases < cases) {
      const caseSeed = seed + report.cases;
      const began = process.cpuUsage();
      try {
        const { change, refusal } = await inTime(archives.run(caseSeed));
        if (unhandled.length > 0) throw new Error(`an error nobody handled: ${String(unhandled[0])}`);
        const { user, system } = process.cpuUsage(began);
        const tookMs = (user + system) / 1_000;
        report.slowestMs = Math.max(report.slowestMs, Math.round(tookMs));
        if (tookMs > longestCaseMs) throw new Error(`it took ${Math.round(tookMs)} ms`);
        report.changes[change] = (report.changes[change] ?? 0) + 1;
        if (refusal === null) report.accepted += 1;
        else report.refused[refusal] = (report.refused[refusal] ?? 0) + 1;
      } catch (error) {
        throw new Error(`Seed ${caseSeed}${keep(error, caseSeed)}: ${wordsOf(error)}`);
      }
      report.cases += 1;
      onCase?.(report);
    }
    archives.requireFilesClosed();
    return report;
  } finally {
    process.off('unhandledRejection', note);
    process.off('uncaughtException', note);
    rmSync(place, { recursive: true, force: true });
  }
}

async function inTime<T>(running: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('it does not end')), longestWaitMs);
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Keeps the archive that has found something. @returns where, in words */
function keep(error: unknown, seed: number): string {
  if (!(error instanceof ArchiveFailure)) return '';
  const folder = join(tmpdir(), 'ekonte-fuzz-findings');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `archive-${seed}.ekontez`);
  writeFileSync(path, error.change.bytes);
  return ` (${error.change.name}; ${path})`;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A disk in memory, where there is one with room: waiting for a disk is most of a case otherwise. */
function quickDisk(): string {
  const memory = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > 500_000_000 ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}
