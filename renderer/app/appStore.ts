import type { ErrorCode } from '@shared/rpc/result';
import type { SalvageReport } from '@shared/rpc/table';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { withProject } from '../state/projectScope';

/** Why a project did not open, for the welcome screen. */
export interface OpenProblem {
  readonly code: ErrorCode;
  readonly message: string;
  /** The entry of the list of recent projects it came from. */
  readonly recentId: string | null;
  /** What did not open; of a screenplay a new project was to be made. */
  readonly of: 'project' | 'packed' | 'script';
}

/** What is being opened now. */
export interface Opening {
  readonly from: 'form' | 'dialog' | 'recent' | 'sample' | 'drop' | 'archive' | 'rescue';
  readonly recentId: string | null;
}

/** The window itself: which screen it shows and how its worker is. Neither saved nor undone. */
export interface AppState {
  /** `starting`: it is not known yet whether a project is open. */
  readonly screen: 'starting' | 'welcome' | 'project';
  readonly opening: Opening | null;
  readonly openProblem: OpenProblem | null;
  readonly worker: 'ready' | 'restarting' | 'lost';
  /** What was salvaged of the project that is shown, until it has been read; null = nothing was. */
  readonly salvageReport: SalvageReport | null;
  readonly isPaletteOpen: boolean;
  readonly isShortcutListOpen: boolean;
  readonly isPackDialogOpen: boolean;
}

export const appStore = createStore<AppState>()(() => ({
  screen: 'starting',
  opening: null,
  openProblem: null,
  worker: 'ready',
  salvageReport: null,
  isPaletteOpen: false,
  isShortcutListOpen: false,
  isPackDialogOpen: false,
}));

withProject(() =>
  appStore.setState({ isPaletteOpen: false, isShortcutListOpen: false, isPackDialogOpen: false }),
);

/** The actions of a workspace that is not to be seen yet are there, but nobody can mean them. */
export function isWorkspaceComing(): boolean {
  const { opening, screen } = appStore.getState();
  return opening !== null && screen !== 'project';
}

export function useApp<T>(selector: (state: AppState) => T): T {
  return useStore(appStore, selector);
}
