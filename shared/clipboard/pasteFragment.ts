import { z } from 'zod';
import type { PlanContext, PlanResult } from '../commands/command';
import { PlanRefusal } from '../commands/refusal';
import type { DocumentView } from '../document/document';
import type { Draft } from '../document/draft';
import {
  type BoardId,
  boardIdSchema,
  type DialogueLineId,
  type ElementId,
  type LayerId,
  type SceneId,
  type ShotId,
  sceneIdSchema,
  shotIdSchema,
  trackIdSchema,
} from '../document/ids';
import { orderKeysAt } from '../document/order';
import type { DialogueLine, Media } from '../document/records';
import { requireBoardOf } from '../edits/boards';
import { sceneForNewShots } from '../edits/sceneForNewShots';
import type { Steps } from '../steps/runSteps';
import { framesSchema } from '../time/frames';
import { fitFragment } from './fitFragment';
import type { Fragment } from './fragment';
import { sameName } from './matchElements';
import { pasteBoards } from './pasteBoards';
import { PasteLibrary } from './pasteLibrary';
import { PasteLinks } from './pasteLinks';
import { PasteShots } from './pasteShots';
import { pasteSounds } from './pasteSounds';
import { clipTitle } from './selection';

/** Where things go, of whatever kind they are: what of it a kind needs. */
export const pastePlaceSchema = z.object({
  /** Shots go behind this one. */
  afterShotId: shotIdSchema.optional(),
  /** Shots without a shot to go behind go to the end of this scene; scenes go behind it. Absent = the last. */
  sceneId: sceneIdSchema.optional(),
  /** Boards, layers and lines go into this shot. */
  shotId: shotIdSchema.optional(),
  /** Layers go on this board, null = on all of the shot's; boards go behind it, null = behind the last. */
  boardId: boardIdSchema.nullable().default(null),
  /** Sounds of one track go on this one; absent = on the track they were on. */
  trackId: trackIdSchema.optional(),
  /** Where the first of the sounds begins, in the film. */
  frame: framesSchema.min(0).optional(),
});
export type PastePlace = z.output<typeof pastePlaceSchema>;

export interface Pasted {
  readonly fragment: Fragment;
  readonly place: PastePlace;
  /** Records of media that the target lacks and whose files are in their place. */
  readonly files: readonly Media[];
  /** It was copied from this very project: elements pasted themselves become copies. */
  readonly isOwn: boolean;
}

/**
 * Writes a fragment into a project: under new ids, in its rate and frame, with the elements, media and fields the project has already
 * where they are the same. In steps of a shot.
 * @throws PlanRefusal, MissingRecordError when the place is gone
 */
export function* pasteFragment(draft: Draft, pasted: Pasted, context: PlanContext): Steps<PlanResult> {
  const { fragment, place, files, isOwn } = pasted;
  const source = yield* fitFragment(fragment, draft.project(), context);
  const library = new PasteLibrary(draft, source, files, context);
  const links = new PasteLinks(draft, source, context);
  const shots = new PasteShots(draft, source, { library, links }, context);
  const { ids } = fragment;
  const selection = yield* (function* (): Steps<readonly string[]> {
    switch (fragment.kind) {
      case 'scene':
        return yield* pasteScenes(draft, source, ids as readonly SceneId[], place, { shots, context });
      case 'shot':
        return yield* pasteShotsAt(draft, source, ids as readonly ShotId[], place, { shots, context });
      case 'board': {
        const { shotId, boardId } = placeInShot(draft, place);
        return pasteBoards(draft, source, ids as readonly BoardId[], { shotId, boardId }, { shots, context });
      }
      case 'layer':
        return pasteLayers(draft, source, ids as readonly LayerId[], placeInShot(draft, place), shots);
      case 'element':
        return pasteElements(draft, source, ids as readonly ElementId[], library, isOwn);
      case 'clip':
        return pasteSounds(draft, source, ids, place, { library, context });
      case 'dialogueLine':
        return pasteLines(draft, source, ids as readonly DialogueLineId[], placeInShot(draft, place), shots);
    }
  })();
  return { selection, label: `Paste ${clipTitle(fragment.kind, fragment.ids.length)}` };
}

interface Writing {
  readonly shots: PasteShots;
  readonly context: PlanContext;
}

