import type { DocumentView } from '../document/document';
import type { BoardId } from '../document/ids';
import { seenBoards } from '../sheets/content';
import type { ListedShot } from '../shots/sequence';
import type { SeenPicture } from './cutPictures';
import type { FoundBy } from './matchCut';

/** A board as long as it is seen, in frames. */
export interface BoardPart {
  readonly boardId: BoardId;
  readonly lengthFrames: number;
}

/** A place in the cut at which a shot is seen without a break, in frames of the film's rate. */
export interface ShotUse {
  readonly key: string;
  readonly listed: ListedShot;
  readonly by: FoundBy;
  readonly start: number;
  readonly end: number;
  /** The first picture of it. */
  readonly first: SeenPicture;
  /** Of the shot's own time, the first frame that is seen. */
  readonly inFrames: number;
  /** The boards that are seen, where those are clips of their own; null = the shot is one clip. */
  readonly boards: readonly BoardPart[] | null;
  /**
   * `own`: it stays the shot. `part`: another part of the shot's time, so that the shot is split. `copy`: what is seen of the shot
   * elsewhere, too.
   */
  readonly role: 'own' | 'part' | 'copy';
}

interface Growing {
  readonly first: SeenPicture;
  readonly listed: ListedShot;
  readonly by: FoundBy;
  end: number;
  boards: BoardPart[] | null;
}

/**
 * The uses of shots in a cut, in its order. Clips of the boards of one shot that follow each other are one use. Of the uses of a
 * shot the earliest part of its time stays the shot.
 */
export function shotUses(document: DocumentView, pictures: readonly SeenPicture[]): ShotUse[] {
  const uses: Growing[] = [];
  for (const picture of pictures) {
    const { match } = picture;
    if (match.kind !== 'shot') continue;
    const last = uses.at(-1);
    const length = picture.end - picture.start;
    const board = match.boardId;
    if (
      last &&
      board &&
      last.boards &&
      last.end === picture.start &&
      last.listed.shot.id === match.listed.shot.id
    ) {
      const before = last.boards.at(-1) as BoardPart;
      if (before.boardId === board) {
        last.boards[last.boards.length - 1] = { boardId: board, lengthFrames: before.lengthFrames + length };
        last.end = picture.end;
        continue;
      }
      if (placeOf(document, match.listed, board) > placeOf(document, match.listed, before.boardId)) {
        last.boards.push({ boardId: board, lengthFrames: length });
        last.end = picture.end;
        continue;
      }
    }
    uses.push({
      first: picture,
      listed: match.listed,
      by: match.by,
      end: picture.end,
      boards: board ? [{ boardId: board, lengthFrames: length }] : null,
    });
  }
  const byShot = Map.groupBy(uses, ({ listed }) => listed.shot.id);
  const roles = new Map<Growing, Pick<ShotUse, 'inFrames' | 'role' | 'key' | 'boards'>>();
  for (const group of byShot.values())
    for (const [use, role] of rolesOf(document, group)) roles.set(use, role);
  return uses.map((use) => ({
    listed: use.listed,
    by: use.by,
    start: use.first.start,
    end: use.end,
    first: use.first,
    ...(roles.get(use) as Pick<ShotUse, 'inFrames' | 'role' | 'key' | 'boards'>),
  }));
}

/** A board's place among those of its shot that are seen. */
function placeOf(document: DocumentView, { shot }: ListedShot, boardId: BoardId): number {
  return seenBoards(document, shot).findIndex(({ board }) => board?.id === boardId);
}

function rolesOf(document: DocumentView, uses: readonly Growing[]) {
  const { shot } = (uses[0] as Growing).listed;
  const isByBoards = uses.every(({ boards }) => boards !== null);
  const firstSource = uses.reduce(
    (least, { first }) => Math.min(least, first.sourceStart),
    Number.POSITIVE_INFINITY,
  );
  const timed = uses.map((use, index) => ({ use, index, inFrames: ownTime(document, use, firstSource) }));
  timed.sort((a, b) => a.inFrames - b.inFrames || a.index - b.index);
  const shotEnd = shot.sourceInFrames + shot.lengthFrames;
  let takenTo = Number.NEGATIVE_INFINITY;
  return timed.map(({ use, index, inFrames }) => {
    const length = use.end - use.first.start;
    const lastBoard = use.boards?.at(-1)?.boardId;
    const end = isByBoards && lastBoard ? boardEnd(document, use.listed, lastBoard) : inFrames + length;
    const isFirst = takenTo === Number.NEGATIVE_INFINITY;
    const isPart = !isFirst && inFrames >= takenTo && inFrames > shot.sourceInFrames && inFrames < shotEnd;
    if (isFirst || isPart) takenTo = end;
    const role: ShotUse['role'] = isFirst ? 'own' : isPart ? 'part' : 'copy';
    const key = isFirst ? shot.id : `${shot.id}#${index}`;
    return [use, { inFrames, role, key, boards: isByBoards ? use.boards : null }] as const;
  });
}

/**
 * Of the shot's own time, the first frame of a use. A still shows none: it begins where the shot does, and a second use of it as much
 * later as it begins later in the still's own time.
 */
function ownTime(document: DocumentView, { first, listed, boards }: Growing, firstSource: number): number {
  const { match, sourceStart } = first;
  const { shot } = listed;
  const [board] = boards ?? [];
  if (board) {
    const place = seenBoards(document, shot).find((each) => each.board?.id === board.boardId);
    return shot.sourceInFrames + (place?.offsetFrames ?? 0);
  }
  if (match.kind === 'shot' && match.shotFrame !== null) return match.shotFrame + sourceStart;
  return shot.sourceInFrames + Math.max(0, sourceStart - firstSource);
}

function boardEnd(document: DocumentView, { shot }: ListedShot, boardId: BoardId): number {
  const place = seenBoards(document, shot).find(({ board }) => board?.id === boardId);
  return shot.sourceInFrames + (place ? place.offsetFrames + place.lengthFrames : shot.lengthFrames);
}
