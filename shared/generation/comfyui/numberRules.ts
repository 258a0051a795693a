import type { ObjectInfo } from './objectInfo';
import type { Slot, Target } from './template';
import { inputInfo, type WorkflowGraph } from './workflowGraph';

/** Steps known of core nodes, for when no server can be asked: least value and step by class and input. */
const knownSteps: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  WanImageToVideo: { width: [16, 16], height: [16, 16], length: [1, 4] },
  WanFirstLastFrameToVideo: { width: [16, 16], height: [16, 16], length: [1, 4] },
  WanCameraImageToVideo: { width: [16, 16], height: [16, 16], length: [1, 4] },
  WanCameraEmbedding: { width: [16, 16], height: [16, 16], length: [1, 4] },
  Wan22ImageToVideoLatent: { width: [32, 32], height: [32, 32], length: [1, 4] },
  EmptyHunyuanLatentVideo: { width: [16, 16], height: [16, 16], length: [1, 4] },
  EmptyLTXVLatentVideo: { width: [64, 32], height: [64, 32], length: [1, 8] },
  LTXVImgToVideo: { width: [64, 32], height: [64, 32], length: [9, 8] },
  EmptyLatentImage: { width: [16, 8], height: [16, 8] },
  EmptySD3LatentImage: { width: [16, 16], height: [16, 16] },
};

/** The numbers that all fields of a slot take. @param info null = what is known of core nodes */
export function numberRule(
  graph: WorkflowGraph,
  info: ObjectInfo | null,
  targets: readonly Target[],
): Slot['rule'] {
  let rule: Slot['rule'] = null;
  for (const { nodeId, input } of targets) {
    const classType = graph.classOf(nodeId);
    const said = inputInfo(info, classType, input);
    const [min, step] = knownSteps[classType]?.[input] ?? [said?.min ?? null, said?.step ?? null];
    if (min === null || step === null || step <= 0 || said?.type === 'FLOAT') continue;
    // Of several nodes, the strictest counts: the others take its numbers as well.
    if (!rule || step > rule.step) rule = { min, step, max: said?.max ?? null };
  }
  // A seed's step is 1 and its end lies beyond whole numbers of JavaScript: no rule worth keeping.
  return rule && rule.step === 1 ? null : rule;
}
