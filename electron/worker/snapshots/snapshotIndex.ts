import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rateSchema } from '@shared/time/rate';
import { z } from 'zod';

const entrySchema = z.object({
  /** Of which file: another size or time is another file. */
  byteSize: z.int(),
  modifiedAtMs: z.int(),
  /** As it was given; the file's name holds it only as far as file systems take it. */
  name: z.string(),
  format: z.int(),
  revision: z.int(),
  shots: z.int(),
  scenes: z.int(),
  takes: z.int(),
  lengthFrames: z.int(),
  rate: rateSchema.nullable(),
  problem: z.string().nullable(),
});
export type IndexEntry = z.infer<typeof entrySchema>;

const indexSchema = z.object({ version: z.literal(1), snapshots: z.record(z.string(), entrySchema) });

const indexPath = (folder: string): string => join(folder, 'index.json');

/** What is known of the snapshots of a folder. It only saves time: one that is lost or broken is made anew from the files. */
export function readIndex(folder: string): Map<string, IndexEntry> {
  try {
    const { snapshots } = indexSchema.parse(JSON.parse(readFileSync(indexPath(folder), 'utf8')));
    return new Map(Object.entries(snapshots));
  } catch {
    return new Map();
  }
}

/** Never fails: without it, the files are looked into again. */
export function writeIndex(folder: string, entries: ReadonlyMap<string, IndexEntry>): void {
  try {
    const draft = `${indexPath(folder)}.new`;
    writeFileSync(draft, JSON.stringify({ version: 1, snapshots: Object.fromEntries(entries) }));
    renameSync(draft, indexPath(folder));
  } catch {
    return;
  }
}
