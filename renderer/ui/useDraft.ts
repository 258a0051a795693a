import { useRef, useState } from 'react';

export interface Draft {
  /** What the field shows: the typed text while it is edited, else the value. */
  readonly text: string;
  readonly isEditing: boolean;
  readonly setText: (text: string) => void;
  readonly begin: () => void;
  /** The text that a step by key has just handed on itself: leaving the field does not do so again. */
  readonly settle: (text: string) => void;
  /** Hands the text on, once, if it was typed and differs from the value. */
  readonly commit: () => void;
  readonly cancel: () => void;
}

/** Typed text that becomes an edit only when it is done (Enter or leaving the field), and never after Escape. */
export function useDraft(value: string, onCommit: (text: string) => void): Draft {
  const [draft, setDraft] = useState<string | null>(null);
  // The events of one key press (Enter, then the blur it causes) see the same render's state.
  const present = useRef<string | null>(null);
  /** Nothing was typed since this: what changes meanwhile, as by undo, must not be put back by leaving the field. */
  const base = useRef<string | null>(null);
  const isUntouched = useRef(true);
  const put = (next: string | null): void => {
    present.current = next;
    setDraft(next);
  };
  return {
    text: draft === null || isUntouched.current ? value : draft,
    isEditing: draft !== null,
    setText: (text) => {
      isUntouched.current = false;
      put(text);
    },
    settle: (text) => {
      isUntouched.current = false;
      base.current = text;
      put(text);
    },
    begin: () => {
      if (present.current !== null) return;
      isUntouched.current = true;
      base.current = value;
      put(value);
    },
    commit: () => {
      const typed = present.current;
      put(null);
      if (typed !== null && typed !== base.current && typed !== value) onCommit(typed);
    },
    cancel: () => put(null),
  };
}
