import { type Diff, updateBetween } from '@shared/document/diff';
import { Document, type DocumentView } from '@shared/document/document';
import { type AnyRecord, type IdOf, type Kind, kinds, type Take } from '@shared/document/records';
import { referencesOf } from '@shared/document/references';

/**
 * The change that leads from a document to the records of a version. Takes that came since then stay with the shots the
 * version has, with their media: they are results of jobs, may have cost money, and no edit made them.
 */
export function restoreDiff(present: DocumentView, version: readonly AnyRecord[]): Diff {
  const target = new Map<string, AnyRecord>(version.map((record) => [record.id, record]));
  for (const take of present.list('take')) keepTake(present, target, take);
  const added: AnyRecord[] = [];
  const updated: Diff['updated'][number][] = [];
  for (const record of new Document(target.values()).records()) {
    const before = present.get(record.kind, record.id as IdOf<Kind>);
    const update = before && updateBetween(before, record);
    if (update) updated.push(update);
    else if (!before) added.push(record);
  }
  const removed = kinds.flatMap((kind) =>
    (present.list(kind) as readonly AnyRecord[]).filter((record) => !target.has(record.id)),
  );
  return { added, updated, removed };
}

function keepTake(present: DocumentView, target: Map<string, AnyRecord>, take: Take): void {
  if (target.has(take.id) || !target.has(take.shotId)) return;
  const brought = new Map<string, AnyRecord>([[take.id, take]]);
  const open: AnyRecord[] = [take];
  for (let record = open.pop(); record; record = open.pop()) {
    for (const { kind, id } of referencesOf(record)) {
      if (target.has(id) || brought.has(id)) continue;
      const needed = present.get(kind, id as IdOf<Kind>);
      if (!needed) return;
      brought.set(id, needed);
      open.push(needed);
    }
  }
  for (const [id, record] of brought) target.set(id, record);
}
