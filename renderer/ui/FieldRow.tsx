import type { ReactNode } from 'react';
import { cx } from './cx';
import styles from './FieldRow.module.css';

export interface FieldRowProps {
  /** Visible label; the control inside has its own accessible one. */
  readonly label: ReactNode;
  readonly children: ReactNode;
  /** Label above instead of beside: for text areas and wide controls. */
  readonly isStacked?: boolean | undefined;
  readonly className?: string | undefined;
}

/** One line of a panel: label in an 84 px column, controls beside it. */
export function FieldRow({ label, children, isStacked = false, className }: FieldRowProps) {
  return (
    <div className={cx(styles.row, isStacked && styles.stacked, className)}>
      <span className={styles.label}>{label}</span>
      <div className={styles.controls}>{children}</div>
    </div>
  );
}
