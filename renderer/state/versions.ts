import type { Snapshot } from '@shared/rpc/table';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { call, onEvent } from './bridge';
import { documentStore } from './documentStore';
import { raiseError } from './notices';
import { settingsStore } from './settingsStore';

/** The versions of the open project as the worker has them. Not part of the document. */
export interface VersionState {
  /** Newest first; null = not asked for yet. */
  readonly versions: readonly Snapshot[] | null;
}

export const versionStore = createStore<VersionState>()(() => ({ versions: null }));

export function useVersions<T>(selector: (state: VersionState) => T): T {
  return useStore(versionStore, selector);
}

export async function loadVersions(): Promise<void> {
  try {
    versionStore.setState({ versions: await call('snapshots.list', null) });
  } catch (error) {
    raiseError(error);
  }
}

/** Gives the worker the person's settings: with each opening, after a restart, and when they change. */
export function sendVersionSettings(): void {
  if (!documentStore.getState().opened) return;
  call('snapshots.configure', settingsStore.getState().versions).catch(() => undefined);
}

/** Keeps the list in step with the worker, for a project that is open. @returns stops and forgets */
export function followVersions(): () => void {
  const stopList = onEvent('snapshots.changed', () => void loadVersions());
  const stopWorker = onEvent('worker.state', ({ state }) => {
    if (state === 'ready') sendVersionSettings();
  });
  const stopSettings = settingsStore.subscribe((state, before) => {
    if (state.versions !== before.versions) sendVersionSettings();
  });
  sendVersionSettings();
  return () => {
    stopList();
    stopWorker();
    stopSettings();
    versionStore.setState({ versions: null });
  };
}
