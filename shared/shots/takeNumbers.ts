import type { DocumentView } from '../document/document';
import type { ShotId } from '../document/ids';
import type { Take } from '../document/records';

/** The takes of a shot, oldest first: the first is take 1. */
export function takesOf(document: DocumentView, shotId: ShotId): readonly Take[] {
  return [...document.childrenOf('take', shotId)].sort((a, b) => a.createdAtMs - b.createdAtMs);
}

/** Counted from 1; 0 for one that is gone. */
export function takeNumber(document: DocumentView, { id, shotId }: Pick<Take, 'id' | 'shotId'>): number {
  return takesOf(document, shotId).findIndex((take) => take.id === id) + 1;
}
