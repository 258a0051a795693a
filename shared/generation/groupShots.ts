import type { DocumentView } from '../document/document';
import type { ShotId } from '../document/ids';
import type { Model } from './model';
import { type PackOptions, packShots } from './packShots';
import type { GenerationRequest } from './request';

/** What of a run's settings says how shots go together. */
export interface GroupSettings {
  /** `auto`: as few submissions as make sense; `single`: every shot alone; else as bracketed, the rest as `auto`. */
  readonly grouping?: 'auto' | 'single' | readonly (readonly ShotId[])[] | undefined;
  readonly output?: GenerationRequest['output'] | undefined;
  readonly clip?: GenerationRequest['clip'] | undefined;
}

/** A model as it packs in a run, and within what. */
export interface PackRules {
  /** Without several shots at once where the run makes one. */
  readonly model: Model;
  readonly options: PackOptions & { readonly kept: NonNullable<PackOptions['kept']> };
}

export function packRules(model: Model, { grouping = 'auto', output, clip }: GroupSettings): PackRules {
  const makesOneShot = grouping === 'single' || output?.type === 'stills' || clip?.use === 'edit';
  return {
    model: makesOneShot ? { ...model, multiShot: null } : model,
    options: { maxElements: mostElements(model), kept: Array.isArray(grouping) ? grouping : [] },
  };
}

/**
 * Which shots go together, wherever it is asked: shown on the timeline and in the prompt, priced, and sent.
 * @param shotIds in any order
 */
export function groupShots(
  document: DocumentView,
  shotIds: readonly ShotId[],
  model: Model,
  settings: GroupSettings = {},
): ShotId[][] {
  const rules = packRules(model, settings);
  return packShots(document, shotIds, rules.model, rules.options);
}

/** Elements that go into one submission at most, whatever else comes: as groups are made before inputs are known. */
function mostElements(model: Model): number | null {
  const limits = model.counts.flatMap(({ when, elements, imagesAndPictureElements }) =>
    when.hasVideo === true ? [] : [elements, imagesAndPictureElements].filter((limit) => limit !== undefined),
  );
  return limits.length === 0 ? null : Math.max(...limits);
}
