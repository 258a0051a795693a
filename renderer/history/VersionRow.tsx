import type { Snapshot } from '@shared/rpc/table';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { call } from '../state/bridge';
import { useDocument } from '../state/documentStore';
import { raiseError } from '../state/notices';
import { restoreVersion } from '../state/runCommand';
import { Badge } from '../ui/Badge';
import { Button } from '../ui/Button';
import { ContextMenu } from '../ui/ContextMenu';
import { cx } from '../ui/cx';
import { IconButton } from '../ui/IconButton';
import { Copy, Film, History, Pencil, Trash2, TriangleAlert } from '../ui/icons';
import type { MenuEntry } from '../ui/menuEntry';
import { TextField } from '../ui/TextField';
import { Tooltip } from '../ui/Tooltip';
import { clockText } from '../ui/timeWords';
import styles from './History.module.css';
import { saveCopy } from './historyActions';
import {
  changeLines,
  type KindChange,
  kindHint,
  kindText,
  sizeText,
  versionFacts,
  versionTitle,
} from './versionWords';

export interface VersionRowProps {
  readonly version: Snapshot;
  readonly isChosen: boolean;
  readonly isReadOnly: boolean;
  readonly onChoose: (id: string | null) => void;
}

export function VersionRow({ version, isChosen, isReadOnly, onChoose }: VersionRowProps) {
  const head = useRef<HTMLButtonElement>(null);
  const [isRenaming, setIsRenaming] = useState(false);
  const [isDeleting, setIsDeleting] = useState(false);
  const { id, problem, createdAtMs, kind } = version;
  const title = versionTitle(version);
  const canRename = !isReadOnly && kind !== 'migration' && problem === null;

  const rename = (name: string): void => {
    if (name.trim() === '') return;
    call('snapshots.rename', { id, name: name.trim() }).then((renamed) => onChoose(renamed.id), raiseError);
  };
  const handleKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'F2' && canRename) setIsRenaming(true);
    else if (event.key === 'Delete' && !isReadOnly) {
      // There is no way back: it is asked for once more below.
      onChoose(id);
      setIsDeleting(true);
    } else return;
    event.preventDefault();
  };
  const entries = (): readonly MenuEntry[] => [
    {
      id: 'restore',
      label: 'Restore',
      icon: History,
      isDisabled: isReadOnly || problem !== null,
      run: () => void restoreVersion(id),
    },
    {
      id: 'copy',
      label: 'Save as Copy…',
      icon: Copy,
      isDisabled: problem !== null,
      run: () => void saveCopy(id),
    },
    {
      id: 'rename',
      label: kind === 'named' ? 'Rename' : 'Name It and Keep It',
      icon: Pencil,
      isDisabled: !canRename,
      run: () => setIsRenaming(true),
    },
    { id: 'separator', separator: true },
    {
      id: 'delete',
      label: 'Delete Version',
      icon: Trash2,
      isDanger: true,
      isDisabled: isReadOnly,
      run: () => void call('snapshots.delete', { id }).catch(raiseError),
    },
  ];

  return (
    <li className={cx(styles.version, isChosen && styles.chosen)}>
      <ContextMenu entries={entries}>
        <button
          ref={head}
          type="button"
          className={styles.head}
          data-version={id}
          aria-expanded={isChosen}
          aria-label={`${title}, ${clockText(createdAtMs)}`}
          onClick={() => onChoose(isChosen ? null : id)}
          onKeyDown={handleKeyDown}
        >
          <VersionPicture version={version} />
          <span className={styles.words}>
            <span className={styles.title} title={title}>
              {title}
            </span>
            {problem === null ? (
              <span className={styles.facts}>{versionFacts(version)}</span>
            ) : (
              <span className={styles.problem}>
                <TriangleAlert aria-hidden />
                {problem}
              </span>
            )}
          </span>
          <span className={styles.side}>
            {title !== clockText(createdAtMs) && (
              <span className={styles.time}>{clockText(createdAtMs)}</span>
            )}
            <Tooltip label={kindHint[kind]} side="left">
              <span>
                <Badge tone={kind === 'named' ? 'accent' : 'neutral'}>{kindText[kind]}</Badge>
              </span>
            </Tooltip>
          </span>
        </button>
      </ContextMenu>
      {isRenaming && (
        <TextField
          label="Name of the version"
          value={version.name}
          maxLength={120}
          hasAutoFocus
          className={styles.rename}
          onCommit={rename}
          onCancel={() => head.current?.focus()}
          onLeave={() => setIsRenaming(false)}
        />
      )}
      {isChosen && (
        <Details
          version={version}
          isReadOnly={isReadOnly}
          isDeleting={isDeleting}
          onDeleting={setIsDeleting}
          onRename={canRename ? () => setIsRenaming(true) : null}
        />
      )}
    </li>
  );
}

