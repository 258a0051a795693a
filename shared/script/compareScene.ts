import type { DocumentView } from '../document/document';
import type { DialogueLineId, ElementId, SceneId, ShotId } from '../document/ids';
import type { DialogueLine, Scene, Shot } from '../document/records';
import { align } from './align';
import type { CastOfScript, Speaker } from './castOfScript';
import { nameKey } from './cue';
import { remembered } from './remembered';
import { type KeptScript, notesWithScript } from './sceneNotes';
import type { ScriptDialogue, ScriptItem, ScriptScene } from './screenplay';
import { deliveryOf, isAction, isDialogue, type ShotWay, wholeAction } from './scriptShots';
import { similarity, type WordBag, wordBag } from './similarity';

/** A new line, behind another or first in its shot. */
export interface NewLine {
  /** null = the scene has no shot: one is made. */
  readonly shotId: ShotId | null;
  readonly afterLineId: DialogueLineId | null;
  readonly item: ScriptDialogue;
}

/** A shot for a paragraph that is new in a scene, with what is said behind it. */
export interface NewShot {
  readonly afterShotId: ShotId;
  readonly action: string;
  readonly lines: readonly ScriptDialogue[];
}

export interface LineEdit {
  readonly lineId: DialogueLineId;
  readonly before: string;
  readonly fields: Partial<Pick<DialogueLine, 'text' | 'deliveryNote'>>;
  /** Absent = who says it stays. */
  readonly speaker?: Speaker;
}

/** What the script changes in a scene that is there. */
export interface SceneChange {
  readonly fields: Partial<Pick<Scene, 'heading' | 'number' | 'notes'>>;
  readonly lineEdits: readonly LineEdit[];
  readonly newLines: readonly NewLine[];
  /** Gone from the script and taken out. */
  readonly goneLineIds: readonly DialogueLineId[];
  /** Gone from the script and kept, as they have a sound or other words by now. */
  readonly keptLines: number;
  readonly shotEdits: readonly { readonly shotId: ShotId; readonly action: string }[];
  readonly newShots: readonly NewShot[];
}

export interface FilmScene {
  readonly scene: Scene;
  /** What the script said of it when it was last taken in. */
  readonly kept: KeptScript | undefined;
}

/** What is remembered of texts, as they are compared over and over. */
const bagOf = remembered((item: { readonly text: string }): WordBag => wordBag(item.text));
const textKey = remembered((item: { readonly text: string }): string =>
  item.text.replaceAll(/\s+/g, ' ').trim(),
);
const cueKey = remembered((item: ScriptDialogue): string => nameKey(item.cue));
const itemKey = remembered((item: ScriptItem): string =>
  item.type === 'dialogue' ? `D ${cueKey(item)}: ${textKey(item)}` : `${item.type} ${textKey(item)}`,
);

/** Lines of a scene in order, with the shots they are in. */
export function linesOfScene(document: DocumentView, sceneId: SceneId): DialogueLine[] {
  return document.childrenOf('shot', sceneId).flatMap(({ id }) => document.childrenOf('dialogueLine', id));
}

/** Which line of the film each speech of the script was: by its words, however the script named who says it. */
function alignLines(
  speeches: readonly ScriptDialogue[],
  lines: readonly DialogueLine[],
  least: number,
): number[] {
  return align({
    a: speeches,
    b: lines,
    keyOfA: textKey,
    keyOfB: textKey,
    alike: (speech, line) => similarity(bagOf(speech), bagOf(line)),
    least,
  });
}

/** Tells the cast who says the lines of a scene in the film. */
export function learnSpeakers(document: DocumentView, { scene, kept }: FilmScene, cast: CastOfScript): void {
  if (!kept) return;
  const lines = linesOfScene(document, scene.id);
  const speeches = kept.scene.items.filter(isDialogue);
  alignLines(speeches, lines, 0.4).forEach((found, index) => {
    const speakerId: ElementId | null | undefined = lines[found]?.speakerId;
    if (speakerId) cast.learn((speeches[index] as ScriptDialogue).cue, speakerId);
  });
}

export interface CompareOptions {
  readonly shots: ShotWay;
  readonly removesGoneLines: boolean;
}

/**
 * What a version of the script changes in a scene of the film: only what differs from the version before is written, so that
 * whatever a person has changed since stays where the script has not changed it as well.
 */
export function compareScene(
  document: DocumentView,
  film: FilmScene,
  script: ScriptScene,
  options: CompareOptions,
  cast: CastOfScript,
): SceneChange {
  return new SceneComparison(document, film, script, options, cast).compare();
}

class SceneComparison {
  readonly #document: DocumentView;
  readonly #scene: Scene;
  readonly #kept: KeptScript | undefined;
  readonly #script: ScriptScene;
  readonly #options: CompareOptions;
  readonly #cast: CastOfScript;
  readonly #shots: readonly Shot[];
  readonly #lines: readonly DialogueLine[];
  /** For each item of the script that item of the version before which has become it. */
  readonly #before: (ScriptItem | undefined)[];
  /** The line of the film that an item of the version before is. */
  readonly #lineOf = new Map<ScriptItem, DialogueLine>();
  readonly #claimed = new Set<DialogueLineId>();
  /** By their words, the first one last. */
  #unclaimed: Map<string, DialogueLine[]> | undefined;

