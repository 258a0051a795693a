import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { cx } from './cx';
import styles from './ScrubField.module.css';
import { useDraft } from './useDraft';
import { useScrub } from './useScrub';

export interface ScrubFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly onCommit: (value: number) => void;
  /** While dragging; null = taken back. */
  readonly onPreview?: ((value: number | null) => void) | undefined;
  readonly min: number;
  readonly max: number;
  /** Of the arrow keys; a drag moves one step every two px. */
  readonly step: number;
  /** As shown, without the unit. */
  readonly format: (value: number) => string;
  /** @throws Error with words for the person */
  readonly parse: (text: string, current: number) => number;
  readonly round: (value: number) => number;
  /** Small text inside, before and after: "x", "mm". */
  readonly prefix?: string | undefined;
  readonly unit?: string | undefined;
  /** Shown for null ("—", "mixed"). */
  readonly placeholder?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly className?: string | undefined;
}

/**
 * A number that can be dragged, typed and computed. Enter or leaving commits, Escape takes back, arrows step
 * (Shift ten times, Alt a tenth). NumberField and FrameField say how it is written and read.
 */
export function ScrubField({
  label,
  value,
  onCommit,
  onPreview,
  min,
  max,
  step,
  format,
  parse,
  round,
  prefix,
  unit,
  placeholder = '—',
  isDisabled = false,
  className,
}: ScrubFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [preview, setPreview] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const clamp = (next: number): number => Math.min(max, Math.max(min, round(next)));
  const shown = preview ?? value;
  const current = value ?? clamp(0);

  const commit = (next: number): void => {
    setPreview(null);
    if (next !== value) onCommit(next);
  };
  const draft = useDraft(value === null ? '' : format(value), (text) => {
    setProblem(null);
    try {
      if (text.trim() !== '') commit(clamp(parse(text, current)));
    } catch {
      // What cannot be read changes nothing: the field has said so while it was typed.
    }
  });
  const scrub = useScrub({
    value: current,
    perPixel: step / 2,
    isDisabled,
    clamp,
    onPreview: (next) => {
      setPreview(next);
      onPreview?.(next);
    },
    onCommit: commit,
    onClick: () => input.current?.focus(),
  });
  // The value that a drag asked for has arrived, or another came meanwhile.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of the value that ends the preview
  useEffect(() => setPreview(null), [value]);

  const check = (text: string): void => {
    draft.setText(text);
    try {
      if (text.trim() !== '') parse(text, current);
      setProblem(null);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const handleKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    switch (event.key) {
      case 'Enter':
        draft.commit();
        event.currentTarget.blur();
        return;
      case 'Escape':
        event.stopPropagation();
        setProblem(null);
        draft.cancel();
        event.currentTarget.blur();
        return;
      case 'ArrowUp':
      case 'ArrowDown': {
        event.preventDefault();
        const factor = event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
        const next = clamp(current + (event.key === 'ArrowUp' ? 1 : -1) * step * factor);
        draft.settle(format(next));
        commit(next);
        return;
      }
    }
  };

  const text = draft.isEditing ? draft.text : shown === null ? '' : format(shown);
  return (
    <div
      className={cx(styles.field, className)}
      data-scrubbing={scrub.isScrubbing || undefined}
      data-editing={draft.isEditing || undefined}
      data-disabled={isDisabled || undefined}
      data-invalid={problem !== null || undefined}
      title={problem ?? undefined}
      {...(draft.isEditing ? {} : scrub.handlers)}
    >
      {prefix !== undefined && <span className={styles.prefix}>{prefix}</span>}
      <span className={styles.sizer} data-text={text === '' ? placeholder : text}>
        <input
          ref={input}
          className={styles.input}
          role="spinbutton"
          aria-label={label}
          aria-valuenow={shown ?? undefined}
          aria-valuemin={Number.isFinite(min) ? min : undefined}
          aria-valuemax={Number.isFinite(max) ? max : undefined}
          aria-valuetext={
            shown === null ? undefined : `${format(shown)}${unit === undefined ? '' : ` ${unit}`}`
          }
          aria-invalid={problem !== null || undefined}
          value={text}
          placeholder={placeholder}
          disabled={isDisabled}
          spellCheck={false}
          autoComplete="off"
          size={1}
          onFocus={(event) => {
            draft.begin();
            event.currentTarget.select();
          }}
          onChange={(event) => check(event.currentTarget.value)}
          onBlur={draft.commit}
          onKeyDown={handleKeyDown}
        />
      </span>
      {unit !== undefined && <span className={styles.unit}>{unit}</span>}
    </div>
  );
}
