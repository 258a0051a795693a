import type { Kind } from './records';

/**
 * What is inside pictures. It is most of a document, and boards and timeline are laid out without it: all other records
 * are the document's outline, which comes to the window first.
 */
export const pictureKinds = ['layer', 'stroke', 'cameraKeyframe'] as const satisfies readonly Kind[];
