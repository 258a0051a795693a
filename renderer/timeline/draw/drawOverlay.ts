import type { Clip } from '@shared/document/records';
import type { Gesture, Insertion } from '@shared/timeline/gestures/gesture';
import { clipInsetPx, rowHeights, shotsRowTop } from '@shared/timeline/layout';
import { xOfFrame } from '@shared/timeline/view';
import { drawMovedClipCut } from './drawClipGroups';
import {
  drawCarriedClips,
  drawCarriedShots,
  drawMovedCut,
  drawMovedMarkers,
  drawTrimmedClip,
  drawTrimmedShot,
} from './drawGestures';
import { crisp, type TimelineDrawing } from './drawing';
import type { SoundFacts } from './drawSounds';
import { drawMovedTakeCut } from './drawTakeCuts';
import type { ShotFacts } from './shotBox';

/** Where something dragged in from outside would land. */
export type DropPreview =
  | { readonly type: 'shots'; readonly insertion: Insertion | null }
  | { readonly type: 'sound'; readonly trackIndex: number | null; readonly frame: number }
  /** In place of the sound of a dialogue line. */
  | { readonly type: 'line'; readonly trackIndex: number; readonly clip: Clip };

export interface OverlayDrawing extends TimelineDrawing {
  readonly drop: DropPreview | null;
  /** The edge under a resting pointer: which of two neighbours it would take. */
  readonly hoveredEdge: {
    readonly frame: number;
    readonly side: 'head' | 'tail';
    readonly top: number;
    readonly height: number;
  } | null;
}

/** Everything that moves by itself over the rows: playhead, marks, what is dragged. */
export function drawOverlay(
  context: CanvasRenderingContext2D,
  drawing: OverlayDrawing,
  shotFacts: ShotFacts,
  soundFacts: SoundFacts,
): void {
  const { gesture } = drawing;
  drawHoveredEdge(context, drawing);
  drawPlayhead(context, drawing);
  switch (gesture.type) {
    case 'marquee':
      drawMarquee(context, drawing, gesture);
      break;
    case 'moveShots':
      if (gesture.insertion && !gesture.insertion.isUnchanged)
        drawInsertion(context, drawing, gesture.insertion);
      drawCarriedShots(context, drawing, gesture, shotFacts);
      break;
    case 'trimShot':
      drawTrimmedShot(context, drawing, gesture);
      break;
    case 'moveClips':
      drawCarriedClips(context, drawing, gesture, soundFacts);
      break;
    case 'trimClip':
      drawTrimmedClip(context, drawing, gesture, soundFacts);
      break;
    case 'moveCut':
      drawMovedCut(context, drawing, gesture);
      break;
    case 'moveMarkers':
      drawMovedMarkers(context, drawing, gesture);
      break;
    case 'moveClipCut':
      drawMovedClipCut(context, drawing, gesture);
      break;
    case 'moveTakeCut':
      drawMovedTakeCut(context, drawing, gesture);
      break;
    case 'ready':
    case 'pressed':
    case 'scrub':
    case 'pan':
      break;
    default:
      gesture satisfies never;
  }
  drawDrop(context, drawing);
}

function drawPlayhead(
  context: CanvasRenderingContext2D,
  { view, playhead, layout, theme }: OverlayDrawing,
): void {
  const x = crisp(xOfFrame(view, playhead));
  if (x < -8 || x > view.widthPx + 8) return;
  context.fillStyle = theme.bright;
  context.fillRect(x, 2, 1, layout.heightPx - 2);
  context.beginPath();
  context.moveTo(x - 5, 1);
  context.lineTo(x + 6, 1);
  context.lineTo(x + 6, 4);
  context.lineTo(x + 0.5, 10);
  context.lineTo(x - 5, 4);
  context.closePath();
  context.fill();
}

function drawHoveredEdge(
  context: CanvasRenderingContext2D,
  { hoveredEdge, view, theme }: OverlayDrawing,
): void {
  if (!hoveredEdge) return;
  const { frame, side, top, height } = hoveredEdge;
  const x = crisp(xOfFrame(view, frame));
  const inward = side === 'head' ? 1 : -1;
  const from = side === 'head' ? x : x - 1;
  context.strokeStyle = theme.accent;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(from + inward * 4, top + 1);
  context.lineTo(from + inward, top + 1);
  context.lineTo(from + inward, top + height - 1);
  context.lineTo(from + inward * 4, top + height - 1);
  context.stroke();
}

function drawMarquee(
  context: CanvasRenderingContext2D,
  { view, layout, theme }: OverlayDrawing,
  { anchor, corner }: Extract<Gesture, { type: 'marquee' }>,
): void {
  const toY = (contentY: number): number =>
    contentY < layout.tracksTop ? contentY : contentY - layout.scrollY;
  const x = crisp(Math.min(xOfFrame(view, anchor.frame), xOfFrame(view, corner.frame)));
  const y = Math.min(toY(anchor.contentY), toY(corner.contentY));
  const width = Math.abs(corner.frame - anchor.frame) * view.pixelsPerFrame;
  const height = Math.abs(toY(anchor.contentY) - toY(corner.contentY));
  context.fillStyle = theme.accentSoft;
  context.fillRect(x, y, width, height);
  context.strokeStyle = theme.accent;
  context.lineWidth = 1;
  context.strokeRect(x + 0.5, y + 0.5, Math.max(0, width - 1), Math.max(0, height - 1));
}

function drawInsertion(
  context: CanvasRenderingContext2D,
  { view, theme }: OverlayDrawing,
  { frame }: Insertion,
): void {
  const x = crisp(xOfFrame(view, frame));
  context.fillStyle = theme.accent;
  context.fillRect(x - 2, shotsRowTop, 3, rowHeights.shots);
  context.beginPath();
  context.arc(x - 0.5, shotsRowTop + 1, 4, 0, 2 * Math.PI);
  context.arc(x - 0.5, shotsRowTop + rowHeights.shots - 1, 4, 0, 2 * Math.PI);
  context.fill();
}

function drawDrop(context: CanvasRenderingContext2D, drawing: OverlayDrawing): void {
  const { drop, view, layout, theme } = drawing;
  if (!drop) return;
  if (drop.type === 'shots') {
    if (drop.insertion) drawInsertion(context, drawing, drop.insertion);
    return;
  }
  const row = layout.rows.find(
    (candidate) => candidate.type === 'track' && candidate.index === drop.trackIndex,
  );
  const top = row?.top ?? layout.tracksTop;
  const height = row?.height ?? rowHeights.track;
  if (drop.type === 'line') {
    const left = crisp(xOfFrame(view, drop.clip.startFrame));
    const width = Math.max(2, drop.clip.lengthFrames * view.pixelsPerFrame);
    context.beginPath();
    context.roundRect(left, top + clipInsetPx, width, height - 2 * clipInsetPx, 3);
    context.fillStyle = theme.accentSoft;
    context.fill();
    context.strokeStyle = theme.accent;
    context.lineWidth = 2;
    context.stroke();
    return;
  }
  const x = crisp(xOfFrame(view, drop.frame));
  context.fillStyle = theme.accentSoft;
  context.fillRect(x, top + clipInsetPx, Math.max(0, view.widthPx - x), height - 2 * clipInsetPx);
  context.fillStyle = theme.accent;
  context.fillRect(x, top + 1, 2, height - 2);
}