interface DetailsProps {
  readonly version: Snapshot;
  readonly isReadOnly: boolean;
  /** Whether it is asked if it is to go for good. */
  readonly isDeleting: boolean;
  readonly onDeleting: (isDeleting: boolean) => void;
  readonly onRename: (() => void) | null;
}

/** What restoring it would change, and what can be done with it. */
function Details({ version, isReadOnly, isDeleting, onDeleting, onRename }: DetailsProps) {
  const { id, problem } = version;
  const [isRestoring, setIsRestoring] = useState(false);
  const changes = useChanges(version);
  const isSame = changes?.length === 0;
  const restore = (): void => {
    setIsRestoring(true);
    void restoreVersion(id).finally(() => setIsRestoring(false));
  };
  return (
    <div className={styles.details}>
      {problem === null && <Changes changes={changes} />}
      <div className={styles.buttons}>
        <Button
          size="small"
          variant={isSame ? 'raised' : 'accent'}
          icon={History}
          isBusy={isRestoring}
          disabled={isReadOnly || problem !== null || isSame}
          onClick={restore}
        >
          Restore
        </Button>
        <Button size="small" icon={Copy} disabled={problem !== null} onClick={() => void saveCopy(id)}>
          Save as Copy…
        </Button>
        <span className={styles.gap} />
        {onRename && (
          <IconButton
            icon={Pencil}
            size="small"
            label={version.kind === 'named' ? 'Rename' : 'Name it and keep it'}
            onClick={onRename}
          />
        )}
        {isDeleting ? (
          <Button
            size="small"
            variant="danger"
            autoFocus
            onBlur={() => onDeleting(false)}
            onClick={() => void call('snapshots.delete', { id }).catch(raiseError)}
          >
            Delete for Good
          </Button>
        ) : (
          <IconButton
            icon={Trash2}
            size="small"
            label={`Delete version (${sizeText(version.byteSize)})`}
            disabled={isReadOnly}
            onClick={() => onDeleting(true)}
          />
        )}
      </div>
    </div>
  );
}

function Changes({ changes }: { readonly changes: readonly KindChange[] | null | undefined }) {
  if (changes === undefined) return <p className={styles.changes}>Comparing …</p>;
  if (changes === null) {
    return <p className={styles.changes}>From an older format: it is converted when it is restored.</p>;
  }
  if (changes.length === 0) return <p className={styles.changes}>The film is as in this version.</p>;
  const lines = changeLines(changes);
  return (
    <div className={styles.changes}>
      {(lines.length === 0 ? ['Changes next to nothing'] : lines).map((line) => (
        <p key={line}>{line}.</p>
      ))}
      <p className={styles.promise}>
        Restoring can be undone, and what is there now is kept as a version, too.
      </p>
    </div>
  );
}

/** undefined while it is found out, null where it cannot be. Anew with every edit. */
function useChanges({ id, problem }: Snapshot): readonly KindChange[] | null | undefined {
  const revision = useDocument((_document, state) => state.revision);
  const [changes, setChanges] = useState<readonly KindChange[] | null | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what differs changes with the document
  useEffect(() => {
    if (problem !== null) return;
    let isWanted = true;
    call('snapshots.compare', { id }).then(
      (found) => {
        if (isWanted) setChanges(found);
      },
      () => {
        if (isWanted) setChanges(null);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [id, problem, revision]);
  return changes;
}

function VersionPicture({ version }: { readonly version: Snapshot }) {
  const [url, setUrl] = useState<string | null>(null);
  const { id, hasPicture } = version;
  useEffect(() => {
    if (!hasPicture) return;
    let made: string | null = null;
    let isWanted = true;
    call('snapshots.picture', { id }).then(
      (bytes) => {
        if (!bytes || !isWanted) return;
        made = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' }));
        setUrl(made);
      },
      () => undefined,
    );
    return () => {
      isWanted = false;
      if (made) URL.revokeObjectURL(made);
    };
  }, [id, hasPicture]);
  return (
    <span className={styles.picture}>
      {url === null ? <Film aria-hidden /> : <img src={url} alt="" className={styles.image} />}
    </span>
  );
}
