import { Button as BaseButton } from '@base-ui/react/button';
import type { ComponentProps } from 'react';
import { cx } from './cx';
import styles from './IconButton.module.css';
import type { Icon } from './icons';
import { shortcutText } from './keys';
import { Tooltip } from './Tooltip';

export interface IconButtonProps
  extends Omit<ComponentProps<typeof BaseButton>, 'className' | 'style' | 'children'> {
  readonly icon: Icon;
  /** Accessible name and tooltip. */
  readonly label: string;
  /** What the tooltip says where it is more than the name: "Undo Move Shot". */
  readonly tooltip?: string | undefined;
  readonly keys?: string | undefined;
  /** Pressed state of a toggle or the tool in hand; leave out for a button that only does. */
  readonly isActive?: boolean | undefined;
  readonly size?: 'small' | 'medium' | 'large' | undefined;
  readonly tooltipSide?: 'top' | 'bottom' | 'left' | 'right' | undefined;
  readonly className?: string | undefined;
}

/** A 16 px icon as button, with its name and shortcut as tooltip. Stays focusable when disabled, so that its name can be read. */
export function IconButton({
  icon: IconOfButton,
  label,
  tooltip,
  keys,
  isActive,
  size = 'medium',
  tooltipSide,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={tooltip ?? label} keys={keys} side={tooltipSide}>
      <BaseButton
        {...rest}
        focusableWhenDisabled
        className={cx(styles.button, styles[size], isActive && styles.active, className)}
        aria-label={label}
        aria-pressed={isActive}
        aria-keyshortcuts={keys === undefined ? undefined : shortcutText(keys, false)}
      >
        <IconOfButton aria-hidden />
      </BaseButton>
    </Tooltip>
  );
}
