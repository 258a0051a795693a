import type { Choice, Column } from '@shared/shotlist/columns';
import {
  type ClipboardEventHandler,
  type CSSProperties,
  type KeyboardEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { cx } from '../ui/cx';
import styles from './CellField.module.css';

/** Where the focus goes after a cell was written. */
export type AfterEdit = 'stay' | 'down' | 'up' | 'next' | 'previous';

export interface CellFieldHandle {
  focus(): void;
}

export interface CellFieldProps {
  readonly ref: Ref<CellFieldHandle>;
  /** Over the focused cell. */
  readonly style: CSSProperties;
  readonly column: Column | null;
  readonly label: string;
  readonly activeId: string | undefined;
  /** What the cell says now. */
  readonly present: string;
  readonly choices: readonly Choice[] | null;
  readonly isEditing: boolean;
  /** Something was typed on the cell itself. */
  readonly onBegin: () => void;
  /** @returns why the text cannot be written; null = it was */
  readonly onCommit: (text: string, after: AfterEdit, isForAll: boolean) => string | null;
  readonly onCancel: () => void;
  /** Keys while nothing is edited: those of the grid. */
  readonly onGridKey: (event: KeyboardEvent) => void;
  readonly onClipboard: ClipboardEventHandler;
  readonly onFocusChange: (isFocused: boolean) => void;
}

/**
 * The one field of the grid. It always has the focus and lies, unseen, on the focused cell, so that typing, an input method
 * for Japanese among it, begins there at once; then it is the cell's editor. Enter and Tab write, Escape takes back,
 * Alt+Enter breaks the line, Ctrl+Enter writes to all chosen cells.
 */
export function CellField({
  ref,
  style,
  column,
  label,
  activeId,
  present,
  choices,
  isEditing,
  onBegin,
  onCommit,
  onCancel,
  onGridKey,
  onClipboard,
  onFocusChange,
}: CellFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const pickedLine = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [at, setAt] = useState<number | null>(null);
  /** Typing began on the cell itself, and not with what it holds. */
  const isReplacing = useRef(false);
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus({ preventScroll: true }) }), []);

  // Opened by a key or a double click: with what the cell holds, all of it selected.
  useLayoutEffect(() => {
    if (!isEditing) {
      isReplacing.current = false;
      setTyped('');
      setProblem(null);
      setAt(null);
      return;
    }
    if (isReplacing.current) return;
    setTyped(present);
    const element = field.current;
    if (!element) return;
    element.value = present;
    element.select();
  }, [isEditing, present]);

  const isFiltering = isReplacing.current || typed !== present;
  const offered = isEditing && choices ? matching(choices, typed, isFiltering) : [];
  // Before anything is typed it is what the cell holds; then the best that fits.
  const firstAt = isFiltering
    ? typed.trim() === ''
      ? -1
      : 0
    : offered.findIndex(({ value }) => value === present);
  const pickedAt = at ?? firstAt;
  const picked = offered[pickedAt];
  useEffect(() => {
    if (picked) pickedLine.current?.scrollIntoView({ block: 'nearest' });
  }, [picked]);
  const commit = (text: string, after: AfterEdit, isForAll = false): boolean => {
    const refused = onCommit(text, after, isForAll);
    setProblem(refused);
    return refused === null;
  };

  const handleKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // Enter that ends a Japanese conversion belongs to the input method.
    if (event.nativeEvent.isComposing) return;
    if (!isEditing) {
      onGridKey(event);
      return;
    }
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation();
    switch (event.key) {
      case 'Escape':
        event.preventDefault();
        onCancel();
        return;
      case 'Enter':
        if (event.altKey && column?.type === 'text') {
          field.current?.setRangeText('\n', field.current.selectionStart, field.current.selectionEnd, 'end');
          setTyped(field.current?.value ?? '');
          return;
        }
        event.preventDefault();
        commit(picked?.value ?? typed, event.shiftKey ? 'up' : 'down', event.ctrlKey || event.metaKey);
        return;
      case 'Tab':
        event.preventDefault();
        commit(picked?.value ?? typed, event.shiftKey ? 'previous' : 'next');
        return;
      case 'ArrowDown':
      case 'ArrowUp':
        if (offered.length === 0) return;
        event.preventDefault();
        setAt(stepped(pickedAt, event.key === 'ArrowDown' ? 1 : -1, offered.length));
        return;
    }
  };
  const begin = (): void => {
    if (isEditing || !column?.read) return;
    isReplacing.current = true;
    onBegin();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: beside a short text is the cell as well, where the field keeps the focus
    <div
      className={cx(
        styles.editor,
        !isEditing && styles.idle,
        column?.type === 'text' && styles.wide,
        (column?.type === 'number' || column?.type === 'length') && styles.atRight,
      )}
      style={style}
      data-editor
      onMouseDown={(event) => event.target === event.currentTarget && event.preventDefault()}
    >
      <textarea
        ref={field}
        rows={1}
        className={styles.field}
        aria-label={label}
        aria-activedescendant={activeId}
        aria-invalid={problem !== null || undefined}
        readOnly={!isEditing && !column?.read}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        maxLength={20_000}
        onChange={(event) => {
          if (!isEditing && !column?.read) return;
          begin();
          setTyped(event.currentTarget.value);
          setAt(null);
          setProblem(null);
        }}
        onCompositionStart={begin}
        onKeyDown={handleKeyDown}
        onCopy={isEditing ? undefined : onClipboard}
        onCut={isEditing ? undefined : onClipboard}
        onPaste={isEditing ? undefined : onClipboard}
        onFocus={() => onFocusChange(true)}
        onBlur={() => {
          onFocusChange(false);
          // What cannot be written when one clicks elsewhere is not written: the cell shows what is.
          if (isEditing && !commit(typed, 'stay')) onCancel();
        }}
      />
      {isEditing && problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {offered.length > 0 && problem === null && (
        <div className={styles.choices} role="listbox" aria-label={`Choices for ${label}`}>
          {offered.map((choice, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
            <div
              key={choice.value}
              ref={choice === picked ? pickedLine : undefined}
              role="option"
              aria-selected={choice === picked}
              className={cx(styles.choice, choice === picked && styles.picked)}
              // Before the field loses the focus and writes what was typed.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => commit(choice.value, 'stay')}
              onPointerMove={() => setAt(index)}
            >
              {choice.colour && <span className={styles.dot} style={{ background: choice.colour }} />}
              <span>{choice.value}</span>
              {choice.detail && <span className={styles.detail}>{choice.detail}</span>}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

/** Those that begin with what is typed, then those that hold it; all before anything is. */
function matching(choices: readonly Choice[], typed: string, isFiltering: boolean): readonly Choice[] {
  const wanted = typed.trim().toLowerCase();
  if (!isFiltering || wanted === '') return choices;
  const texts = ({ value, detail = '' }: Choice) => [value.toLowerCase(), detail.toLowerCase()];
  const begins = choices.filter((choice) => texts(choice).some((text) => text.startsWith(wanted)));
  const holds = choices.filter(
    (choice) => !begins.includes(choice) && texts(choice).some((text) => text.includes(wanted)),
  );
  return [...begins, ...holds];
}

/** @param at -1 = none yet */
function stepped(at: number, by: number, count: number): number {
  if (at < 0) return by > 0 ? 0 : count - 1;
  return (at + by + count) % count;
}
