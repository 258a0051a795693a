import type { GroupSettings } from '@shared/generation/groupShots';
import type { Preset } from '@shared/generation/job';
import { type KlingSettings, klingSettingsSchema } from '@shared/generation/kling/settings';
import type { Model } from '@shared/generation/model';
import { findModel, models } from '@shared/generation/models';
import { type RunSettings, settingsOfRun } from '@shared/generation/runSettings';
import { type ClipGroups, selectClipGroups } from '@shared/timeline/clipGroups';
import { documentStore } from './documentStore';
import { localMaker } from './generators';
import { makerStore } from './makerStore';
import { modelOfMaker } from './runSettings';
import { sessionStore } from './sessionStore';
import { settingsStore } from './settingsStore';

/** Models that are given words. The local renderer needs none. */
export const promptModels: readonly Model[] = models().filter(({ id }) => id !== 'local');

/** How a model is asked. The same value until the model, its settings or the size change. */
export interface ModelRun {
  readonly model: Model;
  readonly settings: KlingSettings;
  readonly preset: Preset;
}

const runs = new Map<string, { readonly run: RunSettings | undefined; readonly value: ModelRun }>();

/** A model as it would be asked now: with what was last set for its runs. */
export function runOfModel(
  model: Model,
  preset: Preset,
  all: Readonly<Record<string, RunSettings>>,
): ModelRun {
  const run = all[`${model.provider} ${model.id}`];
  const key = `${preset} ${model.id}`;
  const known = runs.get(key);
  if (known && known.run === run) return known.value;
  const settings = klingSettingsSchema.safeParse({ ...settingsOfRun(run ?? {}, model), model: model.id });
  const value = { model, preset, settings: settings.success ? settings.data : { model: model.id } };
  runs.set(key, { run, value });
  return value;
}

export const packsSeveral = (model: Model | undefined): boolean => (model?.multiShot?.maxShots ?? 1) > 1;

/** The model of the maker that is chosen, where it makes several shots at once. */
export function packingMakerModel(): Model | undefined {
  const { makerId } = settingsStore.getState().generating;
  const maker = makerStore.getState().makers.find(({ id }) => id === makerId) ?? localMaker;
  const model = modelOfMaker(maker);
  return packsSeveral(model) ? model : undefined;
}

export function chosenPromptModel(promptModel: string): Model {
  return findModel(promptModel) ?? (promptModels[0] as Model);
}

/** Who the film is packed for: the chosen maker where it makes several shots at once, else the model of the prompt. */
export function packingRun(): ModelRun {
  const { runSettings, promptModel } = sessionStore.getState();
  const model = packingMakerModel();
  return model
    ? runOfModel(model, settingsStore.getState().generating.preset, runSettings)
    : runOfModel(chosenPromptModel(promptModel), 'full', runSettings);
}

/** Whether it is shown on the timeline: as a person has switched it, else where the chosen maker packs. */
export function areClipGroupsShown(): boolean {
  return sessionStore.getState().showsClipGroups ?? packingMakerModel() !== undefined;
}

export function toggleClipGroups(): void {
  sessionStore.setState({ showsClipGroups: !areClipGroupsShown() });
}

/** The film as it would be packed now. The same value until something that decides it changes. */
export function currentClipGroups(): ClipGroups | null {
  const { document, isLoaded } = documentStore.getState();
  if (!isLoaded) return null;
  const { model, settings } = packingRun();
  return selectClipGroups(document, model, settings satisfies GroupSettings);
}

/** Hears when something besides the film changes who packs, how, or whether that is shown. @returns stops */
export function followClipPacking(listener: () => void): () => void {
  const stops = [
    makerStore.subscribe(listener),
    settingsStore.subscribe((state, before) => {
      if (state.generating !== before.generating) listener();
    }),
    sessionStore.subscribe((state, before) => {
      if (
        state.showsClipGroups !== before.showsClipGroups ||
        state.promptModel !== before.promptModel ||
        state.runSettings !== before.runSettings
      )
        listener();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
