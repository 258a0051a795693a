import type { GenerationRequest, PictureSource } from '../request';
import { avoidWords } from '../shotWords';
import { cameraChange, stillCamera } from './cameraChange';
import { pictureNeeds, type SlotValues } from './fillSlots';
import type { WorkflowTemplate } from './template';

/** The pictures of a request that a template has slots for, in the order they are put in. */
export interface WantedPictures {
  readonly firstImage: PictureSource | null;
  readonly lastImage: PictureSource | null;
  /** Of the elements of the shot, then loose ones; as many as there are slots. */
  readonly references: readonly PictureSource[];
}

/**
 * Chooses which pictures go to a workflow. Each element gives its front picture first; only then come further views.
 * A workflow that needs a reference and gets none of an element may take the shot's own first picture.
 */
export function wantedPictures(request: GenerationRequest, template: WorkflowTemplate): WantedPictures {
  const { takes, references, neededReferences } = pictureNeeds(template);
  const inShot = new Set<string>(request.shots.flatMap(({ elementIds }) => elementIds));
  const views = request.elements
    .filter(({ elementId }) => inShot.has(elementId))
    .map((element) => element.references);
  const deepest = Math.max(0, ...views.map(({ length }) => length));
  const ordered: PictureSource[] = [];
  for (let view = 0; view < deepest; view += 1) {
    for (const pictures of views) {
      const picture = pictures[view];
      if (picture) ordered.push(picture);
    }
  }
  ordered.push(...request.pictures);
  if (ordered.length < neededReferences && request.firstFrame && !takes.has('firstImage')) {
    ordered.unshift(request.firstFrame);
  }
  return {
    firstImage: takes.has('firstImage') ? request.firstFrame : null,
    lastImage: takes.has('lastImage') ? request.lastFrame : null,
    references: ordered.slice(0, references),
  };
}

/** Elements whose picture goes to a workflow, with the number the workflow's model knows it by: 1 for the first. */
export function pictureNumbers(
  request: GenerationRequest,
  template: WorkflowTemplate,
): ReadonlyMap<string, number> {
  const { references } = wantedPictures(request, template);
  const numbers = new Map<string, number>();
  for (const { elementId, references: views } of request.elements) {
    const shown = new Set<PictureSource>(views);
    const index = references.findIndex((picture) => shown.has(picture));
    if (index >= 0) numbers.set(elementId, index + 1);
  }
  return numbers;
}

/** What a template is filled with, but for the names of pictures, which the server gives. */
export function requestValues(
  request: GenerationRequest,
  {
    prompt,
    seed,
    pixelShare,
  }: { readonly prompt: string; readonly seed: number; readonly pixelShare: number },
): Omit<SlotValues, 'firstImage' | 'lastImage' | 'references'> {
  const [shot] = request.shots;
  const camera = shot ? cameraChange(shot.camera.from, shot.camera.to) : stillCamera;
  return {
    prompt,
    negativePrompt: shot ? avoidWords(request, shot) : '',
    seed,
    frameSize: request.frameSize,
    pixelShare,
    seconds: request.shots.reduce((sum, { seconds }) => sum + seconds, 0),
    framesPerSecond: request.rate.num / request.rate.den,
    camera,
  };
}
