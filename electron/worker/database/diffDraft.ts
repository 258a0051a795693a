import type { Diff } from '@shared/document/diff';
import type { DocumentView } from '@shared/document/document';
import { Draft } from '@shared/document/draft';
import type { IdOf, Kind } from '@shared/document/records';

/** Records that a step deals with. */
const recordsPerStep = 100;

/**
 * A diff written into a draft of the document it was made for, in steps of a few milliseconds; the document must stay as it is
 * between them. @throws as Draft
 */
export function* draftInSteps(document: DocumentView, diff: Diff): Generator<void, Draft> {
  const draft = new Draft(document);
  let count = 0;
  for (const record of diff.added) {
    draft.add(record);
    count += 1;
    if (count % recordsPerStep === 0) yield;
  }
  for (const { kind, id, to } of diff.updated) {
    draft.update(kind, id as IdOf<Kind>, to);
    count += 1;
    if (count % recordsPerStep === 0) yield;
  }
  // Last, as in rebaseDiff: the updates may have pointed elsewhere what would go along.
  for (const record of diff.removed) {
    draft.remove(record.kind, record.id);
    count += 1;
    if (count % recordsPerStep === 0) yield;
  }
  return draft;
}
