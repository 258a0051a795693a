import { focusAlongRow } from './alongRow';
import { cx } from './cx';
import type { Icon } from './icons';
import styles from './SegmentedControl.module.css';
import { Tooltip } from './Tooltip';

export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** With an icon, the label is the tooltip and the accessible name. */
  readonly icon?: Icon | undefined;
  readonly keys?: string | undefined;
}

export interface SegmentedControlProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly segments: readonly Segment<Value>[];
  readonly onChange: (value: Value) => void;
  readonly className?: string | undefined;
}

/**
 * One of a few, all in sight. Plain buttons: Base UI's group renders itself once more while it is being shown, and has the
 * page laid out for it, which every opening of a project would wait for.
 */
export function SegmentedControl<Value extends string>({
  label,
  value,
  segments,
  onChange,
  className,
}: SegmentedControlProps<Value>) {
  // What is chosen is in the tab order; where nothing is, the first.
  const tabStop = segments.some((segment) => segment.value === value) ? value : segments[0]?.value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a look and a layout of its own
    <div role="group" aria-label={label} className={cx(styles.group, className)} onKeyDown={focusAlongRow}>
      {segments.map(({ value: segmentValue, label: text, icon: IconOfSegment, keys }) => {
        const isChosen = segmentValue === value;
        const button = (
          <button
            key={segmentValue}
            type="button"
            className={cx(styles.segment, IconOfSegment && styles.iconSegment)}
            aria-label={IconOfSegment ? text : undefined}
            aria-pressed={isChosen}
            tabIndex={segmentValue === tabStop ? 0 : -1}
            onClick={() => {
              if (!isChosen) onChange(segmentValue);
            }}
          >
            {IconOfSegment ? <IconOfSegment aria-hidden /> : text}
          </button>
        );
        if (!IconOfSegment && keys === undefined) return button;
        return (
          <Tooltip key={segmentValue} label={text} keys={keys}>
            {button}
          </Tooltip>
        );
      })}
    </div>
  );
}
