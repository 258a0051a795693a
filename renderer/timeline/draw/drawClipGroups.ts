import { obstacleWords } from '@shared/generation/clipLimits';
import type { ClipGroup, ClipSpan } from '@shared/timeline/clipGroups';
import type { MoveClipCut } from '@shared/timeline/gestures/gesture';
import { frameOfCut } from '@shared/timeline/gestures/moveClipCut';
import { rowHeights } from '@shared/timeline/layout';
import { firstEndingAfter } from '@shared/timeline/model';
import { xOfFrame } from '@shared/timeline/view';
import { type GroupFacts, groupTone, groupWords } from '../clipGroupWords';
import { drawBubble } from './drawGestures';
import { crisp, type TimelineDrawing } from './drawing';
import { fitText } from './text';

/** What is known of the groups; asking has it worked out. */
export interface ClipGroupsDrawn {
  readonly shown: readonly ClipGroup[];
  facts(group: ClipGroup): GroupFacts | null;
  /** Shots as they would be one group. */
  groupOf(span: ClipSpan): ClipGroup;
}

/** Narrower brackets have no room for words, px. */
const leastWordsPx = 24;
/** Narrower ones have none for a triangle either: they are filled instead, px. */
const leastTrianglePx = 12;

/** Brackets over the shots that would go out together. */
export function drawClipGroups(
  context: CanvasRenderingContext2D,
  drawing: TimelineDrawing,
  { shown, facts, groupOf }: ClipGroupsDrawn,
): void {
  const { view, gesture, theme } = drawing;
  context.font = `11px ${theme.font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  const moving = gesture.type === 'moveClipCut' && gesture.to !== gesture.at ? gesture : null;
  const from = firstEndingAfter(shown, view.startFrame, ({ endFrame }) => endFrame);
  const until = view.startFrame + view.widthPx / view.pixelsPerFrame;
  for (let index = from; index < shown.length; index += 1) {
    const group = shown[index] as ClipGroup;
    if (group.startFrame > until) break;
    const isMoved = moving && group.first < moving.span.end && group.end > moving.span.first;
    if (!isMoved) drawGroup(context, drawing, group, facts, 'idle');
  }
  for (const span of moving?.parts ?? [])
    drawGroup(context, drawing, groupOf(span), facts, moving?.obstacle ? 'refused' : 'moved');
}

function drawGroup(
  context: CanvasRenderingContext2D,
  { view, theme }: TimelineDrawing,
  group: ClipGroup,
  factsOf: ClipGroupsDrawn['facts'],
  state: 'idle' | 'moved' | 'refused',
): void {
  const top = rowHeights.ruler;
  const height = rowHeights.jobs;
  const left = crisp(xOfFrame(view, group.startFrame));
  const right = crisp(xOfFrame(view, group.endFrame)) - 2;
  const width = right - left;
  const facts = factsOf(group);
  const tone = state === 'refused' ? 'error' : groupTone(facts);
  const toneColour = tone === 'error' ? theme.danger : theme.accent;
  if (width < 2) {
    context.fillStyle = tone ? toneColour : theme.line;
    context.fillRect(left, top + 4, 1, tone ? height - 7 : 2);
    return;
  }
  const line = tone === 'error' ? theme.danger : state === 'moved' ? theme.accent : theme.bracket;
  if (state !== 'idle') {
    context.fillStyle = state === 'refused' ? theme.dangerSoft : theme.accentSoft;
    context.fillRect(left, top + 3, width, height - 4);
  }
  context.strokeStyle = line;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(left + 0.5, top + height - 3);
  context.lineTo(left + 0.5, top + 5.5);
  context.arcTo(left + 0.5, top + 3.5, left + 2.5, top + 3.5, Math.min(2, width / 2));
  context.lineTo(right - 2.5, top + 3.5);
  context.arcTo(right - 0.5, top + 3.5, right - 0.5, top + 5.5, Math.min(2, width / 2));
  context.lineTo(right - 0.5, top + height - 3);
  context.stroke();
  // A person has said that a clip begins here.
  if (group.shots[0]?.join === 'start' && state === 'idle') {
    context.fillStyle = line;
    context.fillRect(left, top + 5, 2, height - 8);
  }
  if (width < leastWordsPx) {
    if (tone && state === 'idle') drawNarrowMark(context, left, width, top, toneColour);
    return;
  }
  let textLeft = Math.max(left, 0) + 7;
  const end = Math.min(right, view.widthPx) - 5;
  const middle = top + height / 2 + 1.5;
  if (tone && state === 'idle' && end - textLeft >= 7) {
    drawMark(context, textLeft, middle, toneColour);
    textLeft += 12;
  }
  const words = groupWords(group.label, group.shots.length, facts);
  const text = fitText(context, words, end - textLeft);
  context.fillStyle = state === 'moved' ? theme.accent : state === 'refused' ? theme.dangerText : theme.dim;
  if (text) context.fillText(text, textLeft, middle);
}

/** In a bracket without words: as large a mark as it has room for. What it is about stands in the hint. */
function drawNarrowMark(
  context: CanvasRenderingContext2D,
  left: number,
  width: number,
  top: number,
  colour: string,
): void {
  const { jobs: height } = rowHeights;
  if (width >= leastTrianglePx)
    drawMark(context, left + width / 2 - markWidthPx / 2, top + height / 2 + 1.5, colour);
  else {
    context.fillStyle = colour;
    context.fillRect(left, top + 5, width, height - 8);
  }
}

const markWidthPx = 8;

/** A small triangle: something is to be seen to. */
function drawMark(context: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(x + markWidthPx / 2, y - 4.5);
  context.lineTo(x + markWidthPx, y + 3);
  context.lineTo(x, y + 3);
  context.closePath();
  context.fill();
}

/** The cut between two groups in hand: where it is, and what keeps it from being there. */
export function drawMovedClipCut(
  context: CanvasRenderingContext2D,
  drawing: TimelineDrawing,
  gesture: MoveClipCut,
): void {
  const { model, view, theme } = drawing;
  const x = crisp(xOfFrame(view, frameOfCut(model.sequence.shots, gesture.to)));
  context.fillStyle = gesture.obstacle ? theme.danger : theme.accent;
  context.fillRect(x - 1, rowHeights.ruler + 2, 2, rowHeights.jobs + rowHeights.shots - 4);
  const words = gesture.obstacle
    ? obstacleWords(gesture.obstacle)
    : gesture.parts.map(({ first, end }) => end - first).join(' | ');
  const isLeft = x > view.widthPx - 180;
  drawBubble(
    context,
    theme,
    words,
    x + (isLeft ? -6 : 6),
    rowHeights.ruler + rowHeights.jobs + 6,
    isLeft ? 'right' : 'left',
    gesture.obstacle ? theme.dangerText : theme.bright,
  );
}
