import styles from './Kbd.module.css';
import { shortcutCaps, shortcutText } from './keys';

/** A shortcut drawn as caps; `keys` as in keys.ts. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <kbd className={styles.kbd} aria-label={shortcutText(keys)}>
      {shortcutCaps(keys).map((cap) => (
        <span key={cap} className={styles.cap}>
          {cap}
        </span>
      ))}
    </kbd>
  );
}
