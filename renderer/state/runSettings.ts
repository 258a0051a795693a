import type { Model } from '@shared/generation/model';
import { findModel } from '@shared/generation/models';
import { type RunSettings, settingsOfRun } from '@shared/generation/runSettings';
import type { LocalChoices } from '@shared/generation/stills/stillChoices';
import type { Maker } from './generators';
import { sessionStore, useSession } from './sessionStore';

/** The facts of what a maker makes clips with; undefined for the local renderer, which has none to set. */
export function modelOfMaker({ provider, settings }: Maker): Model | undefined {
  if (provider === 'local') return undefined;
  return findModel(settings && 'model' in settings ? settings.model : provider);
}

/** What the local renderer is asked for. A clip needs no word. @param frame for a still at the playhead, in the shot's own time */
export function localSettings({ local }: RunSettings, frame: number | null): LocalChoices | null {
  return local && local.what !== 'clip' ? { ...local, frame: local.at === 'frame' ? frame : null } : null;
}

const none: RunSettings = {};

export function useRunSettings(makerId: string): RunSettings {
  return useSession((state) => state.runSettings[makerId] ?? none);
}

/** Remembers them with the project's session. */
export function setRunSettings(makerId: string, settings: RunSettings): void {
  sessionStore.setState(({ runSettings }) => ({ runSettings: { ...runSettings, [makerId]: settings } }));
}

/** The maker with what was set for its runs, as it is asked. */
export function withRunSettings(maker: Maker, run: RunSettings): Pick<Maker, 'provider' | 'settings'> {
  if (maker.provider === 'local') return { provider: 'local', settings: localSettings(run, null) };
  const model = modelOfMaker(maker);
  if (!model) return maker;
  return {
    provider: maker.provider,
    settings: { ...settingsOfRun(run, model), ...maker.settings } as Maker['settings'],
  };
}