function* pasteScenes(
  draft: Draft,
  source: DocumentView,
  ids: readonly SceneId[],
  { sceneId }: PastePlace,
  { shots, context }: Writing,
): Steps<string[]> {
  const scenes = draft.list('scene');
  const after = sceneId === undefined ? undefined : draft.require('scene', sceneId);
  const index = after ? scenes.indexOf(after) + 1 : scenes.length;
  const orders = orderKeysAt(scenes, index, ids.length);
  const made: { readonly sceneId: SceneId; readonly shotIds: readonly ShotId[] }[] = [];
  for (const [position, id] of ids.entries()) {
    const scene = source.require('scene', id);
    const order = orders[position] as string;
    const added = draft.add({
      ...scene,
      id: context.newId('scene'),
      order,
      number: null,
      isOmitted: false,
    });
    const own = source.childrenOf('shot', id);
    const shotOrders = orderKeysAt([], 0, own.length);
    const shotIds: ShotId[] = [];
    for (const [at, shot] of own.entries()) {
      shotIds.push(shots.shot(shot, added.id, shotOrders[at] as string));
      yield;
    }
    made.push({ sceneId: added.id, shotIds });
  }
  // What a window can select are shots.
  const shotIds = made.flatMap((scene) => scene.shotIds);
  return shotIds.length > 0 ? shotIds : made.map((scene) => scene.sceneId);
}

function* pasteShotsAt(
  draft: Draft,
  source: DocumentView,
  ids: readonly ShotId[],
  place: PastePlace,
  { shots, context }: Writing,
): Steps<string[]> {
  const after = place.afterShotId === undefined ? undefined : draft.require('shot', place.afterShotId);
  const sceneId = after?.sceneId ?? sceneForNewShots(draft, place.sceneId, context);
  const siblings = draft.childrenOf('shot', sceneId);
  const index = after ? siblings.indexOf(after) + 1 : siblings.length;
  const orders = orderKeysAt(siblings, index, ids.length);
  const made: ShotId[] = [];
  for (const [position, id] of ids.entries()) {
    made.push(shots.shot(source.require('shot', id), sceneId, orders[position] as string));
    yield;
  }
  return made;
}

interface PlaceInShot {
  readonly shotId: ShotId;
  readonly boardId: BoardId | null;
}

function placeInShot(draft: Draft, { shotId, boardId }: PastePlace): PlaceInShot {
  if (shotId === undefined) throw new PlanRefusal('Choose the shot to paste into first.');
  draft.require('shot', shotId);
  requireBoardOf(draft, shotId, boardId);
  return { shotId, boardId };
}

/** In front of all, and free to be moved. */
function pasteLayers(
  draft: Draft,
  source: DocumentView,
  ids: readonly LayerId[],
  { shotId, boardId }: PlaceInShot,
  shots: PasteShots,
): string[] {
  const siblings = draft.childrenOf('layer', shotId);
  const orders = orderKeysAt(siblings, siblings.length, ids.length);
  return ids.map((id, index) => {
    const fields = { shotId, boardId, order: orders[index] as string, isLocked: false };
    return shots.layer(source.require('layer', id), fields).id;
  });
}

function pasteElements(
  draft: Draft,
  source: DocumentView,
  ids: readonly ElementId[],
  library: PasteLibrary,
  isOwn: boolean,
): string[] {
  let isAnythingNew = false;
  const pasted = ids.map((id) => {
    const { name } = source.require('element', id);
    if (isOwn && draft.has('element', id)) {
      isAnythingNew = true;
      return library.addElement(id, copyName(draft, name)).id;
    }
    const element = library.element(id);
    const isNew = draft.isNew('element', element.id);
    // Of one that is here already, only what it lacks.
    if (isNew || library.complete(id)) isAnythingNew = true;
    return element.id;
  });
  if (isAnythingNew) return pasted;
  const [first] = ids;
  const name =
    first && ids.length === 1 ? `"${source.require('element', first).name}" is` : 'These elements are';
  throw new PlanRefusal(`${name} in this project already, with all looks and voices.`, pasted[0]);
}

/** "Mina copy", "Mina copy 2". */
function copyName(draft: Draft, name: string): string {
  const plain = `${name.slice(0, 380)} copy`.trim();
  const isTaken = (wanted: string): boolean =>
    draft.list('element').some((other) => sameName(other.name, wanted));
  for (let count = 1; ; count += 1) {
    const wanted = count === 1 ? plain : `${plain} ${count}`;
    if (!isTaken(wanted)) return wanted;
  }
}

/** At the moments they had, where those are in the shot and nobody speaks there; else not timed. */
function pasteLines(
  draft: Draft,
  source: DocumentView,
  ids: readonly DialogueLineId[],
  { shotId }: PlaceInShot,
  shots: PasteShots,
): string[] {
  const { lengthFrames } = draft.require('shot', shotId);
  const taken = draft.childrenOf('dialogueLine', shotId).flatMap(({ span }) => span ?? []);
  const spanOf = ({ span }: DialogueLine): DialogueLine['span'] => {
    if (!span) return null;
    const end = span.offsetFrames + span.lengthFrames;
    const isFree = taken.every(
      (other) => end <= other.offsetFrames || other.offsetFrames + other.lengthFrames <= span.offsetFrames,
    );
    if (!isFree || end > lengthFrames) return null;
    taken.push(span);
    return span;
  };
  const lines = ids.map((id) => source.require('dialogueLine', id));
  return shots.lines(lines, shotId, spanOf);
}
