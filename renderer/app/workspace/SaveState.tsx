import { useEffect, useState } from 'react';
import { runAction } from '../../state/actions';
import { useDocument } from '../../state/documentStore';
import { usePlace } from '../../state/placeStore';
import { type SaveStatus, saveStatus } from '../../state/saveStatus';
import {
  discardAllUnsaved,
  discardUnsaved,
  retryUnsaved,
  type UnsavedEdit,
  useUnsaved,
} from '../../state/unsavedEdits';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { Check, CircleAlert, Lock, Trash2 } from '../../ui/icons';
import { Popover } from '../../ui/Popover';
import { Spinner } from '../../ui/Spinner';
import { useApp } from '../appStore';
import { argumentText, commandTitles } from './editWords';
import styles from './SaveState.module.css';

/** Whether everything that was done is on the disk; if not, why, and what waits. */
export function SaveState() {
  const status = useSaveStatus();
  switch (status.kind) {
    case 'readOnly':
      return (
        <span className={styles.state}>
          <Lock aria-hidden />
          Read-only
        </span>
      );
    case 'saving':
      return (
        <span className={styles.state} role="status">
          <Spinner className={styles.spinner} />
          Saving
        </span>
      );
    case 'saved':
      return (
        <span className={styles.state} role="status">
          <Check aria-hidden />
          Saved
        </span>
      );
    case 'notSaved':
      return <NotSaved status={status} />;
  }
}

function useSaveStatus(): SaveStatus {
  const pendingEdits = useDocument((_document, state) => state.pendingEdits);
  const isReadOnly = useDocument((_document, { opened }) => opened?.isReadOnly ?? false);
  const worker = useApp((state) => state.worker);
  const unsaved = useUnsaved((state) => state.edits);
  const isTrying = useUnsaved((state) => state.isTrying);
  const place = usePlace();
  return saveStatus({ isReadOnly, pendingEdits, worker, place, unsaved, isTrying });
}

function NotSaved({ status }: { readonly status: Extract<SaveStatus, { kind: 'notSaved' }> }) {
  const { count, reason } = status;
  const edits = useUnsaved((state) => state.edits);
  return (
    <Popover
      label="What is not saved"
      align="start"
      trigger={
        <button type="button" className={styles.notSaved} aria-live="assertive">
          <CircleAlert aria-hidden />
          {count === 0 ? 'Cannot save' : count === 1 ? '1 edit not saved' : `${count} edits not saved`}
        </button>
      }
    >
      <div className={styles.panel}>
        <p className={styles.reason} data-selectable>
          {reason}
        </p>
        {edits.length > 0 && (
          <ul className={styles.edits}>
            {edits.map((edit) => (
              <EditLine key={edit.id} edit={edit} />
            ))}
          </ul>
        )}
        <div className={styles.buttons}>
          {count > 0 && (
            <Button size="small" variant="accent" onClick={() => void retryUnsaved()}>
              Try Again
            </Button>
          )}
          <Button size="small" onClick={() => runAction('project.saveCopy')}>
            Save a Copy…
          </Button>
          {count > 0 && (
            <Button size="small" variant="plain" onClick={discardAllUnsaved}>
              Discard
            </Button>
          )}
        </div>
        {count > 0 && <p className={styles.hint}>Ekonte tries again by itself every few seconds.</p>}
      </div>
    </Popover>
  );
}

/** One edit with what it says, so that nothing that was typed is lost. */
function EditLine({ edit }: { readonly edit: UnsavedEdit }) {
  const { command, args } = edit.request;
  const [title, setTitle] = useState(command);
  useEffect(() => {
    void commandTitles().then((titles) => setTitle(titles.get(command) ?? command));
  }, [command]);
  const text = argumentText(args);
  return (
    <li className={styles.edit}>
      <span className={styles.words}>
        <span className={styles.title}>{title}</span>
        {text !== '' && (
          <span className={styles.text} data-selectable>
            {text}
          </span>
        )}
        {edit.isStuck && <span className={styles.stuck}>{edit.message}</span>}
      </span>
      <IconButton
        icon={Trash2}
        size="small"
        label="Discard this edit"
        onClick={() => discardUnsaved(edit.id)}
      />
    </li>
  );
}
