import { cx } from './cx';
import styles from './Spinner.module.css';

/** Something is under way that has no measure. With a label it is announced. */
export function Spinner({
  label,
  className,
}: {
  readonly label?: string | undefined;
  readonly className?: string | undefined;
}) {
  return label === undefined ? (
    <span className={cx(styles.spinner, className)} aria-hidden />
  ) : (
    <span className={cx(styles.spinner, className)} role="status" aria-label={label} />
  );
}
