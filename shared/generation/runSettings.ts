import { z } from 'zod';
import type { Model } from './model';
import { ratios, resolutions } from './request';
import { pictureLandings } from './stills/landing';
import { localChoicesSchema } from './stills/stillChoices';

/**
 * What a person sets for a run besides the film itself; all of it may be left out, and then the film decides. Remembered
 * for each maker, so what is in it may come from a time when the model could do other things: `settingsOfRun` takes only
 * what it can now.
 */
export const runSettingsSchema = z
  .object({
    resolution: z.enum(resolutions),
    ratio: z.enum(ratios),
    sound: z.enum(['off', 'on', 'original']),
    firstFrame: z.enum(['none', 'board']),
    lastFrame: z.enum(['none', 'board']),
    /** `single`: every shot goes alone. */
    grouping: z.enum(['auto', 'single']),
    plannedBy: z.enum(['us', 'model']),
    /** The text that a model plans cuts from; '' = the shots' own texts. */
    wholeText: z.string().max(20_000),
    /** Public address of a clip to go by, or to change. */
    clipUrl: z.string().max(2_000),
    clipUse: z.enum(['guide', 'edit']),
    stillCount: z.int().min(1).max(64),
    isSeries: z.boolean(),
    seed: z.int().min(0).max(0x7fffffff).nullable(),
    style: z.string().max(20_000),
    /** What the local renderer is asked for. */
    local: localChoicesSchema.omit({ frame: true }),
    /** Where pictures go. */
    landAs: z.enum([...pictureLandings, 'folder']),
  })
  .partial();
export type RunSettings = z.infer<typeof runSettingsSchema>;

/** What can be set with a model: an empty list or false where there is nothing to choose. */
export interface RunChoices {
  readonly resolutions: Model['resolutions'];
  readonly ratios: Model['ratios'];
  readonly sounds: readonly ('off' | 'on' | 'original')[];
  readonly hasFirstFrame: boolean;
  readonly hasLastFrame: boolean;
  /** Several shots may go in one clip, or each alone. */
  readonly packs: boolean;
  /** The model may plan the cuts itself from one text. */
  readonly plansCuts: boolean;
  readonly clipUses: readonly ('guide' | 'edit')[];
  /** Pictures at once; null = it makes video. */
  readonly stills: { readonly maxCount: number; readonly hasSeries: boolean } | null;
  readonly hasSeed: boolean;
  /** Words of this run alone are said before every shot. A model whose limits nobody knows takes them, too. */
  readonly hasStyle: boolean;
}

export function runChoices(model: Model): RunChoices {
  const makesStills = !model.makes.includes('video') && model.stills !== null;
  return {
    resolutions: several(model.resolutions),
    ratios: several(model.ratios),
    sounds:
      model.sound.mode === 'optional'
        ? ['off', 'on', ...(model.sound.keepsOriginal ? (['original'] as const) : [])]
        : [],
    hasFirstFrame: model.frames.first,
    hasLastFrame: model.frames.last,
    packs: model.multiShot !== null,
    plansCuts: model.multiShot?.plansCuts ?? false,
    clipUses: model.video?.uses ?? [],
    stills: makesStills
      ? { maxCount: model.stills?.maxCount ?? 1, hasSeries: (model.stills?.series ?? null) !== null }
      : null,
    hasSeed: model.takesSeed,
    // The built-in renderer is told no words.
    hasStyle: model.provider !== 'local',
  };
}

/** What is left to choose for one shot whose first and last frame are given. */
export function choicesOfOneShot(choices: RunChoices): RunChoices {
  return { ...choices, hasFirstFrame: false, hasLastFrame: false, packs: false, plansCuts: false };
}

const several = <Value>(values: readonly Value[]): Value[] => (values.length > 1 ? [...values] : []);

/**
 * A run's settings in the words that providers take (kling/settings.ts, and the providers' own), without what the model
 * cannot do.
 */
export function settingsOfRun(run: RunSettings, model: Model): Record<string, unknown> {
  const choices = runChoices(model);
  const settings: Record<string, unknown> = {};
  const take = (name: string, value: unknown, isPossible: boolean): void => {
    if (value !== undefined && isPossible) settings[name] = value;
  };
  take('resolution', run.resolution, includes(choices.resolutions, run.resolution));
  take('ratio', run.ratio, includes(choices.ratios, run.ratio));
  take('sound', run.sound, includes(choices.sounds, run.sound));
  take('firstFrame', run.firstFrame, choices.hasFirstFrame);
  take('lastFrame', run.lastFrame, choices.hasLastFrame);
  take('grouping', run.grouping, choices.packs && run.plannedBy !== 'model');
  take('plannedBy', run.plannedBy, choices.plansCuts);
  const wholeText = run.wholeText?.trim() ?? '';
  take('wholeText', wholeText, choices.plansCuts && run.plannedBy === 'model' && wholeText !== '');
  const url = run.clipUrl?.trim() ?? '';
  const use = run.clipUse ?? choices.clipUses[0];
  take('clip', { use, source: { type: 'url', url } }, url !== '' && includes(choices.clipUses, use));
  take('style', run.style, choices.hasStyle && (run.style ?? '').trim() !== '');
  take('seed', run.seed, choices.hasSeed && run.seed !== null);
  if (choices.stills && (run.stillCount !== undefined || run.isSeries))
    settings.output = {
      type: 'stills',
      count: Math.min(run.stillCount ?? 1, choices.stills.maxCount),
      isSeries: (run.isSeries ?? false) && choices.stills.hasSeries,
    };
  return settings;
}

const includes = (values: readonly unknown[], value: unknown): boolean => values.includes(value);

/** Whether an address for a clip is one that a provider can fetch; '' is none. */
export function isClipAddress(text: string): boolean {
  return (
    text.trim() === '' ||
    z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .safeParse(text.trim()).success
  );
}
