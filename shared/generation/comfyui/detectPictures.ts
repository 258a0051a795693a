import { nodeLabel } from './apiWorkflow';
import type { ObjectInfo } from './objectInfo';
import { inputInfo, type WorkflowGraph } from './workflowGraph';

export interface FoundPicture {
  readonly slot: 'firstImage' | 'lastImage' | 'reference';
  readonly nodeId: string;
  readonly input: string;
  readonly reason: string;
}

const loaderClasses = /^(LoadImage|LoadImageOutput)$/;
const lastInputs = /^(end|last|final|tail)_?(image|frame|img)|image_end|last_frame/i;
const firstInputs = /^(start|first|init|initial)_?(image|frame|img)|image_start|first_frame/i;
const referenceClasses = /edit|kontext|referencelatent|ipadapter|imagestitch|style|redux|pulid|instantid/i;
const referenceInputs = /^(ref|reference|subject|style|face)_?|^image_?\d+$/i;

/**
 * Nodes that load a picture, by what becomes of it: followed down the links until a name says so.
 * References come in the order of the inputs they go to ("image1" before "image2").
 */
export function findPictures(
  graph: WorkflowGraph,
  ancestors: readonly string[],
  info: ObjectInfo | null,
): FoundPicture[] {
  const used = new Set(ancestors);
  const found = ancestors.flatMap((nodeId): (FoundPicture & { order: string })[] => {
    const classType = graph.classOf(nodeId);
    const isLoader = loaderClasses.test(classType) || inputInfo(info, classType, 'image')?.isUpload === true;
    if (!isLoader || typeof graph.input(nodeId, 'image') !== 'string') return [];
    const role = roleOf(graph, nodeId, used);
    return [{ nodeId, input: 'image', ...role }];
  });
  const rank = { firstImage: 0, lastImage: 1, reference: 2 };
  found.sort(
    (a, b) => rank[a.slot] - rank[b.slot] || a.order.localeCompare(b.order, 'en', { numeric: true }),
  );
  return onlyFirst(found);
}

/** A second "first image" can only be a reference. */
function onlyFirst(found: readonly (FoundPicture & { order: string })[]): FoundPicture[] {
  const taken = new Set<string>();
  return found.map(({ order: _order, ...picture }) => {
    if (picture.slot === 'reference' || !taken.has(picture.slot)) {
      taken.add(picture.slot);
      return picture;
    }
    return { ...picture, slot: 'reference' };
  });
}

function roleOf(
  graph: WorkflowGraph,
  nodeId: string,
  used: ReadonlySet<string>,
): { slot: FoundPicture['slot']; reason: string; order: string } {
  const seen = new Set<string>([nodeId]);
  const names: { slot: FoundPicture['slot']; nodeId: string; input: string; distance: number }[] = [];
  let edge = [nodeId];
  for (let distance = 0; edge.length > 0; distance += 1) {
    const next: string[] = [];
    for (const id of edge) {
      for (const consumer of graph.consumersOf(id)) {
        // Masks are another matter.
        if (!used.has(consumer.nodeId) || (id === nodeId && consumer.output !== 0)) continue;
        const slot = roleAt(graph, consumer.nodeId, consumer.input);
        if (slot) names.push({ slot, nodeId: consumer.nodeId, input: consumer.input, distance });
        else if (!seen.has(consumer.nodeId)) next.push(consumer.nodeId);
        seen.add(consumer.nodeId);
      }
    }
    edge = next;
  }
  // The frame of a clip counts more than what else is made of the same picture.
  const strength = { lastImage: 0, firstImage: 1, reference: 2 };
  const isEdit = names.some((name) => name.slot === 'reference');
  const ranked = names
    .filter((name) => !(isEdit && name.input === 'pixels'))
    .sort((a, b) => strength[a.slot] - strength[b.slot] || a.distance - b.distance);
  const [best] = ranked;
  if (!best) {
    return {
      slot: 'reference',
      reason: 'It loads a picture; what becomes of it is not plain.',
      order: nodeId,
    };
  }
  const into = `"${best.input}" of ${nodeLabel(graph.workflow, best.nodeId)}`;
  return { slot: best.slot, reason: `Its picture goes to ${into}.`, order: `${best.input} ${nodeId}` };
}

function roleAt(graph: WorkflowGraph, nodeId: string, input: string): FoundPicture['slot'] | null {
  const classType = graph.classOf(nodeId);
  if (lastInputs.test(input)) return 'lastImage';
  if (firstInputs.test(input)) return 'firstImage';
  // What only changes the size is no use yet.
  if (/scale|resize|crop/i.test(classType)) return null;
  if (referenceInputs.test(input) || referenceClasses.test(classType)) return 'reference';
  if (/tovideo|i2v|imgtovideo/i.test(classType) && /image|img/i.test(input)) return 'firstImage';
  if (/^VAEEncode/.test(classType) && input === 'pixels') {
    const isReference = graph
      .consumersOf(nodeId)
      .some((consumer) => referenceClasses.test(graph.classOf(consumer.nodeId)));
    // Else it is encoded and changed: picture to picture.
    return isReference ? 'reference' : 'firstImage';
  }
  return null;
}
