import { CodedError } from '@shared/rpc/result';
import type { DocumentPart, OpenedProject } from '@shared/rpc/table';
import { parseRate } from '@shared/time/rate';
import { call, onEvent } from '../state/bridge';
import { followImports } from '../state/importProgress';
import { settingsStore } from '../state/settingsStore';
import { type AppState, appStore, isWorkspaceComing, type Opening, type OpenProblem } from './appStore';

/*
 * Which project the window shows. What a project needs is loaded with the first one, so that the welcome screen
 * comes up without it.
 */

/** Letters of a film's name. */
const longestName = 200;

/** What shows and ends projects; given in by main.tsx, since it knows of the actions that come back here. */
export interface ProjectCode {
  receiveDocumentPart(part: DocumentPart, isForNew: boolean): void;
  openProject(opened: OpenedProject): Promise<void>;
  isStillOpening(): boolean;
  settleProject(): Promise<void>;
  mayLeave(): Promise<boolean>;
  forgetOpenProject(): void;
}

let loadProjectCode: () => Promise<ProjectCode>;

/** Finds out what the window is to show, and follows what main says of the worker. Once, at the start. */
export function startWindow(load: () => Promise<ProjectCode>): void {
  let loaded: Promise<ProjectCode> | undefined;
  // Asked for with every part of a document: an import that is repeated goes through all its modules again.
  loadProjectCode = async () => {
    loaded ??= load();
    try {
      return await loaded;
    } catch (error) {
      loaded = undefined;
      throw error;
    }
  };
  onEvent('worker.state', ({ state }) => appStore.setState({ worker: state }));
  // The document comes while the worker opens the project, in parts that must stay in order.
  onEvent('document.part', (part) => {
    void loadProjectCode().then(({ receiveDocumentPart }) => receiveDocumentPart(part, isWorkspaceComing()));
  });
  onEvent('command.invoked', ({ command }) => {
    if (command === 'project.show') void showCurrent();
  });
  onEvent('problem.raised', ({ code, message }) => {
    if (appStore.getState().screen !== 'project')
      setProblem(new CodedError(code as OpenProblem['code'], message));
  });
  followImports();
  // Without a project on the screen nothing is unsaved.
  onEvent('window.closing', () => {
    if (appStore.getState().screen !== 'project') void call('window.readyToClose', null);
  });
  void showCurrent();
}

async function showCurrent(): Promise<void> {
  const opened = await call('project.current', null).catch(() => null);
  if (opened) await show(opened);
  else if (appStore.getState().screen === 'starting') appStore.setState({ screen: 'welcome' });
}

async function show(opened: OpenedProject): Promise<void> {
  const { openProject } = await loadProjectCode();
  await openProject(opened);
  appStore.setState({ screen: 'project', openProblem: null });
}

/** Tells on the welcome screen why a project did not open. What was called off is no problem. */
export function setProblem(
  error: unknown,
  { recentId = null, of = 'project' }: Partial<Pick<OpenProblem, 'recentId' | 'of'>> = {},
): void {
  const code = error instanceof CodedError ? error.code : 'internal';
  if (code === 'cancelled') return;
  const message = error instanceof Error ? error.message : String(error);
  appStore.setState({ openProblem: { code, message, recentId, of }, screen: 'welcome' });
}

/**
 * Opens what `ask` gives; null = the person thought better of it. A failure is told on the welcome screen.
 * @returns whether it is open now
 */
export async function openWith(
  from: Opening['from'],
  ask: () => Promise<OpenedProject | null>,
  recentId: string | null = null,
): Promise<boolean> {
  if (appStore.getState().opening !== null) return false;
  appStore.setState({ opening: { from, recentId }, openProblem: null });
  try {
    if (appStore.getState().screen === 'project') {
      const { settleProject, mayLeave } = await loadProjectCode();
      await settleProject();
      if (!(await mayLeave())) return false;
    }
    const opened = await ask();
    // What was salvaged is told of the project that is opened with it.
    if (opened && from !== 'rescue') appStore.setState({ salvageReport: null });
    if (opened) await show(opened);
    return opened !== null;
  } catch (error) {
    await leaveAfterFailure(error, recentId);
    return false;
  } finally {
    appStore.setState({ opening: null });
  }
}

