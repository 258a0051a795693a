import type { DocumentView } from '../../document/document';
import type { BoardId, ClipId, MarkerId, SceneId, ShotId, TrackId } from '../../document/ids';
import type { ClipObstacle } from '../../generation/clipLimits';
import type { ClipCut } from '../../shots/clipCut';
import type { Frames } from '../../time/frames';
import type { ClipGroup, ClipGroups, ClipSpan } from '../clipGroups';
import type { Edge, TimelineHit } from '../hitTest';
import type { TimelineLayout } from '../layout';
import type { TimelineModel } from '../model';
import type { SnapPoint, Snapped } from '../snapping';
import type { TimelineView } from '../view';

/*
 * Gesture scope: what a pointer is doing on the timeline between down and up. A gesture changes nothing of the
 * document; it says what to draw meanwhile and, at its end, which edit to run. Thrown away it leaves no trace.
 *
 *   ready → pressed → captured → (released: one edit | cancelled: what was before)
 */

/** The timeline as it is at the moment of a pointer event. */
export interface GestureContext {
  readonly document: DocumentView;
  readonly model: TimelineModel;
  readonly view: TimelineView;
  readonly layout: TimelineLayout;
  readonly playhead: Frames;
  readonly selection: readonly string[];
  readonly isSnapping: boolean;
  /** How the film would go out, where that is shown; `shown` without what jobs under way cover. */
  readonly clipGroups: (ClipGroups & { readonly shown: readonly ClipGroup[] }) | null;
}

export interface PointerInput {
  /** px in the lanes. */
  readonly x: number;
  readonly y: number;
  /** Shift: up to here. */
  readonly isExtending: boolean;
  /** Ctrl, Cmd: this one too, or no longer. */
  readonly isToggling: boolean;
  /** Middle button or Space: moves the view, whatever is under the pointer. */
  readonly isPanning: boolean;
}

/** Selection and playhead at the start, for cancelling. */
export interface Before {
  readonly selection: readonly string[];
  readonly playhead: Frames;
}

export interface Pressed {
  readonly type: 'pressed';
  readonly hit: TimelineHit;
  readonly start: PointerInput;
  readonly before: Before;
  /** Where the pointer went down, in film frames: holds while the view scrolls. */
  readonly startFrame: number;
  /** A click on one of several selected things selects it alone, but only if no drag comes of it. */
  readonly selectOnRelease: readonly string[] | null;
}

export interface Scrub {
  readonly type: 'scrub';
  readonly before: Before;
  /** From the pointer to the playhead, frames: a grabbed handle does not jump. */
  readonly grabFrames: number;
}

export interface Pan {
  readonly type: 'pan';
  readonly last: { readonly x: number; readonly y: number };
}

export interface Marquee {
  readonly type: 'marquee';
  readonly before: Before;
  /** Corners, in film frames and px of the content. */
  readonly anchor: { readonly frame: number; readonly contentY: number };
  readonly corner: { readonly frame: number; readonly contentY: number };
  /** Kept beside what the rectangle touches. */
  readonly kept: readonly string[];
}

/** Where dragged shots would go. */
export interface Insertion {
  readonly sceneId: SceneId;
  readonly beforeShotId: ShotId | null;
  /** Film frame of the cut at which the mark stands. */
  readonly frame: Frames;
  /** They are there already. */
  readonly isUnchanged: boolean;
}

export interface MoveShots {
  readonly type: 'moveShots';
  readonly before: Before;
  /** In film order. */
  readonly shotIds: readonly ShotId[];
  readonly grabbedId: ShotId;
  /** From the start of the grabbed shot to the pointer, frames. */
  readonly grabFrames: number;
  readonly pointer: { readonly x: number; readonly y: number };
  readonly insertion: Insertion | null;
}

export interface TrimShot {
  readonly type: 'trimShot';
  readonly before: Before;
  readonly shotId: ShotId;
  readonly edge: Edge;
  readonly byFrames: Frames;
  readonly grabFrames: number;
  readonly points: readonly SnapPoint[];
  readonly snapped: Snapped | null;
  readonly isAtLimit: boolean;
}

export interface ClipPlace {
  readonly clipId: ClipId;
  readonly trackId: TrackId;
  readonly startFrame: Frames;
}

