import { useDocument } from '../../state/documentStore';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { appStore, useApp } from '../appStore';
import { salvageWords } from '../welcome/rescueWords';
import styles from './RescueReport.module.css';

const close = (): void => appStore.setState({ salvageReport: null });

/** What was salvaged of a damaged project and what was lost, once, when it is open. */
export function RescueReport() {
  const report = useApp((state) => state.salvageReport);
  const location = useDocument((_document, { opened }) => opened?.location ?? '');
  if (!report) return null;
  return (
    <Dialog
      isOpen
      isForReading
      onClose={close}
      title="Recovered"
      description={`This is a new project in ${location}. The damaged one is where it was, as it was.`}
      actions={
        <Button variant="accent" onClick={close}>
          Show the Film
        </Button>
      }
    >
      <ul className={styles.lines}>
        {salvageWords(report).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Dialog>
  );
}
