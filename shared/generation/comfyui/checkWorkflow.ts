import { type ApiWorkflow, linkOf, nodeLabel } from './apiWorkflow';
import { fitToServer, inputsBelow } from './fitToServer';
import type { ObjectInfo } from './objectInfo';
import { pictureSlots, type Target, type WorkflowTemplate } from './template';

/** What a server lacks for a workflow, each with a field a person can change where that would mend it. */
export interface WorkflowLack {
  readonly type: 'node' | 'file' | 'choice' | 'input';
  /** What is wrong and what mends it. */
  readonly message: string;
  readonly nodeId: string;
  /** null = the whole node */
  readonly input: string | null;
  /** What the server has instead, at most 500; [] = nothing, or no choice. */
  readonly options: readonly string[];
}

const optionsShown = 500;
const fileEnding = /\.(safetensors|ckpt|pt|pth|bin|gguf|onnx|sft)$/i;

/**
 * Compares a workflow with what a server has: nodes, model files, choices and inputs that must be set.
 * Pictures that Ekonte uploads are not looked for.
 */
export function checkWorkflow(
  workflow: ApiWorkflow,
  info: ObjectInfo,
  uploaded: readonly Target[] = [],
): WorkflowLack[] {
  const isUploaded = (nodeId: string, input: string): boolean =>
    uploaded.some((target) => target.nodeId === nodeId && target.input === input);
  const lacks: WorkflowLack[] = [];
  for (const [nodeId, node] of Object.entries(fitToServer(workflow, info))) {
    const known = info.get(node.class_type);
    const label = nodeLabel(workflow, nodeId);
    if (!known) {
      lacks.push({
        type: 'node',
        nodeId,
        input: null,
        options: [],
        message: `The server has no node "${node.class_type}" (${nodeId}). Install the custom nodes it belongs to, or update ComfyUI.`,
      });
      continue;
    }
    for (const input of [...known.inputs, ...inputsBelow(node, known.inputs)]) {
      const value = node.inputs[input.name];
      if (value === undefined) {
        // Defaults are the interface's: the server itself wants every required input said.
        if (!input.isRequired) continue;
        lacks.push({
          type: 'input',
          nodeId,
          input: input.name,
          options: [],
          message: `"${input.name}" of ${label} is not set, and the server needs it.`,
        });
        continue;
      }
      if (input.options === null || linkOf(value) || isUploaded(nodeId, input.name)) continue;
      if (typeof value === 'object' || input.options.some((option) => option === value)) continue;
      const options = input.options.slice(0, optionsShown).map(String);
      lacks.push(lackOf(nodeId, label, input.name, String(value), options));
    }
  }
  return lacks;
}

/** The same for a template: the pictures its slots take need not be there yet. */
export function checkTemplate(template: WorkflowTemplate, info: ObjectInfo): WorkflowLack[] {
  const uploaded = template.slots
    .filter(({ slot }) => pictureSlots.has(slot))
    .flatMap(({ targets }) => targets);
  return checkWorkflow(template.workflow, info, uploaded);
}

function lackOf(
  nodeId: string,
  label: string,
  input: string,
  value: string,
  options: readonly string[],
): WorkflowLack {
  if (fileEnding.test(value)) {
    const mend =
      options.length === 0
        ? `It has no file of this kind yet: put ${value} into its models folder.`
        : 'Put it into its models folder, or choose one that is there.';
    const message = `The server does not have ${value}, which ${label} loads as "${input}". ${mend}`;
    return { type: 'file', nodeId, input, options, message };
  }
  const message = `${label} does not know "${value}" for "${input}". Choose one of: ${options.slice(0, 6).join(', ')}${options.length > 6 ? ' …' : ''}.`;
  return { type: 'choice', nodeId, input, options, message };
}
