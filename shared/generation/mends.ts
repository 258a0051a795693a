import type { RequestOptions } from './buildRequest';
import type { Mend } from './problems';
import type { GenerationRequest } from './request';

/** The command that a mend runs on the film; null = it changes what is asked for, by `applyMend`. */
export function mendCommand(mend: Mend): { readonly command: string; readonly args: unknown } | null {
  if (mend.type !== 'shortenShot') return null;
  return { command: 'shot.setLength', args: { shotIds: [mend.shotId], lengthFrames: mend.lengthFrames } };
}

/**
 * The options that ask for the same without the problem. `splitGroup` and `shortenShot` leave them as they are: the one is
 * the grouping's, the other the film's.
 * @param request what the options have made: the mend counts from there
 */
export function applyMend(options: RequestOptions, request: GenerationRequest, mend: Mend): RequestOptions {
  switch (mend.type) {
    case 'shortenShot':
    case 'splitGroup':
      return options;
    case 'dropPicture':
      return {
        ...options,
        pictureIds: request.pictures.map(({ mediaId }) => mediaId).filter((id) => id !== mend.mediaId),
      };
    case 'dropElement':
      return { ...options, withoutElementIds: [...(options.withoutElementIds ?? []), mend.elementId] };
    case 'dropFrame':
      return { ...options, [`${mend.which}Frame`]: 'none' };
    case 'useBoard':
      return { ...options, [`${mend.which}Frame`]: 'board' };
    case 'dropClip':
      return { ...options, clip: null };
    case 'fitPicture':
      return { ...options, fittedIds: [...(options.fittedIds ?? []), mend.mediaId] };
    case 'setSound':
      return { ...options, sound: mend.sound };
    case 'setResolution':
      return { ...options, resolution: mend.resolution };
    case 'setRatio':
      return { ...options, ratio: mend.ratio };
    case 'setPlannedBy':
      return { ...options, plannedBy: mend.plannedBy };
    case 'setModel':
      return { ...options, model: mend.model };
    case 'dropSeed':
      return { ...options, seed: null };
    default:
      return mend satisfies never;
  }
}
