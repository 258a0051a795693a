import type { OpenedProject } from '@shared/rpc/table';
import { clipboardActions } from '../clipboard/clipboardActions';
import { followClipboard } from '../clipboard/clipboardEvents';
import { followJobNews } from '../jobs/followJobNews';
import { followMediaFiles } from '../picture/pictures';
import { registerActions, runAction } from '../state/actions';
import { boardActions } from '../state/boardActions';
import { call, onEvent } from '../state/bridge';
import {
  applyCommitted,
  documentStore,
  followOutline,
  forgetProject,
  hasOutlineOf,
  loadDocument,
  loadRest,
  showProject,
} from '../state/documentStore';
import { editActions } from '../state/editActions';
import { whenFilmShown } from '../state/filmShown';
import { followDrops } from '../state/importChoice';
import type { Outline } from '../state/incomingDocument';
import { followJobPreviews } from '../state/jobPreviews';
import { followJobs, loadJobs } from '../state/jobStore';
import { followMediaStates, loadMediaStates } from '../state/mediaState';
import { raiseError, raiseNotice } from '../state/notices';
import { followPlace } from '../state/placeStore';
import { forgetProjectScope } from '../state/projectScope';
import { followQueue, loadQueueSettings } from '../state/queueStore';
import {
  followSession,
  loadSession,
  readSession,
  type SavedSession,
  saveSession,
  showSession,
} from '../state/sessionSaving';
import { initialSession, sessionStore } from '../state/sessionStore';
import { loadSettings, saveSettings } from '../state/settingsStore';
import { settleAfterRestart, unsavedStore } from '../state/unsavedEdits';
import { followVersions } from '../state/versions';
import { appActions } from './appActions';
import { appStore, isWorkspaceComing } from './appStore';
import { isTyping, startKeyboard } from './keyboard';
import { followMenu } from './menuSync';
import { forgetProjectPicture, saveProjectPicture } from './projectPicture';
import { followVersionPictures } from './versionPictures';

export { receiveDocumentPart } from '../state/documentStore';

let isStarted = false;
let hasActions = false;
let stopFollowing: (() => void) | null = null;
/** `mediaBase` of the project that is on the screen while the worker still opens it. */
let shownEarly: string | null = null;

/**
 * Boards and timeline of a long film, while the worker still reads what is in the pictures. What is done in them is kept
 * until that has come; where it is damaged, the opening fails and they go again.
 */
function showOutline({ mediaBase, session }: Outline): void {
  if (!isWorkspaceComing()) return;
  const saved = readSession(session);
  if (!isInBoards(saved)) return;
  start();
  shownEarly = mediaBase;
  showSession(saved);
  appStore.setState({ screen: 'project', openProblem: null });
}

/** Whether what is on the screen is still being opened. */
export const isStillOpening = (): boolean => shownEarly !== null;

/** Of all that fills the middle of the window only the boards are there with the outline. */
const isInBoards = ({ workspace, boardsLayout }: SavedSession): boolean =>
  workspace === 'boards' && boardsLayout !== 'list';

/** Shows a project that main and worker have open. @throws CodedError when it cannot be loaded */
export async function openProject(opened: OpenedProject): Promise<void> {
  start();
  stopFollowing?.();
  stopFollowing = null;
  const isShown = shownEarly === opened.mediaBase;
  if (!isShown) {
    if (!hasOutlineOf(opened)) sessionStore.setState(initialSession, true);
    forgetProjectScope();
  }
  forgetProjectPicture();
  // Asked for together: each answer comes by way of two processes.
  const [session] = await Promise.all([
    isShown ? null : loadSession().catch(() => null),
    showProject(opened),
    isShown ? undefined : loadSettings().catch(() => undefined),
    loadJobs().catch(raiseError),
    loadQueueSettings().catch(raiseError),
  ]).finally(() => {
    shownEarly = null;
  });
  if (session && !isInBoards(session)) await loadRest();
  if (session) showSession(session);
  whenFilmShown(() => {
    void loadRest().catch(raiseError);
    // In the background: a network folder may keep it waiting.
    loadMediaStates().catch(() => undefined);
  });
  const stopSession = followSession();
  const stopVersions = followVersions();
  const stopPictures = followVersionPictures();
  const stopTitle = followTitle();
  const stopNews = followJobNews();
  const stopPlace = followPlace();
  if (opened.network !== null) warnOfNetwork(opened.network);
  stopFollowing = () => {
    stopSession();
    stopVersions();
    stopPictures();
    stopTitle();
    stopNews();
    stopPlace();
  };
}

