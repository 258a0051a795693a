import { runAtOnce, type Steps } from '../steps/runSteps';
import { nameKey } from './cue';
import { mayBeAlike, similarity, type WordBag } from './similarity';

/** A scene of the film or of a script, as far as it is recognised by. */
export interface SceneFace {
  readonly number: string | null;
  /** All that it is or was called. */
  readonly headings: readonly string[];
  /** Its text to the letter; '' = it is not known. */
  readonly text: string;
  /** Worked out when they are needed. */
  readonly words: () => WordBag;
}

/** Pairs whose words are compared; more scenes than that without a number or heading in common are taken as new. */
const maxPairs = 60_000;

interface Face {
  readonly index: number;
  readonly number: string;
  readonly headings: readonly string[];
  readonly words: WordBag;
}

/**
 * Which scene of the film each scene of a script is: by the same text, by number and heading, then by either with words in common, then by words that
 * are nearly the same, by heading alone, by number, and by half of the words. Each is found once; equal ones in their order.
 * @returns for each scene of the script an index of the film's, or -1
 * @param areNumbersKept numbers are locked: one alone says which scene it is; else it also has to have words in common
 */
export function matchScenes(
  film: readonly SceneFace[],
  script: readonly SceneFace[],
  areNumbersKept = false,
): number[] {
  return runAtOnce(matchScenesInSteps(film, script, areNumbersKept));
}

/** Scenes whose words a step works out: a few milliseconds. */
const scenesPerStep = 10;

/** The same in steps. */
export function* matchScenesInSteps(
  film: readonly SceneFace[],
  script: readonly SceneFace[],
  areNumbersKept = false,
): Steps<number[]> {
  const found = equalTexts(film, script);
  const taken = new Set(found);
  const known = yield* facesOf(film, (index) => taken.has(index));
  const wanted = yield* facesOf(script, (index) => found[index] !== -1);
  const sameNumber = (a: Face, b: Face): boolean => a.number !== '' && a.number === b.number;
  const sameHeading = (a: Face, b: Face): boolean =>
    a.headings.some((each) => each !== '' && b.headings.includes(each));
  const passes: readonly ((a: Face, b: Face) => number)[] = [
    (a, b) => (sameNumber(a, b) && sameHeading(a, b) ? 1 + similarity(a.words, b.words) : 0),
    (a, b) => (sameHeading(a, b) || sameNumber(a, b) ? above(0.5, similarity(a.words, b.words)) : 0),
    (a, b) => (mayBeAlike(a.words, b.words) ? above(0.7, similarity(a.words, b.words)) : 0),
    (a, b) => (sameHeading(a, b) ? 1 + similarity(a.words, b.words) : 0),
    (a, b) => (sameNumber(a, b) && (areNumbersKept || similarity(a.words, b.words) > 0.2) ? 1 : 0),
    (a, b) => (mayBeAlike(a.words, b.words) ? above(0.5, similarity(a.words, b.words)) : 0),
  ];
  for (const [pass, score] of passes.entries()) {
    const left = wanted.filter(({ index }) => found[index] === -1);
    const free = known.filter(({ index }) => !taken.has(index));
    const isOfAll = pass === 2 || pass === 5;
    if (isOfAll && left.length * free.length > maxPairs) continue;
    const pairs = candidates(left, free, isOfAll)
      .map(([scene, other]) => ({ scene, other, score: score(scene, other) }))
      .filter((pair) => pair.score > 0)
      .sort((a, b) => b.score - a.score || a.scene.index - b.scene.index || a.other.index - b.other.index);
    for (const { scene, other } of pairs) {
      if (found[scene.index] !== -1 || taken.has(other.index)) continue;
      found[scene.index] = other.index;
      taken.add(other.index);
    }
    yield;
  }
  return found;
}

function* facesOf(all: readonly SceneFace[], isOver: (index: number) => boolean): Steps<Face[]> {
  const faces: Face[] = [];
  for (const [index, face] of all.entries()) {
    if (isOver(index)) continue;
    faces.push(faceOf(face, index));
    if (faces.length % scenesPerStep === 0) yield;
  }
  return faces;
}

const above = (least: number, value: number): number => (value >= least ? value : 0);

function faceOf({ number, headings, words }: SceneFace, index: number): Face {
  return {
    index,
    number: number === null ? '' : nameKey(number),
    headings: headings.map(nameKey),
    words: words(),
  };
}

/** Scenes that are the same to the letter, in their order: most of a script, most of the time. */
function equalTexts(film: readonly SceneFace[], script: readonly SceneFace[]): number[] {
  const places = Map.groupBy(film.keys(), (index) => film[index]?.text);
  return script.map(({ text }) => (text === '' ? -1 : (places.get(text)?.shift() ?? -1)));
}

/** Pairs with a number or heading in common, or all. */
function candidates(left: readonly Face[], free: readonly Face[], isOfAll: boolean): [Face, Face][] {
  if (isOfAll) return left.flatMap((scene) => free.map((other): [Face, Face] => [scene, other]));
  const byName = Map.groupBy(
    free.flatMap((face) => namesOf(face).map((name) => ({ name, face }))),
    ({ name }) => name,
  );
  const called = (name: string): Face[] => (byName.get(name) ?? []).map(({ face }) => face);
  return left.flatMap((scene) => {
    const others = new Set(namesOf(scene).flatMap((name) => nearest(called(name), scene.index)));
    return [...others].map((other): [Face, Face] => [scene, other]);
  });
}

/** A script of one heading a thousand times is not compared each with each. */
function nearest(faces: readonly Face[], index: number): readonly Face[] {
  if (faces.length <= 60) return faces;
  const behind = faces.findIndex((face) => face.index >= index);
  const at = Math.max(0, (behind < 0 ? faces.length : behind) - 30);
  return faces.slice(at, at + 60);
}

const namesOf = ({ number, headings }: Face): string[] => [
  ...new Set([
    ...(number === '' ? [] : [`# ${number}`]),
    ...headings.filter((each) => each !== '').map((each) => `h ${each}`),
  ]),
];
