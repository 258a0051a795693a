import { frames } from '@shared/time/frames';
import { formatSecondsAndFrames, formatTimecode } from '@shared/time/timecode';
import type { Gesture } from '@shared/timeline/gestures/gesture';
import { trimmedLength } from '@shared/timeline/gestures/trimShot';
import { clipInsetPx, rowHeights } from '@shared/timeline/layout';
import { endOfClip, soundLengthFrames } from '@shared/timeline/model';
import { xOfFrame } from '@shared/timeline/view';
import { crisp, signed, type TimelineDrawing } from './drawing';
import { drawPicture } from './drawShots';
import { drawClip, type SoundFacts } from './drawSounds';
import { type ShotFacts, shotHeight, shotTop } from './shotBox';
import { textWidth } from './text';

/** The dragged shots as one small card under the pointer, with their number. */
export function drawCarriedShots(
  context: CanvasRenderingContext2D,
  { view, model, theme }: TimelineDrawing,
  gesture: Extract<Gesture, { type: 'moveShots' }>,
  facts: ShotFacts,
): void {
  const entry = model.sequence.byShotId.get(gesture.grabbedId);
  if (!entry) return;
  const whole = entry.shot.lengthFrames * view.pixelsPerFrame;
  const width = Math.min(Math.max(whole, 48), 180);
  const grab = Math.min((gesture.grabFrames * view.pixelsPerFrame * width) / Math.max(whole, 1), width);
  const left = crisp(gesture.pointer.x - grab);
  const top = crisp(gesture.pointer.y - 22);
  const count = gesture.shotIds.length;
  context.save();
  context.globalAlpha = 0.9;
  for (let under = Math.min(count - 1, 2); under > 0; under -= 1) {
    context.fillStyle = theme.line;
    context.fillRect(left + under * 3, top + under * 3, width, shotHeight - 12);
  }
  context.fillStyle = theme.raised;
  context.fillRect(left, top, width, shotHeight - 12);
  const picture = facts.picture(entry.shot.id, width, shotHeight);
  if (picture) drawPicture(context, picture, left, width, top, shotHeight - 12);
  context.restore();
  context.strokeStyle = theme.accent;
  context.lineWidth = 2;
  context.strokeRect(left + 1, top + 1, width - 2, shotHeight - 14);
  const words = count === 1 ? entry.label : `${count} shots`;
  drawBubble(context, theme, words, left + 6, top + 6, 'left');
}

/** The edge in hand, how far it has come and the length it gives. */
export function drawTrimmedShot(
  context: CanvasRenderingContext2D,
  drawing: TimelineDrawing,
  gesture: Extract<Gesture, { type: 'trimShot' }>,
): void {
  const { model, view, theme } = drawing;
  const entry = model.sequence.byShotId.get(gesture.shotId);
  if (!entry) return;
  if (gesture.snapped?.point) drawSnapLine(context, drawing, gesture.snapped.point.frame);
  const { edge, byFrames, isAtLimit } = gesture;
  const length = frames(trimmedLength(entry.shot.lengthFrames, edge, byFrames));
  const x = xOfFrame(view, edge === 'head' ? entry.startFrame : entry.startFrame + length);
  context.fillStyle = isAtLimit ? theme.danger : theme.accent;
  context.fillRect(crisp(x) - (edge === 'head' ? 0 : 2), shotTop, 2, shotHeight);
  const by = formatSecondsAndFrames(frames(Math.abs(byFrames)), model.rate);
  const words = `${signed(by, byFrames)}  →  ${formatSecondsAndFrames(length, model.rate)}`;
  drawBubble(
    context,
    theme,
    words,
    x + (edge === 'head' ? 6 : -6),
    shotTop + shotHeight / 2 - 10,
    edge === 'head' ? 'left' : 'right',
  );
}

/** The dragged sounds where they would land; outlined as danger where there is no room. */
export function drawCarriedClips(
  context: CanvasRenderingContext2D,
  drawing: TimelineDrawing,
  gesture: Extract<Gesture, { type: 'moveClips' }>,
  facts: SoundFacts,
): void {
  const { model, view, theme, layout } = drawing;
  if (gesture.snapped?.point) drawSnapLine(context, drawing, gesture.snapped.point.frame);
  context.save();
  context.beginPath();
  context.rect(0, layout.tracksTop, view.widthPx, Math.max(0, layout.heightPx - layout.tracksTop));
  context.clip();
  for (const place of gesture.places) {
    const index = model.tracks.findIndex(({ track }) => track.id === place.trackId);
    const row = layout.rows.find((candidate) => candidate.type === 'track' && candidate.index === index);
    const clip = model.tracks.flatMap(({ clips }) => clips).find(({ id }) => id === place.clipId);
    const track = model.tracks[index]?.track;
    if (!row || !clip || !track) continue;
    const shape = { ...clip, startFrame: place.startFrame };
    drawClip(context, drawing, facts, clip, shape, row.top, theme.tracks[track.type]);
    if (!gesture.isBlocked) continue;
    const left = crisp(xOfFrame(view, place.startFrame));
    context.strokeStyle = theme.danger;
    context.lineWidth = 2;
    context.strokeRect(
      left + 1,
      row.top + clipInsetPx + 1,
      Math.max(1, clip.lengthFrames * view.pixelsPerFrame - 2),
      row.height - 2 * clipInsetPx - 2,
    );
  }
  context.restore();
}