/** A project that could not be opened in place of another leaves none; one that is still open stays on the screen. */
async function leaveAfterFailure(error: unknown, recentId: string | null): Promise<void> {
  const still = await call('project.current', null).catch(() => null);
  if (still && appStore.getState().screen === 'project') {
    const { raiseError } = await import('../state/notices');
    raiseError(error);
    return;
  }
  // Also of a project that was never shown something may have come.
  await loadProjectCode().then(
    ({ forgetOpenProject }) => forgetOpenProject(),
    () => undefined,
  );
  setProblem(error, { recentId });
}

/** A new project with the picture and rate last chosen; its place is asked for. @returns whether it is open now */
export function createNamed(name: string, from: Opening['from'] = 'drop'): Promise<boolean> {
  const { width, height, rate } = settingsStore.getState().newProject;
  const request = {
    name: name.trim().slice(0, longestName) || 'Untitled',
    rate: { ...parseRate(rate) },
    frameSize: { width, height },
  };
  return openWith(from, () => call('project.create', request));
}

export const openProjectDialog = (): Promise<boolean> =>
  openWith('dialog', () => call('project.openDialog', null));

export const openSample = (): Promise<boolean> => openWith('sample', () => call('project.openSample', null));

export const openRecent = (recentId: string): Promise<boolean> =>
  openWith('recent', () => call('project.openRecent', { recentId }), recentId);

/** A project dropped on the window: a folder is opened, a packed one comes back by archiveLife.ts. */
export const openDropped = (project: File): Promise<boolean> =>
  openWith('drop', async () => {
    const result = await window.ekonte.openDropped(project);
    if (!result.ok) throw new CodedError(result.error.code, result.error.message);
    return result.value;
  });

/** Once more the project that could not be opened. */
export const tryOpeningAgain = (): Promise<boolean> =>
  openWith('rescue', () => call('rescue.tryAgain', null), appStore.getState().openProblem?.recentId ?? null);

/** The project that could not be opened, to look at only. */
export const openReadOnly = (): Promise<boolean> =>
  openWith(
    'rescue',
    () => call('rescue.openReadOnly', null),
    appStore.getState().openProblem?.recentId ?? null,
  );

/** A version of the damaged project, in a new folder. */
export const restoreDamaged = (snapshotId: string): Promise<boolean> =>
  openWith('rescue', async () => (await call('rescue.restore', { snapshotId })).opened);

/** What can be read of the damaged project, in a new folder; what was lost is told when it is open. */
export const salvageDamaged = (): Promise<boolean> =>
  openWith('rescue', async () => {
    const { opened, report } = await call('rescue.salvage', null);
    appStore.setState({ salvageReport: report });
    return opened;
  });

let closing: Promise<void> | null = null;

/** Back to the welcome screen, with everything saved. Asked for twice it is done once: the next project stays open. */
export function closeProject(): Promise<void> {
  closing ??= leaveProject().finally(() => {
    closing = null;
  });
  return closing;
}

/** Resolves when nothing is being opened any more. */
function openingEnded(): Promise<void> {
  return new Promise((resolve) => {
    const check = ({ opening }: AppState): boolean => {
      if (opening === null) resolve();
      return opening === null;
    };
    if (check(appStore.getState())) return;
    const stop = appStore.subscribe((state) => {
      if (check(state)) stop();
    });
  });
}

async function leaveProject(): Promise<void> {
  const { settleProject, mayLeave, forgetOpenProject, isStillOpening } = await loadProjectCode();
  // A long film is on the screen before all of it has been read, and may turn out to be damaged.
  if (isStillOpening()) await openingEnded();
  if (appStore.getState().screen !== 'project') return;
  await settleProject();
  if (!(await mayLeave())) return;
  // First the window lets go of it: a picture that is still being loaded would not be there any more.
  appStore.setState({ screen: 'starting', openProblem: null, salvageReport: null });
  forgetOpenProject();
  await call('project.close', null).catch(() => undefined);
  appStore.setState({ screen: 'welcome' });
}

/** To the form for a new project, from wherever one is. */
export async function beginProject(): Promise<void> {
  if (appStore.getState().screen === 'project') await closeProject();
  else document.querySelector<HTMLElement>('[data-new-project] input')?.focus();
}

/** A new worker after it was lost. */
export async function reopenProject(): Promise<void> {
  await call('project.reopen', null);
}

export function forgetProblem(): void {
  appStore.setState({ openProblem: null });
}
