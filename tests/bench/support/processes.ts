import { readdirSync, readFileSync } from 'node:fs';

/** A process and its descendants. */
export function treeOf(ancestor: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statFields(Number(name));
    if (stat) parents.set(Number(name), Number(stat[1]));
  }
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at))
      if (at === ancestor) return true;
    return false;
  };
  return [...parents.keys()].filter(isBelow);
}

/** User and system time of a process, clock ticks. */
export function cpuTicks(pid: number): number | null {
  const fields = statFields(pid);
  return fields && Number(fields[11]) + Number(fields[12]);
}

/** Fields of /proc/PID/stat after the name, which may hold spaces: state, parent, … */
function statFields(pid: number): string[] | null {
  const text = readProc(pid, 'stat');
  return text === null ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

export function readProc(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It has ended.
    return null;
  }
}
