import { type CompiledPrompt, compilePrompt, type PromptStyle } from '../compilePrompt';
import { elementUse } from '../elementUse';
import type { Model } from '../model';
import type { ElementRequest, GenerationRequest } from '../request';

/** Names of inputs that are no elements. Two digits: no id may be the beginning of another. */
export const imageId = (index: number): string => `image_${String(index + 1).padStart(2, '0')}`;
export const videoId = 'video_01';
export const firstFrameId = 'frame_01';

/** `shot 1, 3, words; shot 2, 4, words;` */
function joinShots(shots: readonly { readonly seconds: number; readonly text: string }[]): string {
  return shots.map(({ seconds, text }, index) => `shot ${index + 1}, ${seconds}, ${text};`).join(' ');
}

/** Ids of inputs that are no elements, which a text may name; only omni models give any. */
function reservedIds({ pictures, clip, firstFrame }: GenerationRequest, { names }: Model): string[] {
  if (names.omni === undefined) return [];
  return [
    ...pictures.map((_, index) => imageId(index)),
    ...(clip ? [videoId] : []),
    ...(firstFrame ? [firstFrameId] : []),
  ];
}

/** New standard: `@Mina`, shots in one text. */
export function standardPrompt(request: GenerationRequest, model: Model): CompiledPrompt {
  const style: PromptStyle = {
    mention: (id) => `@${id}`,
    joinShots,
    reserved: reservedIds(request, model),
    formWords: ['shot'],
  };
  return compilePrompt(request, model, style);
}

/** Legacy: `<<<element_1>>>` in the order of the list, shots one by one. */
export function legacyPrompt(request: GenerationRequest, model: Model): CompiledPrompt {
  const style: PromptStyle = {
    mention: (id) => `<<<${id}>>>`,
    ids: (shown) => legacyIds(shown, request, model),
    joinShots: null,
    reserved: [],
  };
  return compilePrompt(request, model, style);
}

/** Pictures of elements come in the picture list after the frames and the loose pictures. */
function legacyIds(
  shown: readonly ElementRequest[],
  { pictures, firstFrame, lastFrame }: GenerationRequest,
  model: Model,
): ReadonlyMap<string, string> {
  let images = pictures.length + (firstFrame ? 1 : 0) + (lastFrame ? 1 : 0);
  let elements = 0;
  return new Map(
    shown.map((element) => {
      const isPicture = elementUse(element, model) === 'picture';
      if (isPicture) images += 1;
      else elements += 1;
      return [element.elementId, isPicture ? `image_${images}` : `element_${elements}`];
    }),
  );
}
