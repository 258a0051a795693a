import { useState } from 'react';
import { DeliverButton } from '../../deliver/DeliverButton';
import { GenerateButton } from '../../jobs/GenerateButton';
import { runAction } from '../../state/actions';
import { isWritable, useDocument } from '../../state/documentStore';
import { runCommand } from '../../state/runCommand';
import { useSession, type Workspace } from '../../state/sessionStore';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { ChevronDown, History as HistoryIcon, Redo2, Search, Undo2 } from '../../ui/icons';
import { Kbd } from '../../ui/Kbd';
import { Menu } from '../../ui/Menu';
import { SegmentedControl } from '../../ui/SegmentedControl';
import { TextField } from '../../ui/TextField';
import { showWorkspace } from '../appActions';
import { loadRecents } from '../recentsStore';
import { useIsShown } from '../workspaceIsShown';
import styles from './Header.module.css';
import { SaveState } from './SaveState';
import { windowMenu } from './windowMenu';

const workspaces: readonly { readonly value: Workspace; readonly label: string; readonly keys: string }[] = [
  { value: 'boards', label: 'Boards', keys: '$mod+Digit1' },
  { value: 'stage', label: 'Stage', keys: '$mod+Digit2' },
  { value: 'review', label: 'Review', keys: '$mod+Digit3' },
];

/** 38 px: which project, how it stands, where one works, and what leads out of here. */
export function Header() {
  const workspace = useSession((state) => state.workspace);
  const isShown = useIsShown();
  return (
    <header className={styles.header}>
      <div className={styles.left}>
        <Menu entries={windowMenu}>
          <Button
            variant="plain"
            className={styles.brand}
            onPointerEnter={() => void loadRecents()}
            onFocus={() => void loadRecents()}
          >
            Ekonte
            <ChevronDown aria-hidden />
          </Button>
        </Menu>
        <ProjectName />
        <SaveState />
      </div>
      <SegmentedControl label="Workspace" value={workspace} segments={workspaces} onChange={showWorkspace} />
      <div className={styles.right}>
        <History />
        <button
          type="button"
          className={styles.search}
          aria-keyshortcuts="Control+K"
          onClick={() => runAction('view.openPalette')}
        >
          <Search aria-hidden />
          <span>Search or run…</span>
          <Kbd keys="$mod+KeyK" />
        </button>
        {/* The two ways out of the board: clips from shots, and the film. What they open asks for a document at once. */}
        {isShown && (
          <>
            <GenerateButton />
            <DeliverButton />
          </>
        )}
      </div>
    </header>
  );
}

function ProjectName() {
  const name = useDocument((document, { isOutlined }) => (isOutlined ? document.project().name : ''));
  const isReadOnly = useDocument((_document, { opened }) => opened?.isReadOnly ?? false);
  const [isEditing, setIsEditing] = useState(false);
  if (isEditing) {
    return (
      <TextField
        label="Project name"
        value={name}
        maxLength={200}
        hasAutoFocus
        className={styles.nameField}
        onCancel={() => setIsEditing(false)}
        onLeave={() => setIsEditing(false)}
        onCommit={(next) => {
          if (next.trim() !== '') void runCommand('project.rename', { name: next.trim() });
        }}
      />
    );
  }
  return (
    <button
      type="button"
      className={styles.name}
      title={`${name} · click to rename`}
      disabled={isReadOnly}
      onClick={() => setIsEditing(true)}
    >
      {name}
    </button>
  );
}

function History() {
  const { undoLabel, redoLabel } = useDocument((_document, { history }) => history);
  const canEdit = useDocument(isWritable);
  return (
    <>
      <IconButton
        icon={Undo2}
        label="Undo"
        tooltip={undoLabel === null ? 'Nothing to undo' : `Undo ${undoLabel}`}
        keys="$mod+KeyZ"
        disabled={undoLabel === null || !canEdit}
        onClick={() => runAction('edit.undo')}
      />
      <IconButton
        icon={Redo2}
        label="Redo"
        tooltip={redoLabel === null ? 'Nothing to redo' : `Redo ${redoLabel}`}
        keys="$mod+Shift+KeyZ"
        disabled={redoLabel === null || !canEdit}
        onClick={() => runAction('edit.redo')}
      />
      <IconButton
        icon={HistoryIcon}
        label="History"
        tooltip="History and versions"
        keys="$mod+Shift+KeyH"
        onClick={() => runAction('history.show')}
      />
    </>
  );
}
