import { roundToFrames } from '../../time/frames';
import { hitTest } from '../hitTest';
import { snapEdges } from '../snapping';
import { frameAtX } from '../view';
import {
  type Before,
  type CapturedGesture,
  contentYOf,
  end,
  type Gesture,
  type GestureContext,
  type GestureEffect,
  type Marquee,
  type PointerInput,
  type Pressed,
  ready,
  type Scrub,
  type Step,
  stay,
} from './gesture';
import { beginMoveClipCut, dragClipCut, releaseClipCut } from './moveClipCut';
import { beginMoveClips, dragClips, releaseClips } from './moveClips';
import {
  beginMoveCut,
  beginMoveMarkers,
  dragCut,
  dragMarkers,
  releaseCut,
  releaseMarkers,
} from './moveMoment';
import { beginMoveShots, dragShots, releaseShots } from './moveShots';
import { beginMoveTakeCut, dragTakeCut, releaseTakeCut } from './moveTakeCut';
import { selectionAfterPress, touchedBy } from './selection';
import { gatherSnapPoints } from './snapPoints';
import { beginTrimClip, dragClipEdge, releaseClipEdge } from './trimClip';
import { beginTrimShot, dragShotEdge, releaseShotEdge } from './trimShot';

/** A press becomes a drag after this way, px. */
export const dragThresholdPx = 3;

const quietSelect = (ids: readonly string[]): GestureEffect => ({ type: 'select', ids, isFocusing: false });

/** The pointer goes down. */
export function press(input: PointerInput, context: GestureContext): Step {
  if (input.isPanning) return stay({ type: 'pan', last: { x: input.x, y: input.y } });
  const before: Before = { selection: context.selection, playhead: context.playhead };
  const { model, view, layout, playhead } = context;
  const hit = hitTest(model, view, layout, playhead, input, {
    document: context.document,
    clipGroups: context.clipGroups?.shown,
  });
  const startFrame = frameAtX(context.view, input.x);
  if (hit.type === 'ruler' || hit.type === 'playhead') {
    // The playhead stands at the left edge of its frame, so a grabbed handle keeps that way to the pointer.
    const grabFrames = hit.type === 'playhead' ? context.playhead - startFrame : 0;
    return drag({ type: 'scrub', before, grabFrames }, input, context);
  }
  const pressed: Pressed = { type: 'pressed', hit, start: input, before, startFrame, selectOnRelease: null };
  if (hit.type === 'marker') {
    const { id } = hit.marker;
    const isKept = context.selection.includes(id);
    const ids = input.isToggling ? toggled(context.selection, id) : isKept ? context.selection : [id];
    return {
      gesture: pressed,
      effects: ids === context.selection ? [] : [quietSelect(ids)],
    };
  }
  if (hit.type === 'shot' || hit.type === 'clip') {
    const id = hit.type === 'shot' ? hit.entry.shot.id : hit.clip.id;
    const ids = selectionAfterPress(
      context.model,
      context.selection,
      id,
      hit.type === 'clip' ? hit.trackIndex : null,
      input,
    );
    const isPlain = !input.isExtending && !input.isToggling;
    const selectOnRelease = isPlain && context.selection.includes(id) ? [id] : null;
    return {
      gesture: { ...pressed, selectOnRelease },
      effects: ids === context.selection ? [] : [{ type: 'select', ids, isFocusing: isPlain }],
    };
  }
  return stay(pressed);
}

function toggled(selection: readonly string[], id: string): readonly string[] {
  return selection.includes(id) ? selection.filter((other) => other !== id) : [...selection, id];
}

/** The pointer moves with the button down, or the view scrolls under it. */
export function drag(gesture: Gesture, input: PointerInput, context: GestureContext): Step {
  switch (gesture.type) {
    case 'ready':
      return stay(gesture);
    case 'pressed': {
      const { start } = gesture;
      if (Math.hypot(input.x - start.x, input.y - start.y) < dragThresholdPx) return stay(gesture);
      return capture(gesture, input, context);
    }
    case 'scrub':
      return { gesture, effects: [{ type: 'seek', frame: scrubbedFrame(gesture, input, context) }] };
    case 'pan':
      return {
        gesture: { type: 'pan', last: { x: input.x, y: input.y } },
        effects: [{ type: 'pan', byX: gesture.last.x - input.x, byY: gesture.last.y - input.y }],
      };
    case 'marquee':
      return dragMarquee(gesture, input, context);
    case 'moveShots':
      return stay(dragShots(gesture, input, context));
    case 'trimShot':
      return stay(dragShotEdge(gesture, input, context));
    case 'moveClips':
      return stay(dragClips(gesture, input, context));
    case 'trimClip':
      return stay(dragClipEdge(gesture, input, context));
    case 'moveCut':
      return stay(dragCut(gesture, input, context));
    case 'moveMarkers':
      return stay(dragMarkers(gesture, input, context));
    case 'moveClipCut':
      return stay(dragClipCut(gesture, input, context));
    case 'moveTakeCut':
      return dragTakeCut(gesture, input, context);
    default:
      return gesture satisfies never;
  }
}

