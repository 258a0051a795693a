import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
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

/** One of a few, all in sight. */
export function SegmentedControl<Value extends string>({
  label,
  value,
  segments,
  onChange,
  className,
}: SegmentedControlProps<Value>) {
  return (
    <ToggleGroup
      aria-label={label}
      className={cx(styles.group, className)}
      value={[value]}
      onValueChange={(next) => {
        const chosen = segments.find((segment) => segment.value === next[0]);
        // A click on the chosen segment would leave none.
        if (chosen) onChange(chosen.value);
      }}
    >
      {segments.map(({ value: segmentValue, label: text, icon: IconOfSegment, keys }) => {
        const toggle = (
          <Toggle
            key={segmentValue}
            value={segmentValue}
            className={cx(styles.segment, IconOfSegment && styles.iconSegment)}
            aria-label={IconOfSegment ? text : undefined}
          >
            {IconOfSegment ? <IconOfSegment aria-hidden /> : text}
          </Toggle>
        );
        if (!IconOfSegment && keys === undefined) return toggle;
        return (
          <Tooltip key={segmentValue} label={text} keys={keys}>
            {toggle}
          </Tooltip>
        );
      })}
    </ToggleGroup>
  );
}
