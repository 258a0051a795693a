import type { PlanContext } from '../commands/command';
import type { Draft } from '../document/draft';
import { createLayer, createScene, createShot } from '../document/factories';
import type { BoardId, SceneId, ShotId } from '../document/ids';
import { lastOrderKey, orderKeysAt } from '../document/order';
import type { Shot } from '../document/records';
import { copyShot } from '../edits/copyShot';
import { retimeMove } from '../edits/moveKeyframes';
import { splitShot } from '../edits/splitShot';
import { longestRise } from '../script/longestRise';
import type { Steps } from '../steps/runSteps';
import { type Frames, frames } from '../time/frames';
import { placeSounds } from './placeSounds';
import { type ConformPlan, type ConformRow, lengthOf } from './planConform';
import { partsOf } from './shotChange';
import type { BoardPart, ShotUse } from './shotUses';

/**
 * Writes what a plan has found into the film. No board, take or line goes: shots that the cut no longer has are omitted.
 * In steps of a shot.
 * @returns the shots that were made, in the order of the cut
 */
export function* writeConform(draft: Draft, plan: ConformPlan, context: PlanContext): Steps<ShotId[]> {
  const made = new Map<string, ShotId>();
  const sceneId = plan.order.scenes[0] ? anyScene(draft, context) : null;
  const taken = plan.rows.filter((row) => row.isTaken);
  const used = taken.filter((row): row is UseRow => 'use' in row);
  const byShot = Map.groupBy(used, ({ use }) => use.listed.shot.id);
  for (const rows of byShot.values()) {
    writeShot(draft, rows, made, context);
    yield;
  }
  for (const row of taken) {
    if ((row.kind === 'new' || row.kind === 'gap') && sceneId)
      made.set(row.key, addShot(draft, row, sceneId, context));
    else if (row.kind === 'gone') draft.update('shot', row.listed.shot.id, { status: 'omitted' });
    yield;
  }
  writeOrder(draft, plan, made, sceneId);
  yield;
  placeSounds(draft, plan.takenSounds, context);
  return taken.flatMap(({ key }) => made.get(key) ?? []);
}

/** Where what is made is first, before it gets its place; a film without scenes gets one. */
function anyScene(draft: Draft, context: PlanContext): SceneId {
  const last = draft.list('scene').at(-1);
  return (last ?? draft.add(createScene({ id: context.newId('scene'), order: lastOrderKey([]) }))).id;
}

type UseRow = Extract<ConformRow, { readonly use: ShotUse }>;

/** A shot with what is copied of it and split off it. Copies first, while it is whole. */
function writeShot(
  draft: Draft,
  rows: readonly UseRow[],
  made: Map<string, ShotId>,
  context: PlanContext,
): void {
  const own = rows.find((row) => row.kind === 'shot');
  for (const { kind, key, use } of rows) if (kind === 'copy') made.set(key, writeCopy(draft, use, context));
  if (own?.kind !== 'shot') return;
  const { shot, boards, transitionIn, isRestored, parts: planned } = own.change;
  const parts = partsOf(rows.map(({ use }) => use));
  if (isRestored) draft.update('shot', shot.id, { status: 'draft' });
  if (own.use.boards && (boards || parts.length <= planned)) {
    const lengthFrames = parts.reduce((sum, part) => sum + part.end - part.start, 0);
    // Parts that are not taken have no place among the boards that are seen.
    layBoards(
      draft,
      shot.id,
      own.use.inFrames,
      parts.flatMap((part) => part.boards ?? []),
    );
    setSpan(draft, shot.id, own.use.inFrames, lengthFrames, context);
  }
  const ids = splitInto(draft, shot, parts, context);
  parts.forEach((part, index) => {
    const id = ids[index] as ShotId;
    if (index > 0) made.set(part.key, id);
    if (!part.boards) setSpan(draft, id, part.inFrames, part.end - part.start, context);
  });
  if (transitionIn) draft.update('shot', shot.id, { transitionIn });
}

/** @returns the shot and what was split off it, in the order of the parts */
function splitInto(draft: Draft, shot: Shot, parts: readonly ShotUse[], context: PlanContext): ShotId[] {
  const ids = [shot.id];
  let start = draft.require('shot', shot.id).sourceInFrames as number;
  let byBoards = start;
  for (const [index, part] of parts.entries()) {
    const before = parts[index - 1];
    if (!before) continue;
    byBoards += before.end - before.start;
    const at = part.boards ? byBoards : part.inFrames;
    ids.push(splitShot(draft, ids.at(-1) as ShotId, frames(at - start), context).id);
    start = at;
  }
  return ids;
}

