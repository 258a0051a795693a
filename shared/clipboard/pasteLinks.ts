import type { PlanContext } from '../commands/command';
import { isSameJson } from '../document/diff';
import type { DocumentView } from '../document/document';
import type { Draft } from '../document/draft';
import type { LinkId } from '../document/ids';
import type { Layer, Stroke } from '../document/records';
import { newLinkId } from '../edits/editLinked';
import { layerStrokes, layersOfLink, linkedFields } from '../layers/linkedLayers';

/** The link a pasted layer gets, and whether its strokes have to be added with it. */
export interface PastedLink {
  readonly linkId: LinkId | null;
  readonly addsStrokes: boolean;
}

interface KnownLink {
  readonly layer: Layer;
  readonly strokes: readonly Stroke[];
}

/**
 * Links of pasted layers: what is linked in the target and shows the same goes on in that link, as with Duplicate; else those
 * that come together are linked with each other anew.
 */
export class PasteLinks {
  readonly #source: DocumentView;
  readonly #context: PlanContext;
  /** Links of the fragment that the target has, as they were before anything was pasted. */
  readonly #known = new Map<LinkId, KnownLink>();
  readonly #made = new Map<LinkId, LinkId | null>();

  constructor(target: Draft, source: DocumentView, context: PlanContext) {
    this.#source = source;
    this.#context = context;
    for (const { linkId } of source.list('layer')) {
      if (linkId === null || this.#known.has(linkId)) continue;
      const [layer] = layersOfLink(target, linkId);
      if (layer) this.#known.set(linkId, { layer, strokes: layerStrokes(target, layer) });
    }
  }

  /** @param layer of the fragment, its content as the target has it */
  linkOf(layer: Layer): PastedLink {
    const { linkId } = layer;
    if (linkId === null) return { linkId: null, addsStrokes: true };
    const made = this.#made.get(linkId);
    if (made !== undefined) return { linkId: made, addsStrokes: made === null };
    const joined = this.#joins(layer) ? linkId : undefined;
    const isAlone = layersOfLink(this.#source, linkId).length < 2;
    const link = joined ?? (isAlone ? null : newLinkId(this.#context));
    this.#made.set(linkId, link);
    return { linkId: link, addsStrokes: joined === undefined };
  }

  #joins(layer: Layer): boolean {
    const known = layer.linkId === null ? undefined : this.#known.get(layer.linkId);
    if (!known || linkedFields.some((field) => !isSameJson(known.layer[field], layer[field]))) return false;
    const drawn = layerStrokes(this.#source, layer);
    return (
      drawn.length === known.strokes.length &&
      drawn.every((stroke, index) => isSameJson(look(stroke), look(known.strokes[index] as Stroke)))
    );
  }
}

const look = ({ tool, colour, width, opacity, points }: Stroke) => ({ tool, colour, width, opacity, points });