/** Edits are as safe there as the drive is; what is different is said once an opening. */
function warnOfNetwork(network: string): void {
  raiseNotice({
    tone: 'warning',
    message: `This project is on a network drive (${network}). Every edit is saved there, only more slowly.`,
    detail:
      'Have it open on one computer at a time: not all network drives can tell Ekonte that somebody else has it. For work over days, a copy on a disk of this computer is better.',
    action: { label: 'Save a Copy…', run: () => void runAction('project.saveCopy') },
  });
}

/** Finishes what is being typed, waits for its answer and saves what is looked at. */
export async function settleProject(): Promise<void> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await edited();
  await Promise.all([saveSession(), saveSettings(), saveProjectPicture()]);
}

export function forgetOpenProject(): void {
  stopFollowing?.();
  stopFollowing = null;
  shownEarly = null;
  forgetProjectScope();
  sessionStore.setState(initialSession, true);
  forgetProject();
}

/** Resolves when no edit is under way. */
function edited(): Promise<void> {
  return new Promise((resolve) => {
    const check = (pendingEdits: number): boolean => {
      if (pendingEdits > 0) return false;
      resolve();
      return true;
    };
    if (check(documentStore.getState().pendingEdits)) return;
    const stop = documentStore.subscribe((state) => {
      if (check(state.pendingEdits)) stop();
    });
  });
}

/** Keys and the application's menu, from the welcome screen on: some of it can be done without a project. */
export function startActions(): void {
  if (hasActions) return;
  hasActions = true;
  registerActions([...appActions, ...editActions, ...clipboardActions, ...boardActions]);
  startKeyboard();
  followMenu();
  followOutline(showOutline);
  onEvent('command.invoked', ({ command }) => {
    // A menu's Undo while somebody types means the typing.
    if ((command === 'edit.undo' || command === 'edit.redo') && isTyping(document.activeElement)) {
      document.execCommand(command === 'edit.undo' ? 'undo' : 'redo');
    } else if (!isWorkspaceComing()) runAction(command);
  });
}

/** What listens to what goes on in projects, for as long as the window lives. */
function start(): void {
  startActions();
  if (isStarted) return;
  isStarted = true;
  followClipboard(isTyping);
  followJobs();
  followJobPreviews();
  followQueue();
  followDrops();
  followMediaStates();
  followMediaFiles();
  onEvent('document.changed', applyCommitted);
  onEvent('problem.raised', ({ message }) => raiseNotice({ tone: 'error', message }));
  onEvent('worker.state', ({ state }) => {
    if (state === 'ready' && documentStore.getState().opened) {
      Promise.all([loadDocument(), loadJobs()]).then(settleAfterRestart, raiseError);
      loadMediaStates().catch(() => undefined);
    }
  });
  onEvent('project.leaving', forgetOpenProject);
  onEvent('window.closing', () => {
    if (appStore.getState().screen === 'project') {
      void settleProject()
        .catch(() => undefined)
        .then(closeOrStay);
    }
  });
}

/** Edits that are not saved would be lost with the window: whether they may is asked, for as long as it takes. */
async function closeOrStay(): Promise<void> {
  const hasUnsaved = unsavedStore.getState().edits.length > 0;
  if (hasUnsaved) {
    await call('window.holdClose', null);
    if (!(await mayLeave())) return;
  }
  appStore.setState({ screen: 'starting' });
  forgetOpenProject();
  await call(hasUnsaved ? 'window.close' : 'window.readyToClose', null);
}

/** @returns false when there are unsaved edits and the person wants to keep them */
export async function mayLeave(): Promise<boolean> {
  const count = unsavedStore.getState().edits.length;
  if (count === 0) return true;
  return call('window.askDiscard', { count }).catch(() => false);
}

/** Keeps the system's title bar in step. @returns stops. */
function followTitle(): () => void {
  let shown = '';
  const update = (): void => {
    const { document: project, isLoaded, opened } = documentStore.getState();
    if (!isLoaded || !opened) return;
    const title = `${project.project().name}${opened.isReadOnly ? ' (read-only)' : ''} – Ekonte`;
    if (title === shown) return;
    shown = title;
    call('window.setTitle', { title, isEdited: false }).catch(() => undefined);
  };
  update();
  return documentStore.subscribe(update);
}
