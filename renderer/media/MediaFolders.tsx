import type { MediaRootId } from '@shared/document/ids';
import type { MediaRoot } from '@shared/document/records';
import type { RootPlace } from '@shared/rpc/table';
import { useCallback, useEffect, useState } from 'react';
import { call } from '../state/bridge';
import { useList } from '../state/documentStore';
import { raiseError } from '../state/notices';
import { runCommand } from '../state/runCommand';
import { showCommitted } from '../state/showCommitted';
import { Badge } from '../ui/Badge';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { IconButton } from '../ui/IconButton';
import { FolderOpen, Plus, Trash2 } from '../ui/icons';
import { TextField } from '../ui/TextField';
import styles from './MediaDialogs.module.css';
import { closeMediaDialog } from './mediaDialogStore';
import { PathText } from './PathText';

/** Folders of linked media: the same names on every machine, each with its own place there. */
export function MediaFolders() {
  const roots = useList('mediaRoot');
  const media = useList('media');
  const [places, setPlaces] = useState<ReadonlyMap<MediaRootId, RootPlace>>(new Map());
  const load = useCallback((): void => {
    call('mediaRoot.places', null).then(
      (found) => setPlaces(new Map(found.map((place) => [place.rootId, place]))),
      raiseError,
    );
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list of folders has other places
  useEffect(load, [load, roots]);

  const place = (rootId: MediaRootId): void => {
    call('mediaRoot.placeDialog', { rootId }).then((reply) => {
      if (reply?.committed) showCommitted(reply.committed);
      load();
    }, raiseError);
  };
  const add = (): void => {
    call('mediaRoot.addDialog', null).then((reply) => {
      if (reply?.committed) showCommitted(reply.committed);
      load();
    }, raiseError);
  };
  const remove = (rootId: MediaRootId): void => {
    call('mediaRoot.remove', { rootId }).then((committed) => {
      if (committed) showCommitted(committed);
    }, raiseError);
  };
  const countIn = (rootId: MediaRootId): number =>
    media.filter(({ storage }) => storage.mode === 'linked' && storage.rootId === rootId).length;

  return (
    <Dialog
      isOpen
      isForReading
      onClose={closeMediaDialog}
      width={680}
      title="Media folders"
      description="Linked files below a media folder are named by their place in it. On another computer, or when a disk has another name, only the folder has to be chosen again."
      actions={
        <>
          <span className={styles.said} />
          <Button icon={Plus} onClick={add}>
            Add a Folder…
          </Button>
          <Button variant="accent" onClick={closeMediaDialog}>
            Done
          </Button>
        </>
      }
    >
      {roots.length === 0 ? (
        <p className={styles.none}>
          No media folders yet. Add the folder in which the rushes lie: on a server, a disk, or a synchronised
          folder.
        </p>
      ) : (
        <ul className={styles.folders}>
          {roots.map((root) => (
            <Folder
              key={root.id}
              root={root}
              place={places.get(root.id)}
              count={countIn(root.id)}
              onPlace={() => place(root.id)}
              onRemove={() => remove(root.id)}
            />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

interface FolderProps {
  readonly root: MediaRoot;
  readonly place: RootPlace | undefined;
  readonly count: number;
  readonly onPlace: () => void;
  readonly onRemove: () => void;
}

function Folder({ root, place, count, onPlace, onRemove }: FolderProps) {
  return (
    <li className={styles.folder}>
      <FolderOpen aria-hidden />
      <span className={styles.texts}>
        <span className={styles.firstLine}>
          <TextField
            label="Name"
            className={styles.folderName}
            value={root.name}
            maxLength={200}
            onCommit={(text) => {
              const name = text.trim();
              if (name !== '') void runCommand('mediaRoot.rename', { rootId: root.id, name });
            }}
          />
          <span className={styles.size}>{count === 1 ? '1 media' : `${count} media`}</span>
          {place && place.place === null && <Badge tone="danger">No place on this computer</Badge>}
          {place && place.place !== null && !place.isThere && <Badge tone="danger">Not connected</Badge>}
        </span>
        <span className={styles.place} title={place?.place ?? undefined}>
          <PathText path={place?.place ?? 'Choose where it lies on this computer.'} />
        </span>
      </span>
      <Button size="small" onClick={onPlace}>
        {place?.place ? 'Change…' : 'Choose…'}
      </Button>
      <IconButton icon={Trash2} label={`Delete ${root.name}`} size="small" onClick={onRemove} />
    </li>
  );
}
