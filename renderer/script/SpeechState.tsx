import { call } from '../state/bridge';
import { raiseError } from '../state/notices';
import { useSpeechProgress } from '../state/speech';
import { IconButton } from '../ui/IconButton';
import { X } from '../ui/icons';
import { ProgressBar } from '../ui/ProgressBar';
import styles from './Speech.module.css';

/** How many lines are spoken; it can be called off, and then nothing of it stays. */
export function SpeechState() {
  const progress = useSpeechProgress();
  if (!progress) return null;
  return (
    <div className={styles.speech} role="status">
      <span>
        Speaking line {progress.done + 1} of {progress.total}
      </span>
      <IconButton
        icon={X}
        label="Stop speaking"
        size="small"
        onClick={() => void call('speech.cancel', null).catch(raiseError)}
      />
      <ProgressBar
        label="Speaking"
        value={progress.total === 0 ? 0 : progress.done / progress.total}
        className={styles.bar}
      />
    </div>
  );
}
