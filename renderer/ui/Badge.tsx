import type { ReactNode } from 'react';
import styles from './Badge.module.css';
import { cx } from './cx';

export type BadgeTone =
  | 'neutral'
  | 'accent'
  | 'danger'
  | 'picture'
  | 'pictureAccent'
  | 'character'
  | 'object'
  | 'place'
  | 'style';

/** A short fact on or beside something. `picture` and `pictureAccent` read on any picture. */
export function Badge({
  tone = 'neutral',
  children,
  className,
}: {
  readonly tone?: BadgeTone | undefined;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}) {
  return <span className={cx(styles.badge, styles[tone], className)}>{children}</span>;
}

/** The coloured dot of an element's type or a track. */
export function Dot({ color }: { readonly color: string }) {
  return <span className={styles.dot} style={{ background: color }} aria-hidden />;
}
