import { Button } from '../../ui/Button';
import { Spinner } from '../../ui/Spinner';
import { useApp } from '../appStore';
import { reopenProject } from '../projectLife';
import styles from './WorkerBanner.module.css';

/** Says that the worker is being restarted, or that it could not be; the window stays usable to look at. */
export function WorkerBanner() {
  const worker = useApp((state) => state.worker);
  if (worker === 'ready') return null;
  return (
    <div className={styles.banner} role="status" data-state={worker}>
      {worker === 'restarting' ? (
        <>
          <Spinner />
          One moment: the part that saves is starting again. Everything saved so far is safe.
        </>
      ) : (
        <>
          The part that saves could not be started again. Everything saved so far is on the disk.
          <Button size="small" onClick={() => void reopenProject()}>
            Try Again
          </Button>
        </>
      )}
    </div>
  );
}
