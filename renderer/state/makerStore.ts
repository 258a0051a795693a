import type { Preset } from '@shared/generation/job';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { loadMakers, localMaker, type Maker } from './generators';
import { raiseError } from './notices';
import { settingsStore, useSettings } from './settingsStore';

/** All that can be asked now. Which of them is chosen is a setting of the person's. */
export const makerStore = createStore<{ readonly makers: readonly Maker[] }>()(() => ({
  makers: [localMaker],
}));

/** Looks anew who can be asked: servers, programs and keys may have come or gone. */
export async function refreshMakers(): Promise<readonly Maker[]> {
  const makers = await loadMakers();
  makerStore.setState({ makers });
  return makers;
}

export function chooseMaker(makerId: string): void {
  settingsStore.setState(({ generating }) => ({ generating: { ...generating, makerId } }));
}

export function choosePreset(preset: Preset): void {
  settingsStore.setState(({ generating }) => ({ generating: { ...generating, preset } }));
}

/** Who makes clips, as last chosen; the local renderer where that one is not there. */
export function chosenMaker(): Maker {
  const { makerId } = settingsStore.getState().generating;
  return makerStore.getState().makers.find(({ id }) => id === makerId) ?? localMaker;
}

/** Who makes clips and how large, the same wherever it is asked; looked up anew when shown. */
export function useMaker(): {
  readonly makers: readonly Maker[];
  readonly maker: Maker;
  readonly preset: Preset;
} {
  const makers = useStore(makerStore, (state) => state.makers);
  const { makerId, preset } = useSettings((settings) => settings.generating);
  useEffect(() => {
    refreshMakers().catch(raiseError);
  }, []);
  return { makers, maker: makers.find(({ id }) => id === makerId) ?? localMaker, preset };
}
