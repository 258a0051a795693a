import { useStore } from 'zustand';
import { call } from '../state/bridge';
import { importDetail, importShare, importWords, useImportProgress } from '../state/importProgress';
import { importReportStore } from '../state/importReport';
import { raiseError } from '../state/notices';
import { IconButton } from '../ui/IconButton';
import { TriangleAlert, X } from '../ui/icons';
import { ProgressBar } from '../ui/ProgressBar';
import styles from './Media.module.css';

/** How far the import under way is; it can be called off, and then nothing of it stays. */
export function ImportProgress() {
  const importing = useImportProgress();
  if (!importing) return null;
  const detail = importDetail(importing);
  return (
    <div className={styles.progress} role="status">
      <span className={styles.progressText}>
        <span>{importWords(importing)}</span>
        <span className={styles.progressName}>
          {detail !== '' ? detail : importing.total > 0 && importing.name}
        </span>
      </span>
      <IconButton
        icon={X}
        label="Cancel the import"
        size="small"
        onClick={() => void call('media.cancelImport', null).catch(raiseError)}
      />
      <ProgressBar label="Import" value={importShare(importing)} className={styles.progressBar} />
    </div>
  );
}

/** Which files of the last import could not be taken, and why, until it is put away. */
export function ImportReport() {
  const failed = useStore(importReportStore, (state) => state.failed);
  if (failed.length === 0) return null;
  return (
    <section className={styles.report} aria-label="Files that could not be imported">
      <header className={styles.reportHead}>
        <TriangleAlert aria-hidden />
        <span>{failed.length === 1 ? '1 file was' : `${failed.length} files were`} not imported</span>
        <IconButton
          icon={X}
          label="Put away"
          size="small"
          onClick={() => importReportStore.setState({ failed: [] })}
        />
      </header>
      <ul className={styles.reportList} data-selectable>
        {failed.map(({ name, message }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name and one reason, and lines keep no state
          <li key={`${index}-${name}`}>{message}</li>
        ))}
      </ul>
    </section>
  );
}
