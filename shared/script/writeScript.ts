import type { PlanContext } from '../commands/command';
import type { Draft } from '../document/draft';
import { createDialogueLine, createScene, createShot } from '../document/factories';
import type { DialogueLineId, ElementId, SceneId, ShotId } from '../document/ids';
import { lastOrderKey, orderKeysAt } from '../document/order';
import type { Element } from '../document/records';
import { addElement } from '../edits/addElement';
import { addPlannedShots } from '../edits/addPlannedShots';
import { numberProblem } from '../edits/shotCells';
import { takeOutScene } from '../edits/takeOut';
import { planPieces } from '../planner/planScene';
import type { ScenePiece } from '../planner/sceneText';
import { languageOf } from '../planner/speech';
import { runAtOnce, type Steps } from '../steps/runSteps';
import { frames, secondsToFrames } from '../time/frames';
import type { Speaker } from './castOfScript';
import type { NewLine } from './compareScene';
import { isSame, type ScenePlan, type ScriptImport, type ScriptPlan } from './planScript';
import { notesWithScript } from './sceneNotes';
import type { ScriptDialogue, ScriptItem, ScriptScene } from './screenplay';
import {
  deliveryOf,
  openingsOf,
  type ScriptShot,
  secondsOf,
  shotsOfScene,
  transitionOf,
} from './scriptShots';

export interface WrittenScript {
  /** Whether scenes of the film were recognised. */
  readonly isUpdate: boolean;
  /** Those that were made, in order. */
  readonly shotIds: readonly ShotId[];
  /** What each scene of the script is in the film; those left out are not in it. */
  readonly scenes: ReadonlyMap<ScriptScene, WrittenScene>;
}

export interface WrittenScene {
  readonly sceneId: SceneId;
  readonly isNew: boolean;
}

/** Writes what planScript has found into the draft it was found in, in steps of a scene. */
export function writeScript(
  draft: Draft,
  plan: ScriptPlan,
  choices: ScriptImport,
  context: PlanContext,
): Steps<WrittenScript> {
  return new ScriptWriter(draft, plan, choices, context).write();
}

class ScriptWriter {
  readonly #draft: Draft;
  readonly #plan: ScriptPlan;
  readonly #choices: ScriptImport;
  readonly #context: PlanContext;
  readonly #language: string;
  readonly #made = new Map<string, ElementId>();
  readonly #shotIds: ShotId[] = [];
  readonly #scenes = new Map<ScriptScene, WrittenScene>();
  readonly #numbers: Set<string>;
  readonly #hasKana: boolean;

