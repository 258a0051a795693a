import { linkOf, nodeLabel } from './apiWorkflow';
import { type FoundSlot, slotFor } from './foundSlot';
import type { Target } from './template';
import type { WorkflowGraph } from './workflowGraph';

type Side = 'positive' | 'negative';

/** Fields that hold a prompt, best first. */
const textInputs = ['text', 'prompt', 'text_g', 'text_l', 't5xxl', 'clip_l', 'string', 'value', 'caption'];
const ownPositive = ['positive_prompt', 'text_positive'];
const ownNegative = ['negative_prompt', 'text_negative'];

/**
 * The fields for the prompt and the negative prompt: those a sampler's two conditionings come from.
 * Where no node has two sides, the title or the name of the field decides.
 */
export function findTexts(graph: WorkflowGraph, ancestors: readonly string[]): FoundSlot[] {
  const sides: Record<Side, Map<string, string>> = { positive: new Map(), negative: new Map() };
  for (const nodeId of ancestors) {
    const own = (names: readonly string[], side: Side): void => {
      const input = names.find((name) => typeof graph.input(nodeId, name) === 'string');
      if (input === undefined) return;
      note(sides[side], { nodeId, input }, `The ${side} prompt of ${nodeLabel(graph.workflow, nodeId)}.`);
    };
    own(ownPositive, 'positive');
    own(ownNegative, 'negative');
    for (const side of ['positive', 'negative'] as const) follow(graph, nodeId, side, sides[side]);
    // A guider with one conditioning has no negative side.
    if (graph.input(nodeId, 'positive') === undefined && /guider/i.test(graph.classOf(nodeId))) {
      followInput(graph, nodeId, 'conditioning', 'positive', sides.positive);
    }
  }
  if (sides.positive.size === 0) byTitle(graph, ancestors, sides);
  // An empty negative is often the prompt itself, zeroed out on the way.
  for (const key of sides.positive.keys()) sides.negative.delete(key);
  return [...slotOf(graph, 'prompt', sides.positive), ...slotOf(graph, 'negativePrompt', sides.negative)];
}

function follow(graph: WorkflowGraph, nodeId: string, side: Side, into: Map<string, string>): void {
  followInput(graph, nodeId, side, side, into);
}

function followInput(
  graph: WorkflowGraph,
  nodeId: string,
  input: string,
  side: Side,
  into: Map<string, string>,
): void {
  const link = linkOf(graph.input(nodeId, input));
  if (!link) return;
  const reason = `"${input}" of ${nodeLabel(graph.workflow, nodeId)} comes from it.`;
  const seen = new Set<string>();
  const visit = (id: string): void => {
    if (seen.has(id) || !graph.workflow[id]) return;
    seen.add(id);
    const target = textField(graph, id);
    if (target) {
      note(into, target, reason);
      return;
    }
    for (const [name, value] of Object.entries(graph.workflow[id].inputs)) {
      const next = linkOf(value);
      // A node that carries both sides keeps them apart by its inputs' names.
      if (
        !next ||
        (name === 'positive' && side === 'negative') ||
        (name === 'negative' && side === 'positive')
      ) {
        continue;
      }
      if (/^(positive|negative|conditioning.*|cond\d*|guider)$/i.test(name)) visit(next.nodeId);
    }
  };
  visit(link.nodeId);
}

/** The field with the words of a node that encodes text, or of the text node it is linked to. */
function textField(graph: WorkflowGraph, nodeId: string): Target | null {
  const inputs = graph.workflow[nodeId]?.inputs ?? {};
  for (const input of textInputs) {
    const value = inputs[input];
    if (typeof value === 'string') return { nodeId, input };
    const link = linkOf(value);
    if (!link) continue;
    const inner = graph.workflow[link.nodeId]?.inputs ?? {};
    const name = textInputs.find((candidate) => typeof inner[candidate] === 'string');
    if (name !== undefined) return { nodeId: link.nodeId, input: name };
  }
  return null;
}

function byTitle(
  graph: WorkflowGraph,
  ancestors: readonly string[],
  sides: Record<Side, Map<string, string>>,
): void {
  for (const nodeId of ancestors) {
    const node = graph.workflow[nodeId];
    const input = ['prompt', 'text', 'value'].find((name) => typeof node?.inputs[name] === 'string');
    if (!node || input === undefined) continue;
    const words = `${node._meta?.title ?? ''} ${node.class_type} ${input}`;
    if (!/prompt|text.?encode/i.test(words)) continue;
    const side = /negative/i.test(words) ? 'negative' : 'positive';
    if (side === 'positive' && sides.positive.size > 0) continue;
    note(sides[side], { nodeId, input }, `${nodeLabel(graph.workflow, nodeId)} is called after it.`);
  }
}

function note(into: Map<string, string>, { nodeId, input }: Target, reason: string): void {
  const key = JSON.stringify([nodeId, input]);
  if (!into.has(key)) into.set(key, reason);
}

/** The first field found, with its fellows of the same node or the same words (SDXL encodes the prompt twice). */
function slotOf(
  graph: WorkflowGraph,
  slot: 'prompt' | 'negativePrompt',
  found: ReadonlyMap<string, string>,
): FoundSlot[] {
  const targets = [...found.keys()].map((key): Target => {
    const [nodeId, input] = JSON.parse(key) as [string, string];
    return { nodeId, input };
  });
  const [first] = targets;
  if (!first) return [];
  const words = graph.input(first.nodeId, first.input);
  const same = targets.filter(({ nodeId, input }) => graph.input(nodeId, input) === words);
  const all = same.flatMap((target) => [
    target,
    ...['text_g', 'text_l', 't5xxl', 'clip_l']
      .filter((input) => input !== target.input && typeof graph.input(target.nodeId, input) === 'string')
      .map((input) => ({ nodeId: target.nodeId, input })),
  ]);
  return [
    {
      slot: slotFor(slot, all),
      reason: found.get(JSON.stringify([first.nodeId, first.input])) ?? '',
    },
  ];
}
