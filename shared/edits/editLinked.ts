import type { PlanContext } from '../commands/command';
import type { Draft } from '../document/draft';
import { type LinkId, linkIdSchema } from '../document/ids';
import type { Layer } from '../document/records';
import { type LinkedField, withLinked } from '../layers/linkedLayers';
import { copyStrokes } from './copyShot';

/** Changes what linked layers have in common: in all of them at once. */
export function updateLinked(draft: Draft, layer: Layer, fields: Partial<Pick<Layer, LinkedField>>): void {
  for (const { id } of withLinked(draft, layer)) draft.update('layer', id, fields);
}

/** A fresh link, named after an id of its own. */
export function newLinkId(context: PlanContext): LinkId {
  return linkIdSchema.parse(`lnk_${context.newId('layer').slice(4)}`);
}

/** Takes a layer out of its link: it goes on with a copy of what is drawn. A link of one is none. */
export function unlinkLayer(draft: Draft, layer: Layer, context: PlanContext): void {
  const others = withLinked(draft, layer).filter(({ id }) => id !== layer.id);
  const [other] = others;
  if (other) {
    // The strokes stay with the others, whoever kept them.
    for (const stroke of draft.childrenOf('stroke', layer.id))
      draft.update('stroke', stroke.id, { layerId: other.id });
    copyStrokes(draft, other, layer.id, context);
  }
  draft.update('layer', layer.id, { linkId: null });
  if (other && others.length === 1) draft.update('layer', other.id, { linkId: null });
}
