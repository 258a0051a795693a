import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** Session scope: how loud the window is, whatever it plays. */
export interface Loudness {
  /** 0 … 1 */
  readonly volume: number;
  readonly isSilent: boolean;
}

export const loudnessStore = createStore<Loudness>()(() => ({ volume: 1, isSilent: false }));

export function useLoudness<T>(selector: (state: Loudness) => T): T {
  return useStore(loudnessStore, selector);
}

export function toggleSilence(): void {
  loudnessStore.setState(({ isSilent }) => ({ isSilent: !isSilent }));
}
