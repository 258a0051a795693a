import { type ApiWorkflow, linkOf, nodeLabel } from './apiWorkflow';
import { cameraFields } from './detectCamera';
import { findPictures } from './detectPictures';
import { findTexts } from './detectTexts';
import { type FoundSlot, slotFor } from './foundSlot';
import { numberRule } from './numberRules';
import type { ObjectInfo } from './objectInfo';
import { type FoundOutput, findOutputs } from './outputNodes';
import type { SlotName, Target } from './template';
import { linksToCut, WorkflowGraph } from './workflowGraph';

export interface Detection {
  readonly outputs: readonly FoundOutput[];
  readonly output: FoundOutput | null;
  readonly slots: readonly FoundSlot[];
  readonly framesPerSecond: number | null;
  readonly pixels: number | null;
  /** What a person should know: nothing was found for a slot most films need, or two fields would fit. */
  readonly notes: readonly string[];
}

/**
 * Finds which fields of a workflow Ekonte should set, by following its links up from the result: what a person can
 * then change in the slot editor.
 * @param info what the server says of the nodes; null = the classes and names that are common knowledge
 * @param outputNodeId the result a person chose; null = the best one
 */
export function detectSlots(
  workflow: ApiWorkflow,
  info: ObjectInfo | null,
  outputNodeId: string | null = null,
): Detection {
  const graph = new WorkflowGraph(workflow);
  const outputs = findOutputs(workflow, info);
  const output = outputs.find(({ nodeId }) => nodeId === outputNodeId) ?? outputs[0] ?? null;
  if (!output) {
    const notes = [
      'No node of this workflow saves a picture or a video. Add Save Video or Save Image at its end in ComfyUI.',
    ];
    return { outputs, output, slots: [], framesPerSecond: null, pixels: null, notes };
  }
  const ancestors = graph.ancestorsOf(output.nodeId);
  const slots: FoundSlot[] = [
    ...findTexts(graph, ancestors),
    ...findPictures(graph, ancestors, info).map(({ slot, nodeId, input, reason }) => ({
      slot: slotFor(slot, [{ nodeId, input }], { detach: linksToCut(graph, nodeId, output.nodeId, info) }),
      reason,
    })),
    ...numbers(graph, ancestors, info, output),
    ...cameraFields(graph, ancestors, info),
  ];
  const fps = output.makes === 'video' ? numberAt(graph, slots, 'fps') : null;
  const width = numberAt(graph, slots, 'width');
  const height = numberAt(graph, slots, 'height');
  return {
    outputs,
    output,
    slots,
    framesPerSecond: fps,
    pixels: width !== null && height !== null ? Math.round(width * height) : null,
    notes: notesOn(slots, output, outputs, workflow),
  };
}

const seedInputs = ['seed', 'noise_seed', 'rand_seed'] as const;
const frameInputs = [
  'length',
  'num_frames',
  'video_frames',
  'frame_count',
  'number_of_frames',
  'frames',
] as const;
const fpsInputs = ['fps', 'frame_rate'] as const;
/** Nodes where width and height are those of the result, not of a helper picture or of a prompt's hint. */
const sizeClasses =
  /latent|tovideo|imgtovideo|resolution|cameraembedding|emptyimage|videosampler|videoempty/i;
const notSizeClasses = /latentupscale|latentcrop|textencode|imagescale|imageresize|latentcomposite/i;

function numbers(
  graph: WorkflowGraph,
  ancestors: readonly string[],
  info: ObjectInfo | null,
  output: FoundOutput,
): FoundSlot[] {
  const found: FoundSlot[] = [];
  const add = (slot: SlotName, targets: readonly Target[], reason: string): void => {
    const [first] = targets;
    if (!first) return;
    found.push({ slot: slotFor(slot, targets, { rule: numberRule(graph, info, targets) }), reason });
  };
  const fields = (names: readonly string[], nodes = ancestors): Target[] =>
    unique(
      nodes.flatMap((nodeId) => {
        const name = names.find((candidate) => graph.input(nodeId, candidate) !== undefined);
        const target = name === undefined ? null : numberField(graph, nodeId, name);
        return target ? [target] : [];
      }),
    );

  const sized = ancestors.filter(
    (id) =>
      graph.input(id, 'width') !== undefined &&
      graph.input(id, 'height') !== undefined &&
      !notSizeClasses.test(graph.classOf(id)),
  );
  const likely = sized.filter((id) => sizeClasses.test(graph.classOf(id)));
  const sizeNodes = likely.length > 0 ? likely : sized;
  const label = (targets: readonly Target[]): string =>
    [...new Set(targets.map(({ nodeId }) => nodeLabel(graph.workflow, nodeId)))].join(', ');
  for (const name of ['width', 'height'] as const) {
    const targets = fields([name], sizeNodes);
    add(name, targets, `${label(targets)} sets the size of the result.`);
  }
  if (output.makes === 'video') {
    const frames = fields(frameInputs);
    add('frames', frames, `${label(frames)} sets how many frames are made.`);
    const fps = fields(fpsInputs);
    add('fps', fps, `${label(fps)} takes the frames a second.`);
  }
  const seeds = fields(
    seedInputs,
    ancestors.filter((id) => graph.input(id, 'add_noise') !== 'disable'),
  );
  add('seed', seeds, `The seed of ${label(seeds)}.`);
  return found;
}

/** A field with a number of its own, or of the number node it is linked to; null when it is made by other nodes. */
function numberField(graph: WorkflowGraph, nodeId: string, input: string): Target | null {
  const value = graph.input(nodeId, input);
  if (typeof value === 'number') return { nodeId, input };
  const link = linkOf(value);
  if (!link) return null;
  const inputs = graph.workflow[link.nodeId]?.inputs ?? {};
  const names = ['value', 'int', 'float', 'number', 'seed', input];
  const name = names.find((candidate) => typeof inputs[candidate] === 'number');
  return name === undefined ? null : { nodeId: link.nodeId, input: name };
}

function numberAt(graph: WorkflowGraph, slots: readonly FoundSlot[], name: SlotName): number | null {
  const target = slots.find(({ slot }) => slot.slot === name)?.slot.targets.at(0);
  const value = target && graph.input(target.nodeId, target.input);
  return typeof value === 'number' && value > 0 ? value : null;
}

function notesOn(
  slots: readonly FoundSlot[],
  output: FoundOutput,
  outputs: readonly FoundOutput[],
  workflow: ApiWorkflow,
): string[] {
  const has = (name: SlotName): boolean => slots.some(({ slot }) => slot.slot === name);
  const notes: string[] = [];
  if (!has('prompt')) {
    notes.push('No field for the prompt was found: choose the one that takes the words of the shot.');
  }
  if (output.makes === 'video' && !has('frames')) {
    notes.push('No field for the length was found: every clip will be as long as the workflow makes it.');
  }
  if (!has('seed')) notes.push('No seed was found: the same request may give the same picture each time.');
  if (outputs.length > 1) {
    notes.push(
      `${outputs.length} nodes save a result; ${nodeLabel(workflow, output.nodeId)} is used, and the others do not run.`,
    );
  }
  return notes;
}

function unique(targets: readonly Target[]): Target[] {
  const seen = new Set<string>();
  return targets.filter(({ nodeId, input }) => {
    const key = `${nodeId} ${input}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
