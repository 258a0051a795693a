import type { Clip } from '@shared/document/records';
import { framesToSamples } from '@shared/time/frames';
import type { Gesture } from '@shared/timeline/gestures/gesture';
import { clipInsetPx, rowHeights, type TimelineLayout } from '@shared/timeline/layout';
import { endOfClip, firstEndingAfter, type TimelineTrack } from '@shared/timeline/model';
import { levelFor, type PeakPyramid, peakBetween } from '@shared/timeline/peaks';
import { viewEndFrame, xOfFrame } from '@shared/timeline/view';
import { crisp, type TimelineDrawing } from './drawing';
import { fitText, textWidth } from './text';
import type { TrackTheme } from './theme';

/** What is shown of a sound besides its record. */
export interface SoundFacts {
  readonly name: (mediaId: string) => string;
  readonly sampleRate: (mediaId: string) => number;
  /** Null until loaded: asking for them loads or makes them. `missing` when that cannot be. */
  readonly peaks: (mediaId: string) => PeakPyramid | 'missing' | null;
}

const barPx = 2;
const barPitchPx = 3;
/** Narrower clips bear no name. */
const tabFromPx = 26;
const clipHeight = rowHeights.track - 2 * clipInsetPx;

/** Part of a clip's media and place that is drawn: differs from its record while an edge is dragged. */
export interface ClipShape {
  readonly startFrame: number;
  readonly lengthFrames: number;
  readonly sourceInSamples: number;
}

export function shapeWhileTrimming(
  clip: Clip,
  gesture: Gesture,
  drawing: TimelineDrawing,
  facts: SoundFacts,
): ClipShape {
  if (gesture.type !== 'trimClip' || gesture.clipId !== clip.id) return clip;
  const { edge, byFrames } = gesture;
  if (edge === 'tail') return { ...clip, lengthFrames: clip.lengthFrames + byFrames };
  return {
    startFrame: clip.startFrame + byFrames,
    lengthFrames: clip.lengthFrames - byFrames,
    sourceInSamples:
      clip.sourceInSamples + framesToSamples(byFrames, drawing.model.rate, facts.sampleRate(clip.mediaId)),
  };
}

/** The rows of sounds. Only clips in view are drawn; far out a clip is a coloured bar, closer its waveform. */
export function drawSounds(
  context: CanvasRenderingContext2D,
  drawing: TimelineDrawing,
  facts: SoundFacts,
): void {
  const { model, view, layout, theme, gesture } = drawing;
  context.save();
  context.beginPath();
  context.rect(0, layout.tracksTop, view.widthPx, Math.max(0, layout.heightPx - layout.tracksTop));
  context.clip();
  context.fillStyle = theme.panel;
  context.fillRect(0, layout.tracksTop, view.widthPx, layout.heightPx);
  const moving = gesture.type === 'moveClips' ? new Set<string>(gesture.clipIds) : null;
  for (const row of layout.rows) {
    if (row.type !== 'track' || row.top >= layout.heightPx || row.top + row.height <= layout.tracksTop)
      continue;
    context.fillStyle = theme.lane;
    context.fillRect(0, row.top, view.widthPx, row.height - 1);
    context.fillStyle = theme.separator;
    context.fillRect(0, row.top + row.height - 1, view.widthPx, 1);
    const { track, clips } = model.tracks[row.index] as TimelineTrack;
    const endFrame = viewEndFrame(view);
    const opacity = track.isMuted ? 0.4 : 1;
    for (
      let index = Math.max(0, firstEndingAfter(clips, view.startFrame, endOfClip) - 1);
      index < clips.length;
      index += 1
    ) {
      const clip = clips[index] as Clip;
      const shape = shapeWhileTrimming(clip, gesture, drawing, facts);
      if (shape.startFrame >= endFrame && clip.startFrame >= endFrame) break;
      context.globalAlpha = opacity * (moving?.has(clip.id) ? 0.3 : 1);
      drawClip(context, drawing, facts, clip, shape, row.top, theme.tracks[track.type]);
    }
    context.globalAlpha = 1;
  }
  context.restore();
}

