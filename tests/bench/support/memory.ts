import { readFileSync } from 'node:fs';
import { treeOf } from './processes';

/**
 * Memory of a process and all it started, pages they share counted once, MB; null where the system does not tell.
 */
export function memoryMegabytes(pid: number | undefined): number | null {
  if (pid === undefined || process.platform !== 'linux') return null;
  let kilobytes = 0;
  for (const id of treeOf(pid)) {
    try {
      const share = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1];
      kilobytes += Number(share ?? 0);
    } catch {
      // It has ended meanwhile.
    }
  }
  return kilobytes === 0 ? null : Math.round(kilobytes / 1024);
}
