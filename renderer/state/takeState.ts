import type { Document } from '@shared/document/document';
import type { Kind, Shot } from '@shared/document/records';
import { isTakeStale } from '@shared/generation/inputsHash';

/** Kinds whose change can make a take stale or fresh. */
const inputKinds: readonly Kind[] = [
  'project',
  'shot',
  'board',
  'layer',
  'stroke',
  'cameraKeyframe',
  'element',
  'look',
  'media',
  'take',
  'dialogueLine',
];

const known = new WeakMap<Document, { key: string; stale: Map<string, boolean> }>();

/** Whether the shot shows a take that was made from other inputs than the shot's present ones. Hashed once a change. */
export function isShotTakeStale(document: Document, shot: Shot): boolean {
  if (!shot.activeTakeId) return false;
  const take = document.get('take', shot.activeTakeId);
  if (!take) return false;
  const key = inputKinds.map((kind) => document.version(kind)).join('|');
  let memo = known.get(document);
  if (memo?.key !== key) {
    memo = { key, stale: new Map() };
    known.set(document, memo);
  }
  const before = memo.stale.get(take.id);
  if (before !== undefined) return before;
  const stale = isTakeStale(document, take);
  memo.stale.set(take.id, stale);
  return stale;
}
