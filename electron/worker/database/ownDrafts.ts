import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { nanoid } from 'nanoid';

/*
 * Archives and copies of projects are made in a hidden folder beside where they go, and take their name when they are whole. The
 * folder's name says whose it is, so that what a crash left can be told from the work of another program.
 */

const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const pattern = /^\.ekonte-draft-([0-9a-f]{8})-(\d+)-[A-Za-z0-9_-]{12}$/;

/** A path in `around` for a new work; nothing is made. */
export function draftPath(around: string): string {
  return join(around, `.ekonte-draft-${host}-${process.pid}-${nanoid(12)}`);
}

/** Removes what works of this machine left whose programs are gone. Never throws: it is a favour. */
export async function sweepDrafts(around: string): Promise<void> {
  const names = await readdir(around).catch(() => []);
  const left = names.filter((name) => {
    const [, ofHost, pid] = pattern.exec(name) ?? [];
    return ofHost === host && !isRunning(Number(pid));
  });
  await Promise.all(
    left.map((name) => rm(join(around, name), { recursive: true, force: true }).catch(() => undefined)),
  );
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
