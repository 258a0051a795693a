import type { PlanContext } from '../commands/command';
import type { Draft } from '../document/draft';
import { createDialogueLine, createLayer, createShot } from '../document/factories';
import type { ElementId, SceneId, ShotId } from '../document/ids';
import { lastOrderKey, orderKeysAt } from '../document/order';
import type { LayerTransform } from '../document/records';
import type { PlannedShot } from '../planner/plannedShot';
import type { Steps } from '../steps/runSteps';
import { frames, secondsToFrames } from '../time/frames';
import { writeMoveKeyframes } from './moveKeyframes';

interface Place {
  readonly sceneId: SceneId;
  /** Among the shots of the scene. */
  readonly index: number;
  /** Elements that have a picture are put on their boards in a first arrangement. */
  readonly pins: boolean;
}

/** Makes the shots that a planner proposes, in steps of one. @returns their ids, in order */
export function* addPlannedShots(
  draft: Draft,
  shots: readonly PlannedShot[],
  { sceneId, index, pins }: Place,
  context: PlanContext,
): Steps<ShotId[]> {
  const orders = orderKeysAt(draft.childrenOf('shot', sceneId), index, shots.length);
  const { rate } = draft.project();
  const made: ShotId[] = [];
  for (const [position, planned] of shots.entries()) {
    const shot = draft.add(
      createShot({
        id: context.newId('shot'),
        sceneId,
        order: orders[position] as string,
        lengthFrames: frames(Math.max(1, secondsToFrames(planned.seconds, rate))),
        size: planned.size,
        angle: planned.angle,
        action: planned.action,
        move: planned.move,
      }),
    );
    if (planned.move?.name === 'handheld') {
      draft.update('shot', shot.id, { handheld: { amount: planned.move.strength, seed: position } });
    }
    writeMoveKeyframes(draft, shot.id, context);
    addLines(draft, shot.id, planned, context);
    if (pins) pinElements(draft, shot.id, planned, context);
    made.push(shot.id);
    yield;
  }
  return made;
}

function addLines(draft: Draft, shotId: ShotId, planned: PlannedShot, context: PlanContext): void {
  const orders = orderKeysAt([], 0, planned.lines.length);
  planned.lines.forEach((line, position) => {
    const id = context.newId('dialogueLine');
    draft.add(createDialogueLine({ id, shotId, order: orders[position] as string, ...line }));
  });
}

function pinElements(draft: Draft, shotId: ShotId, planned: PlannedShot, context: PlanContext): void {
  const shown = [...new Set(planned.elementIds)].filter((id) => hasPicture(draft, id));
  const isPlace = (id: ElementId) => draft.require('element', id).type === 'place';
  const places = shown.filter(isPlace);
  const others = shown.filter((id) => !isPlace(id));
  [...places, ...others].forEach((elementId, position) => {
    const element = draft.require('element', elementId);
    draft.add(
      createLayer({
        id: context.newId('layer'),
        shotId,
        order: lastOrderKey(draft.childrenOf('layer', shotId)),
        name: element.name,
        content: { type: 'pin', elementId, lookId: null, view: 0 },
        ...(position < places.length
          ? { depth: 1.4 }
          : { transform: placeInFrame(planned.size, position - places.length, others.length) }),
      }),
    );
  });
}

function hasPicture(draft: Draft, elementId: ElementId): boolean {
  const element = draft.get('element', elementId);
  return (
    element !== undefined &&
    draft.childrenOf('look', elementId).some(({ references }) => references.length > 0)
  );
}

/** Width of a standing figure in the frame, by the size of the shot. */
const figureWidths: Partial<Record<NonNullable<PlannedShot['size']>, number>> = {
  EWS: 0.06,
  WS: 0.14,
  FS: 0.2,
  MLS: 0.28,
  MS: 0.36,
  MCU: 0.48,
  CU: 0.62,
  ECU: 0.9,
  INS: 0.5,
  OTS: 0.44,
  POV: 0.3,
  '2S': 0.3,
};

/** Side by side and a little below the middle, the first on the left third as eyes go. */
function placeInFrame(size: PlannedShot['size'], position: number, count: number): LayerTransform {
  const scale = (size && figureWidths[size]) ?? 0.3;
  const x = count === 1 ? (size === 'CU' || size === 'MCU' ? 0.5 : 0.42) : (position + 1) / (count + 1);
  return { x, y: 0.56, scale: Math.min(scale, 1.2 / count), rotationDeg: 0, flipX: false };
}
