import type { PlanContext } from '../commands/command';
import type { Draft } from '../document/draft';
import { createScene } from '../document/factories';
import type { SceneId, ShotId } from '../document/ids';
import { lastOrderKey } from '../document/order';
import { changeFrameSize } from '../edits/changeFrameSize';
import { changeRate } from '../edits/changeRate';
import { evenSize } from '../frame/framePresets';
import { planScript, scriptImportSchema } from '../script/planScript';
import { type WrittenScript, writeScript } from '../script/writeScript';
import { runAtOnce } from '../steps/runSteps';
import { isSameRate } from '../time/rate';
import { addBoards } from './addBoards';
import { addBoardSounds, type PlacedSound } from './boardSounds';
import type { StoryboardImport } from './storyboardImport';

/** Shots with boards for all scenes; with a script, in its scenes. @returns the shots made, in order */
export function writeStoryboards(draft: Draft, request: StoryboardImport, context: PlanContext): ShotId[] {
  if (draft.list('shot').length === 0) takeOverPicture(draft, request);
  const ofScript = writeScenes(draft, request, context);
  const scripts = request.screenplay?.scenes ?? [];
  const sounds: PlacedSound[] = [];
  const shotIds = request.scenes.flatMap(({ scriptIndex, heading, boards }) => {
    const script = scriptIndex === null ? undefined : scripts[scriptIndex];
    const known = script && ofScript.get(script);
    const sceneId = known?.sceneId ?? sceneForBoards(draft, heading, context);
    const replaced = known?.isNew ? draft.childrenOf('shot', sceneId).map(({ id }) => id) : [];
    const made = addBoards(draft, sceneId, boards, context);
    sounds.push(...made.sounds);
    // The boards are what the script's own shot stands for.
    if (made.shotIds.length > 0) replaceShots(draft, replaced, made.shotIds, boards);
    return made.shotIds;
  });
  addBoardSounds(draft, sounds, context);
  return shotIds;
}

/** A film that has nothing yet takes the shape and rate that the boards were drawn for. */
function takeOverPicture(draft: Draft, { rate, aspect }: StoryboardImport): void {
  const project = draft.project();
  if (rate && !isSameRate(rate, project.rate))
    for (const { kind, id, fields } of changeRate(draft, rate, 'seconds').updates)
      draft.update(kind, id, fields);
  const { width, height } = project.frameSize;
  if (aspect === null || isNearly(aspect, width / height)) return;
  const shortSide = Math.min(width, height);
  const size =
    aspect >= 1
      ? { width: evenSize(shortSide * aspect), height: shortSide }
      : { width: shortSide, height: evenSize(shortSide / aspect) };
  runAtOnce(changeFrameSize(draft, size, 'fit'));
}

/** Ratios as 1.7777 and 16:9 are one. */
const isNearly = (a: number, b: number): boolean => Math.abs(a / b - 1) < 0.01;

function writeScenes(
  draft: Draft,
  { screenplay }: StoryboardImport,
  context: PlanContext,
): WrittenScript['scenes'] {
  if (!screenplay) return new Map();
  // Not parsed: its scenes are told apart by being the same objects.
  const choices = { ...scriptImportSchema.omit({ screenplay: true }).parse({}), screenplay };
  return runAtOnce(writeScript(draft, planScript(draft, choices), choices, context)).scenes;
}

function sceneForBoards(draft: Draft, heading: string, context: PlanContext): SceneId {
  const scenes = draft.list('scene');
  const last = scenes.at(-1);
  const isUnused =
    last && `${last.heading}${last.notes}` === '' && draft.childrenOf('shot', last.id).length === 0;
  if (isUnused) return draft.update('scene', last.id, { heading }).id;
  return draft.add(createScene({ id: context.newId('scene'), order: lastOrderKey(scenes), heading })).id;
}

/** What is said stays where the boards say nothing; actions and headings stay in the scene's notes. */
function replaceShots(
  draft: Draft,
  replaced: readonly ShotId[],
  [first]: readonly ShotId[],
  boards: StoryboardImport['scenes'][number]['boards'],
): void {
  if (replaced.length === 0) return;
  if (first && boards.every(({ dialogue }) => dialogue === '')) {
    for (const shotId of replaced) {
      for (const { id } of draft.childrenOf('dialogueLine', shotId))
        draft.update('dialogueLine', id, {
          shotId: first,
          order: lastOrderKey(draft.childrenOf('dialogueLine', first)),
          span: null,
        });
    }
  }
  // Made a moment ago, they have no number that anybody knows.
  for (const id of replaced) draft.remove('shot', id);
}
