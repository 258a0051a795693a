import type { PlanContext } from '../commands/command';
import type { Draft } from '../document/draft';
import type { ShotId } from '../document/ids';
import { frames, roundToFrames } from '../time/frames';
import { retimeMove } from './moveKeyframes';

/**
 *   |--1--|--2--|      a shot made longer or shorter in proportion: the cuts of its boards, the keyframes of its camera
 *   |----1----|----2----|      and the moments of its lines keep their share of it
 * Two moments that would meet are put one frame apart: none is lost.
 */
export function scaleShot(draft: Draft, shotId: ShotId, factor: number, context: PlanContext): void {
  const { sourceInFrames, lengthFrames } = draft.require('shot', shotId);
  const scaled = (frame: number): number => roundToFrames(sourceInFrames + (frame - sourceInFrames) * factor);
  draft.update('shot', shotId, { lengthFrames: frames(Math.max(1, roundToFrames(lengthFrames * factor))) });
  for (const kind of ['board', 'cameraKeyframe'] as const) {
    let next = Number.NEGATIVE_INFINITY;
    for (const { id, frame } of [...draft.childrenOf(kind, shotId)]) {
      const moved = frames(Math.max(scaled(frame), next));
      next = moved + 1;
      draft.update(kind, id, { frame: moved });
    }
  }
  for (const { id, span } of draft.childrenOf('dialogueLine', shotId))
    if (span)
      draft.update('dialogueLine', id, {
        span: { ...span, offsetFrames: frames(Math.max(0, roundToFrames(span.offsetFrames * factor))) },
      });
  for (const { id, frame } of draft.childrenOf('comment', shotId))
    if (frame !== null) draft.update('comment', id, { frame: frames(scaled(frame)) });
  retimeMove(draft, shotId, context);
}
