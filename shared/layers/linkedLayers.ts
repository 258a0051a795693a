import type { DocumentView } from '../document/document';
import type { LinkId } from '../document/ids';
import type { RecordIndex } from '../document/recordGroups';
import type { Layer, Stroke } from '../document/records';

/** The fields that layers of one link have in common; name, order, board, lock and hiding are each layer's own. */
export const linkedFields = ['depth', 'transform', 'opacity', 'content'] as const;
export type LinkedField = (typeof linkedFields)[number];

const none: readonly LinkId[] = [];
const byLink: RecordIndex<'layer'> = {
  kind: 'layer',
  idsOf: ({ linkId }) => (linkId === null ? none : [linkId]),
};

/** All layers of a link, in any shots. */
export function layersOfLink(document: DocumentView, linkId: LinkId): readonly Layer[] {
  return document.listBy(byLink, linkId);
}

/** A layer with those it is linked to; alone when it is not. */
export function withLinked(document: DocumentView, layer: Layer): readonly Layer[] {
  return layer.linkId === null ? [layer] : layersOfLink(document, layer.linkId);
}

/**
 * The layer whose records the strokes of a drawing are: of linked drawings one keeps them for all, so that a background drawn once
 * and shown in a hundred shots is stored once.
 */
export function strokeKeeper(document: DocumentView, layer: Layer): Layer {
  if (layer.linkId === null) return layer;
  return (
    layersOfLink(document, layer.linkId).find(({ id }) => document.childrenOf('stroke', id).length > 0) ??
    layer
  );
}

/** What is drawn on a layer, first stroke first. The same list until it changes. */
export function layerStrokes(document: DocumentView, layer: Layer): readonly Stroke[] {
  return document.childrenOf('stroke', strokeKeeper(document, layer).id);
}
