import type { ActionId } from '@shared/actions/catalogue';
import type { ActionImplementation } from '../state/actions';
import { isArchiveUnderWay, isCopyUnderWay } from '../state/archiveProgress';
import { call } from '../state/bridge';
import { documentStore } from '../state/documentStore';
import { importByDialog } from '../state/importReport';
import { raiseError, raiseNotice } from '../state/notices';
import { sessionStore, type Workspace } from '../state/sessionStore';
import { type PaneName, settingsStore } from '../state/settingsStore';
import { appStore } from './appStore';
import { cancelArchive, openPacked } from './archiveLife';
import { beginProject, closeProject, openProjectDialog, openSample } from './projectLife';

const isProjectShown = (): boolean => appStore.getState().screen === 'project';

export function showWorkspace(workspace: Workspace): void {
  sessionStore.setState({ workspace });
}

export function togglePane(pane: PaneName): void {
  settingsStore.setState(({ shownPanes }) => ({ shownPanes: { ...shownPanes, [pane]: !shownPanes[pane] } }));
}

const workspaceAction = (workspace: Workspace, id: ActionId): ActionImplementation => ({
  id,
  isEnabled: isProjectShown,
  run: () => showWorkspace(workspace),
});

const paneAction = (pane: PaneName, id: ActionId): ActionImplementation => ({
  id,
  isEnabled: isProjectShown,
  run: () => togglePane(pane),
});

/** Actions of the window itself. The parts of the window add their own. */
export const appActions: readonly ActionImplementation[] = [
  { id: 'project.new', run: () => void beginProject().catch(raiseError) },
  {
    id: 'project.open',
    run: () => void openProjectDialog(),
  },
  { id: 'project.openPacked', isEnabled: () => !isArchiveUnderWay(), run: () => void openPacked() },
  { id: 'project.openSample', run: () => void openSample() },
  {
    id: 'media.import',
    isEnabled: isProjectShown,
    run: () => void importByDialog({ as: 'media' }),
  },
  {
    id: 'media.importShots',
    isEnabled: isProjectShown,
    run: () => void importByDialog({ as: 'shots', sceneId: null, index: null }),
  },
  {
    id: 'project.pack',
    isEnabled: () => isProjectShown() && !isArchiveUnderWay(),
    run: () => appStore.setState({ isPackDialogOpen: true }),
  },
  { id: 'archive.cancel', isEnabled: isArchiveUnderWay, run: () => cancelArchive('pack') },
  { id: 'copy.cancel', isEnabled: isCopyUnderWay, run: () => cancelArchive('copy') },
  {
    id: 'project.reveal',
    isEnabled: isProjectShown,
    run: () => void call('shell.revealProject', null).catch(raiseError),
  },
  {
    id: 'project.close',
    isEnabled: isProjectShown,
    run: () => void closeProject().catch(raiseError),
  },
  workspaceAction('boards', 'view.showBoards'),
  {
    id: 'view.toggleShotList',
    isEnabled: isProjectShown,
    run: () => {
      const { workspace, boardsLayout } = sessionStore.getState();
      // From elsewhere, the list is shown; in the boards, the other of the two.
      const next = workspace === 'boards' && boardsLayout === 'list' ? 'sheet' : 'list';
      sessionStore.setState({ workspace: 'boards', boardsLayout: next });
    },
  },
  workspaceAction('stage', 'view.showStage'),
  workspaceAction('review', 'view.showReview'),
  paneAction('left', 'view.toggleElementsAndMedia'),
  paneAction('right', 'view.toggleInspector'),
  paneAction('timeline', 'view.toggleTimeline'),
  {
    id: 'view.openPalette',
    isEnabled: isProjectShown,
    run: () => appStore.setState(({ isPaletteOpen }) => ({ isPaletteOpen: !isPaletteOpen })),
  },
  {
    id: 'help.showShortcuts',
    isEnabled: isProjectShown,
    run: () => appStore.setState({ isShortcutListOpen: true }),
  },
  {
    id: 'project.check',
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
