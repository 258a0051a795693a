import { Button as BaseButton } from '@base-ui/react/button';
import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';
import { cx } from './cx';
import type { Icon } from './icons';
import { Spinner } from './Spinner';

export interface ButtonProps extends Omit<ComponentProps<typeof BaseButton>, 'className' | 'style'> {
  /** `accent` for the one next step of a place; `plain` has no surface until the pointer is over it. */
  readonly variant?: 'plain' | 'raised' | 'accent' | 'danger' | undefined;
  readonly size?: 'small' | 'medium' | 'large' | undefined;
  readonly icon?: Icon | undefined;
  /** Shows a spinner in place of the icon and takes no clicks. */
  readonly isBusy?: boolean | undefined;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}

export function Button({
  variant = 'raised',
  size = 'medium',
  icon: IconOfButton,
  isBusy = false,
  disabled,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <BaseButton
      {...rest}
      className={cx(styles.button, styles[variant], styles[size], className)}
      disabled={disabled === true || isBusy}
      aria-busy={isBusy || undefined}
    >
      {isBusy ? <Spinner /> : IconOfButton && <IconOfButton aria-hidden />}
      {children !== undefined && <span className={styles.label}>{children}</span>}
    </BaseButton>
  );
}
