import { useRef, useState } from 'react';

export interface Draft {
  /** What the field shows: the typed text while it is edited, else the value. */
  readonly text: string;
  readonly isEditing: boolean;
  readonly setText: (text: string) => void;
  readonly begin: () => void;
  /** Hands the typed text on, once, if it differs from the value. */
  readonly commit: () => void;
  readonly cancel: () => void;
}

/** Typed text that becomes an edit only when it is done (Enter or leaving the field), and never after Escape. */
export function useDraft(value: string, onCommit: (text: string) => void): Draft {
  const [draft, setDraft] = useState<string | null>(null);
  // The events of one key press (Enter, then the blur it causes) see the same render's state.
  const present = useRef<string | null>(null);
  const put = (next: string | null): void => {
    present.current = next;
    setDraft(next);
  };
  return {
    text: draft ?? value,
    isEditing: draft !== null,
    setText: put,
    begin: () => put(present.current ?? value),
    commit: () => {
      const typed = present.current;
      put(null);
      if (typed !== null && typed !== value) onCommit(typed);
    },
    cancel: () => put(null),
  };
}
