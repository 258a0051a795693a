import type { MediaId } from '@shared/document/ids';
import { isOffline, type MediaFileState } from '@shared/media/mediaState';
import type { ProxyEntry } from '@shared/rpc/table';
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
  /** Videos that only a proxy can show, and that have none yet. */
  readonly proxies: ReadonlyMap<MediaId, ProxyEntry>;
}

const none: MediaFileStates = { states: new Map(), proxies: new Map() };

export const mediaStateStore = createStore<MediaFileStates>()(() => none);

export function useMediaStates(): ReadonlyMap<MediaId, MediaFileState> {
  return useStore(mediaStateStore, ({ states }) => states);
}

export function useProxies(): ReadonlyMap<MediaId, ProxyEntry> {
  return useStore(mediaStateStore, ({ proxies }) => proxies);
}

export function useMediaState(mediaId: MediaId): MediaFileState | undefined {
  return useStore(mediaStateStore, ({ states }) => states.get(mediaId));
}

/** Whether there is nothing to show of a media. */
export function isMediaOffline(mediaId: MediaId): boolean {
  const { states, proxies } = mediaStateStore.getState();
  return isOffline(states.get(mediaId)) || proxies.has(mediaId);
}

export function useIsMediaOffline(mediaId: MediaId): boolean {
  return useStore(
    mediaStateStore,
    ({ states, proxies }) => isOffline(states.get(mediaId)) || proxies.has(mediaId),
  );
}

export function useProxy(mediaId: MediaId): ProxyEntry | undefined {
  return useStore(mediaStateStore, ({ proxies }) => proxies.get(mediaId));
}

/** Why nothing of a media can be seen, in a word. */
export function offlineWord(mediaId: MediaId): string {
  const { states, proxies } = mediaStateStore.getState();
  const state = states.get(mediaId);
  if (isOffline(state)) return 'Missing';
  const proxy = proxies.get(mediaId);
  return proxy ? proxyWords(proxy) : 'Missing';
}

export function proxyWords({ state, share }: ProxyEntry): string {
  switch (state) {
    case 'waiting':
      return 'Proxy is waiting';
    case 'making':
      return `Making proxy ${Math.floor(share * 100)} %`;
    case 'failed':
      return 'No proxy';
    case 'noFfmpeg':
      return 'Needs FFmpeg';
  }
}

type Told = readonly { readonly mediaId: MediaId; readonly state: MediaFileState }[];

const proxyMap = (proxies: readonly ProxyEntry[]): ReadonlyMap<MediaId, ProxyEntry> =>
  new Map(proxies.map((proxy) => [proxy.mediaId, proxy]));

function show(told: Told): void {
  mediaStateStore.setState({ states: new Map(told.map(({ mediaId, state }) => [mediaId, state])) });
}

/** Coming back to the window is when files were moved elsewhere; going to and fro is no reason to look at them all. */
const lookAgainMs = 5_000;

/** Follows what the worker finds out, once for the window. */
export function followMediaStates(): void {
  onEvent('media.states', ({ states }) => show(states));
  onEvent('media.proxies', ({ proxies }) => mediaStateStore.setState({ proxies: proxyMap(proxies) }));
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
  const { states, proxies } = await call('media.watchFiles', null);
  show(states);
  mediaStateStore.setState({ proxies: proxyMap(proxies) });
}

export const forgetMediaStates = (): void => mediaStateStore.setState(none);
