import type { Model } from './model';
import type { ElementRequest, GenerationRequest } from './request';

/**
 * How an element goes to a model: `element` made there from its pictures, `clipElement` from a clip of a person,
 * `picture` as a plain reference picture, `words` only by its description.
 */
export type ElementUse = 'element' | 'clipElement' | 'picture' | 'words';

/** What of an element a model can be given. A single picture is no element where a front and other views are asked for. */
export function elementUse(element: ElementRequest, model: Model): ElementUse {
  const views = element.references.length;
  if (model.element) {
    if (element.clipUrl !== null && model.element.takesClip) return 'clipElement';
    if (element.type !== 'style' && views >= 1 + model.element.otherViews.min) return 'element';
  }
  return views > 0 && takesPictures(model) ? 'picture' : 'words';
}

/** Loose reference pictures, at least in some combination. */
export function takesPictures({ counts, picture, provider }: Model): boolean {
  if (provider !== 'kling') return true;
  return (
    picture !== null && !counts.some(({ when, images }) => Object.keys(when).length === 0 && images === 0)
  );
}

export interface InputCounts {
  readonly images: number;
  readonly pictureElements: number;
  readonly clipElements: number;
}

/** The inputs that count rules speak of. */
export function inputCounts({ elements, pictures }: GenerationRequest, model: Model): InputCounts {
  const uses = elements.map((element) => elementUse(element, model));
  const count = (use: ElementUse) => uses.filter((other) => other === use).length;
  return {
    images: pictures.length + count('picture'),
    pictureElements: count('element'),
    clipElements: count('clipElement'),
  };
}
