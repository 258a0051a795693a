import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** Session scope: how the film is played. Whether and where are in the session store, how loud in `sound/loudness`. */
export interface PlayerState {
  /** Film seconds in a second: 1, 2 or 4, below 0 backwards. */
  readonly speed: number;
  /** Film frames to play and stop at, the end not in; null = to the end of the film. */
  readonly range: { readonly startFrame: number; readonly endFrame: number } | null;
}

export const playerStore = createStore<PlayerState>()(() => ({
  speed: 1,
  range: null,
}));

export function usePlayer<T>(selector: (state: PlayerState) => T): T {
  return useStore(playerStore, selector);
}
