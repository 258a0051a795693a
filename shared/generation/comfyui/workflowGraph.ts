import { type ApiWorkflow, type InputValue, linkOf } from './apiWorkflow';
import type { InputInfo, ObjectInfo } from './objectInfo';

export interface Consumer {
  readonly nodeId: string;
  readonly input: string;
  /** The output it takes. */
  readonly output: number;
}

/** A workflow's links in both directions. */
export class WorkflowGraph {
  readonly workflow: ApiWorkflow;
  readonly #consumers = new Map<string, Consumer[]>();

  constructor(workflow: ApiWorkflow) {
    this.workflow = workflow;
    for (const [nodeId, { inputs }] of Object.entries(workflow)) {
      for (const [input, value] of Object.entries(inputs)) {
        const link = linkOf(value);
        if (!link) continue;
        const list = this.#consumers.get(link.nodeId);
        const consumer = { nodeId, input, output: link.output };
        if (list) list.push(consumer);
        else this.#consumers.set(link.nodeId, [consumer]);
      }
    }
  }

  classOf(nodeId: string): string {
    return this.workflow[nodeId]?.class_type ?? '';
  }

  input(nodeId: string, name: string): InputValue | undefined {
    return this.workflow[nodeId]?.inputs[name];
  }

  consumersOf(nodeId: string): readonly Consumer[] {
    return this.#consumers.get(nodeId) ?? [];
  }

  /** The nodes a node is made from, nearest first, the node itself at the head. */
  ancestorsOf(nodeId: string): string[] {
    const found = new Set([nodeId]);
    for (const id of found) {
      for (const value of Object.values(this.workflow[id]?.inputs ?? {})) {
        const link = linkOf(value);
        if (link && this.workflow[link.nodeId]) found.add(link.nodeId);
      }
    }
    return [...found];
  }
}

/** Nodes of the core that need no picture at these inputs, for when no server can be asked. */
const optionalInputs: ReadonlySet<string> = new Set([
  'WanImageToVideo.start_image',
  'WanImageToVideo.clip_vision_output',
  'Wan22ImageToVideoLatent.start_image',
  'WanFirstLastFrameToVideo.start_image',
  'WanFirstLastFrameToVideo.end_image',
  'WanFirstLastFrameToVideo.clip_vision_start_image',
  'WanFirstLastFrameToVideo.clip_vision_end_image',
  'WanFunInpaintToVideo.start_image',
  'WanFunInpaintToVideo.end_image',
  'WanFunInpaintToVideo.clip_vision_output',
  'WanCameraImageToVideo.start_image',
  'WanCameraImageToVideo.clip_vision_output',
  'TextEncodeQwenImageEdit.image',
  'TextEncodeQwenImageEditPlus.image1',
  'TextEncodeQwenImageEditPlus.image2',
  'TextEncodeQwenImageEditPlus.image3',
  'ImageStitch.image2',
  'ReferenceLatent.latent',
]);

export function inputInfo(info: ObjectInfo | null, classType: string, input: string): InputInfo | undefined {
  return info?.get(classType)?.inputs.find(({ name }) => name === input);
}

function isOptional(info: ObjectInfo | null, classType: string, input: string): boolean {
  const known = inputInfo(info, classType, input);
  return known ? !known.isRequired : optionalInputs.has(`${classType}.${input}`);
}

/**
 * The links to cut so that a workflow does without a node: where an input may be empty, that link; where not, the node
 * that needs it goes as well, and so on.
 * @returns null when the result itself would go
 */
export function linksToCut(
  graph: WorkflowGraph,
  nodeId: string,
  outputNodeId: string,
  info: ObjectInfo | null,
): { nodeId: string; input: string }[] | null {
  const cuts = new Map<string, { nodeId: string; input: string }>();
  const gone = new Set([nodeId]);
  for (const id of gone) {
    for (const consumer of graph.consumersOf(id)) {
      if (isOptional(info, graph.classOf(consumer.nodeId), consumer.input)) {
        cuts.set(`${consumer.nodeId} ${consumer.input}`, { nodeId: consumer.nodeId, input: consumer.input });
      } else if (consumer.nodeId === outputNodeId) {
        return null;
      } else {
        gone.add(consumer.nodeId);
      }
    }
  }
  return [...cuts.values()].filter((cut) => !gone.has(cut.nodeId));
}
