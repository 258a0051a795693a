import { useEffect, useState } from 'react';
import { registerActions } from '../../state/actions';
import { copyText } from '../../state/copyText';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Copy } from '../../ui/icons';
import styles from './AboutDialog.module.css';
import { aboutFacts } from './aboutFacts';

/** Which Ekonte this is, and on what terms it may be used. */
export function AboutDialog() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => registerActions([{ id: 'help.showAbout', run: () => setOpen(true) }]), []);
  if (!isOpen) return null;
  const { version, engine, system } = aboutFacts(
    window.ekonte.appVersion,
    window.ekonte.platform,
    navigator.userAgent,
  );
  const copy = (): void => void copyText(`Ekonte ${version}, ${engine}, ${system}`, 'The versions are');
  return (
    <Dialog
      isOpen
      onClose={() => setOpen(false)}
      width={400}
      title="Ekonte"
      description="絵コンテ · a storyboard that becomes the film"
      isForReading
      actions={
        <>
          <Button variant="plain" icon={Copy} onClick={copy}>
            Copy Versions
          </Button>
          <Button onClick={() => setOpen(false)}>Done</Button>
        </>
      }
    >
      <dl className={styles.facts}>
        <dt>Version</dt>
        <dd>{version}</dd>
        <dt>Runs on</dt>
        <dd>{engine}</dd>
        <dt>System</dt>
        <dd>{system}</dd>
      </dl>
      <p className={styles.terms}>
        Free software under the GNU General Public License, version 3 or later. It comes without any warranty.
        The works of others in it keep their own licences.
      </p>
    </Dialog>
  );
}