  constructor(draft: Draft, plan: ScriptPlan, choices: ScriptImport, context: PlanContext) {
    this.#draft = draft;
    this.#plan = plan;
    this.#choices = choices;
    this.#context = context;
    this.#language = draft.project().languages[0] ?? 'en';
    this.#hasKana = choices.screenplay.scenes.some(({ heading, items }) =>
      [heading, ...items.flatMap((item) => ('cue' in item ? [item.cue, item.text] : item.text))].some(
        (text) => /[\u3040-\u30ff]/.test(text),
      ),
    );
    this.#numbers = new Set(draft.list('scene').flatMap(({ number }) => number?.toUpperCase() ?? []));
  }

  *write(): Steps<WrittenScript> {
    const { cast, scenes } = this.#plan;
    for (const [key, { type, name }] of cast.newElements)
      this.#made.set(key, addElement(this.#draft, { type, name }, this.#context).id);
    const scripts = scenes.flatMap((plan) => (plan.kind === 'gone' ? [] : [plan.script]));
    const openings = openingsOf(scripts);
    const orders = this.#writeOrder();
    for (const plan of scenes) {
      yield;
      if (plan.kind === 'gone') {
        if (plan.isTakenOut) yield* takeOutScene(this.#draft, plan.scene.id);
      } else if (plan.isLeftOut) continue;
      else if (plan.kind === 'new')
        this.#addScene(plan.script, orders.get(plan.index) as string, openings[plan.index] ?? '');
      else {
        this.#changeScene(plan);
        this.#scenes.set(plan.script, { sceneId: plan.scene.id, isNew: false });
      }
    }
    const isUpdate = scenes.some(({ kind }) => kind !== 'new');
    return { isUpdate, shotIds: this.#shotIds, scenes: this.#scenes };
  }

  /** Moves what has to move. @returns places of the new scenes, by their index */
  #writeOrder(): Map<number, string> {
    const { order, scenes } = this.#plan;
    const moved = new Set(
      scenes.flatMap((plan) =>
        plan.kind === 'known' && plan.isMoved && !plan.isLeftOut ? [plan.scene.id] : [],
      ),
    );
    const staying = this.#draft.list('scene').filter(({ id }) => !moved.has(id));
    const made = new Map<number, string>();
    let place = 0;
    let run: (SceneId | number)[] = [];
    const endRun = (): void => {
      const keys = orderKeysAt(staying, place, run.length);
      run.forEach((each, index) => {
        const key = keys[index] as string;
        if (typeof each === 'number') made.set(each, key);
        else this.#draft.update('scene', each, { order: key });
      });
      run = [];
    };
    for (const each of order) {
      if (typeof each === 'number' || moved.has(each)) run.push(each);
      else {
        endRun();
        place += 1;
      }
    }
    endRun();
    return made;
  }

  #addScene(script: ScriptScene, order: string, opening: string): void {
    const { heading, act, sequence } = script;
    const number = this.#freeNumber(script.number);
    const notes = notesWithScript('', script);
    const id = this.#context.newId('scene');
    const scene = this.#draft.add(createScene({ id, order, heading, act, sequence, number, notes }));
    this.#scenes.set(script, { sceneId: id, isNew: true });
    if (this.#choices.shots === 'rules' && this.#addByRules(scene.id, script, opening)) return;
    const way = this.#choices.shots === 'rules' ? 'scene' : this.#choices.shots;
    const shots = shotsOfScene(script, way, opening);
    const orders = orderKeysAt([], 0, shots.length);
    for (const [index, shot] of shots.entries()) this.#addShot(scene.id, shot, orders[index] as string);
  }

  /** The script's own, where no scene has it and names of files can hold it. */
  #freeNumber(number: string | null): string | null {
    const plain = number?.slice(0, 40).trim() ?? '';
    if (plain === '' || numberProblem(plain) !== null || this.#numbers.has(plain.toUpperCase())) return null;
    this.#numbers.add(plain.toUpperCase());
    return plain;
  }

  #addByRules(sceneId: SceneId, { heading, items }: ScriptScene, opening: string): boolean {
    const elements = this.#elementsOf(heading, items);
    const nameOf = (cue: string): string => {
      const id = this.#elementOf(this.#plan.cast.speaker(cue));
      return id === null ? cue : this.#draft.require('element', id).name;
    };
    const pieces = items.flatMap((item): ScenePiece[] => {
      if (item.type === 'transition') return [];
      if (item.type === 'action') return [item];
      return [{ type: 'dialogue', speaker: nameOf(item.cue), delivery: deliveryOf(item), text: item.text }];
    });
    const shots = planPieces({ heading, elements, language: this.#language }, pieces);
    const place = { sceneId, index: 0, pins: true };
    const made = runAtOnce(addPlannedShots(this.#draft, shots, place, this.#context));
    const [first] = made;
    const transitionIn = transitionOf(opening, this.#draft.project().rate);
    if (first && transitionIn) this.#draft.update('shot', first, { transitionIn });
    this.#shotIds.push(...made);
    return made.length > 0;
  }

  /** Those that may be meant in a scene: of a film of hundreds, most are nowhere in it. */
  #elementsOf(heading: string, items: readonly ScriptItem[]): Element[] {
    const speakers = new Set(
      items.map((item) =>
        item.type === 'dialogue' ? this.#elementOf(this.#plan.cast.speaker(item.cue)) : null,
      ),
    );
    const words = [heading, ...items.map(({ text }) => text)].join('\n').toLowerCase();
    const isNamed = (part: string): boolean => part !== '' && words.includes(part.toLowerCase());
    return this.#draft
      .list('element')
      .filter(({ id, name }) => speakers.has(id) || isNamed(name.trim()) || name.split(/\s+/).some(isNamed));
  }

  #addShot(sceneId: SceneId, shot: ScriptShot, order: string): ShotId {
    const { rate } = this.#draft.project();
    const id = this.#context.newId('shot');
    this.#draft.add(
      createShot({
        id,
        sceneId,
        order,
        lengthFrames: frames(Math.max(1, secondsToFrames(secondsOf(shot), rate))),
        action: shot.action,
        transitionIn: transitionOf(shot.transition, rate),
      }),
    );
    const orders = orderKeysAt([], 0, shot.lines.length);
    for (const [index, item] of shot.lines.entries()) this.#addLine(id, item, orders[index] as string);
    this.#shotIds.push(id);
    return id;
  }

  #addLine(shotId: ShotId, item: ScriptDialogue, order: string): DialogueLineId {
    const id = this.#context.newId('dialogueLine');
    this.#draft.add(
      createDialogueLine({
        id,
        shotId,
        order,
        text: item.text,
        speakerId: this.#elementOf(this.#plan.cast.speaker(item.cue)),
        language: this.#languageOf(item.text),
        deliveryNote: deliveryOf(item),
      }),
    );
    return id;
  }

  /** Characters alone do not say whether they are Japanese; a script with kana does. */
  #languageOf(text: string): string {
    const language = languageOf(text, this.#language);
    return language === 'zh' && this.#hasKana ? 'ja' : language;
  }

  #elementOf(speaker: Speaker): ElementId | null {
    if (speaker === null) return null;
    return 'elementId' in speaker ? speaker.elementId : (this.#made.get(speaker.newKey) ?? null);
  }

  #changeScene(plan: Extract<ScenePlan, { kind: 'known' }>): void {
    if (isSame(plan)) return;
    const { scene, change } = plan;
    const { number, ...fields } = change.fields;
    const free = number === undefined ? null : this.#freeNumber(number);
    this.#draft.update('scene', scene.id, { ...fields, ...(free !== null && { number: free }) });
    for (const { lineId, fields: words, speaker } of change.lineEdits) {
      const speakerId = speaker === undefined ? undefined : this.#elementOf(speaker);
      this.#draft.update('dialogueLine', lineId, {
        ...words,
        // A voice is one of its speaker's.
        ...(speakerId !== undefined && { speakerId, voiceId: null }),
      });
    }
    for (const { shotId, action } of change.shotEdits) this.#draft.update('shot', shotId, { action });
    this.#addLines(scene.id, change.newLines);
    for (const id of change.goneLineIds) this.#draft.remove('dialogueLine', id);
    // From the last, so that those behind the same shot come in order.
    for (const { afterShotId, action, lines } of [...change.newShots].reverse()) {
      const shots = this.#draft.childrenOf('shot', scene.id);
      const index = shots.findIndex(({ id }) => id === afterShotId) + 1;
      this.#addShot(scene.id, { action, lines, transition: '' }, orderKeysAt(shots, index)[0] as string);
    }
  }

  #addLines(sceneId: SceneId, lines: readonly NewLine[]): void {
    let firstShotId: ShotId | null = null;
    /** The last line made behind each place, so that those that follow come behind it. */
    const lastAt = new Map<string, DialogueLineId>();
    for (const { shotId, afterLineId, item } of lines) {
      firstShotId ??= shotId ?? this.#addEmptyShot(sceneId);
      const target = shotId ?? firstShotId;
      const place = `${target} ${afterLineId}`;
      const siblings = this.#draft.childrenOf('dialogueLine', target);
      const behind = lastAt.get(place) ?? afterLineId;
      const index = siblings.findIndex(({ id }) => id === behind) + 1;
      lastAt.set(place, this.#addLine(target, item, orderKeysAt(siblings, index)[0] as string));
    }
  }

  #addEmptyShot(sceneId: SceneId): ShotId {
    const order = lastOrderKey(this.#draft.childrenOf('shot', sceneId));
    return this.#addShot(sceneId, { action: '', lines: [], transition: '' }, order);
  }
}
