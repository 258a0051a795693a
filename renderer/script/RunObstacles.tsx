import { CircleAlert } from '../ui/icons';
import styles from './VoiceDialogs.module.css';

/** What stands against a run, in words. */
export function RunObstacles({ obstacles }: { readonly obstacles: readonly string[] }) {
  return obstacles.map((words) => (
    <p key={words} role="alert" className={styles.problem} data-selectable>
      <CircleAlert aria-hidden /> {words}
    </p>
  ));
}
