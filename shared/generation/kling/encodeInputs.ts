import { elementUse } from '../elementUse';
import type { Model } from '../model';
import type { ElementRequest, GenerationRequest, MediaPicture, PictureSource } from '../request';
import { type KlingInput, placeholder } from './blueprint';

/** The inputs of a request in the order in which a body lists them, each with its placeholder. */
export interface EncodedInputs {
  readonly firstFrame: string | null;
  readonly lastFrame: string | null;
  /** Loose pictures, then elements that go as pictures. */
  readonly pictures: readonly { readonly placeholder: string; readonly elementId: string | null }[];
  readonly elements: readonly { readonly placeholder: string; readonly elementId: string }[];
  readonly clip: { readonly url: string; readonly use: 'guide' | 'edit' } | null;
  readonly inputs: readonly KlingInput[];
}

/** @param maxBytes of a picture inside a body: the legacy API takes less */
export function encodeInputs(request: GenerationRequest, model: Model, maxBytes: number): EncodedInputs {
  const inputs: KlingInput[] = [];
  const picture = (key: string, label: string, source: PictureSource): string => {
    inputs.push({ kind: 'picture', key, label, source, maxBytes });
    return placeholder(key);
  };
  const { firstFrame, lastFrame, pictures, elements, clip } = request;
  const first = firstFrame ? picture('first_frame', 'The first frame', firstFrame) : null;
  const last = lastFrame ? picture('last_frame', 'The last frame', lastFrame) : null;
  const loose = pictures.map((source, index) => ({
    placeholder: picture(`picture_${index + 1}`, `Reference picture ${index + 1}`, source),
    elementId: null,
  }));
  const asPictures = usedAs(elements, model, 'picture').map((element, index) => ({
    placeholder: picture(
      `look_${index + 1}`,
      `The picture of ${element.name}`,
      element.references[0] as MediaPicture,
    ),
    elementId: element.elementId,
  }));
  const made = elements.flatMap((element) => {
    const use = elementUse(element, model);
    if (use !== 'element' && use !== 'clipElement') return [];
    const key = `element_${inputs.filter(({ kind }) => kind === 'element').length + 1}`;
    inputs.push({ kind: 'element', key, element, from: use === 'element' ? 'pictures' : 'clip' });
    return [{ placeholder: placeholder(key), elementId: element.elementId }];
  });
  return {
    firstFrame: first,
    lastFrame: last,
    pictures: [...loose, ...asPictures],
    elements: made,
    clip: clip?.source.type === 'url' ? { url: clip.source.url, use: clip.use } : null,
    inputs,
  };
}

function usedAs(elements: readonly ElementRequest[], model: Model, use: 'picture'): ElementRequest[] {
  return elements.filter((element) => elementUse(element, model) === use);
}
