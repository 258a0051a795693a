import type { ReactNode } from 'react';
import { cx } from './cx';
import styles from './EmptyState.module.css';
import type { Icon } from './icons';

export interface EmptyStateProps {
  readonly icon: Icon;
  /** What to do here: "Drop pictures here to make shots." */
  readonly message: ReactNode;
  /** The one next step. */
  readonly action?: ReactNode;
  readonly className?: string | undefined;
}

/** An empty place says what belongs here and offers the one next step. */
export function EmptyState({ icon: IconOfState, message, action, className }: EmptyStateProps) {
  return (
    <div className={cx(styles.root, className)}>
      <span className={styles.icon}>
        <IconOfState aria-hidden />
      </span>
      <p className={styles.message}>{message}</p>
      {action}
    </div>
  );
}