  constructor(
    document: DocumentView,
    { scene, kept }: FilmScene,
    script: ScriptScene,
    options: CompareOptions,
    cast: CastOfScript,
  ) {
    this.#document = document;
    this.#scene = scene;
    this.#kept = kept;
    this.#script = script;
    this.#options = options;
    this.#cast = cast;
    this.#shots = document.childrenOf('shot', scene.id);
    this.#lines = linesOfScene(document, scene.id);
    this.#before = this.#alignVersions();
    this.#findLines();
  }

  compare(): SceneChange {
    const { shotEdits, shotOfAction } = this.#compareActions();
    const { lineEdits, newLines, newShots } = this.#compareItems(shotOfAction);
    return {
      fields: this.#fields(),
      lineEdits,
      newLines,
      newShots,
      shotEdits,
      ...this.#goneLines(),
    };
  }

  #alignVersions(): (ScriptItem | undefined)[] {
    const before = this.#kept?.scene.items ?? [];
    const found = align({
      a: this.#script.items,
      b: before,
      keyOfA: itemKey,
      keyOfB: itemKey,
      alike: alikeItems,
      least: 0.4,
    });
    const pairs = found.map((index) => before[index]);
    pairLoneSpeeches(this.#script.items, before, pairs);
    return pairs;
  }

  #findLines(): void {
    const before = (this.#kept?.scene.items ?? []).filter(isDialogue);
    // Without a version before, the film is compared with the script itself.
    const speeches = this.#kept ? before : this.#script.items.filter(isDialogue);
    alignLines(speeches, this.#lines, this.#kept ? 0.4 : 0.5).forEach((found, index) => {
      const line = this.#lines[found];
      if (!line) return;
      this.#lineOf.set(speeches[index] as ScriptItem, line);
      this.#claimed.add(line.id);
    });
    if (!this.#kept?.isCut) return;
    // Behind what is kept of the version before, words alone say which line a speech is.
    const beyond = this.#script.items.filter((item, index) => isDialogue(item) && !this.#before[index]);
    const free = this.#lines.filter(({ id }) => !this.#claimed.has(id));
    alignLines(beyond.filter(isDialogue), free, 0.5).forEach((found, index) => {
      const line = free[found];
      if (line) this.#lineOf.set(beyond[index] as ScriptItem, line);
    });
  }

