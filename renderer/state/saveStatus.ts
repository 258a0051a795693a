import type { PlaceState } from '@shared/rpc/table';

/** How the open project stands, as the window says it. "Saved" is said only when all that was done is on the disk. */
export type SaveStatus =
  | { readonly kind: 'readOnly' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'notSaved'; readonly reason: string; readonly count: number };

export interface SaveFacts {
  readonly isReadOnly: boolean;
  /** Edits sent and not yet answered. */
  readonly pendingEdits: number;
  readonly worker: 'ready' | 'restarting' | 'lost';
  readonly place: PlaceState;
  /** Edits that could not be saved, oldest first. */
  readonly unsaved: readonly { readonly message: string }[];
  /** Those are being tried again. */
  readonly isTrying: boolean;
}

export function saveStatus(facts: SaveFacts): SaveStatus {
  const { isReadOnly, pendingEdits, worker, place, unsaved, isTrying } = facts;
  if (isReadOnly) return { kind: 'readOnly' };
  const count = unsaved.length;
  if (isTrying || (worker === 'restarting' && place === 'here')) return { kind: 'saving' };
  if (count > 0) return { kind: 'notSaved', reason: unsaved.at(-1)?.message ?? '', count };
  if (worker === 'lost')
    return {
      kind: 'notSaved',
      reason: 'The part that saves has stopped. What was saved is on the disk.',
      count,
    };
  if (place !== 'here') return { kind: 'notSaved', reason: placeReasons[place], count };
  return pendingEdits > 0 ? { kind: 'saving' } : { kind: 'saved' };
}

const placeReasons = {
  gone: 'The project is not at its place any more. Everything up to the last edit was saved there.',
  replaced: 'Another project is at its place now. Everything up to the last edit was saved in this one.',
  closed: 'The project could not be taken up again where it is now.',
} as const;
