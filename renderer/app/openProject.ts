import type { OpenedProject } from '@shared/rpc/table';
import { followMediaFiles } from '../picture/pictures';
import { registerActions, runAction } from '../state/actions';
import { boardActions } from '../state/boardActions';
import { call, onEvent } from '../state/bridge';
import {
  applyCommitted,
  documentStore,
  forgetProject,
  loadDocument,
  showProject,
} from '../state/documentStore';
import { editActions } from '../state/editActions';
import { followDrops } from '../state/importChoice';
import { followJobPreviews } from '../state/jobPreviews';
import { followJobs, loadJobs } from '../state/jobStore';
import { followMediaStates, loadMediaStates } from '../state/mediaState';
import { raiseError, raiseNotice } from '../state/notices';
import { followSession, loadSession, saveSession } from '../state/sessionSaving';
import { initialSession, sessionStore } from '../state/sessionStore';
import { loadSettings, saveSettings } from '../state/settingsStore';
import { followVersions } from '../state/versions';
import { appActions } from './appActions';
import { appStore } from './appStore';
import { isTyping, startKeyboard } from './keyboard';
import { followMenu } from './menuSync';
import { forgetProjectPicture, saveProjectPicture } from './projectPicture';
import { followVersionPictures } from './versionPictures';

export { receiveDocumentPart } from '../state/documentStore';

let isStarted = false;
let stopFollowing: (() => void) | null = null;

/** Shows a project that main and worker have open. @throws CodedError when it cannot be loaded */
export async function openProject(opened: OpenedProject): Promise<void> {
  start();
  stopFollowing?.();
  stopFollowing = null;
  sessionStore.setState(initialSession, true);
  forgetProjectPicture();
  await Promise.all([showProject(opened), loadSettings().catch(() => undefined)]);
  await Promise.all([loadSession().catch(() => undefined), loadJobs().catch(raiseError)]);
  // In the background: a network folder may keep it waiting.
  loadMediaStates().catch(() => undefined);
  const stopSession = followSession();
  const stopVersions = followVersions();
  const stopPictures = followVersionPictures();
  const stopTitle = followTitle();
  stopFollowing = () => {
    stopSession();
    stopVersions();
    stopPictures();
    stopTitle();
  };
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

/** What listens for as long as the window lives. */
function start(): void {
  if (isStarted) return;
  isStarted = true;
  registerActions([...appActions, ...editActions, ...boardActions]);
  startKeyboard();
  followMenu();
  followJobs();
  followJobPreviews();
  followDrops();
  followMediaStates();
  followMediaFiles();
  onEvent('document.changed', applyCommitted);
  onEvent('problem.raised', ({ message }) => raiseNotice({ tone: 'error', message }));
  onEvent('worker.state', ({ state }) => {
    if (state === 'ready' && documentStore.getState().opened) {
      Promise.all([loadDocument(), loadJobs()]).catch(raiseError);
      loadMediaStates().catch(() => undefined);
    }
  });
  onEvent('command.invoked', ({ command }) => {
    // A menu's Undo while somebody types means the typing.
    if ((command === 'edit.undo' || command === 'edit.redo') && isTyping(document.activeElement)) {
      document.execCommand(command === 'edit.undo' ? 'undo' : 'redo');
    } else runAction(command);
  });
  onEvent('window.closing', () => {
    if (appStore.getState().screen === 'project') {
      void settleProject().finally(() => {
        appStore.setState({ screen: 'starting' });
        forgetOpenProject();
        void call('window.readyToClose', null);
      });
    }
  });
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
