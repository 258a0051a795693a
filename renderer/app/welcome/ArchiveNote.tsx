import {
  archiveCancelWords,
  archiveDetail,
  archiveShare,
  archiveWords,
  useArchiveProgress,
} from '../../state/archiveProgress';
import { IconButton } from '../../ui/IconButton';
import { Package, PackageOpen, X } from '../../ui/icons';
import { ProgressBar } from '../../ui/ProgressBar';
import { cancelArchive } from '../archiveLife';
import styles from './Welcome.module.css';

/** A project that is being packed or unpacked, while none is open. */
export function ArchiveNote() {
  const progress = useArchiveProgress();
  if (!progress) return null;
  const words = archiveWords(progress);
  const Icon = progress.kind === 'pack' ? Package : PackageOpen;
  return (
    <div className={styles.archive} role="status">
      <Icon aria-hidden className={styles.archiveIcon} />
      <div className={styles.archiveText}>
        <p className={styles.archiveName}>{words}</p>
        <p className={styles.archiveDetail}>{archiveDetail(progress)}</p>
      </div>
      <IconButton icon={X} label={archiveCancelWords(progress)} size="small" onClick={cancelArchive} />
      <ProgressBar label={words} value={archiveShare(progress)} className={styles.archiveBar} />
    </div>
  );
}
