import { useState } from 'react';
import { runAction } from '../../state/actions';
import { call } from '../../state/bridge';
import { useDocument } from '../../state/documentStore';
import { raiseError } from '../../state/notices';
import { usePlace } from '../../state/placeStore';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { FolderSearch, Lock, TriangleAlert, X } from '../../ui/icons';
import { useApp } from '../appStore';
import styles from './WorkerBanner.module.css';

/** Says that the project is not where it was, or that it can only be looked at, and what to do. */
export function ProjectBanner() {
  const place = usePlace();
  const isReadOnly = useDocument((_document, { opened }) => opened?.isReadOnly ?? false);
  const worker = useApp((state) => state.worker);
  if (place !== 'here') return <PlaceBanner place={place} />;
  // One thing at a time: the worker has a banner of its own.
  return isReadOnly && worker === 'ready' ? <ReadOnlyBanner /> : null;
}

const look = (): void => void call('place.lookAgain', null).catch(raiseError);
const find = (): void => void call('place.findDialog', null).catch(raiseError);
const saveCopy = (): void => void runAction('project.saveCopy');

const placeWords = {
  gone: 'The project is not at its place any more: it was moved, renamed or deleted, or its disk is not connected.',
  replaced: 'Another project is at the place of this one now. It is left alone.',
  closed: 'The project could not be taken up again where it is now.',
} as const;

function PlaceBanner({ place }: { readonly place: keyof typeof placeWords }) {
  const location = useDocument((_document, { opened }) => opened?.location ?? '');
  return (
    <div className={styles.banner} role="alert" data-state="lost">
      <TriangleAlert aria-hidden />
      <span title={location}>
        {placeWords[place]} What was done until then is saved; nothing more can be.
      </span>
      <Button size="small" icon={FolderSearch} onClick={find}>
        Look for It…
      </Button>
      <Button size="small" onClick={look}>
        Look Again
      </Button>
      {place !== 'closed' && (
        <Button size="small" onClick={saveCopy}>
          Save a Copy…
        </Button>
      )}
    </div>
  );
}

function ReadOnlyBanner() {
  const [isHidden, setIsHidden] = useState(false);
  if (isHidden) return null;
  return (
    <div className={styles.banner} role="status" data-state="readOnly">
      <Lock aria-hidden />
      This project is open for reading only. To work on it, save a copy.
      <Button size="small" onClick={saveCopy}>
        Save a Copy…
      </Button>
      <IconButton icon={X} label="Hide" size="small" onClick={() => setIsHidden(true)} />
    </div>
  );
}
