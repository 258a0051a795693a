import { readdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/** How often threads are looked for that have come since, ms. */
const lookEveryMs = 250;

/**
 * Keeps programs behind others: rendering keeps every core busy for minutes, and whoever works in a window, and the
 * worker that saves it, go first. Threads that are made later inherit it, but Chromium gives some of them, those that
 * compose among them, their usual priority wherever the system lets it: so it is said again and again.
 * @param pids the processes as they are now
 * @returns leaves them alone from then on
 */
export function stayBack(pids: () => readonly number[]): () => void {
  const look = (): void => {
    for (const id of pids().flatMap(threadsOf)) {
      try {
        setPriority(id, constants.priority.PRIORITY_BELOW_NORMAL);
      } catch {
        // Some systems do not let a program do so: it then works at the common priority. A thread may have ended.
      }
    }
  };
  look();
  const timer = setInterval(look, lookEveryMs);
  return () => clearInterval(timer);
}

/** Linux keeps a priority for each thread, others for the process. */
function threadsOf(pid: number): readonly number[] {
  if (process.platform !== 'linux') return [pid];
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [pid];
  }
}
