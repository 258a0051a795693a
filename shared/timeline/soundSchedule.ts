import type { DocumentView } from '../document/document';
import type { ClipId, MediaId, TrackId } from '../document/ids';
import { framesToSamples } from '../time/frames';
import { soundOf } from './model';

/** The film's own sample rate, Hz: places of sounds count in it, whatever the sounds' own rates. */
export const filmSampleRate = 48_000;

/** Sounds are decoded and played in stretches of this many samples (six seconds). */
export const chunkSamples = 6 * filmSampleRate;

/** A sound at its place, in samples of what is played. The end is not in. */
export interface SoundStretch {
  readonly mediaId: MediaId;
  readonly startSample: number;
  readonly endSample: number;
  /** Sample of the sound that is heard first, counted at the film's rate. */
  readonly sourceInSample: number;
}

/** A clip as the player hears it. */
export interface SoundPiece extends SoundStretch {
  readonly clipId: ClipId;
  readonly trackId: TrackId;
}

/** What is played together. */
export interface SoundMix<Piece extends SoundStretch = SoundStretch> {
  /** By their start, those that are muted now, too: they may be heard in a moment. */
  readonly pieces: () => readonly Piece[];
  /** How loud one is now, as a factor. */
  readonly gain: (piece: Piece) => number;
}

/** A stretch of a piece that lies in one chunk of its sound. */
export interface SoundPart<Piece extends SoundStretch = SoundPiece> {
  readonly piece: Piece;
  readonly chunkIndex: number;
  /** First sample within the chunk. */
  readonly chunkOffset: number;
  /** Where it begins in the film, and how long it is. */
  readonly filmSample: number;
  readonly sampleCount: number;
}

interface Versioned extends DocumentView {
  version(kind: 'clip' | 'track' | 'media' | 'project'): number;
}

const memo = new WeakMap<DocumentView, { key: string; pieces: readonly SoundPiece[] }>();

/**
 * All sounds of the film by their start, muted ones too: muting is a gain of nothing, so that it can change while the
 * film plays. The same value until a clip, track, media or the project changes.
 */
export function selectSoundPieces(document: DocumentView): readonly SoundPiece[] {
  if (!('version' in document)) return buildSoundPieces(document);
  const versioned = document as Versioned;
  const key = (['clip', 'media', 'project'] as const).map((kind) => versioned.version(kind)).join('|');
  const known = memo.get(document);
  if (known?.key === key) return known.pieces;
  const pieces = buildSoundPieces(document);
  memo.set(document, { key, pieces });
  return pieces;
}

function buildSoundPieces(document: DocumentView): readonly SoundPiece[] {
  const { rate } = document.project();
  const pieces = document.list('clip').flatMap((clip): SoundPiece[] => {
    const sound = soundOf(document.get('media', clip.mediaId));
    if (!sound) return [];
    return [
      {
        clipId: clip.id,
        trackId: clip.trackId,
        mediaId: clip.mediaId,
        startSample: framesToSamples(clip.startFrame, rate, filmSampleRate),
        endSample: framesToSamples(clip.startFrame + clip.lengthFrames, rate, filmSampleRate),
        sourceInSample: Math.round((clip.sourceInSamples * filmSampleRate) / sound.sampleRate),
      },
    ];
  });
  return pieces.sort((a, b) => a.startSample - b.startSample);
}

/** Whether the same sounds stand at the same places: what is scheduled then stays right. */
export function isSamePieces<Piece extends SoundStretch>(a: readonly Piece[], b: readonly Piece[]): boolean {
  if (a === b) return true;
  return a.length === b.length && a.every((piece, index) => isSamePiece(piece, b[index] as Piece));
}

function isSamePiece<Piece extends SoundStretch>(a: Piece, b: Piece): boolean {
  return (Object.keys(a) as (keyof Piece)[]).every((key) => a[key] === b[key]);
}

/** What is to be heard from one sample of the film up to another, cut where chunks meet. */
export function partsBetween<Piece extends SoundStretch>(
  pieces: readonly Piece[],
  fromSample: number,
  toSample: number,
  samplesPerChunk = chunkSamples,
): SoundPart<Piece>[] {
  const parts: SoundPart<Piece>[] = [];
  for (const piece of pieces) {
    if (piece.startSample >= toSample) break;
    if (piece.endSample <= fromSample) continue;
    let filmSample = Math.max(piece.startSample, fromSample);
    const end = Math.min(piece.endSample, toSample);
    while (filmSample < end) {
      const source = piece.sourceInSample + filmSample - piece.startSample;
      const chunkIndex = Math.floor(source / samplesPerChunk);
      const chunkOffset = source - chunkIndex * samplesPerChunk;
      const sampleCount = Math.min(end - filmSample, samplesPerChunk - chunkOffset);
      parts.push({ piece, chunkIndex, chunkOffset, filmSample, sampleCount });
      filmSample += sampleCount;
    }
  }
  return parts;
}

/** How film time hangs on the clock of the sound device: film sample `filmSample` is heard at `contextSeconds`. */
export interface PlayAnchor {
  readonly filmSample: number;
  readonly contextSeconds: number;
  /** Film seconds in a second: 1, 2 or 4. */
  readonly speed: number;
}

export interface ScheduledPart {
  /** Clock time at which the source starts, s. */
  readonly whenSeconds: number;
  /** Where in the chunk it starts, and for how long, in seconds of sound. */
  readonly offsetSeconds: number;
  readonly durationSeconds: number;
}

/**
 * When to start a part. One that comes late (its sound was still being read) joins in where the film then is; null when
 * it is all over.
 */
export function schedulePart(
  part: SoundPart<SoundStretch>,
  anchor: PlayAnchor,
  nowSeconds: number,
): ScheduledPart | null {
  const { speed } = anchor;
  const start = anchor.contextSeconds + (part.filmSample - anchor.filmSample) / filmSampleRate / speed;
  // Whole samples, so that parts that meet stay seamless.
  const lateSamples = Math.max(0, Math.ceil((nowSeconds - start) * speed * filmSampleRate));
  if (lateSamples >= part.sampleCount) return null;
  return {
    whenSeconds: start + lateSamples / filmSampleRate / speed,
    offsetSeconds: (part.chunkOffset + lateSamples) / filmSampleRate,
    durationSeconds: (part.sampleCount - lateSamples) / filmSampleRate,
  };
}

export function gainOf(gainDb: number): number {
  return gainDb <= -96 ? 0 : 10 ** (gainDb / 20);
}
