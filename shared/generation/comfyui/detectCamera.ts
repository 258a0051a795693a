import { nodeLabel } from './apiWorkflow';
import { type FoundSlot, slotFor } from './foundSlot';
import type { ObjectInfo } from './objectInfo';
import type { CameraMove, Slot, SlotName } from './template';
import { inputInfo, type WorkflowGraph } from './workflowGraph';

/** The choices of WanCameraEmbedding, for when no server can be asked. */
export const knownPoses = [
  'Static',
  'Pan Up',
  'Pan Down',
  'Pan Left',
  'Pan Right',
  'Zoom In',
  'Zoom Out',
  'Anti Clockwise (ACW)',
  'ClockWise (CW)',
] as const;

/** The speed that moves the picture by a whole frame: an ordinary move, 0.4 of a frame, is the usual speed of 1. */
const speedOfAFrame = 2.5;

const moveInputs = ['camera_pose', 'camera_motion', 'camera_movement', 'camera_move', 'motion'] as const;

/** What each move may be called, in words without spaces and signs. A turned camera turns the picture the other way. */
const moveNames: readonly (readonly [CameraMove, RegExp])[] = [
  ['static', /^(static|none|still|fixed)/],
  ['panLeft', /^(pan|truck)?left$|^pan_?left|moveleft/],
  ['panRight', /^(pan|truck)?right$|^panright|moveright/],
  ['panUp', /^(pan|tilt)?up$|^(pan|tilt)up|moveup/],
  ['panDown', /^(pan|tilt)?down$|^(pan|tilt)down|movedown/],
  ['zoomIn', /^(zoom|dolly|push)in|^in$/],
  ['zoomOut', /^(zoom|dolly|pull)out|^out$/],
  ['rollLeft', /^(anti|counter)clockwise|^rollleft|^ccw|^acw/],
  ['rollRight', /^clockwise|^rollright|^cw/],
];

const numberInputs: readonly (readonly [SlotName, RegExp])[] = [
  ['cameraPanX', /^(camera_)?pan_?x$|^pan_?horizontal$/],
  ['cameraPanY', /^(camera_)?pan_?y$|^pan_?vertical$/],
  ['cameraZoom', /^(camera_)?zoom$/],
  ['cameraRoll', /^(camera_)?roll$/],
];

/** Fields that move the camera. */
export function cameraFields(
  graph: WorkflowGraph,
  ancestors: readonly string[],
  info: ObjectInfo | null,
): FoundSlot[] {
  const found: FoundSlot[] = [];
  const add = (slot: SlotName, nodeId: string, input: string, more: Partial<Slot> = {}): void => {
    found.push({
      slot: slotFor(slot, [{ nodeId, input }], more),
      reason: `${nodeLabel(graph.workflow, nodeId)} moves the camera by "${input}".`,
    });
  };
  for (const nodeId of ancestors) {
    const classType = graph.classOf(nodeId);
    const move = moveInputs.find((name) => typeof graph.input(nodeId, name) === 'string');
    if (move !== undefined && !found.some(({ slot }) => slot.slot === 'cameraMove')) {
      const options = inputInfo(info, classType, move)?.options ?? knownPoses;
      const choices = movesIn(options.map(String));
      if (Object.keys(choices).length > 1) {
        add('cameraMove', nodeId, move, { choices });
        if (typeof graph.input(nodeId, 'speed') === 'number') {
          add('cameraSpeed', nodeId, 'speed', { scale: speedOfAFrame });
        }
      }
    }
    for (const [slot, name] of numberInputs) {
      if (found.some((other) => other.slot.slot === slot)) continue;
      const input = Object.keys(graph.workflow[nodeId]?.inputs ?? {}).find((key) => name.test(key));
      if (input !== undefined && typeof graph.input(nodeId, input) === 'number') add(slot, nodeId, input);
    }
  }
  return found;
}

/** Names a workflow's own choices by our moves. */
export function movesIn(options: readonly string[]): Slot['choices'] {
  const choices: Partial<Record<CameraMove, string>> = {};
  for (const option of options) {
    const plain = option.toLowerCase().replace(/[^a-z]/g, '');
    const known = moveNames.find(([move, name]) => choices[move] === undefined && name.test(plain));
    if (known) choices[known[0]] = option;
  }
  return choices;
}
