import styles from './MediaDialogs.module.css';

/** A path on one line; what has no room goes at its beginning: its end tells more. */
export function PathText({ path }: { readonly path: string }) {
  return (
    <span className={styles.path}>
      <bdi dir="ltr">{path}</bdi>
    </span>
  );
}
