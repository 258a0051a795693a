import type { DocumentView } from '../document/document';
import type { BoardId } from '../document/ids';
import type { Clip, Marker, Media, Track } from '../document/records';
import { boardsOf } from '../shots/boards';
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
  /** Timecode is written drop-frame. */
  readonly isDropFrame: boolean;
  /** Behind the last shot and the last sound. */
  readonly contentEndFrame: Frames;
  /** Sorted by frame. */
  readonly markers: readonly Marker[];
  /** Where a new board begins inside a shot; only shots of several boards are in it. */
  readonly cutsByShot: ReadonlyMap<string, readonly BoardCut[]>;
}

/** The start of a board that is not the first one seen of its shot. */
export interface BoardCut {
  readonly boardId: BoardId;
  /** From the shot's first frame. */
  readonly offsetFrames: Frames;
}

export interface TimelineTrack {
  readonly track: Track;
  /** Sorted by start; they never overlap. */
  readonly clips: readonly Clip[];
}

const sources = ['scene', 'shot', 'project', 'track', 'clip', 'board', 'marker'] as const;

interface Versioned extends DocumentView {
  version(kind: (typeof sources)[number]): number;
}

export const emptyTimelineModel: TimelineModel = {
  sequence: emptySequence,
  tracks: [],
  rate: { num: 24, den: 1 },
  filmStart: frames(0),
  isDropFrame: false,
  contentEndFrame: frames(0),
  markers: [],
  cutsByShot: new Map(),
};

const memo = new WeakMap<DocumentView, { key: string; model: TimelineModel }>();

/** The same value until one of its sources changes. */
export function selectTimelineModel(document: DocumentView): TimelineModel {
  if (!('version' in document)) return buildTimelineModel(document);
  const versioned = document as Versioned;
  const key = sources.map((kind) => versioned.version(kind)).join('|');
  const known = memo.get(document);
  if (known?.key === key) return known.model;
  const model = buildTimelineModel(document);
  memo.set(document, { key, model });
  return model;
}

function buildTimelineModel(document: DocumentView): TimelineModel {
  const { rate, startFrame, isDropFrame } = document.project();
  const sequence = selectSequence(document);
  const tracks = document
    .list('track')
    .map((track) => ({ track, clips: document.childrenOf('clip', track.id) }));
  let end: number = sequence.lengthFrames;
  for (const { clips } of tracks) {
    const last = clips.at(-1);
    if (last) end = Math.max(end, last.startFrame + last.lengthFrames);
  }
  for (const marker of document.list('marker')) end = Math.max(end, marker.frame + marker.lengthFrames);
  return {
    sequence,
    tracks,
    rate,
    filmStart: startFrame,
    isDropFrame,
    contentEndFrame: frames(end),
    markers: document.list('marker'),
    cutsByShot: boardCuts(document, sequence),
  };
}

function boardCuts(document: DocumentView, { byShotId }: Sequence): ReadonlyMap<string, readonly BoardCut[]> {
  const cuts = new Map<string, readonly BoardCut[]>();
  for (const shotId of new Set(document.list('board').map((board) => board.shotId))) {
    const entry = byShotId.get(shotId);
    if (!entry) continue;
    const own = boardsOf(document, entry.shot).flatMap(({ board, offsetFrames, lengthFrames }) =>
      board && lengthFrames > 0 && offsetFrames > 0 ? [{ boardId: board.id, offsetFrames }] : [],
    );
    if (own.length > 0) cuts.set(shotId, own);
  }
  return cuts;
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
export function soundLengthFrames(
  sound: Pick<SoundFormat, 'sampleCount' | 'sampleRate'>,
  rate: Rate,
): Frames {
  return frames(Math.max(1, samplesToFrames(sound.sampleCount, rate, sound.sampleRate)));
}
