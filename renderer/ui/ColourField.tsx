import { useState } from 'react';
import styles from './ColourField.module.css';
import { cx } from './cx';
import { Popover } from './Popover';
import { Tooltip } from './Tooltip';
import { useDraft } from './useDraft';

/** Paper, ink, greys, and the colours of the house: what a storyboard is drawn with. */
const palette = [
  '#f3f4f6',
  '#b8bdc5',
  '#7a818b',
  '#454b54',
  '#1a1c1f',
  '#000000',
  '#e5594f',
  '#e8a54b',
  '#f0d36b',
  '#6fb08a',
  '#6f9fd0',
  '#8f7fd0',
  '#5c3a2e',
  '#d98f5c',
  '#f2c9a5',
  '#2d5d55',
  '#23476f',
  '#3d2c63',
] as const;

export interface ColourFieldProps {
  readonly label: string;
  /** `#rrggbb`; null = several different ones, or none where `canBeNone`. */
  readonly value: string | null;
  readonly onCommit: (colour: string | null) => void;
  /** Offers "None". */
  readonly canBeNone?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly side?: 'top' | 'bottom' | 'left' | 'right' | undefined;
}

/** A colour as a swatch; pressed, it offers a palette and any colour by its number. */
export function ColourField({
  label,
  value,
  onCommit,
  canBeNone = false,
  isDisabled = false,
  side = 'bottom',
}: ColourFieldProps) {
  const [isOpen, setOpen] = useState(false);
  const draft = useDraft(value ?? '', (text) => {
    const typed = /^#?([0-9a-f]{6})$/i.exec(text.trim())?.[1];
    if (typed) onCommit(`#${typed.toLowerCase()}`);
  });
  return (
    <Popover
      label={label}
      side={side}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          className={cx(styles.swatch, value === null && styles.none)}
          style={value === null ? undefined : { background: value }}
          aria-label={`${label}: ${value ?? 'none'}`}
          title={label}
          disabled={isDisabled}
        />
      }
    >
      <div className={styles.panel}>
        <div className={styles.grid}>
          {palette.map((colour) => (
            <Tooltip key={colour} label={colour}>
              <button
                type="button"
                className={cx(styles.choice, colour === value && styles.chosen)}
                style={{ background: colour }}
                aria-label={colour}
                aria-pressed={colour === value}
                onClick={() => {
                  onCommit(colour);
                  setOpen(false);
                }}
              />
            </Tooltip>
          ))}
        </div>
        <div className={styles.row}>
          <input
            type="color"
            className={styles.picker}
            aria-label="Any colour"
            value={value ?? '#000000'}
            onChange={(event) => onCommit(event.currentTarget.value.toLowerCase())}
          />
          <input
            className={styles.text}
            aria-label="Number of the colour"
            value={draft.text}
            placeholder="#rrggbb"
            maxLength={7}
            spellCheck={false}
            onFocus={draft.begin}
            onChange={(event) => draft.setText(event.currentTarget.value)}
            onBlur={draft.commit}
            onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          />
          {canBeNone && (
            <button
              type="button"
              className={styles.noneButton}
              onClick={() => {
                onCommit(null);
                setOpen(false);
              }}
            >
              None
            </button>
          )}
        </div>
      </div>
    </Popover>
  );
}
