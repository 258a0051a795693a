import type { MediaId } from '@shared/document/ids';
import { isOffline, type MediaFileState } from '@shared/media/mediaState';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { call, onEvent } from './bridge';
import { documentStore } from './documentStore';

/**
 * Which media have not the files they should have, on this machine now: neither document nor session. Media that are not
 * in it are as they should be.
 */
export interface MediaFileStates {
  readonly states: ReadonlyMap<MediaId, MediaFileState>;
}

const none: MediaFileStates = { states: new Map() };

export const mediaStateStore = createStore<MediaFileStates>()(() => none);

export function useMediaStates(): ReadonlyMap<MediaId, MediaFileState> {
  return useStore(mediaStateStore, ({ states }) => states);
}

export function useMediaState(mediaId: MediaId): MediaFileState | undefined {
  return useStore(mediaStateStore, ({ states }) => states.get(mediaId));
}

/** Whether there is nothing to show of a media. */
export const isMediaOffline = (mediaId: MediaId): boolean =>
  isOffline(mediaStateStore.getState().states.get(mediaId));

type Told = readonly { readonly mediaId: MediaId; readonly state: MediaFileState }[];

function show(told: Told): void {
  mediaStateStore.setState({ states: new Map(told.map(({ mediaId, state }) => [mediaId, state])) });
}

/** Coming back to the window is when files were moved elsewhere; going to and fro is no reason to look at them all. */
const lookAgainMs = 5_000;

/** Follows what the worker finds out, once for the window. */
export function followMediaStates(): void {
  onEvent('media.states', ({ states }) => show(states));
  let lookedAt = 0;
  window.addEventListener('focus', () => {
    if (!documentStore.getState().isLoaded || Date.now() - lookedAt < lookAgainMs) return;
    lookedAt = Date.now();
    call('media.checkFiles', null).catch(() => undefined);
  });
}

/** Has the worker look at the files of the project that has just been opened; it tells what it finds. */
export async function loadMediaStates(): Promise<void> {
  mediaStateStore.setState(none);
  const { states } = await call('media.watchFiles', null);
  show(states);
}

export const forgetMediaStates = (): void => mediaStateStore.setState(none);
