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
import styles from './Welcome.module.css';

/** Projects that are being packed, unpacked or copied, while none is open. */
export function ArchiveNote() {
  return useArchiveProgress().map((progress) => {
    const words = archiveWords(progress);
    const Icon = archiveIcons[progress.kind];
    return (
      <div key={progress.kind} className={styles.archive} role="status">
        <Icon aria-hidden className={styles.archiveIcon} />
        <div className={styles.archiveText}>
          <p className={styles.archiveName}>{words}</p>
          <p className={styles.archiveDetail}>{archiveDetail(progress)}</p>
        </div>
        <IconButton
          icon={X}
          label={archiveCancelWords(progress)}
          size="small"
          onClick={() => cancelArchive(progress.kind)}
        />
        <ProgressBar label={words} value={archiveShare(progress)} className={styles.archiveBar} />
      </div>
    );
  });
}