export interface MoveClips {
  readonly type: 'moveClips';
  readonly before: Before;
  readonly grabbedId: ClipId;
  readonly clipIds: readonly ClipId[];
  readonly grabFrames: number;
  readonly points: readonly SnapPoint[];
  readonly snapped: Snapped | null;
  readonly places: readonly ClipPlace[];
  /** They would lie over other sounds: letting go does nothing. */
  readonly isBlocked: boolean;
}

/** What keeps an edge from going further. */
export type TrimLimit = 'media' | 'neighbour' | 'filmStart' | 'length';

export interface TrimClip {
  readonly type: 'trimClip';
  readonly before: Before;
  readonly clipId: ClipId;
  readonly edge: Edge;
  readonly byFrames: Frames;
  readonly grabFrames: number;
  readonly points: readonly SnapPoint[];
  readonly snapped: Snapped | null;
  readonly limit: TrimLimit | null;
}

/** The cut between two boards of a shot. */
export interface MoveCut {
  readonly type: 'moveCut';
  readonly before: Before;
  readonly shotId: ShotId;
  readonly boardId: BoardId;
  /** Film frames: where it was, where it is, and what it is held between. */
  readonly fromFrame: Frames;
  readonly frame: Frames;
  readonly least: number;
  readonly most: number;
  readonly grabFrames: number;
  readonly points: readonly SnapPoint[];
  readonly snapped: Snapped | null;
}

export interface MoveMarkers {
  readonly type: 'moveMarkers';
  readonly before: Before;
  readonly markerIds: readonly MarkerId[];
  /** Where the grabbed one was. */
  readonly fromFrame: Frames;
  readonly byFrames: Frames;
  /** The first of them reaches the film's start. */
  readonly least: number;
  readonly grabFrames: number;
  readonly points: readonly SnapPoint[];
  readonly snapped: Snapped | null;
}

/** The cut between two groups of shots that would go out together. */
export interface MoveClipCut {
  readonly type: 'moveClipCut';
  readonly before: Before;
  /** The groups on its sides. */
  readonly span: ClipSpan;
  /** The shot before which it was and is, by its place in the film, and between what it is held. */
  readonly at: number;
  readonly to: number;
  readonly least: number;
  readonly most: number;
  readonly grabFrames: number;
  /** The clips there would be now. */
  readonly parts: readonly ClipSpan[];
  /** Why they cannot be: letting go does nothing. */
  readonly obstacle: ClipObstacle | null;
}

/** Where a shot begins in the clip that it shares with the shot before it. */
export interface MoveTakeCut {
  readonly type: 'moveTakeCut';
  readonly before: Before;
  readonly cut: ClipCut;
  readonly byFrames: Frames;
  /** From where the cut was. */
  readonly least: number;
  readonly most: number;
  readonly grabFrames: number;
  readonly isAtLimit: boolean;
}

export type CapturedGesture =
  | Scrub
  | Pan
  | Marquee
  | MoveShots
  | TrimShot
  | MoveCut
  | MoveClips
  | TrimClip
  | MoveMarkers
  | MoveClipCut
  | MoveTakeCut;
export type Gesture = { readonly type: 'ready' } | Pressed | CapturedGesture;

/** What the window does in answer to a pointer event. */
export type GestureEffect =
  | { readonly type: 'seek'; readonly frame: number }
  /** `isFocusing`: the playhead goes into a shot selected this way. */
  | { readonly type: 'select'; readonly ids: readonly string[]; readonly isFocusing: boolean }
  | { readonly type: 'pan'; readonly byX: number; readonly byY: number }
  | { readonly type: 'run'; readonly command: string; readonly args: unknown }
  | { readonly type: 'refuse'; readonly message: string };

export interface Step {
  readonly gesture: Gesture;
  readonly effects: readonly GestureEffect[];
}

export const ready: Gesture = { type: 'ready' };

export const stay = (gesture: Gesture): Step => ({ gesture, effects: [] });
export const end = (...effects: GestureEffect[]): Step => ({ gesture: ready, effects });

export function contentYOf(layout: TimelineLayout, y: number): number {
  return y < layout.tracksTop ? y : y + layout.scrollY;
}
