import type { ApiWorkflow } from './apiWorkflow';
import { knownPoses, movesIn } from './detectCamera';
import { slotFor } from './foundSlot';
import { numberRule } from './numberRules';
import { pictureSlots, type Slot, type SlotName, type Target, type WorkflowTemplate } from './template';
import { linksToCut, WorkflowGraph } from './workflowGraph';
import { type WorkflowField, workflowFields } from './workflowView';

const textSlots: ReadonlySet<SlotName> = new Set(['prompt', 'negativePrompt', 'cameraMove']);

/** Fields that can be a slot of a name: texts for words, numbers for numbers, file names for pictures. */
export function fieldsFor(workflow: ApiWorkflow, slot: SlotName): WorkflowField[] {
  return workflowFields(workflow).filter(({ nodeId, input, value }) => {
    if (pictureSlots.has(slot)) {
      const isLoader = /load.*image|image.*load/i.test(workflow[nodeId]?.class_type ?? '');
      return typeof value === 'string' && isLoader && /image|file/i.test(input);
    }
    if (textSlots.has(slot)) return typeof value === 'string';
    return typeof value === 'number';
  });
}

/** A slot on fields a person chose, with the rules that are known of them. */
export function slotOn(
  { workflow, outputNodeId }: Pick<WorkflowTemplate, 'workflow' | 'outputNodeId'>,
  slot: SlotName,
  targets: readonly Target[],
): Slot {
  const graph = new WorkflowGraph(workflow);
  const [first] = targets;
  if (pictureSlots.has(slot)) {
    return slotFor(slot, targets, {
      detach: first ? linksToCut(graph, first.nodeId, outputNodeId, null) : null,
    });
  }
  if (slot === 'cameraMove') {
    return slotFor(slot, targets, { choices: movesIn(knownPoses) });
  }
  return textSlots.has(slot)
    ? slotFor(slot, targets)
    : slotFor(slot, targets, { rule: numberRule(graph, null, targets) });
}

/** The template with the value of one field changed: another model file, another number of steps. */
export function withFieldValue(
  template: WorkflowTemplate,
  { nodeId, input }: Target,
  value: string | number | boolean,
): WorkflowTemplate {
  const node = template.workflow[nodeId];
  if (!node) return template;
  const changed = { ...node, inputs: { ...node.inputs, [input]: value } };
  return { ...template, workflow: { ...template.workflow, [nodeId]: changed } };
}
