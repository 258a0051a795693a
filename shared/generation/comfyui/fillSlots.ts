import { CodedError } from '../../rpc/result';
import { type ApiNode, type ApiWorkflow, type InputValue, nodeLabel } from './apiWorkflow';
import { type CameraChange, cameraMoveOf } from './cameraChange';
import { fitFrame } from './fitFrame';
import {
  pictureSlots,
  ruledNumber,
  type Slot,
  type SlotName,
  slotWords,
  type Target,
  type WorkflowTemplate,
} from './template';
import { WorkflowGraph } from './workflowGraph';

/** What a template is to be filled with. Pictures are named as the server knows them after they were uploaded. */
export interface SlotValues {
  readonly prompt: string;
  /** '' leaves what the workflow says. */
  readonly negativePrompt: string;
  readonly seed: number;
  /** The project's frame: its ratio counts, and its size where the template names none. */
  readonly frameSize: { readonly width: number; readonly height: number };
  /** Of the pixels a template has best: 1 for a full clip, less for a draft. */
  readonly pixelShare: number;
  readonly seconds: number;
  /** Frames a second of the project, where the template names none. */
  readonly framesPerSecond: number;
  readonly firstImage: string | null;
  readonly lastImage: string | null;
  readonly references: readonly string[];
  readonly camera: CameraChange;
}

export interface FilledWorkflow {
  readonly workflow: ApiWorkflow;
  readonly width: number | null;
  readonly height: number | null;
  /** What comes back: frames and frames a second; null where the template does not say. */
  readonly frames: number | null;
  readonly framesPerSecond: number | null;
}

/**
 * A template's workflow with a request put into its slots, cut down to what its result is made from.
 * @throws CodedError `refused` for a picture that the workflow cannot do without
 */
export function fillSlots(template: WorkflowTemplate, values: SlotValues): FilledWorkflow {
  const nodes = copyOf(template.workflow);
  const { width, height } = sizeFor(template, values);
  const framesPerSecond = template.framesPerSecond ?? values.framesPerSecond;
  const frameRule = ruleOf(template, 'frames');
  const hasFrames = template.slots.some(({ slot }) => slot === 'frames');
  const frames = hasFrames
    ? ruledNumber(Math.ceil(values.seconds * framesPerSecond - 1e-6), frameRule, 'up')
    : null;
  let references = 0;
  for (const slot of template.slots) {
    if (pictureSlots.has(slot.slot)) {
      const picture =
        slot.slot === 'reference' ? values.references[references] : values[pictureOf(slot.slot)];
      if (slot.slot === 'reference') references += 1;
      if (picture !== undefined && picture !== null) setAll(nodes, slot.targets, picture);
      else cut(nodes, template, slot, references);
      continue;
    }
    const value = slotValue(slot, values, { width, height, frames, framesPerSecond });
    if (value !== undefined) setAll(nodes, slot.targets, value);
  }
  return {
    workflow: reachable(nodes, template.outputNodeId),
    width,
    height,
    frames,
    framesPerSecond: template.makes === 'video' ? framesPerSecond : null,
  };
}

/** The pictures a template takes and needs. */
export function pictureNeeds(template: WorkflowTemplate): {
  readonly takes: ReadonlySet<SlotName>;
  readonly needs: ReadonlySet<SlotName>;
  readonly references: number;
  readonly neededReferences: number;
} {
  const pictures = template.slots.filter(({ slot }) => pictureSlots.has(slot));
  const references = pictures.filter(({ slot }) => slot === 'reference');
  return {
    takes: new Set(pictures.map(({ slot }) => slot)),
    needs: new Set(pictures.filter(({ detach }) => detach === null).map(({ slot }) => slot)),
    references: references.length,
    neededReferences: references.filter(({ detach }) => detach === null).length,
  };
}

function slotValue(
  slot: Slot,
  values: SlotValues,
  made: {
    readonly width: number | null;
    readonly height: number | null;
    readonly frames: number | null;
    readonly framesPerSecond: number;
  },
): InputValue | undefined {
  const { camera } = values;
  switch (slot.slot) {
    case 'prompt':
      return values.prompt;
    case 'negativePrompt':
      return values.negativePrompt === '' ? undefined : values.negativePrompt;
    case 'seed':
      return values.seed;
    case 'width':
      return made.width ?? undefined;
    case 'height':
      return made.height ?? undefined;
    case 'frames':
      return made.frames ?? undefined;
    case 'fps':
      return made.framesPerSecond;
    case 'cameraMove':
      return slot.choices[cameraMoveOf(camera)] ?? slot.choices.static;
    case 'cameraSpeed':
      return rounded(slot.scale * Math.max(0.1, camera.amount));
    case 'cameraPanX':
      return rounded(slot.scale * camera.panX);
    case 'cameraPanY':
      return rounded(slot.scale * camera.panY);
    case 'cameraZoom':
      return rounded(slot.scale * camera.zoom);
    case 'cameraRoll':
      return rounded(slot.scale * camera.rollDeg);
    case 'firstImage':
    case 'lastImage':
    case 'reference':
      return undefined;
  }
}

function pictureOf(slot: SlotName): 'firstImage' | 'lastImage' {
  return slot === 'lastImage' ? 'lastImage' : 'firstImage';
}

function cut(
  nodes: Record<string, ApiNode>,
  template: WorkflowTemplate,
  slot: Slot,
  reference: number,
): void {
  if (slot.detach === null) {
    const what =
      slot.slot === 'reference'
        ? reference > 1
          ? `${reference} reference images`
          : 'a reference image'
        : `a ${slotWords[slot.slot].toLowerCase()}`;
    throw new CodedError(
      'refused',
      `"${template.name}" needs ${what}. Give the shot one, or choose a workflow that does without.`,
    );
  }
  for (const { nodeId, input } of slot.detach) delete nodes[nodeId]?.inputs[input];
}

function sizeFor(
  template: WorkflowTemplate,
  { frameSize, pixelShare }: SlotValues,
): { readonly width: number | null; readonly height: number | null } {
  if (!template.slots.some(({ slot }) => slot === 'width' || slot === 'height')) {
    return { width: null, height: null };
  }
  const pixels = (template.pixels ?? frameSize.width * frameSize.height) * pixelShare;
  return fitFrame(frameSize, pixels, ruleOf(template, 'width'), ruleOf(template, 'height'));
}

function ruleOf(template: WorkflowTemplate, name: SlotName): Slot['rule'] {
  return template.slots.find(({ slot }) => slot === name)?.rule ?? null;
}

function setAll(nodes: Record<string, ApiNode>, targets: readonly Target[], value: InputValue): void {
  for (const { nodeId, input } of targets) {
    const node = nodes[nodeId];
    if (node) node.inputs[input] = value;
  }
}

function copyOf(workflow: ApiWorkflow): Record<string, ApiNode> {
  return Object.fromEntries(
    Object.entries(workflow).map(([id, node]) => [id, { ...node, inputs: { ...node.inputs } }]),
  );
}

function reachable(nodes: Record<string, ApiNode>, outputNodeId: string): ApiWorkflow {
  if (!Object.hasOwn(nodes, outputNodeId)) {
    throw new CodedError(
      'refused',
      `The workflow has no ${nodeLabel(nodes, outputNodeId)}, which is to give the result. Choose another one in Workflow Templates.`,
    );
  }
  const kept = new Set(new WorkflowGraph(nodes).ancestorsOf(outputNodeId));
  return Object.fromEntries(Object.entries(nodes).filter(([id]) => kept.has(id)));
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
