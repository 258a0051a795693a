import { walkXml, XmlFault } from '../xml/walkXml';
import { readCue } from './cue';
import type { FountainReading } from './fountain';
import { ScriptBuilder } from './scriptBuilder';
import { ScriptError } from './scriptError';

/** Elements within elements; Final Draft comes to about ten. */
const maxDepth = 100;
/** Elements of a file; a script of 200 pages has about 50,000. */
const maxElements = 2_000_000;

interface Paragraph {
  readonly type: string;
  readonly number: string | null;
  text: string;
  readonly summary: string[];
}

/**
 * Reads a Final Draft script: paragraphs of the content and of dual dialogue by their type, runs of text joined, words in all caps as
 * they are seen, hidden ones left out; summaries as notes. Entities and document types are refused, so nothing expands and
 * nothing is fetched.
 * @throws ScriptError when it is no Final Draft script, or no sound XML
 */
export function readFdx(xml: string): FountainReading {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml))
    throw new ScriptError(
      'It has a document type or entities, which Final Draft does not write, and is not read.',
    );
  return new FdxReader().read(xml);
}

class FdxReader {
  readonly #builder = new ScriptBuilder();
  readonly #path: string[] = [];
  /** The paragraphs at hand, an outer one of dual dialogue before those in it. */
  readonly #paragraphs: Paragraph[] = [];
  #style = '';
  #speeches = 0;
  #title = '';
  /** Depth of the element at hand that is left out with all that is in it; 0 = none. */
  #leftOutFrom = 0;

  read(xml: string): FountainReading {
    const walker = {
      open: (name: string, attributes: Readonly<Record<string, string>>) => this.#open(name, attributes),
      close: () => this.#close(),
      text: (text: string) => this.#text(text),
      doctype: () => {
        throw new ScriptError('It has a document type, which is not read.');
      },
    };
    try {
      walkXml(xml, walker, { maxDepth, maxElements });
    } catch (error) {
      if (!(error instanceof XmlFault)) throw error;
      throw new ScriptError(
        error.kind === 'tooLarge'
          ? 'It is built deeper or larger than any script, and is not read.'
          : `It is damaged: its XML cannot be read (${error.detail}).`,
      );
    }
    this.#builder.setTitle(this.#title);
    return { screenplay: this.#builder.done(), leftOut: this.#builder.leftOut };
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#path.length === 0 && name !== 'FinalDraft')
      throw new ScriptError(`It is no Final Draft script: it begins with <${name.slice(0, 40)}>.`);
    this.#path.push(name);
    if (this.#leftOutFrom > 0) return;
    if (/^(?:ScriptNote|SceneArcBeats|OmittedScene|Tag(?:Data)?)$/.test(name)) {
      this.#leftOutFrom = this.#path.length;
      return;
    }
    if (name === 'Paragraph' && this.#isContent()) {
      const { Type = '', Number: number = '' } = attributes;
      this.#paragraphs.push({ type: Type, number: number.trim() || null, text: '', summary: [] });
    } else if (name === 'DualDialogue') this.#speeches = 0;
    else if (name === 'Text') this.#style = attributes.Style ?? '';
  }

  #close(): void {
    const name = this.#path.at(-1);
    if (this.#leftOutFrom > 0) {
      if (this.#path.length === this.#leftOutFrom) this.#leftOutFrom = 0;
    } else if (name === 'Paragraph' && this.#isContent()) {
      const paragraph = this.#paragraphs.pop();
      if (paragraph) this.#take(paragraph);
    } else if (name === 'Paragraph' && this.#isInSummary()) this.#paragraphs.at(-1)?.summary.push('\n');
    else if (name === 'DualDialogue') this.#builder.endSpeech();
    this.#path.pop();
  }

  #text(text: string): void {
    if (this.#leftOutFrom > 0 || this.#path.at(-1) !== 'Text') return;
    if (/\bHiddenText\b/.test(this.#style)) return;
    const words = /\bAllCaps\b/.test(this.#style) ? text.toLocaleUpperCase('und') : text;
    const paragraph = this.#paragraphs.at(-1);
    if (this.#path[1] === 'TitlePage') this.#title ||= words.trim();
    else if (paragraph && this.#isInSummary()) paragraph.summary.push(words);
    else if (paragraph && this.#path.at(-2) === 'Paragraph') paragraph.text += words;
  }

  /** A paragraph of the content itself, or of dual dialogue in one. */
  #isContent(): boolean {
    if (this.#path[1] !== 'Content') return false;
    return this.#path.length === 3 || (this.#path.length === 5 && this.#path[3] === 'DualDialogue');
  }

  #isInSummary(): boolean {
    return this.#path[1] === 'Content' && this.#path[3] === 'SceneProperties' && this.#path[4] === 'Summary';
  }

  #take({ type, number, text, summary }: Paragraph): void {
    const isOfSpeech =
      type === 'Dialogue' || type === 'Parenthetical' || type === 'Singing' || type === 'Lyrics';
    if (!isOfSpeech) this.#builder.endSpeech();
    if (isOfSpeech && text.trim() !== '' && !this.#builder.isSpeaking)
      this.#builder.cue({ name: '', extension: '', isDual: false });
    switch (type) {
      case 'Scene Heading':
        if (text.trim() !== '' || number !== null) this.#builder.heading(text, number);
        break;
      case 'Character':
        this.#character(text);
        break;
      case 'Parenthetical':
        this.#builder.parenthetical(text);
        break;
      case 'Dialogue':
      case 'Singing':
      case 'Lyrics':
        this.#builder.speech(text);
        break;
      case 'Transition':
        this.#builder.transition(text);
        break;
      case 'New Act':
        this.#builder.act(text);
        break;
      case 'End of Act':
      case 'Cast List':
        break;
      default:
        this.#builder.action(text);
    }
    this.#builder.note(summary.join(''));
  }

  #character(text: string): void {
    const isInDual = this.#path[3] === 'DualDialogue';
    if (isInDual) this.#speeches += 1;
    this.#builder.cue({ ...readCue(text), isDual: isInDual && this.#speeches > 1 });
  }
}
