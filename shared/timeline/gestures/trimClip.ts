import type { DocumentView } from '../../document/document';
import type { Clip } from '../../document/records';
import { frames, roundToFrames, samplesToFrames } from '../../time/frames';
import type { Edge } from '../hitTest';
import { endOfClip, soundOf, type TimelineModel } from '../model';
import { snapEdges } from '../snapping';
import { frameAtX } from '../view';
import {
  end,
  type GestureContext,
  type PointerInput,
  type Pressed,
  type Step,
  type TrimClip,
  type TrimLimit,
} from './gesture';
import { gatherSnapPoints } from './snapPoints';

const edgeFrame = (clip: Clip, edge: Edge): number => (edge === 'head' ? clip.startFrame : endOfClip(clip));

export function beginTrimClip(
  pressed: Pressed,
  clip: Clip,
  edge: Edge,
  input: PointerInput,
  context: GestureContext,
): TrimClip {
  return dragClipEdge(
    {
      type: 'trimClip',
      before: pressed.before,
      clipId: clip.id,
      edge,
      byFrames: frames(0),
      grabFrames: pressed.startFrame - edgeFrame(clip, edge),
      points: gatherSnapPoints(context, { withoutClips: new Set([clip.id]) }),
      snapped: null,
      limit: null,
    },
    input,
    context,
  );
}

export function dragClipEdge(gesture: TrimClip, input: PointerInput, context: GestureContext): TrimClip {
  const clip = context.document.get('clip', gesture.clipId);
  if (!clip) return gesture;
  const wanted = frameAtX(context.view, input.x) - gesture.grabFrames;
  const snapped = context.isSnapping
    ? snapEdges(wanted, [0], gesture.points, context.view.pixelsPerFrame, gesture.snapped)
    : null;
  const by = roundToFrames((snapped?.frame ?? wanted) - edgeFrame(clip, gesture.edge));
  const range = trimRange(context.document, context.model, clip, gesture.edge);
  if (by < range.least)
    return { ...gesture, byFrames: frames(range.least), snapped: null, limit: range.leastLimit };
  if (by > range.most)
    return { ...gesture, byFrames: frames(range.most), snapped: null, limit: range.mostLimit };
  return { ...gesture, byFrames: by, snapped, limit: null };
}

export interface TrimRange {
  /** How far the edge may go, in frames from where it is. */
  readonly least: number;
  readonly leastLimit: TrimLimit;
  readonly most: number;
  readonly mostLimit: TrimLimit;
}

/** The same limits as `sound.trimClip`, found beforehand so that the edge stops there under the pointer. */
export function trimRange(document: DocumentView, model: TimelineModel, clip: Clip, edge: Edge): TrimRange {
  const clips = model.tracks.find(({ track }) => track.id === clip.trackId)?.clips ?? [];
  const index = clips.findIndex((other) => other.id === clip.id);
  const sound = soundOf(document.get('media', clip.mediaId));
  const { rate } = model;
  if (edge === 'head') {
    const before = clips[index - 1];
    const inSource = sound
      ? Math.floor((clip.sourceInSamples * rate.num) / (rate.den * sound.sampleRate) + 1e-6)
      : 0;
    const limits: [number, TrimLimit][] = [
      [-inSource, 'media'],
      [before ? endOfClip(before) - clip.startFrame : Number.NEGATIVE_INFINITY, 'neighbour'],
      [-clip.startFrame, 'filmStart'],
    ];
    const [least, leastLimit] = limits.reduce((best, limit) => (limit[0] > best[0] ? limit : best));
    return { least: Math.min(0, least) + 0, leastLimit, most: clip.lengthFrames - 1, mostLimit: 'length' };
  }
  const after = clips[index + 1];
  const available = sound
    ? samplesToFrames(sound.sampleCount - clip.sourceInSamples, rate, sound.sampleRate)
    : clip.lengthFrames;
  const inMedia = available - clip.lengthFrames;
  const toNext = after ? after.startFrame - endOfClip(clip) : Number.POSITIVE_INFINITY;
  return {
    least: 1 - clip.lengthFrames,
    leastLimit: 'length',
    most: Math.max(0, Math.min(inMedia, toNext)),
    mostLimit: inMedia <= toNext ? 'media' : 'neighbour',
  };
}

export function releaseClipEdge({ clipId, edge, byFrames }: TrimClip): Step {
  if (byFrames === 0) return end();
  return end({ type: 'run', command: 'sound.trimClip', args: { clipId, edge, byFrames } });
}
