import type { DocumentView } from '../document/document';
import type { SceneId, ShotId } from '../document/ids';
import type { Counter, Project, Scene, Shot, ShotNumber } from '../document/records';
import { numberBetween } from './numbering/between';
import { counterTextAt } from './numbering/counters';
import { type NameValues, renderPattern } from './numbering/pattern';

/** What the scenes and shots of a film are called. */
export interface FilmLabels {
  readonly scenes: ReadonlyMap<SceneId, string>;
  readonly shots: ReadonlyMap<ShotId, ShotNumber>;
  /** Labels that came up twice: the later shot was counted on to the next free one. */
  readonly clashes: readonly { readonly label: string; readonly shotId: ShotId }[];
}

/** Labels that differ only in capitals would be one file name. */
const fold = (label: string): string => label.toUpperCase();

/**
 * What all scenes and shots are called: a pure function of order, scheme and the numbers that are kept. No two shots have
 * the same label. What lies between things with kept numbers gets one in between (numbering/between.ts).
 */
export function filmLabels(document: DocumentView): FilmLabels {
  const project = document.project();
  const scenes = document.list('scene');
  const shotsOf = new Map(scenes.map((scene) => [scene.id, document.childrenOf('shot', scene.id)]));
  const sceneTexts = sceneNumbers(scenes, project.numbering.scene);
  const labelling = new ShotLabelling(project, scenes, sceneTexts);
  const groups = [...shotsOf.values()];
  for (const shots of groups) for (const shot of shots) labelling.keep(shot);
  if (project.numbering.shotRestart === 'film') labelling.count(groups.flat());
  else for (const shots of groups) labelling.count(shots);
  return { scenes: sceneTexts, shots: labelling.shots, clashes: labelling.clashes };
}

/** Labels of all shots by id, as "2C" or "0010". */
export function shotLabels(document: DocumentView): ReadonlyMap<ShotId, string> {
  return new Map([...filmLabels(document).shots].map(([id, { label }]) => [id, label]));
}

function sceneNumbers(scenes: readonly Scene[], counter: Counter): Map<SceneId, string> {
  const kept = new Set(scenes.flatMap(({ number }) => (number === null ? [] : [fold(number)])));
  if (kept.size === 0) return new Map(scenes.map(({ id }, index) => [id, counterTextAt(counter, index)]));
  const texts = new Map<SceneId, string>();
  let previous: string | null = null;
  scenes.forEach((scene, index) => {
    const between = () => {
      const next = scenes.slice(index + 1).find(({ number }) => number !== null)?.number ?? null;
      return numberBetween(previous, next, { counter, isTaken: (text) => kept.has(fold(text)) });
    };
    const text: string = scene.number ?? between();
    kept.add(fold(text));
    texts.set(scene.id, text);
    previous = text;
  });
  return texts;
}

class ShotLabelling {
  readonly shots = new Map<ShotId, ShotNumber>();
  readonly clashes: { label: string; shotId: ShotId }[] = [];
  readonly #project: Project;
  readonly #sceneTexts: ReadonlyMap<SceneId, string>;
  /** What the project and the scene say in labels. */
  readonly #sceneValues: ReadonlyMap<SceneId, NameValues>;
  readonly #taken = new Set<string>();

  constructor(project: Project, scenes: readonly Scene[], sceneTexts: ReadonlyMap<SceneId, string>) {
    this.#project = project;
    this.#sceneTexts = sceneTexts;
    const projectValues = projectNameValues(project);
    this.#sceneValues = new Map(
      scenes.map((scene) => [
        scene.id,
        { ...projectValues, ...sceneNameValues(scene, sceneTexts.get(scene.id) ?? '') },
      ]),
    );
  }

  /** A kept number stands, whatever lies around it. */
  keep({ number }: Shot): void {
    if (number) this.#taken.add(fold(number.label));
  }

  /** Counts shots that are counted together: those of a scene, or all of the film. */
  count(shots: readonly Shot[]): void {
    if (shots.some(({ number }) => number !== null)) this.#fillIn(shots);
    else this.#countAll(shots);
  }

  #countAll(shots: readonly Shot[]): void {
    const { numbering } = this.#project;
    let index = 0;
    for (const shot of shots) {
      const values = this.#valuesOf(shot);
      let part = counterTextAt(numbering.shot, index);
      let label = this.#label(values, part);
      while (this.#taken.has(fold(label))) {
        this.clashes.push({ label, shotId: shot.id });
        index += 1;
        part = counterTextAt(numbering.shot, index);
        label = this.#label(values, part);
      }
      this.#put(shot, { label, scene: values.scene ?? '', shot: part });
      index += 1;
    }
  }

  #fillIn(shots: readonly Shot[]): void {
    const { numbering } = this.#project;
    let previous: string | null = null;
    shots.forEach((shot, index) => {
      if (shot.number) {
        if (this.#isCountedHere(shot)) previous = shot.number.shot;
        this.#put(shot, shot.number);
        return;
      }
      const values = this.#valuesOf(shot);
      const following = shots.slice(index + 1).find((other) => other.number && this.#isCountedHere(other));
      const part: string = numberBetween(previous, following?.number?.shot ?? null, {
        counter: numbering.shot,
        isTaken: (text) => this.#taken.has(fold(this.#label(values, text))),
      });
      this.#put(shot, { label: this.#label(values, part), scene: values.scene ?? '', shot: part });
      previous = part;
    });
  }

  /** A shot that came from another scene keeps its number and is nobody's neighbour here. */
  #isCountedHere({ number, sceneId }: Shot): boolean {
    return this.#project.numbering.shotRestart === 'film' || number?.scene === this.#sceneTexts.get(sceneId);
  }

  #valuesOf(shot: Shot): NameValues {
    return { ...this.#sceneValues.get(shot.sceneId), ...shotNameValues(shot) };
  }

  #label(values: NameValues, shot: string): string {
    const { pattern, letterCase } = this.#project.numbering;
    return renderPattern(pattern, { ...values, shot }, letterCase);
  }

  #put(shot: Shot, number: ShotNumber): void {
    this.#taken.add(fold(number.label));
    this.shots.set(shot.id, number);
  }
}

/** Words of people, without what cannot be in file names and lists. */
const safe = (text: string): string => text.trim().replace(/[\s,/\\:*?"<>|]+/g, '-');

export function projectNameValues({ code, name, episode }: Project): NameValues {
  return { project: safe(code || name), episode: safe(episode) };
}

export function sceneNameValues({ act, sequence }: Scene, sceneText: string): NameValues {
  return { act: safe(act), seq: safe(sequence), scene: sceneText };
}

export function shotNameValues({ size, move }: Shot): NameValues {
  return { size: size ?? '', move: move?.name ?? '' };
}