function writeCopy(draft: Draft, use: ShotUse, context: PlanContext): ShotId {
  const { shot } = use.listed;
  const before = draft.childrenOf('board', shot.id).map(({ id }) => id);
  const copy = copyShot(draft, shot.id, context);
  if (copy.status === 'omitted') draft.update('shot', copy.id, { status: 'draft' });
  if (use.boards) {
    const ids = new Map<BoardId, BoardId>();
    draft.childrenOf('board', copy.id).forEach(({ id }, index) => {
      const original = before[index];
      if (original) ids.set(original, id);
    });
    const boards = use.boards.map((part) => ({ ...part, boardId: ids.get(part.boardId) ?? part.boardId }));
    layBoards(draft, copy.id, use.inFrames, boards);
  }
  setSpan(draft, copy.id, use.inFrames, use.end - use.start, context);
  return copy.id;
}

function setSpan(draft: Draft, id: ShotId, inFrames: number, length: number, context: PlanContext): void {
  const { sourceInFrames, lengthFrames } = draft.require('shot', id);
  if (sourceInFrames === inFrames && lengthFrames === length) return;
  draft.update('shot', id, { sourceInFrames: frames(inFrames), lengthFrames: frames(length) });
  retimeMove(draft, id, context);
}

/**
 * Boards one after the other from a frame of the shot's own time. Those of the shot that are not among them are kept behind its end,
 * where they are not seen; what lies before its first frame stays there.
 */
function layBoards(draft: Draft, shotId: ShotId, inFrames: number, parts: readonly BoardPart[]): void {
  const starts = new Map<BoardId, number>();
  let at = inFrames;
  for (const { boardId, lengthFrames } of parts) {
    starts.set(boardId, at);
    at += lengthFrames;
  }
  for (const { id, frame } of [...draft.childrenOf('board', shotId)]) {
    const start = starts.get(id) ?? (frame < inFrames ? frame : at++);
    if (start !== frame) draft.update('board', id, { frame: frames(start) });
  }
}

function addShot(
  draft: Draft,
  row: Extract<ConformRow, { readonly kind: 'new' | 'gap' }>,
  sceneId: SceneId,
  context: PlanContext,
): ShotId {
  const siblings = draft.childrenOf('shot', sceneId);
  const item = row.kind === 'new' ? row.picture.item : null;
  const media = row.kind === 'new' ? row.media : null;
  const from =
    item && [...new Set([item.name, item.media?.name ?? ''])].filter((text) => text !== '').join(', ');
  const shot = draft.add(
    createShot({
      id: context.newId('shot'),
      sceneId,
      order: lastOrderKey(siblings),
      lengthFrames: frames(Math.max(1, lengthOf(row))),
      action: item?.texts.action ?? '',
      notes: from ? `From the cut: ${from}` : '',
    }),
  );
  if (media && row.kind === 'new') {
    const inFrames: Frames = frames(Math.max(0, row.picture.sourceStart));
    draft.add(
      createLayer({
        id: context.newId('layer'),
        shotId: shot.id,
        order: lastOrderKey([]),
        name: media.name,
        content:
          media.content.type === 'video'
            ? { type: 'clip', mediaId: media.id, inFrames }
            : { type: 'image', mediaId: media.id },
      }),
    );
  }
  return shot.id;
}

function writeOrder(
  draft: Draft,
  { order }: ConformPlan,
  made: ReadonlyMap<string, ShotId>,
  first: SceneId | null,
): void {
  const sceneIds = order.scenes.flatMap(({ sceneId }) => sceneId ?? first ?? []);
  const scenes = draft.list('scene');
  for (const [id, key] of movedKeys(scenes, sceneIds)) draft.update('scene', id as SceneId, { order: key });
  for (const [rank, { members }] of order.scenes.entries()) {
    const sceneId = sceneIds[rank] as SceneId;
    const ids = members.map((member) => made.get(member) ?? (member as ShotId));
    const wanted = new Set<string>(ids);
    const present = draft.childrenOf('shot', sceneId).filter(({ id }) => wanted.has(id));
    for (const [id, key] of movedKeys(present, ids))
      draft.update('shot', id as ShotId, { sceneId, order: key });
  }
}

/**
 * New order keys for as few records as can be.
 * @param present those that are there, in their order
 * @param wanted all ids, as they are to follow each other
 */
function movedKeys(
  present: readonly { readonly id: string; readonly order: string }[],
  wanted: readonly string[],
): Map<string, string> {
  const placeOf = new Map(present.map(({ id }, index) => [id, index]));
  const known = wanted.flatMap((id, at) =>
    placeOf.has(id) ? [{ at, place: placeOf.get(id) as number }] : [],
  );
  const staying = new Set(longestRise(known.map(({ place }) => place)).map((index) => known[index]?.at));
  const stayers = wanted.flatMap((id, at) =>
    staying.has(at) ? [present[placeOf.get(id) as number] as (typeof present)[number]] : [],
  );
  const keys = new Map<string, string>();
  let before = 0;
  for (let at = 0; at < wanted.length; ) {
    if (staying.has(at)) {
      before += 1;
      at += 1;
      continue;
    }
    let end = at;
    while (end < wanted.length && !staying.has(end)) end += 1;
    const fresh = orderKeysAt(stayers, before, end - at);
    for (let index = at; index < end; index += 1)
      keys.set(wanted[index] as string, fresh[index - at] as string);
    at = end;
  }
  return keys;
}
