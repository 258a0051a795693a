import type { PlanContext } from '../commands/command';
import { PlanRefusal } from '../commands/refusal';
import type { Draft } from '../document/draft';
import { createBoard, createDialogueLine, createLayer, createShot } from '../document/factories';
import type { BoardId, MediaId, SceneId, ShotId } from '../document/ids';
import { orderKeysAt } from '../document/order';
import { languageOf } from '../planner/speech';
import { maxText } from '../script/screenplay';
import { frames, secondsToFrames } from '../time/frames';
import type { PlacedSound } from './boardSounds';
import type { BoardImport } from './storyboardImport';

/** A board with its place, in frames from the scene's first. */
interface TimedBoard {
  readonly board: BoardImport;
  readonly start: number;
  readonly length: number;
}

export interface AddedBoards {
  readonly shotIds: readonly ShotId[];
  readonly sounds: readonly PlacedSound[];
}

/**
 * Shots with boards behind those of a scene. Cuts lie on the frames nearest to their times, which are counted from the
 * scene's start: what is rounded does not add up.
 */
export function addBoards(
  draft: Draft,
  sceneId: SceneId,
  boards: readonly BoardImport[],
  context: PlanContext,
): AddedBoards {
  const groups = shotsOf(timed(draft, boards));
  const siblings = draft.childrenOf('shot', sceneId);
  const orders = orderKeysAt(siblings, siblings.length, groups.length);
  const sounds: PlacedSound[] = [];
  const shotIds = groups.map((group, index) => {
    const shotId = addShot(draft, sceneId, orders[index] as string, group, context);
    const [first] = group;
    for (const { board, start } of group)
      if (board.soundId) sounds.push({ shotId, mediaId: board.soundId, offset: start - (first?.start ?? 0) });
    return shotId;
  });
  return { shotIds, sounds };
}

function timed(draft: Draft, boards: readonly BoardImport[]): TimedBoard[] {
  const { rate } = draft.project();
  let seconds = 0;
  let start = 0;
  return boards.map((board) => {
    seconds += board.ms / 1_000;
    const end = Math.max(start + 1, secondsToFrames(seconds, rate));
    const each = { board, start, length: end - start };
    start = end;
    return each;
  });
}

function shotsOf(boards: readonly TimedBoard[]): TimedBoard[][] {
  const groups: TimedBoard[][] = [];
  for (const each of boards) {
    const last = groups.at(-1);
    if (!last || each.board.startsShot) groups.push([each]);
    else last.push(each);
  }
  return groups;
}

function addShot(
  draft: Draft,
  sceneId: SceneId,
  order: string,
  group: readonly TimedBoard[],
  context: PlanContext,
): ShotId {
  const lengthFrames = frames(group.reduce((sum, { length }) => sum + length, 0));
  const shot = draft.add(
    createShot({
      id: context.newId('shot'),
      sceneId,
      order,
      lengthFrames,
      action: joined(group.map(({ board }) => board.action)),
      notes: joined(group.map(({ board }) => board.notes)),
    }),
  );
  const start = group[0]?.start ?? 0;
  const boardIds = group.map(({ board, start: at }): BoardId | null => {
    // A shot of a single board is that board.
    if (group.length === 1) return null;
    const { action, notes } = board;
    const id = context.newId('board');
    return draft.add(createBoard({ id, shotId: shot.id, frame: frames(at - start), action, notes })).id;
  });
  addLayers(draft, shot.id, group, boardIds, context);
  addLines(draft, shot.id, group, context);
  return shot.id;
}

/** As shots that are combined have it: each text once. */
const joined = (texts: readonly string[]): string =>
  [...new Set(texts.filter((text) => text !== ''))].join('\n').slice(0, maxText);

function addLayers(
  draft: Draft,
  shotId: ShotId,
  group: readonly TimedBoard[],
  boardIds: readonly (BoardId | null)[],
  context: PlanContext,
): void {
  const layers = group.flatMap(({ board }, index) =>
    board.layers.map((layer) => ({ ...layer, boardId: boardIds[index] ?? null })),
  );
  const orders = orderKeysAt([], 0, layers.length);
  layers.forEach(({ name, mediaId, opacity, boardId }, index) => {
    const layer = createLayer({
      id: context.newId('layer'),
      shotId,
      boardId,
      order: orders[index] as string,
      name,
      opacity,
      content: { type: 'image', mediaId },
    });
    draft.add({ ...layer, transform: { ...layer.transform, scale: scaleToFit(draft, mediaId) } });
  });
}

/** Ratios that are this near to each other are one: canvases have whole pixels. */
const nearRatio = 0.01;

/** Width of a picture as a part of the frame's so that all of it is seen. @throws PlanRefusal when it is none */
function scaleToFit(draft: Draft, mediaId: MediaId): number {
  const { name, content } = draft.require('media', mediaId);
  if (content.type !== 'image') throw new PlanRefusal(`"${name}" is no picture.`, mediaId);
  const { frameSize } = draft.project();
  const scale = (frameSize.height / frameSize.width) * (content.width / content.height);
  return Math.abs(scale - 1) < nearRatio ? 1 : Math.min(1, scale);
}

/** What is said on a board is said while it stands. */
function addLines(draft: Draft, shotId: ShotId, group: readonly TimedBoard[], context: PlanContext): void {
  const spoken = group.filter(({ board }) => board.dialogue !== '');
  const orders = orderKeysAt([], 0, spoken.length);
  const language = draft.project().languages[0] ?? 'en';
  const first = group[0]?.start ?? 0;
  spoken.forEach(({ board, start, length }, index) => {
    draft.add(
      createDialogueLine({
        id: context.newId('dialogueLine'),
        shotId,
        order: orders[index] as string,
        text: board.dialogue,
        language: languageOf(board.dialogue, language),
        span: { offsetFrames: frames(start - first), lengthFrames: frames(length) },
      }),
    );
  });
}
