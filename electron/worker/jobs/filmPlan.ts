import { setImmediate as nextTurn } from 'node:timers/promises';
import { Document, type DocumentView } from '@shared/document/document';
import type { ShotId } from '@shared/document/ids';
import { type AnyRecord, kinds, type Media, type Shot } from '@shared/document/records';
import { isTakeStale } from '@shared/generation/inputsHash';
import { CodedError } from '@shared/rpc/result';
import { lengthOfShots, pickShots, type SequenceShot, selectSequence } from '@shared/shots/sequence';
import { localTakeRequestSchema } from '../providers/local/localProvider';
import { segmentRequest } from '../providers/local/segmentRequest';
import type { SegmentContent } from './segmentStore';

/** What stands in the film for one shot. */
export interface PlannedSegment {
  readonly label: string;
  readonly content: SegmentContent;
  readonly hash: string;
  /** Media of a take whose file is this very segment: it needs no rendering. */
  readonly takeMedia: Media | null;
}

export interface FilmPlan {
  readonly title: string;
  /** In film order. */
  readonly shots: readonly SequenceShot[];
  /** One for each shot. */
  readonly segments: readonly PlannedSegment[];
  readonly lengthFrames: number;
}

/** Shots that are planned before others get their turn: some milliseconds. */
const shotsPerTurn = 50;

/**
 * The film, or the part of it made of some of its shots, as it stands now.
 * @throws as filmShots
 */
export function planFilm(document: DocumentView, shotIds: readonly ShotId[] | null): FilmPlan {
  const shots = filmShots(document, shotIds);
  return filmOf(
    document,
    shots,
    shots.map(({ shot, label }) => planSegment(document, shot, label)),
  );
}

/**
 * The same, with others getting their turn in between.
 * @param moment a document that stays as it is: see momentOf
 */
export async function planFilmInTurns(
  moment: DocumentView,
  shotIds: readonly ShotId[] | null,
): Promise<FilmPlan> {
  const shots = filmShots(moment, shotIds);
  const segments: PlannedSegment[] = [];
  for (const { shot, label } of shots) {
    if (segments.length % shotsPerTurn === 0) await nextTurn();
    segments.push(planSegment(moment, shot, label));
  }
  return filmOf(moment, shots, segments);
}

/** The document as it stands, whatever becomes of it: the records are the same, and are never changed. */
export function momentOf(document: DocumentView): DocumentView {
  return new Document(kinds.flatMap((kind): readonly AnyRecord[] => document.list(kind)));
}

/**
 * The shots of a film, in its order.
 * @throws CodedError `refused` when there is nothing to show, `notFound` for a strange shot
 */
export function filmShots(
  document: DocumentView,
  shotIds: readonly ShotId[] | null,
): readonly SequenceShot[] {
  const sequence = selectSequence(document);
  for (const id of shotIds ?? []) {
    if (!sequence.byShotId.has(id)) throw new CodedError('notFound', 'One of the chosen shots is gone.', id);
  }
  const shots = pickShots(sequence.shots, shotIds);
  if (shots.length === 0) {
    throw new CodedError('refused', 'There are no shots to make a film of. Add a shot first.');
  }
  return shots;
}

function filmOf(
  document: DocumentView,
  shots: readonly SequenceShot[],
  segments: readonly PlannedSegment[],
): FilmPlan {
  return { title: document.project().name, shots, segments, lengthFrames: lengthOfShots(shots) };
}

/**
 * What is seen is what is delivered: the active take, unless it is a fresh clip of the local renderer. That equals the
 * layers it was made from, so they are painted instead, and no picture is coded twice.
 */
export function planSegment(document: DocumentView, shot: Shot, label: string): PlannedSegment {
  const take = shot.activeTakeId ? document.get('take', shot.activeTakeId) : undefined;
  const media = take && document.get('media', take.mediaId);
  const isComposition =
    !take || (take.provider === 'local' && media?.content.type === 'video' && !isTakeStale(document, take));
  const { request, hash } = segmentRequest(document, shot.id, 'full', { ignoreTake: isComposition });
  const made = take && isComposition ? localTakeRequestSchema.safeParse(take.request) : undefined;
  const isThisSegment = made?.success === true && made.data.segmentHash === hash;
  return {
    label,
    content: request,
    hash,
    takeMedia: (isThisSegment && media) || null,
  };
}
