import { Progress } from '@base-ui/react/progress';
import { cx } from './cx';
import styles from './ProgressBar.module.css';

export interface ProgressBarProps {
  readonly label: string;
  /** 0 … 1; null = under way without a measure. */
  readonly value: number | null;
  readonly tone?: 'accent' | 'good' | 'danger' | undefined;
  readonly className?: string | undefined;
}

export function ProgressBar({ label, value, tone = 'accent', className }: ProgressBarProps) {
  return (
    <Progress.Root className={cx(styles.root, className)} value={value} min={0} max={1} aria-label={label}>
      <Progress.Track className={styles.track}>
        <Progress.Indicator className={cx(styles.indicator, styles[tone])} />
      </Progress.Track>
    </Progress.Root>
  );
}
