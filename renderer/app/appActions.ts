import type { ImportTarget } from '@shared/rpc/table';
import type { Action } from '../state/actions';
import { call } from '../state/bridge';
import { documentStore } from '../state/documentStore';
import { reportImport } from '../state/importReport';
import { raiseError, raiseNotice } from '../state/notices';
import { sessionStore, type Workspace } from '../state/sessionStore';
import { appStore } from './appStore';
import { closeProject, openProjectDialog, openSample } from './projectLife';
import { type PaneName, settingsStore } from './settingsStore';

const isProjectShown = (): boolean => appStore.getState().screen === 'project';

export function showWorkspace(workspace: Workspace): void {
  sessionStore.setState({ workspace });
}

export function togglePane(pane: PaneName): void {
  settingsStore.setState(({ shownPanes }) => ({ shownPanes: { ...shownPanes, [pane]: !shownPanes[pane] } }));
}

/** Asks for files and imports them; a refusal or failure is shown. */
export function importByDialog(target: ImportTarget): Promise<void> {
  return call('media.importDialog', { target }).then(reportImport, raiseError);
}

const workspaceAction = (workspace: Workspace, title: string, key: string): Action => ({
  id: `view.show${title}`,
  title: `${title} Workspace`,
  group: 'View',
  keys: [key],
  isEnabled: isProjectShown,
  run: () => showWorkspace(workspace),
});

const paneAction = (pane: PaneName, title: string, key: string): Action => ({
  id: `view.toggle${title.replaceAll(' ', '')}`,
  title: `Show or Hide ${title}`,
  group: 'View',
  keys: [key],
  isEnabled: isProjectShown,
  run: () => togglePane(pane),
});

/** Actions of the window itself. The parts of the window add their own. */
export const appActions: readonly Action[] = [
  {
    id: 'project.open',
    title: 'Open Project…',
    group: 'File',
    keys: ['$mod+KeyO'],
    run: () => void openProjectDialog(),
  },
  { id: 'project.openSample', title: 'Open the Sample Film', group: 'Help', run: () => void openSample() },
  {
    id: 'media.import',
    title: 'Import Media…',
    group: 'File',
    keys: ['$mod+KeyI'],
    isEnabled: isProjectShown,
    run: () => void importByDialog({ as: 'media' }),
  },
  {
    id: 'media.importShots',
    title: 'Import as Shots…',
    group: 'File',
    keys: ['$mod+Shift+KeyI'],
    isEnabled: isProjectShown,
    run: () => void importByDialog({ as: 'shots', sceneId: null, index: null }),
  },
  {
    id: 'project.reveal',
    title: 'Show Project in Its Folder',
    group: 'File',
    isEnabled: isProjectShown,
    run: () => void call('shell.revealProject', null).catch(raiseError),
  },
  {
    id: 'project.close',
    title: 'Close Project',
    group: 'File',
    keys: ['$mod+KeyW'],
    isEnabled: isProjectShown,
    run: () => void closeProject().catch(raiseError),
  },
  workspaceAction('boards', 'Boards', '$mod+Digit1'),
  workspaceAction('stage', 'Stage', '$mod+Digit2'),
  workspaceAction('review', 'Review', '$mod+Digit3'),
  paneAction('left', 'Elements and Media', '$mod+Alt+Digit1'),
  paneAction('right', 'Inspector', '$mod+Alt+Digit2'),
  paneAction('timeline', 'Timeline', '$mod+Alt+Digit3'),
  {
    id: 'view.openPalette',
    title: 'Search or Run…',
    group: 'View',
    keys: ['$mod+KeyK'],
    isEnabled: isProjectShown,
    run: () => appStore.setState(({ isPaletteOpen }) => ({ isPaletteOpen: !isPaletteOpen })),
  },
  {
    id: 'help.showShortcuts',
    title: 'Keyboard Shortcuts',
    group: 'Help',
    keys: ['$mod+Slash'],
    isEnabled: isProjectShown,
    run: () => appStore.setState({ isShortcutListOpen: true }),
  },
  {
    id: 'project.check',
    title: 'Check Project',
    group: 'Help',
    isEnabled: isProjectShown,
    run: () => void checkProject(),
  },
];

async function checkProject(): Promise<void> {
  try {
    const { problems } = await call('project.check', null);
    const { document } = documentStore.getState();
    if (problems.length === 0) {
      raiseNotice({
        tone: 'success',
        message: `Nothing is wrong: ${document.count()} records, all media there.`,
      });
    } else {
      raiseNotice({
        tone: 'warning',
        message: problems.length === 1 ? 'One thing is wrong.' : `${problems.length} things are wrong.`,
        detail: problems
          .slice(0, 6)
          .map(({ message }) => message)
          .join('\n'),
      });
    }
  } catch (error) {
    raiseError(error);
  }
}
