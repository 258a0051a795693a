import type { Media } from '@shared/document/records';
import { byteText } from '@shared/media/byteText';
import { useState } from 'react';
import { useDocument } from '../../state/documentStore';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { Dialog } from '../../ui/Dialog';
import { Package } from '../../ui/icons';
import { appStore } from '../appStore';
import { packProject } from '../archiveLife';
import styles from './PackDialog.module.css';

const close = (): void => appStore.setState({ isPackDialogOpen: false });

/** What goes into the one file; then the system asks for its name. */
export function PackDialog() {
  const media = useDocument((document) => document.list('media'));
  const [includeLinked, setIncludeLinked] = useState(true);
  const linked = media.filter(({ storage }) => storage.mode === 'linked');
  const copied = media.filter(({ storage }) => storage.mode === 'copied');
  const taken = includeLinked ? media : copied;
  const start = (): void => {
    close();
    void packProject(includeLinked);
  };
  return (
    <Dialog
      isOpen
      onClose={close}
      width={420}
      title="Pack project as one file"
      description="The film with its history, versions and media, to send, to move or to keep. The project itself stays as it is, and you can go on working."
      isForReading
      onEnter={start}
      actions={
        <>
          <Button variant="plain" onClick={close}>
            Cancel
          </Button>
          <Button variant="accent" icon={Package} onClick={start}>
            Save As…
          </Button>
        </>
      }
    >
      <dl className={styles.facts}>
        <dt>Media</dt>
        <dd>{countText(taken)}</dd>
        <dt>Left out</dt>
        <dd>Thumbnails and caches</dd>
      </dl>
      {linked.length > 0 && (
        <div className={styles.linked}>
          <Checkbox
            label={`Take linked media along (${countText(linked)})`}
            isChecked={includeLinked}
            onChange={setIncludeLinked}
          />
          <p className={styles.hint}>
            {includeLinked
              ? 'In the packed project they are copies.'
              : 'They stay where they are, and are missing on another machine.'}
          </p>
        </div>
      )}
    </Dialog>
  );
}

function countText(media: readonly Media[]): string {
  if (media.length === 0) return 'None';
  const bytes = media.reduce((sum, { byteSize }) => sum + byteSize, 0);
  return `${media.length.toLocaleString('en-US')} ${media.length === 1 ? 'file' : 'files'}, ${byteText(bytes)}`;
}
