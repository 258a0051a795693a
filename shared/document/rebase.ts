import { runAtOnce } from '../steps/runSteps';
import type { Diff } from './diff';
import { type DocumentView, parentIdOf } from './document';
import { Draft } from './draft';
import type { IdOf, Kind } from './records';
import { parentKinds, rulesFrom } from './references';

/**
 * A change made for one state of a document, written into a draft of a later state. The history needs it: between
 * an edit and its undo, finished jobs may have added takes or set other fields.
 *
 * - A record that the change removes goes with all that has come to hang on it, in its present state.
 * - A field that the change sets is set, whatever it holds now; other fields of the record stay.
 * - What the change updates or removes and is gone already is left out.
 * - A record that comes back is mended where it points to something gone, and stays away if its parent is gone.
 *
 * `draft.toDiff()` is what really happens, so its reverse leads back to exactly this state.
 */
export function rebaseDiff(document: DocumentView, diff: Diff): Draft {
  return runAtOnce(rebaseInSteps(document, diff));
}

/** Records a step deals with. */
const recordsPerStep = 100;

/** The same in steps of a few milliseconds; the document must stay as it is between them. */
export function* rebaseInSteps(document: DocumentView, diff: Diff): Generator<void, Draft> {
  const draft = new Draft(document);
  let count = 0;
  const isStepDone = (): boolean => {
    count += 1;
    return count % recordsPerStep === 0;
  };
  for (const record of diff.added) {
    if (!draft.has(record.kind, record.id)) draft.add(record);
    if (isStepDone()) yield;
  }
  for (const { kind, id, to } of diff.updated) {
    if (draft.has(kind, id)) draft.update(kind, id as IdOf<Kind>, to);
    if (isStepDone()) yield;
  }
  // Last: what is removed takes along whoever still points to it, and the updates may have pointed elsewhere.
  for (const record of diff.removed) {
    draft.remove(record.kind, record.id);
    if (isStepDone()) yield;
  }
  for (const { kind, id } of draft.touched()) {
    mendReferences(draft, kind, id);
    if (isStepDone()) yield;
  }
  return draft;
}

function mendReferences(draft: Draft, kind: Kind, id: string): void {
  const record = draft.get(kind, id as IdOf<Kind>);
  if (!record) return;
  const parentKind = parentKinds[kind];
  const parentId = parentIdOf(record);
  if (parentKind && parentId !== undefined && !draft.has(parentKind, parentId)) {
    draft.remove(kind, id);
    return;
  }
  for (const rule of rulesFrom(kind)) {
    for (const targetId of rule.idsOf(record)) {
      if (draft.has(rule.target, targetId)) continue;
      const present = draft.get(kind, record.id);
      if (!present) return;
      if (rule.onRemoval === 'remove') draft.remove(kind, id);
      else draft.update(kind, record.id, rule.onRemoval(present, targetId));
    }
  }
}
