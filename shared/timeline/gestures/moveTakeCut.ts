import { clipCutAt, clipCutReach } from '../../shots/clipCut';
import { frames, roundToFrames } from '../../time/frames';
import type { TimelineHit } from '../hitTest';
import { frameAtX } from '../view';
import {
  end,
  type GestureContext,
  type MoveTakeCut,
  type PointerInput,
  type Pressed,
  type Step,
} from './gesture';

/**
 * Where a shot begins in the clip it shares with the shot before it, put right. The film's cut stays where it is; under the
 * hand the frame is shown that the shot would begin with.
 */
export function beginMoveTakeCut(
  pressed: Pressed,
  { cut }: Extract<TimelineHit, { type: 'takeCut' }>,
  input: PointerInput,
  context: GestureContext,
): Step {
  const { least, most } = clipCutReach(cut);
  return dragTakeCut(
    {
      type: 'moveTakeCut',
      before: pressed.before,
      cut,
      byFrames: frames(0),
      least,
      most,
      grabFrames: pressed.startFrame - cut.after.startFrame,
      isAtLimit: false,
    },
    input,
    context,
  );
}

export function dragTakeCut(gesture: MoveTakeCut, input: PointerInput, context: GestureContext): Step {
  const { cut, least, most, grabFrames } = gesture;
  const asked = roundToFrames(frameAtX(context.view, input.x) - grabFrames - cut.after.startFrame);
  const byFrames = frames(Math.min(Math.max(asked, least), most));
  return {
    gesture: { ...gesture, byFrames, isAtLimit: byFrames !== asked },
    effects: [{ type: 'seek', frame: cut.after.startFrame + byFrames }],
  };
}

export function releaseTakeCut({ cut, byFrames, before }: MoveTakeCut, context: GestureContext): Step {
  const back = { type: 'seek', frame: before.playhead } as const;
  // Another edit may have come in between.
  const { byShotId } = context.model.sequence;
  const now = clipCutAt(context.document, byShotId.get(cut.before.shot.id), byShotId.get(cut.after.shot.id));
  if (byFrames === 0 || now?.takeAfter !== cut.takeAfter) return end(back);
  const args = { takeId: cut.takeAfter.id, mediaInFrames: cut.takeAfter.mediaInFrames + byFrames };
  return end({ type: 'run', command: 'take.moveCut', args }, { type: 'seek', frame: cut.after.startFrame });
}
