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
import styles from './StatusBar.module.css';

/** A project that is being packed or unpacked, in the status line. */
export function ArchiveStrip() {
  const progress = useArchiveProgress();
  if (!progress) return null;
  const words = archiveWords(progress);
  return (
    <span className={styles.fact} role="status">
      {progress.kind === 'pack' ? <Package aria-hidden /> : <PackageOpen aria-hidden />}
      <span className={styles.what}>{words}</span>
      <ProgressBar label={words} value={archiveShare(progress)} className={styles.progress} />
      {archiveDetail(progress)}
      <IconButton icon={X} label={archiveCancelWords(progress)} size="small" onClick={cancelArchive} />
    </span>
  );
}
