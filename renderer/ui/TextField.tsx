import { Input } from '@base-ui/react/input';
import type { KeyboardEvent, Ref } from 'react';
import { cx } from './cx';
import { IconButton } from './IconButton';
import { Search, X } from './icons';
import { oneLine, withLineBreaks } from './oneLine';
import styles from './TextField.module.css';
import { useDraft } from './useDraft';

export interface TextFieldProps {
  readonly label: string;
  /** Its line breaks are shown as spaces, and kept where nothing is typed over them. */
  readonly value: string;
  /** With Enter or on leaving the field, if the text changed. Escape takes the typing back. */
  readonly onCommit: (text: string) => void;
  /** While typing, for a preview. */
  readonly onType?: ((text: string) => void) | undefined;
  /** After Escape, for fields that show only while in use. */
  readonly onCancel?: (() => void) | undefined;
  /** After leaving the field in any way, when its text has been committed. */
  readonly onLeave?: (() => void) | undefined;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number | undefined;
  /** Typed letters are not shown: for keys. */
  readonly isSecret?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  /** For a field that shows only while in use. Left by a key, it gives the focus back to the list it stands in. */
  readonly hasAutoFocus?: boolean | undefined;
  readonly className?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
  /** Of a `datalist` with what could be meant. */
  readonly listId?: string | undefined;
}

/** Where nothing was typed, Escape in a dialog means the dialog. */
function leavesEscape({ currentTarget }: KeyboardEvent<HTMLElement>, isUntouched: boolean): boolean {
  return isUntouched && currentTarget.closest('[role="dialog"]') !== null;
}

export function TextField({
  label,
  value,
  onCommit,
  onType,
  onCancel,
  onLeave,
  placeholder,
  maxLength = 400,
  isSecret = false,
  isDisabled = false,
  hasAutoFocus = false,
  className,
  inputRef,
  listId,
}: TextFieldProps) {
  const shown = oneLine(value);
  const draft = useDraft(shown, (typed) => onCommit(withLineBreaks(value, typed)));
  const leave = (field: HTMLInputElement): void => {
    const list = hasAutoFocus ? field.closest<HTMLElement>('[role="listbox"]') : null;
    list?.focus({ preventScroll: true });
    field.blur();
  };
  const handleKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    // Enter that ends a Japanese conversion belongs to the input method.
    if (event.nativeEvent.isComposing) return;
    // In a form, Enter sends the form, which a field that lost the focus would not do.
    if (event.key === 'Enter' && event.currentTarget.form === null) leave(event.currentTarget);
    if (event.key === 'Escape' && !(onCancel === undefined && leavesEscape(event, draft.text === shown))) {
      event.stopPropagation();
      draft.cancel();
      onCancel?.();
      leave(event.currentTarget);
    }
  };
  return (
    <Input
      ref={inputRef}
      list={listId}
      className={cx(styles.field, className)}
      aria-label={label}
      value={draft.text}
      placeholder={placeholder}
      maxLength={maxLength}
      type={isSecret ? 'password' : 'text'}
      disabled={isDisabled}
      autoFocus={hasAutoFocus}
      spellCheck={false}
      onPointerEnter={({ currentTarget: field }) => {
        // What does not fit can be read without going into the field.
        field.title = !isSecret && field.scrollWidth > field.clientWidth ? field.value : '';
      }}
      onFocus={(event) => {
        draft.begin();
        event.currentTarget.select();
      }}
      onChange={(event) => {
        draft.setText(event.currentTarget.value);
        onType?.(event.currentTarget.value);
      }}
      onBlur={() => {
        draft.commit();
        onLeave?.();
      }}
      onKeyDown={handleKeyDown}
    />
  );
}

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly className?: string | undefined;
}

/** Filters as one types; Escape or the cross empties it. */
export function SearchField({ label, value, onChange, className }: SearchFieldProps) {
  return (
    <div className={cx(styles.search, className)}>
      <Search aria-hidden className={styles.glass} />
      <Input
        type="search"
        className={cx(styles.field, styles.searchInput)}
        aria-label={label}
        placeholder={label}
        value={value}
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
          if (leavesEscape(event, value === '')) return;
          if (value === '') event.currentTarget.blur();
          else onChange('');
          event.stopPropagation();
        }}
      />
      {value !== '' && (
        <IconButton
          icon={X}
          label="Clear"
          size="small"
          className={styles.clear}
          onClick={() => onChange('')}
        />
      )}
    </div>
  );
}

export interface TextAreaProps {
  readonly label: string;
  readonly value: string;
  /** On leaving the field or with Ctrl/Cmd+Enter, if the text changed. */
  readonly onCommit: (text: string) => void;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number | undefined;
  /** Lines it is high at least; it grows with its text. */
  readonly rows?: number | undefined;
  readonly className?: string | undefined;
}

export function TextArea({
  label,
  value,
  onCommit,
  placeholder,
  maxLength = 20_000,
  rows = 3,
  className,
}: TextAreaProps) {
  const draft = useDraft(value, onCommit);
  return (
    <textarea
      className={cx(styles.field, styles.area, className)}
      aria-label={label}
      value={draft.text}
      placeholder={placeholder}
      maxLength={maxLength}
      rows={rows}
      onFocus={draft.begin}
      onChange={(event) => draft.setText(event.currentTarget.value)}
      onBlur={draft.commit}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.blur();
        if (event.key === 'Escape' && !leavesEscape(event, draft.text === value)) {
          event.stopPropagation();
          draft.cancel();
          event.currentTarget.blur();
        }
      }}
    />
  );
}
