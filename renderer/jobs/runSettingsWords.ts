import type { Model } from '@shared/generation/model';
import type { Resolution } from '@shared/generation/request';
import { type RunSettings, runChoices } from '@shared/generation/runSettings';

export const soundWords = { off: 'Silent', on: 'With sound', original: 'Keeps the clip’s sound' } as const;

export function resolutionWord(resolution: Resolution): string {
  if (resolution === 'project') return 'As the film';
  return /^\dk$/.test(resolution) ? resolution.toUpperCase() : resolution;
}

/** What was set and can be done by the model, in a line; "as the film says" where nothing was. */
export function runSettingsWords(settings: RunSettings, model: Model, choices = runChoices(model)): string {
  const plansCuts = choices.plansCuts && settings.plannedBy === 'model';
  const words = [
    settings.resolution && choices.resolutions.includes(settings.resolution)
      ? resolutionWord(settings.resolution)
      : null,
    settings.ratio && choices.ratios.includes(settings.ratio) ? settings.ratio : null,
    settings.sound && choices.sounds.includes(settings.sound)
      ? soundWords[settings.sound].toLowerCase()
      : null,
    choices.hasFirstFrame && settings.firstFrame === 'none' ? 'no first frame' : null,
    choices.hasLastFrame && settings.lastFrame === 'board' ? 'last frame' : null,
    plansCuts ? 'cuts by the model' : null,
    choices.packs && !plansCuts && settings.grouping === 'single' ? 'a clip each' : null,
    choices.clipUses.length > 0 && settings.clipUrl ? 'by a clip' : null,
    choices.stills && (settings.stillCount ?? 1) > 1 ? `${settings.stillCount} pictures` : null,
    choices.hasSeed && typeof settings.seed === 'number' ? `seed ${settings.seed}` : null,
    choices.hasStyle && (settings.style ?? '').trim() !== '' ? 'own style' : null,
  ].filter((word) => word !== null);
  return words.length === 0 ? 'as the film says' : words.join(' · ');
}