  #fields(): SceneChange['fields'] {
    const { heading, number } = this.#script;
    const kept = this.#kept?.scene;
    const isRenamed = heading !== this.#scene.heading && heading !== kept?.heading && heading !== '';
    const isNumbered = number !== null && this.#scene.number === null && number !== kept?.number;
    const notes = notesWithScript(this.#scene.notes, this.#script);
    return {
      ...(isRenamed && { heading }),
      ...(isNumbered && { number }),
      ...(notes !== this.#scene.notes && { notes }),
    };
  }

  /** Actions of shots that are word for word what the script said change with it. */
  #compareActions() {
    const shotOfAction = new Map<ScriptItem, ShotId>();
    const shotEdits: { shotId: ShotId; action: string }[] = [];
    const before = this.#kept?.scene.items ?? [];
    const whole = wholeAction(before);
    const free = Map.groupBy([...this.#shots].reverse(), ({ action }) => action);
    const takeShot = (action: string): Shot | undefined =>
      action === '' ? undefined : free.get(action)?.pop();
    const ofWhole = this.#kept?.isCut ? undefined : takeShot(whole);
    if (ofWhole) {
      const action = wholeAction(this.#script.items);
      if (action !== ofWhole.action) shotEdits.push({ shotId: ofWhole.id, action });
      for (const item of this.#script.items) if (isAction(item)) shotOfAction.set(item, ofWhole.id);
      return { shotEdits, shotOfAction };
    }
    this.#script.items.forEach((item, index) => {
      if (!isAction(item)) return;
      const was = this.#before[index];
      const shot = takeShot(was && isAction(was) ? was.text : item.text);
      if (!shot) return;
      shotOfAction.set(item, shot.id);
      if (shot.action !== item.text) shotEdits.push({ shotId: shot.id, action: item.text });
    });
    return { shotEdits, shotOfAction };
  }

  #compareItems(shotOfAction: ReadonlyMap<ScriptItem, ShotId>) {
    const lineEdits: LineEdit[] = [];
    const newLines: NewLine[] = [];
    const newShots: { afterShotId: ShotId; action: string; lines: ScriptDialogue[] }[] = [];
    const makesShots = this.#options.shots === 'action' && this.#kept !== undefined && !this.#kept.isCut;
    let shotId: ShotId | null = this.#firstShotId(shotOfAction);
    let afterLineId: DialogueLineId | null = null;
    let newShot: (typeof newShots)[number] | null = null;
    this.#script.items.forEach((item, index) => {
      const was = this.#before[index];
      if (isAction(item)) {
        const known = shotOfAction.get(item);
        if (known) {
          if (known !== shotId) afterLineId = null;
          shotId = known;
          newShot = null;
        } else if (makesShots && !was && shotId) {
          newShot = { afterShotId: shotId, action: item.text, lines: [] };
          newShots.push(newShot);
        }
      }
      if (!isDialogue(item)) return;
      const line = this.#lineOf.get(was ?? item) ?? (was ? undefined : this.#sameWords(item));
      if (line) {
        shotId = line.shotId;
        afterLineId = line.id;
        newShot = null;
        const isBeyond = !was && this.#kept?.isCut === true;
        const edit = isBeyond
          ? undefined
          : this.#lineEdit(line, item, was && isDialogue(was) ? was : undefined);
        if (edit) lineEdits.push(edit);
        // What a person has taken out stays out.
      } else if (!was) {
        this.#cast.speaker(item.cue);
        if (newShot) newShot.lines.push(item);
        else newLines.push({ shotId, afterLineId, item });
      }
    });
    return { lineEdits, newLines, newShots };
  }

  /** Where a scene's first words come in before anything of it is recognised. */
  #firstShotId(shotOfAction: ReadonlyMap<ScriptItem, ShotId>): ShotId | null {
    for (const [index, item] of this.#script.items.entries()) {
      const known = shotOfAction.get(item) ?? this.#lineOf.get(this.#before[index] ?? item)?.shotId;
      if (known) return known;
    }
    return this.#shots.at(0)?.id ?? null;
  }

  /** A line of the film that says this already, though the script was not known to. */
  #sameWords(item: ScriptDialogue): DialogueLine | undefined {
    this.#unclaimed ??= Map.groupBy(
      this.#lines.filter(({ id }) => !this.#claimed.has(id)).reverse(),
      textKey,
    );
    return this.#unclaimed.get(textKey(item))?.pop();
  }

  #lineEdit(line: DialogueLine, item: ScriptDialogue, was: ScriptDialogue | undefined): LineEdit | undefined {
    const delivery = deliveryOf(item);
    const isReworded = was ? was.text !== item.text : textKey(line) !== textKey(item);
    const isRedirected = was ? deliveryOf(was) !== delivery : line.deliveryNote === '' && delivery !== '';
    const isRecast = was ? cueKey(was) !== cueKey(item) : line.speakerId === null && item.cue !== '';
    const fields = {
      ...(isReworded && line.text !== item.text && { text: item.text }),
      ...(isRedirected && line.deliveryNote !== delivery && { deliveryNote: delivery }),
    };
    const speaker = isRecast ? this.#cast.speaker(item.cue) : undefined;
    const isSame = !speaker || ('elementId' in speaker && speaker.elementId === line.speakerId);
    if (Object.keys(fields).length === 0 && isSame) return undefined;
    return { lineId: line.id, before: line.text, fields, ...(!isSame && speaker ? { speaker } : {}) };
  }

  #goneLines(): Pick<SceneChange, 'goneLineIds' | 'keptLines'> {
    const stay = new Set(this.#before);
    const gone = (this.#kept?.scene.items ?? [])
      .filter(isDialogue)
      .filter((item) => !stay.has(item))
      .flatMap((item) => {
        const line = this.#lineOf.get(item);
        return line ? [{ item, line }] : [];
      });
    const sounds = new Set(
      gone.length === 0 ? [] : this.#document.list('clip').map(({ dialogueLineId }) => dialogueLineId),
    );
    const goes = ({ item, line }: (typeof gone)[number]): boolean =>
      this.#options.removesGoneLines && !sounds.has(line.id) && line.text === item.text;
    const goneLineIds = gone.filter(goes).map(({ line }) => line.id);
    return { goneLineIds, keptLines: gone.length - goneLineIds.length };
  }
}

function alikeItems(a: ScriptItem, b: ScriptItem): number {
  if (a.type !== b.type) return 0;
  const alike = similarity(bagOf(a), bagOf(b));
  if (a.type !== 'dialogue' || b.type !== 'dialogue') return alike;
  return cueKey(a) === cueKey(b) ? Math.min(1, alike + 0.15) : alike - 0.2;
}

/** One speech between two that stay, said by the same person: rewritten, however few words stay. */
function pairLoneSpeeches(
  items: readonly ScriptItem[],
  before: readonly ScriptItem[],
  pairs: (ScriptItem | undefined)[],
): void {
  const placeOf = new Map(before.map((item, index) => [item, index]));
  const taken = new Set(pairs);
  items.forEach((item, index) => {
    if (pairs[index] || !isDialogue(item)) return;
    const previous = index === 0 ? -1 : placeOf.get(pairs[index - 1] as ScriptItem);
    const candidate = previous === undefined ? undefined : before[previous + 1];
    if (!candidate || taken.has(candidate) || !isDialogue(candidate)) return;
    if (cueKey(candidate) !== cueKey(item)) return;
    const next = index + 1 < items.length ? placeOf.get(pairs[index + 1] as ScriptItem) : before.length;
    if (next !== (previous as number) + 2) return;
    pairs[index] = candidate;
    taken.add(candidate);
  });
}
