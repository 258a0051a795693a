import type { Cue } from './cue';
import {
  cutText,
  maxLine,
  maxScriptItems,
  maxScriptScenes,
  maxText,
  plainName,
  plainText,
  type Screenplay,
  type ScriptItem,
  type ScriptScene,
} from './screenplay';

type OpenScene = { -readonly [Field in keyof ScriptScene]: ScriptScene[Field] };

/** Puts a screenplay together from what a reader finds, in order. What it makes is within the limits of the records. */
export class ScriptBuilder {
  readonly #scenes: OpenScene[] = [];
  #title = '';
  #act = '';
  #sequence = '';
  /** What comes before the first scene: transitions, as FADE IN, and notes. */
  #before: { items: ScriptItem[]; notes: string[] } = { items: [], notes: [] };
  /** The speech at hand. */
  #cue: Cue | null = null;
  #delivery: string[] = [];
  #lines: string[] = [];
  /** Scenes or items beyond the limits. */
  leftOut = 0;

  setTitle(title: string): void {
    this.#title = plainName(title);
  }

  act(name: string): void {
    this.endSpeech();
    this.#act = plainName(name);
    this.#sequence = '';
  }

  sequence(name: string): void {
    this.endSpeech();
    this.#sequence = plainName(name);
  }

  heading(heading: string, number: string | null): void {
    this.endSpeech();
    this.#open(heading, number);
  }

  action(text: string): void {
    this.endSpeech();
    const plain = plainText(text);
    if (plain !== '') this.#add({ type: 'action', text: plain });
  }

  transition(text: string): void {
    this.endSpeech();
    const plain = plainName(text);
    if (plain !== '') this.#add({ type: 'transition', text: plain });
  }

  /** A synopsis or note: of the scene at hand, or of the first. */
  note(text: string): void {
    const plain = plainText(text);
    const notes = this.#scenes.at(-1)?.notes ?? this.#before.notes;
    if (plain !== '' && notes.length < 1_000) notes.push(plain);
  }

  /** Somebody begins to speak. */
  cue(cue: Cue): void {
    this.endSpeech();
    this.#cue = cue;
  }

  get isSpeaking(): boolean {
    return this.#cue !== null;
  }

  /** Lines of the speech; what stands in brackets on a line of its own says how the following is said. */
  speech(text: string): void {
    for (const each of plainText(text).split('\n').filter(Boolean)) {
      if (/^[(（].*[)）]$/.test(each)) this.parenthetical(each);
      else this.#lines.push(each);
    }
  }

  parenthetical(text: string): void {
    if (this.#lines.length > 0) this.#say();
    const plain = plainName(text)
      .replace(/^[(（]/, '')
      .replace(/[)）]$/, '')
      .trim();
    if (plain !== '') this.#delivery.push(plain);
  }

  endSpeech(): void {
    const cue = this.#cue;
    if (!cue) return;
    if (this.#lines.length > 0) this.#say();
    const silent = this.#delivery.join('; ');
    this.#cue = null;
    this.#delivery = [];
    // Nothing is said: what is done with it is action.
    if (silent !== '') this.#add({ type: 'action', text: plainText(`${cue.name} (${silent})`) });
  }

  done(): Screenplay {
    this.endSpeech();
    if (this.#scenes.length === 0 && this.#before.notes.length > 0) this.#open('', null);
    return { title: this.#title, scenes: this.#scenes };
  }

  #say(): void {
    const text = cutText(this.#lines.join('\n'), maxText);
    const delivery = cutText(this.#delivery.join('; '), maxLine);
    this.#lines = [];
    this.#delivery = [];
    const cue = this.#cue ?? { name: '', extension: '', isDual: false };
    const { name, extension, isDual } = cue;
    this.#add({ type: 'dialogue', cue: name, extension, delivery, text, isDual });
  }

  #add(item: ScriptItem): void {
    // What happens before any heading is a scene without one.
    if (this.#scenes.length === 0 && item.type !== 'transition') this.#open('', null);
    const items = this.#scenes.at(-1)?.items ?? this.#before.items;
    if (items.length < maxScriptItems) items.push(item);
    else this.leftOut += 1;
  }

  #open(heading: string, number: string | null): void {
    if (this.#scenes.length >= maxScriptScenes) {
      this.leftOut += 1;
      return;
    }
    const { items, notes } = this.#before;
    this.#before = { items: [], notes: [] };
    this.#scenes.push({
      number: plainName((number ?? '').replaceAll('#', '')) || null,
      // Behind it a number stands between two of these.
      heading: plainName(heading).replace(/[#\s]+$/, ''),
      act: this.#act,
      sequence: this.#sequence,
      notes,
      items,
    });
  }
}
