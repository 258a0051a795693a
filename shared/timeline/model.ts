import type { DocumentView } from '../document/document';
import type { Clip, Media, Track } from '../document/records';
import { emptySequence, type Sequence, type SequenceShot, selectSequence } from '../shots/sequence';
import { type Frames, frames, samplesToFrames } from '../time/frames';
import type { Rate } from '../time/rate';

/** What the timeline shows of a document, ready to draw and to hit. */
export interface TimelineModel {
  readonly sequence: Sequence;
  readonly tracks: readonly TimelineTrack[];
  readonly rate: Rate;
  /** Timecode of film frame 0, in frames. */
  readonly filmStart: Frames;
  /** Behind the last shot and the last sound. */
  readonly contentEndFrame: Frames;
}

export interface TimelineTrack {
  readonly track: Track;
  /** Sorted by start; they never overlap. */
  readonly clips: readonly Clip[];
}

interface Versioned extends DocumentView {
  version(kind: 'scene' | 'shot' | 'project' | 'track' | 'clip'): number;
}

export const emptyTimelineModel: TimelineModel = {
  sequence: emptySequence,
  tracks: [],
  rate: { num: 24, den: 1 },
  filmStart: frames(0),
  contentEndFrame: frames(0),
};

const memo = new WeakMap<DocumentView, { key: string; model: TimelineModel }>();

/** The same value until a scene, shot, track, clip or the project changes. */
export function selectTimelineModel(document: DocumentView): TimelineModel {
  if (!('version' in document)) return buildTimelineModel(document);
  const versioned = document as Versioned;
  const key = (['scene', 'shot', 'project', 'track', 'clip'] as const)
    .map((kind) => versioned.version(kind))
    .join('|');
  const known = memo.get(document);
  if (known?.key === key) return known.model;
  const model = buildTimelineModel(document);
  memo.set(document, { key, model });
  return model;
}

function buildTimelineModel(document: DocumentView): TimelineModel {
  const { rate, startFrame } = document.project();
  const sequence = selectSequence(document);
  const tracks = document
    .list('track')
    .map((track) => ({ track, clips: document.childrenOf('clip', track.id) }));
  let end: number = sequence.lengthFrames;
  for (const { clips } of tracks) {
    const last = clips.at(-1);
    if (last) end = Math.max(end, last.startFrame + last.lengthFrames);
  }
  return { sequence, tracks, rate, filmStart: startFrame, contentEndFrame: frames(end) };
}

/** The index of the first range that ends after `frame`, in ranges sorted and apart. */
export function firstEndingAfter<T>(items: readonly T[], frame: number, endOf: (item: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endOf(items[middle] as T) <= frame) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const endOfShot = (entry: SequenceShot): number => entry.endFrame;
export const endOfClip = (clip: Clip): number => clip.startFrame + clip.lengthFrames;

export function clipAtFrame(clips: readonly Clip[], frame: number): Clip | undefined {
  const clip = clips[firstEndingAfter(clips, frame, endOfClip)];
  return clip && clip.startFrame <= frame ? clip : undefined;
}

export interface SoundFormat {
  readonly sampleRate: number;
  readonly sampleCount: number;
  readonly channels: number;
}

/** The sound in a media; null for pictures and silent video. */
export function soundOf(media: Media | undefined): SoundFormat | null {
  if (!media || media.content.type === 'image') return null;
  return media.content.sound;
}

/** The length a whole sound has on a track, in frames, at least one. */
export function soundLengthFrames(sound: SoundFormat, rate: Rate): Frames {
  return frames(Math.max(1, samplesToFrames(sound.sampleCount, rate, sound.sampleRate)));
}
