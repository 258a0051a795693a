import {
  archiveCancelWords,
  archiveDetail,
  archiveShare,
  archiveWords,
  useArchiveProgress,
} from '../../state/archiveProgress';
import { IconButton } from '../../ui/IconButton';
import { X } from '../../ui/icons';
import { ProgressBar } from '../../ui/ProgressBar';
import { archiveIcons, cancelArchive } from '../archiveLife';
import styles from './StatusBar.module.css';

/** Projects that are being packed, unpacked or copied, in the status line. */
export function ArchiveStrip() {
  return useArchiveProgress().map((progress) => {
    const words = archiveWords(progress);
    const Icon = archiveIcons[progress.kind];
    return (
      <span key={progress.kind} className={styles.fact} role="status">
        <Icon aria-hidden />
        <span className={styles.what}>{words}</span>
        <ProgressBar label={words} value={archiveShare(progress)} className={styles.progress} />
        {archiveDetail(progress)}
        <IconButton
          icon={X}
          label={archiveCancelWords(progress)}
          size="small"
          onClick={() => cancelArchive(progress.kind)}
        />
      </span>
    );
  });
}
