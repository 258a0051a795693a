import { shownLayers } from '../compositor/buildShotPicture';
import type { DocumentView } from '../document/document';
import type { ShotId } from '../document/ids';
import { type SequenceShot, selectSequence } from '../shots/sequence';
import { frames } from '../time/frames';
import type { FrameChoice, ShotPictureRef } from './request';
import { frameWords, type GivenFrames } from './runOfTake';

/** The picture of a neighbour that touches a shot. */
export interface NeighbourFrame {
  readonly source: ShotPictureRef;
  /** Of the neighbour: "2C". */
  readonly label: string;
}

export interface NeighbourFrames {
  /** The last frame of the shot before; null at the beginning of a scene, and where that shot has no picture. */
  readonly first: NeighbourFrame | null;
  /** The first frame of the shot after. */
  readonly last: NeighbourFrame | null;
  /** The shot has a picture of its own to begin with. */
  readonly hasBoard: boolean;
}

/**
 * What a shot joins on to: how the film shows the shots before and after it where they touch, by the take that is shown,
 * else by its board. Another scene is another place: nothing is taken from there.
 * @returns null for a shot that is not in the film
 */
export function neighbourFrames(document: DocumentView, shotId: ShotId): NeighbourFrames | null {
  const { shots, byShotId } = selectSequence(document);
  const entry = byShotId.get(shotId);
  if (!entry) return null;
  const inScene = (other: SequenceShot | undefined): SequenceShot | null =>
    other?.scene.id === entry.scene.id ? other : null;
  return {
    first: frameOf(document, inScene(shots[entry.index - 1]), 'last'),
    last: frameOf(document, inScene(shots[entry.index + 1]), 'first'),
    hasBoard: shownLayers(document, shotId).length > 0,
  };
}

/** Whether there is anything to join on to. */
export function hasNeighbourFrames(document: DocumentView, shotId: ShotId): boolean {
  const found = neighbourFrames(document, shotId);
  return found !== null && (found.first !== null || found.last !== null);
}

/** In the words of providers' settings. */
export interface NeighbourSettings {
  readonly firstFrame: FrameChoice;
  readonly lastFrame: FrameChoice;
  readonly grouping: 'single';
  readonly plannedBy: 'us';
}

/**
 * The settings of a run that makes a shot anew between its neighbours. Where there is none before it, it begins with its
 * own board as ever; models take a last frame only together with a first one.
 */
export function neighbourSettings({ first, last, hasBoard }: NeighbourFrames): NeighbourSettings {
  return {
    firstFrame: first ? first.source : hasBoard ? 'board' : 'none',
    lastFrame: last ? last.source : 'none',
    grouping: 'single',
    plannedBy: 'us',
  };
}

/**
 * The frames that a shot was made between before, to be given again. One that is not there any more is taken anew from the
 * shot that stands there now.
 * @returns with what cannot be had, in words
 */
export function framesAgain(
  document: DocumentView,
  given: GivenFrames,
  now: NeighbourFrames,
): GivenFrames & { readonly lost: readonly string[] } {
  const anew = neighbourSettings(now);
  const lost: string[] = [];
  const again = (end: keyof GivenFrames): FrameChoice => {
    const choice = given[end];
    if (typeof choice === 'string' || choice.type !== 'shotFrame' || isThere(document, choice)) return choice;
    if (typeof anew[end] === 'string') lost.push(frameWords[end]);
    return anew[end];
  };
  return { firstFrame: again('firstFrame'), lastFrame: again('lastFrame'), lost };
}

function isThere(document: DocumentView, { shotId, takeId }: ShotPictureRef): boolean {
  if (!selectSequence(document).byShotId.has(shotId)) return false;
  if (takeId === null) return shownLayers(document, shotId).length > 0;
  const take = document.get('take', takeId);
  return take !== undefined && document.has('media', take.mediaId);
}

function frameOf(
  document: DocumentView,
  entry: SequenceShot | null,
  end: 'first' | 'last',
): NeighbourFrame | null {
  if (!entry) return null;
  const { shot, label } = entry;
  // Looked up, since a take whose file is gone from the project is not shown.
  const take = shot.activeTakeId ? document.get('take', shot.activeTakeId) : undefined;
  const takeId = take && document.has('media', take.mediaId) ? take.id : null;
  if (takeId === null && shownLayers(document, shot.id).length === 0) return null;
  const frame = end === 'first' ? shot.sourceInFrames : shot.sourceInFrames + shot.lengthFrames - 1;
  return { source: { type: 'shotFrame', shotId: shot.id, frame: frames(frame), takeId }, label };
}
