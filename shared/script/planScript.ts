import { z } from 'zod';
import type { DocumentView } from '../document/document';
import { type SceneId, sceneIdSchema } from '../document/ids';
import type { Scene } from '../document/records';
import { runAtOnce, type Steps } from '../steps/runSteps';
import { CastOfScript, type NewElement } from './castOfScript';
import { compareScene, type FilmScene, learnSpeakers, linesOfScene, type SceneChange } from './compareScene';
import { longestRise } from './longestRise';
import { matchScenesInSteps, type SceneFace } from './matchScenes';
import { remembered } from './remembered';
import { type KeptScript, scriptOfNotes, splitNotes } from './sceneNotes';
import { type Screenplay, type ScriptScene, screenplaySchema } from './screenplay';
import { isDialogue, shotWays } from './scriptShots';
import { type WordBag, wordBag } from './similarity';
import { sceneBlocks } from './writeFountain';

/** What a person chooses of an import. */
export const scriptImportSchema = z.object({
  screenplay: screenplaySchema,
  shots: z.enum(shotWays).default('scene'),
  /** Scenes of the script, from 0, that are left as the film has them. */
  leftOut: z.array(z.int().min(0).max(10_000)).max(10_000).default([]),
  /** Scenes of the film that are gone from the script and are to go. */
  takenOut: z.array(sceneIdSchema).max(10_000).default([]),
  /** Lines that are gone from the script go, unless they have a sound or other words by now. */
  removesGoneLines: z.boolean().default(true),
});
export type ScriptImport = z.infer<typeof scriptImportSchema>;

/** What becomes of a scene. */
export type ScenePlan =
  | {
      readonly kind: 'new';
      readonly index: number;
      readonly script: ScriptScene;
      readonly isLeftOut: boolean;
    }
  | {
      readonly kind: 'known';
      readonly index: number;
      readonly script: ScriptScene;
      readonly scene: Scene;
      readonly isLeftOut: boolean;
      readonly isMoved: boolean;
      readonly change: SceneChange;
    }
  /** It came from the script and is no longer in it. */
  | { readonly kind: 'gone'; readonly scene: Scene; readonly isTakenOut: boolean };

export interface ScriptPlan {
  /** In the order of the script; a scene that is gone stands where it is in the film. */
  readonly scenes: readonly ScenePlan[];
  /** Scenes of the film, and of the script by their index, as they will follow each other. */
  readonly order: readonly (SceneId | number)[];
  readonly cast: CastOfScript;
  /** Characters and places that are made. */
  readonly newElements: readonly NewElement[];
}

/** What an import would do to a film. Changes nothing; the same document, script and choices always give the same. */
export function planScript(document: DocumentView, choices: ScriptImport): ScriptPlan {
  return runAtOnce(planScriptInSteps(document, choices));
}

/** Scenes that a step reads or compares: some milliseconds. */
const scenesPerStep = 10;

/** The same in steps; the document must stay as it is between them. What has been worked out once is remembered for the next time. */
export function* planScriptInSteps(document: DocumentView, choices: ScriptImport): Steps<ScriptPlan> {
  const scripts = scenesWithContent(choices.screenplay);
  const film: FilmScene[] = [];
  for (const scene of document.list('scene')) {
    film.push({ scene, kept: keptOf(scene) });
    if (film.length % scenesPerStep === 0) yield;
  }
  const found = yield* matchScenesInSteps(
    film.map((each) => filmFace(document, each)),
    scripts.map(scriptFace),
    document.project().numbering.isLocked,
  );
  const learn = (to: CastOfScript): void => {
    for (const index of found) {
      const known = film[index];
      if (known) learnSpeakers(document, known, to);
    }
  };
  const cast = new CastOfScript(document, learn);
  const leftOut = new Set(choices.leftOut);
  const isTaken = (index: number): boolean => !leftOut.has(index);
  const { order, moved } = orderOf(film, found, isTaken);
  const options = { shots: choices.shots, removesGoneLines: choices.removesGoneLines };
  const planOf = (script: ScriptScene, index: number): ScenePlan => {
    const known = film[found[index] as number];
    const isLeftOut = !isTaken(index);
    // Who is only in scenes that are left out is not made.
    const inScene = isLeftOut ? new CastOfScript(document, learn) : cast;
    if (!known) {
      inScene.visit(script.heading);
      for (const item of script.items) if (isDialogue(item)) inScene.speaker(item.cue);
      return { kind: 'new', index, script, isLeftOut };
    }
    const isUnchanged = textOf(known) === textOfScript(script);
    const change = isUnchanged ? noChange : compareScene(document, known, script, options, inScene);
    if (change.fields.heading !== undefined) inScene.visit(script.heading);
    const isMoved = moved.has(index);
    return { kind: 'known', index, script, scene: known.scene, isLeftOut, isMoved, change };
  };
  const plans: ScenePlan[] = [];
  for (const [index, script] of scripts.entries()) {
    plans.push(planOf(script, index));
    if (plans.length % scenesPerStep === 0) yield;
  }
  const gone = goneScenes(film, found, new Set(choices.takenOut));
  return { scenes: withGone(plans, gone, film), order, cast, newElements: [...cast.newElements.values()] };
}

