import type { Document } from '../document/document';
import type { ElementId, ShotId } from '../document/ids';

const known = new WeakMap<Document, { version: number; usage: ReadonlyMap<ElementId, readonly ShotId[]> }>();

/** For each pinned element the shots it is on, each once. The same map until a layer changes. */
export function selectElementUsage(document: Document): ReadonlyMap<ElementId, readonly ShotId[]> {
  const version = document.version('layer');
  const memo = known.get(document);
  if (memo?.version === version) return memo.usage;
  const sets = new Map<ElementId, Set<ShotId>>();
  for (const layer of document.unsorted('layer')) {
    if (layer.content.type !== 'pin') continue;
    const shots = sets.get(layer.content.elementId);
    if (shots) shots.add(layer.shotId);
    else sets.set(layer.content.elementId, new Set([layer.shotId]));
  }
  const usage = new Map([...sets].map(([elementId, shots]) => [elementId, [...shots]]));
  known.set(document, { version, usage });
  return usage;
}
