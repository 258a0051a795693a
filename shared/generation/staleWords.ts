import type { StaleReason } from './inputsHash';

/** What changed since a take was made. */
const words: Readonly<Record<StaleReason, string>> = {
  frame: 'the frame of the film',
  layers: 'the layers',
  camera: 'the camera',
  words: 'what is said of the shot',
  elements: 'its elements',
  look: 'the look of the film',
  span: 'the shot is longer now',
  inputs: 'something in the shot',
  gone: 'its shot is gone',
};

/** "the layers, the camera"; '' for a take that is fresh. */
export const staleWords = (reasons: readonly StaleReason[]): string =>
  reasons.map((reason) => words[reason]).join(', ');