/** "12 OMITTED" is a number without a scene. */
const scenesWithContent = ({ scenes }: Screenplay): readonly ScriptScene[] =>
  scenes.filter(({ heading, items }) => items.length > 0 || !/^\W*omit(?:ted)?\W*$/i.test(heading));

function filmFace(document: DocumentView, { scene, kept }: FilmScene): SceneFace {
  const wordsOfFilm = (): string[] => [
    splitNotes(scene.notes).own,
    ...document.childrenOf('shot', scene.id).map(({ action }) => action),
    ...linesOfScene(document, scene.id).map(({ text }) => text),
  ];
  return {
    number: scene.number ?? kept?.scene.number ?? null,
    text: textOf({ scene, kept }),
    headings: [
      ...(scene.heading === '' ? [] : [scene.heading]),
      ...(kept ? [headingOrNone(kept.scene)] : []),
    ],
    words: () => (kept ? bagOfScript(kept.scene) : wordBag(wordsOfFilm().join('\n'))),
  };
}

const scriptFace = (script: ScriptScene): SceneFace => ({
  number: script.number,
  text: textOfScript(script),
  headings: [headingOrNone(script)],
  words: () => bagOfScript(script),
});

const keptOf = remembered(({ notes }: Scene): KeptScript | undefined => scriptOfNotes(notes));

/** A scene as the film keeps it, all of it; '' = it does not. */
const textOf = ({ scene, kept }: FilmScene): string =>
  kept && !kept.isCut ? (splitNotes(scene.notes).script ?? '') : '';

const textOfScript = remembered((script: ScriptScene): string => sceneBlocks(script).join('\n\n'));

const noChange: SceneChange = {
  fields: {},
  lineEdits: [],
  newLines: [],
  goneLineIds: [],
  keptLines: 0,
  shotEdits: [],
  newShots: [],
};

const bagOfScript = remembered(
  ({ notes, items }: ScriptScene): WordBag =>
    wordBag([...notes, ...items.map(({ text }) => text)].join('\n')),
);

/** Scenes of scripts without a heading have that in common. */
const headingOrNone = ({ heading }: ScriptScene): string => heading || '\ue000';

function goneScenes(
  film: readonly FilmScene[],
  found: readonly number[],
  takenOut: ReadonlySet<SceneId>,
): ScenePlan[] {
  const known = new Set(found);
  return film.flatMap(({ scene, kept }, index): ScenePlan[] =>
    !kept || known.has(index) || scene.isOmitted
      ? []
      : [{ kind: 'gone', scene, isTakenOut: takenOut.has(scene.id) }],
  );
}

/** Those that are gone behind the scene that they follow in the film. */
function withGone(
  plans: readonly ScenePlan[],
  gone: readonly ScenePlan[],
  film: readonly FilmScene[],
): ScenePlan[] {
  const placeInFilm = new Map(film.map(({ scene }, index) => [scene.id, index]));
  const result = [...plans];
  for (const plan of [...gone].reverse()) {
    if (plan.kind !== 'gone') continue;
    const place = placeInFilm.get(plan.scene.id) ?? 0;
    const before = result.findLastIndex(
      (other) => other.kind === 'known' && (placeInFilm.get(other.scene.id) ?? 0) < place,
    );
    result.splice(before + 1, 0, plan);
  }
  return result;
}

/** The film's scenes in their new order: as few as can be are moved, and new ones follow the scene that they follow in the script. */
function orderOf(film: readonly FilmScene[], found: readonly number[], isTaken: (index: number) => boolean) {
  const known = found.flatMap((place, index) => (place >= 0 && isTaken(index) ? [{ place, index }] : []));
  const staying = new Set(
    longestRise(known.map(({ place }) => place)).map((at) => (known[at] as { index: number }).index),
  );
  const moved = new Set(known.filter(({ index }) => !staying.has(index)).map(({ index }) => index));
  const movedPlaces = new Set([...moved].map((index) => found[index]));
  /** What comes before the first scene that stays, and behind each that does. */
  const first: (SceneId | number)[] = [];
  const behind = new Map<number, (SceneId | number)[]>();
  let present = first;
  found.forEach((place, index) => {
    if (!isTaken(index)) return;
    if (staying.has(index)) {
      present = [];
      behind.set(place, present);
    } else present.push(place < 0 ? index : (film[place] as FilmScene).scene.id);
  });
  const firstStaying = Math.min(...behind.keys());
  const order = film.flatMap(({ scene }, place): (SceneId | number)[] =>
    movedPlaces.has(place)
      ? []
      : [...(place === firstStaying ? first : []), scene.id, ...(behind.get(place) ?? [])],
  );
  // Nothing of the film is in the script: it comes behind.
  return { order: behind.size === 0 ? [...order, ...first] : order, moved };
}

/** Whether the script changes nothing of a scene. */
export function isSame(plan: ScenePlan): boolean {
  if (plan.kind !== 'known') return false;
  const { fields, lineEdits, newLines, goneLineIds, shotEdits, newShots } = plan.change;
  const lists = [lineEdits, newLines, goneLineIds, shotEdits, newShots];
  return !plan.isMoved && Object.keys(fields).length === 0 && lists.every(({ length }) => length === 0);
}

/** Whether something becomes of a scene, as a person has chosen. */
export function isChosen(plan: ScenePlan): boolean {
  return plan.kind === 'gone' ? plan.isTakenOut : !plan.isLeftOut && !isSame(plan);
}
