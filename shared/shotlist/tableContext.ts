import type { Document, DocumentView } from '../document/document';
import type { ShotId } from '../document/ids';
import type { CustomField, Element, Project } from '../document/records';
import { type ListedShot, type Sequence, selectSequence } from '../shots/sequence';

/** All that the cells of a shot list are read from. */
export interface TableContext {
  readonly document: DocumentView;
  readonly project: Project;
  readonly sequence: Sequence;
  readonly fields: readonly CustomField[];
  /** Elements pinned on a shot, each once, in order of the element list. */
  pinned(shotId: ShotId, type: Element['type']): readonly Element[];
}

/** A line of the shot list. */
export type TableShot = ListedShot;

interface Versioned extends DocumentView {
  version: Document['version'];
}

const knownPins = new WeakMap<DocumentView, { key: string; pins: ReadonlyMap<string, readonly Element[]> }>();

/** What is pinned on each shot. The same map until a layer or an element changes. */
function pinsOf(document: DocumentView): ReadonlyMap<string, readonly Element[]> {
  const versioned = 'version' in document ? (document as Versioned) : null;
  const key = versioned ? `${versioned.version('layer')}|${versioned.version('element')}` : '';
  const before = versioned && knownPins.get(document);
  if (before?.key === key) return before.pins;
  const ids = new Map<string, Set<string>>();
  for (const { shotId, content } of document.list('layer')) {
    if (content.type !== 'pin') continue;
    const known = ids.get(shotId);
    if (known) known.add(content.elementId);
    else ids.set(shotId, new Set([content.elementId]));
  }
  const elements = document.list('element');
  const pins = new Map(
    [...ids].map(([shotId, pinned]) => [shotId, elements.filter(({ id }) => pinned.has(id))]),
  );
  if (versioned) knownPins.set(document, { key, pins });
  return pins;
}

const none: readonly Element[] = [];

export function tableContext(document: DocumentView): TableContext {
  const pins = pinsOf(document);
  return {
    document,
    project: document.project(),
    sequence: selectSequence(document),
    fields: document.list('customField'),
    pinned: (shotId, type) => pins.get(shotId)?.filter((element) => element.type === type) ?? none,
  };
}
