import type { DocumentView } from '../document/document';
import type { Shot } from '../document/records';
import type { CutTimeline, CutTransition } from '../interchange/cutTimeline';
import { seenBoards } from '../sheets/content';
import { convertFrames, frames } from '../time/frames';
import type { Rate } from '../time/rate';
import type { BoardPart, ShotUse } from './shotUses';

/** What a cut changes in a shot that stays itself. Frames. */
export interface ShotChange {
  readonly shot: Shot;
  /** First frame of its own time that is seen, and how long it is seen. */
  readonly inFrames: number;
  readonly lengthFrames: number;
  /** The boards of it and of the parts that are split off, with their new lengths; null = they are as they are. */
  readonly boards: readonly BoardPart[] | null;
  /** How it is cut into; null = that is as it is. */
  readonly transitionIn: NonNullable<Shot['transitionIn']> | null;
  /** It was omitted. */
  readonly isRestored: boolean;
  /** How many shots are split off it. */
  readonly parts: number;
}

/** @param all the uses of the shot in the cut */
export function shotChange(
  document: DocumentView,
  use: ShotUse,
  all: readonly ShotUse[],
  transitions: ReadonlyMap<number, CutTransition>,
): ShotChange {
  const { shot } = use.listed;
  const parts = partsOf(all);
  const boards =
    use.boards &&
    changedBoards(
      document,
      shot,
      parts.flatMap((part) => part.boards ?? []),
    );
  return {
    shot,
    inFrames: use.inFrames,
    lengthFrames: use.end - use.start,
    boards,
    transitionIn: changedTransition(shot, use, transitions.get(use.start)),
    isRestored: shot.status === 'omitted',
    parts: parts.length - 1,
  };
}

/** The uses that a shot is split into, by its own time; the first stays the shot. */
export const partsOf = (all: readonly ShotUse[]): ShotUse[] =>
  all.filter(({ role }) => role !== 'copy').sort((a, b) => a.inFrames - b.inFrames);

function changedBoards(
  document: DocumentView,
  shot: Shot,
  boards: readonly BoardPart[],
): readonly BoardPart[] | null {
  const shown = seenBoards(document, shot);
  const isSame =
    shown.length === boards.length &&
    shown.every(({ board, lengthFrames }, index) => {
      const part = boards[index];
      return board?.id === part?.boardId && lengthFrames === part?.lengthFrames;
    });
  return isSame ? null : boards;
}

/** The transitions of the tracks of pictures by their cuts, in frames of the film's rate. */
export function transitionsAt(cut: CutTimeline, rate: Rate): ReadonlyMap<number, CutTransition> {
  const all = cut.videoTracks.filter(({ isEnabled }) => isEnabled).flatMap(({ transitions }) => transitions);
  return new Map(
    all.map((each) => [
      convertFrames(each.cut, cut.rate, rate),
      {
        ...each,
        before: convertFrames(each.before, cut.rate, rate),
        after: convertFrames(each.after, cut.rate, rate),
      },
    ]),
  );
}

/** A transition that the cut does not have stays planned: programs and formats have few of ours. */
function changedTransition(
  shot: Shot,
  use: ShotUse,
  found: CutTransition | undefined,
): ShotChange['transitionIn'] {
  const lengthFrames = found ? found.before + found.after : 0;
  if (!found || lengthFrames === 0) return null;
  const planned = shot.transitionIn;
  if (planned?.type === found.type) {
    if (planned.lengthFrames === lengthFrames) return null;
    // It was handed over shorter than planned, as there was no room for it.
    const isForRoom = use.first.item.media?.kind === 'video' || use.end - use.start < planned.lengthFrames;
    if (lengthFrames < planned.lengthFrames && isForRoom) return null;
  }
  return { type: found.type, lengthFrames: frames(lengthFrames) };
}

export function isSameShot({
  shot,
  inFrames,
  lengthFrames,
  boards,
  transitionIn,
  isRestored,
  parts,
}: ShotChange): boolean {
  return (
    inFrames === shot.sourceInFrames &&
    lengthFrames === shot.lengthFrames &&
    boards === null &&
    transitionIn === null &&
    !isRestored &&
    parts === 0
  );
}