function capture(pressed: Pressed, input: PointerInput, context: GestureContext): Step {
  const { hit } = pressed;
  switch (hit.type) {
    case 'shot':
      return stay(beginMoveShots(pressed, hit.entry, input, context));
    case 'shotEdge':
      return stay(beginTrimShot(pressed, hit.entry, hit.edge, input, context));
    case 'boardCut':
      return stay(beginMoveCut(pressed, hit, input, context));
    case 'marker':
      return stay(beginMoveMarkers(pressed, hit, input, context));
    case 'takeCut':
      return beginMoveTakeCut(pressed, hit, input, context);
    case 'clipGroupEdge':
      return stay(beginMoveClipCut(pressed, hit, input, context) ?? pressed);
    case 'clip':
      return stay(beginMoveClips(pressed, hit.clip, input, context));
    case 'clipEdge':
      return stay(beginTrimClip(pressed, hit.clip, hit.edge, input, context));
    case 'clipGroup':
    case 'jobs':
    case 'shotsLane':
    case 'track':
    case 'empty': {
      const anchor = { frame: pressed.startFrame, contentY: contentYOf(context.layout, pressed.start.y) };
      const isAdding = pressed.start.isExtending || pressed.start.isToggling;
      const marquee: Marquee = {
        type: 'marquee',
        before: pressed.before,
        anchor,
        corner: anchor,
        kept: isAdding ? pressed.before.selection : [],
      };
      return dragMarquee(marquee, input, context);
    }
    case 'ruler':
    case 'playhead':
      return stay(pressed);
    default:
      return hit satisfies never;
  }
}

function scrubbedFrame(gesture: Scrub, input: PointerInput, context: GestureContext): number {
  const wanted = frameAtX(context.view, input.x) + gesture.grabFrames;
  if (input.isExtending) {
    const points = gatherSnapPoints(context).filter(({ kind }) => kind !== 'playhead');
    const { point, frame } = snapEdges(wanted, [0], points, context.view.pixelsPerFrame);
    if (point) return frame;
  }
  // A pointer is over the frame it points at; a grabbed handle goes to the nearest one.
  return gesture.grabFrames === 0 ? Math.floor(wanted) : roundToFrames(wanted);
}

function dragMarquee(gesture: Marquee, input: PointerInput, context: GestureContext): Step {
  const corner = { frame: frameAtX(context.view, input.x), contentY: contentYOf(context.layout, input.y) };
  const { anchor, kept } = gesture;
  const touched = touchedBy(context.model, context.layout, {
    fromFrame: Math.min(anchor.frame, corner.frame),
    toFrame: Math.max(anchor.frame, corner.frame),
    fromY: Math.min(anchor.contentY, corner.contentY),
    toY: Math.max(anchor.contentY, corner.contentY),
  });
  const seen = new Set(kept);
  const ids = [...kept, ...touched.filter((id) => !seen.has(id))];
  const isSame =
    ids.length === context.selection.length && ids.every((id, at) => id === context.selection[at]);
  return { gesture: { ...gesture, corner }, effects: isSame ? [] : [quietSelect(ids)] };
}

/** The pointer goes up: the edit, or the click that it was. */
export function release(gesture: Gesture, context: GestureContext): Step {
  switch (gesture.type) {
    case 'pressed':
      return click(gesture, context);
    case 'moveShots':
      return releaseShots(gesture);
    case 'trimShot':
      return releaseShotEdge(gesture);
    case 'moveClips':
      return releaseClips(gesture, context);
    case 'trimClip':
      return releaseClipEdge(gesture);
    case 'moveCut':
      return releaseCut(gesture, context);
    case 'moveMarkers':
      return releaseMarkers(gesture);
    case 'moveClipCut':
      return releaseClipCut(gesture, context);
    case 'moveTakeCut':
      return releaseTakeCut(gesture, context);
    case 'ready':
    case 'scrub':
    case 'pan':
    case 'marquee':
      return end();
    default:
      return gesture satisfies never;
  }
}

function click({ hit, start, selectOnRelease }: Pressed, context: GestureContext): Step {
  if (selectOnRelease) return end({ type: 'select', ids: selectOnRelease, isFocusing: true });
  const isPlain = !start.isExtending && !start.isToggling;
  switch (hit.type) {
    case 'takeCut':
      return end({ type: 'select', ids: [hit.cut.after.shot.id], isFocusing: true });
    case 'shotEdge':
      return end({ type: 'select', ids: [hit.entry.shot.id], isFocusing: true });
    case 'clipEdge':
      return end(quietSelect([hit.clip.id]));
    case 'boardCut':
      return end({ type: 'select', ids: [hit.cut.boardId], isFocusing: true });
    case 'marker':
      return end({ type: 'seek', frame: hit.marker.frame });
    case 'clipGroup':
    case 'clipGroupEdge':
      return end({
        type: 'select',
        ids: hit.group.shots.map(({ shotId }) => shotId),
        isFocusing: true,
      });
    case 'jobs':
    case 'shotsLane':
    case 'track':
    case 'empty':
      return isPlain && context.selection.length > 0 ? end(quietSelect([])) : end();
    default:
      return end();
  }
}

/** Escape, or the pointer is lost: everything is as it was before the press. */
export function cancel(gesture: Gesture): Step {
  if (gesture.type === 'ready' || gesture.type === 'pan') return stay(ready);
  const { selection, playhead } = gesture.before;
  return end(quietSelect(selection), { type: 'seek', frame: playhead });
}

/** Whether a gesture has taken hold: Escape is then its own. */
export function isCaptured(gesture: Gesture): gesture is CapturedGesture {
  return gesture.type !== 'ready' && gesture.type !== 'pressed';
}
