import { statfs } from 'node:fs/promises';
import { ArchiveProblem, writingProblem } from './archiveProblem.ts';

/** Refuses what cannot fit before a byte of it is written. `what`: begins the sentence. @throws ArchiveProblem `diskFull` */
export async function requireRoom(folder: string, bytes: number, what: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder).catch((error: unknown) => {
    throw writingProblem(error, folder);
  });
  const free = bavail * bsize;
  if (free >= bytes) return;
  const megabytes = (count: number) => `${Math.ceil(count / 1_000_000).toLocaleString('en-US')} MB`;
  throw new ArchiveProblem(
    'diskFull',
    `${what} needs ${megabytes(bytes)}, and "${folder}" has ${megabytes(free)} free. Make room there, or choose another disk.`,
  );
}
