import type { RequestOptions } from '@shared/generation/buildRequest';
import type { GenerationRequest } from '@shared/generation/request';
import type { ClipPlan } from './provider';

/*
 * What runs of a person's own servers and programs have in common.
 */

type Name = 'firstFrame' | 'lastFrame' | 'overrides' | 'style';

/** Choices of a run in the words of a request; what was not chosen is left to the film. */
export function ownRunOptions(
  makes: 'video' | 'image',
  chosen: { readonly [Key in Name]?: RequestOptions[Key] | undefined },
): Pick<RequestOptions, 'output' | Name> {
  const { firstFrame, lastFrame, overrides, style } = chosen;
  return {
    output: makes === 'video' ? { type: 'video' } : { type: 'stills', count: 1, isSeries: false },
    ...(firstFrame ? { firstFrame } : {}),
    ...(lastFrame ? { lastFrame } : {}),
    ...(overrides ? { overrides } : {}),
    ...(style === undefined ? {} : { style }),
  };
}

/** Each shot of a request as it is, from the start of its clip. */
export function wholeParts({ shots }: GenerationRequest): ClipPlan['parts'] {
  return shots.map(({ shotId, inputsHash, sourceInFrames, lengthFrames }) => ({
    shotId,
    inputsHash,
    sourceInFrames,
    lengthFrames,
    mediaInFrames: 0,
  }));
}
