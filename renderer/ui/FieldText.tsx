import { cx } from './cx';
import styles from './TextField.module.css';

/** The text of a field that cannot be typed into yet, in the field's own place and look. */
export function FieldText({
  text,
  placeholder = '',
  className,
}: {
  readonly text: string;
  readonly placeholder?: string | undefined;
  readonly className?: string | undefined;
}) {
  return (
    <span
      className={cx(styles.field, styles.asText, text === '' && styles.placeholder, className)}
      aria-hidden
    >
      {text === '' ? placeholder : text}
    </span>
  );
}