/** @param rowTop px */
export function drawClip(
  context: CanvasRenderingContext2D,
  drawing: TimelineDrawing,
  facts: SoundFacts,
  clip: Clip,
  shape: ClipShape,
  rowTop: number,
  colours: TrackTheme,
): void {
  const { view, theme, selection } = drawing;
  const left = crisp(xOfFrame(view, shape.startFrame));
  const right = crisp(xOfFrame(view, shape.startFrame + shape.lengthFrames));
  if (right < 0 || left > view.widthPx) return;
  const top = rowTop + clipInsetPx;
  const width = Math.max(1, right - left - (right - left > 3 ? 1 : 0));
  const isSelected = selection.has(clip.id);
  const peaks = facts.peaks(clip.mediaId);
  // Where its name has no room, only the colour can say that it is missing.
  context.fillStyle = peaks === 'missing' && width < tabFromPx ? theme.danger : colours.body;
  if (width < 8) {
    context.fillRect(left, top, width, clipHeight);
    if (isSelected) {
      context.fillStyle = theme.accent;
      context.fillRect(left, top, width, 2);
      context.fillRect(left, top + clipHeight - 2, width, 2);
    }
    return;
  }
  context.beginPath();
  context.roundRect(left, top, width, clipHeight, 3);
  context.fill();
  if (peaks && peaks !== 'missing')
    drawWave(context, drawing, facts, clip, shape, peaks, { left, top, width }, colours);
  const gain = clip.gainDb === 0 ? '' : `  ${clip.gainDb > 0 ? '+' : '−'}${Math.abs(clip.gainDb)} dB`;
  if (width >= tabFromPx)
    drawTab(
      context,
      drawing,
      `${facts.name(clip.mediaId)}${gain}`,
      { left, top, width },
      colours,
      peaks === 'missing',
    );
  if (isSelected) {
    context.strokeStyle = theme.accent;
    context.lineWidth = 1.5;
    context.beginPath();
    context.roundRect(left + 0.75, top + 0.75, width - 1.5, clipHeight - 1.5, 3);
    context.stroke();
  }
}

interface ClipBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

/** Bars that stand on the sound, not on the screen: they stay the same while the view moves or an edge is trimmed. */
function drawWave(
  context: CanvasRenderingContext2D,
  { view, model }: TimelineDrawing,
  facts: SoundFacts,
  clip: Clip,
  shape: ClipShape,
  peaks: PeakPyramid,
  { left, top, width }: ClipBox,
  colours: TrackTheme,
): void {
  const samplesPerFrame = (facts.sampleRate(clip.mediaId) * model.rate.den) / model.rate.num;
  const samplesPerPx = samplesPerFrame / view.pixelsPerFrame;
  const level = levelFor(peaks, samplesPerPx * barPitchPx);
  const sourceLeft = left - shape.sourceInSamples / samplesPerPx;
  const from = Math.max(left, 0);
  const to = Math.min(left + width, view.widthPx);
  const middle = top + clipHeight / 2;
  const reach = clipHeight / 2 - 1.5;
  context.fillStyle = colours.wave;
  for (let bar = Math.ceil((from - sourceLeft) / barPitchPx); ; bar += 1) {
    const x = crisp(sourceLeft + bar * barPitchPx);
    if (x + barPx > to) break;
    const sample = bar * barPitchPx * samplesPerPx;
    const [least, greatest] = peakBetween(level, sample, sample + barPitchPx * samplesPerPx);
    const above = Math.max(0.5, crisp(heard(greatest) * reach));
    const below = Math.max(0.5, crisp(heard(-least) * reach));
    context.fillRect(x, middle - above, barPx, above + below);
  }
}

/** Quiet parts are drawn larger than they are, as the ear hears them. */
const heard = (amplitude: number): number => amplitude ** 0.7;

/** The name on a solid tab at the clip's head, or at the edge of the view when the head is further left. */
function drawTab(
  context: CanvasRenderingContext2D,
  { theme, view }: TimelineDrawing,
  name: string,
  { left, top, width }: ClipBox,
  colours: TrackTheme,
  isMissing: boolean,
): void {
  context.font = `10.5px ${theme.font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  const tabLeft = Math.max(left, 0);
  const room = Math.min(left + width, view.widthPx) - tabLeft;
  // A long name leaves most of the sound to be seen.
  const text = fitText(context, name, Math.min(room - 12, Math.max(44, room * 0.55), 240));
  if (!text) return;
  const tabWidth = Math.min(room, textWidth(context, text) + 11);
  context.fillStyle = isMissing ? theme.danger : colours.tab;
  context.beginPath();
  context.roundRect(tabLeft, top, tabWidth, clipHeight, tabLeft === left ? [3, 0, 0, 3] : 0);
  context.fill();
  context.fillStyle = isMissing ? theme.bright : colours.label;
  context.fillText(text, tabLeft + 6, top + clipHeight / 2 + 0.5);
}

/** Words below the last row while there is nothing to hear: what to drop there. */
export function drawSoundHint(
  context: CanvasRenderingContext2D,
  drawing: TimelineDrawing,
  layout: TimelineLayout,
): void {
  const { view, theme, model } = drawing;
  // An empty film has words of its own over all rows.
  const isEmpty = model.sequence.shots.length === 0;
  if (isEmpty || model.tracks.length > 0 || layout.heightPx - layout.tracksTop < 24) return;
  context.fillStyle = theme.dim;
  context.font = `12px ${theme.font}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const text = fitText(context, 'Drop a sound here', view.widthPx - 24);
  context.fillText(text, 12, layout.tracksTop + 16);
}
