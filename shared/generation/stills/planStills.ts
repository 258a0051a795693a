import type { DocumentView } from '../../document/document';
import type { BoardId, ShotId } from '../../document/ids';
import type { Shot } from '../../document/records';
import { boardAt, boardsOf } from '../../shots/boards';
import { freeName } from '../../shots/freeName';
import { shotFileName } from '../../shots/names';
import { type LocalChoices, stillExtensions } from './stillChoices';

/** One picture of a shot. */
export interface PlannedStill {
  /** In the shot's own time. */
  readonly frame: number;
  /** The board that is there at that frame; null = the shot has no board records. */
  readonly boardId: BoardId | null;
  /** From 0. */
  readonly boardIndex: number;
  /** What it is of its shot: "key 2"; '' where the shot's own name says it all. */
  readonly part: string;
}

/**
 * The pictures that are made of a shot, in order, at least one. A series of a shot whose camera has no keys in what is shown
 * is one picture: its first frame.
 * @throws MissingRecordError when there is no such shot
 */
export function planStills(document: DocumentView, shotId: ShotId, choices: LocalChoices): PlannedStill[] {
  const shot = document.require('shot', shotId);
  const moments = momentsOf(document, shot, choices);
  const boards = document.childrenOf('board', shotId);
  return moments.map(({ frame, part }) => {
    const board = boardAt(document, shotId, frame);
    return {
      frame,
      boardId: board?.id ?? null,
      boardIndex: board ? boards.findIndex(({ id }) => id === board.id) : 0,
      part,
    };
  });
}

interface Moment {
  readonly frame: number;
  readonly part: string;
}

function momentsOf(document: DocumentView, shot: Shot, choices: LocalChoices): Moment[] {
  const { sourceInFrames: first, lengthFrames } = shot;
  const last = first + lengthFrames - 1;
  if (choices.what !== 'series') return [{ frame: momentOf(choices, first, last), part: '' }];
  const moments =
    choices.each === 'boards'
      ? boardsOf(document, shot)
          .filter(({ lengthFrames: shown }) => shown > 0)
          .map(({ offsetFrames, index }) => ({ frame: first + offsetFrames, part: `board ${index + 1}` }))
      : document
          .childrenOf('cameraKeyframe', shot.id)
          .map(({ frame }, index) => ({ frame: Number(frame), part: `key ${index + 1}` }))
          .filter(({ frame }) => frame >= first && frame <= last);
  const [only, ...others] = moments;
  if (!only) return [{ frame: first, part: '' }];
  return others.length === 0 ? [{ ...only, part: '' }] : moments;
}

function momentOf({ at, frame }: LocalChoices, first: number, last: number): number {
  if (at === 'middle') return first + Math.floor((last - first) / 2);
  if (at === 'last') return last;
  if (at === 'frame' && frame !== null) return Math.min(Math.max(frame, first), last);
  return first;
}

/**
 * File names of the pictures of some shots, by the project's own pattern: no two are the same, whatever the case of their letters, and each
 * can be a name on every system.
 */
export function stillFileNames(
  document: DocumentView,
  shotIds: readonly ShotId[],
  choices: LocalChoices,
): ReadonlyMap<ShotId, readonly string[]> {
  const taken = new Set<string>();
  const names = new Map<ShotId, readonly string[]>();
  const extension = stillExtensions[choices.format];
  for (const shotId of shotIds) {
    const stills = planStills(document, shotId, choices);
    const plain = stills.map(({ boardIndex }) => shotFileName(document, shotId, { board: boardIndex }));
    const isTold = new Set(plain.map((name) => name.toUpperCase())).size === plain.length;
    names.set(
      shotId,
      plain.map((name, index) => {
        const own = isTold ? name : `${name}_${String(index + 1).padStart(2, '0')}`;
        return `${freeName(own, taken)}.${extension}`;
      }),
    );
  }
  return names;
}