/** The edge in hand with all the sound there is around it. */
export function drawTrimmedClip(
  context: CanvasRenderingContext2D,
  drawing: TimelineDrawing,
  gesture: Extract<Gesture, { type: 'trimClip' }>,
  facts: SoundFacts,
): void {
  const { model, view, theme, layout } = drawing;
  if (gesture.snapped?.point) drawSnapLine(context, drawing, gesture.snapped.point.frame);
  const index = model.tracks.findIndex(({ clips }) => clips.some(({ id }) => id === gesture.clipId));
  const clip = model.tracks[index]?.clips.find(({ id }) => id === gesture.clipId);
  const row = layout.rows.find((candidate) => candidate.type === 'track' && candidate.index === index);
  if (!clip || !row) return;
  const top = row.top + clipInsetPx;
  const height = row.height - 2 * clipInsetPx;
  const peaks = facts.peaks(clip.mediaId);
  if (peaks && peaks !== 'missing') {
    // All of the sound there is, around the part in use.
    const sampleRate = facts.sampleRate(clip.mediaId);
    const sound = { sampleRate, sampleCount: peaks.sampleCount, channels: 1 };
    const before = (clip.sourceInSamples * model.rate.num) / (model.rate.den * sampleRate);
    const left = xOfFrame(view, clip.startFrame - before);
    context.strokeStyle = theme.dim;
    context.setLineDash([2, 3]);
    context.lineWidth = 1;
    context.strokeRect(
      crisp(left) + 0.5,
      top + 0.5,
      soundLengthFrames(sound, model.rate) * view.pixelsPerFrame - 1,
      height - 1,
    );
    context.setLineDash([]);
  }
  const edgeFrame = (gesture.edge === 'head' ? clip.startFrame : endOfClip(clip)) + gesture.byFrames;
  const x = crisp(xOfFrame(view, edgeFrame));
  context.fillStyle = gesture.limit === null ? theme.accent : theme.danger;
  context.fillRect(gesture.edge === 'head' ? x : x - 2, top, 2, height);
  const length = frames(trimmedLength(clip.lengthFrames, gesture.edge, gesture.byFrames));
  const by = formatSecondsAndFrames(frames(Math.abs(gesture.byFrames)), model.rate);
  const words =
    gesture.limit === 'media'
      ? 'No more sound'
      : `${signed(by, gesture.byFrames)}  →  ${formatSecondsAndFrames(length, model.rate)}`;
  drawBubble(
    context,
    theme,
    words,
    x + (gesture.edge === 'head' ? -6 : 6),
    top,
    gesture.edge === 'head' ? 'right' : 'left',
  );
}

/** The cut between two boards in hand, with what each is long. */
export function drawMovedCut(
  context: CanvasRenderingContext2D,
  drawing: TimelineDrawing,
  gesture: Extract<Gesture, { type: 'moveCut' }>,
): void {
  const { model, view, theme } = drawing;
  if (gesture.snapped?.point) drawSnapLine(context, drawing, gesture.snapped.point.frame);
  const x = crisp(xOfFrame(view, gesture.frame));
  context.fillStyle = theme.accent;
  context.fillRect(x - 1, shotTop, 2, shotHeight);
  const length = (count: number) => formatSecondsAndFrames(frames(count), model.rate);
  const words = `${length(gesture.frame - gesture.least + 1)} | ${length(gesture.most + 1 - gesture.frame)}`;
  drawBubble(context, theme, words, x + 6, shotTop + shotHeight / 2 - 10, 'left');
}

/** Where the markers in hand come to stand. */
export function drawMovedMarkers(
  context: CanvasRenderingContext2D,
  drawing: TimelineDrawing,
  gesture: Extract<Gesture, { type: 'moveMarkers' }>,
): void {
  const { model, view, theme } = drawing;
  if (gesture.snapped?.point) drawSnapLine(context, drawing, gesture.snapped.point.frame);
  const frame = frames(gesture.fromFrame + gesture.byFrames);
  const words = formatTimecode(frames(model.filmStart + frame), model.rate);
  drawBubble(context, theme, words, crisp(xOfFrame(view, frame)) + 8, rowHeights.ruler + 2, 'left');
}

function drawSnapLine(
  context: CanvasRenderingContext2D,
  { view, layout, theme }: TimelineDrawing,
  frame: number,
): void {
  const x = crisp(xOfFrame(view, frame));
  context.strokeStyle = theme.accent;
  context.lineWidth = 1;
  context.setLineDash([3, 3]);
  context.beginPath();
  context.moveTo(x + 0.5, rowHeights.ruler);
  context.lineTo(x + 0.5, layout.heightPx);
  context.stroke();
  context.setLineDash([]);
}

/** A short text on a dark ground near what it is about. */
export function drawBubble(
  context: CanvasRenderingContext2D,
  theme: TimelineDrawing['theme'],
  text: string,
  x: number,
  y: number,
  side: 'left' | 'right',
  colour = theme.bright,
): void {
  context.font = `11px ${theme.font}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const width = textWidth(context, text) + 12;
  const left = crisp(side === 'left' ? x : x - width);
  context.fillStyle = 'rgb(12 13 15 / 0.88)';
  context.beginPath();
  context.roundRect(left, y, width, 20, 4);
  context.fill();
  context.fillStyle = colour;
  context.fillText(text, left + 6, y + 10.5);
}
