import { seedFromText } from '../camera/shake';
import type { PlanContext } from '../commands/command';
import type { Draft } from '../document/draft';
import type { ShotId } from '../document/ids';
import type { Shot } from '../document/records';
import { writeMoveKeyframes } from './moveKeyframes';

/** Gives a shot a named camera move, or none, with the keyframes and the shake it means. */
export function setShotMove(draft: Draft, shotId: ShotId, move: Shot['move'], context: PlanContext): void {
  const wasHandheld = draft.require('shot', shotId).move?.name === 'handheld';
  draft.update('shot', shotId, { move });
  if (move?.name === 'handheld') {
    draft.update('shot', shotId, { handheld: { amount: move.strength, seed: seedFromText(shotId) } });
  } else if (wasHandheld || move === null) {
    draft.update('shot', shotId, { handheld: null });
  }
  writeMoveKeyframes(draft, shotId, context);
}
