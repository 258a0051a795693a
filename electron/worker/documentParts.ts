import type { AnyRecord } from '@shared/document/records';
import type { DocumentPart, HistoryState } from '@shared/rpc/table';
import type { Steps } from '@shared/steps/runSteps';
import { keptJson } from './preferences';

/** Read within a few milliseconds; a feature film is some forty of them. Characters of JSON. */
const partLength = 350_000;

/** Characters of an outline of some hundred shots. */
const longFilm = 250_000;

/** Gathers records into the parts of one sending. */
export class DocumentParts {
  readonly #emit: (part: DocumentPart) => void;
  readonly #mediaBase: string;
  /** The name of the sending: see DocumentPart. */
  readonly mark: string;
  /** Records, or several of them with commas between. */
  #texts: string[] = [];
  #length = 0;
  #index = 0;
  /** Characters that have gone. */
  #sentLength = 0;
  #isHolding = false;

  /** @param sending a name no other sending has */
  constructor(mediaBase: string, sending: string, emit: (part: DocumentPart) => void) {
    this.#mediaBase = mediaBase;
    this.mark = sending;
    this.#emit = emit;
  }

  /**
   * @param json of one sound record
   * @returns whether a part has gone
   */
  add(json: string): boolean {
    if (this.#isHolding) return false;
    this.#texts.push(json);
    this.#length += json.length;
    if (this.#length < partLength) return false;
    this.#sendGathered(null);
    return true;
  }

  /** @param json of a list of sound records, as JSON.stringify writes lists, and maybe `mark` between them */
  addList(json: string): void {
    if (json !== '[]') this.add(json.slice(1, -1));
  }

  /**
   * The outline has come and goes. What follows it in a long film waits until it is asked for, and is passed over here: see
   * `sendingRest`. A short film comes as a whole: showing it in two steps would take longer.
   * @param session the JSON of where the person was last
   */
  endOutline(session: string | undefined): void {
    if (this.#sentLength + this.#length < longFilm) return;
    this.#sendGathered(null, { session: keptJson(session) });
    this.#isHolding = true;
  }

  /** Of all of it; nothing where the rest waits. */
  end(revision: number, history: HistoryState): void {
    if (!this.#isHolding) this.#sendGathered({ revision, history });
  }

  /** Whether what follows the outline waits. */
  get isHolding(): boolean {
    return this.#isHolding;
  }

  /** What waited, in steps of a part each. @param end which revision the outline and these records are */
  sendingRest(records: readonly AnyRecord[], end: NonNullable<DocumentPart['end']>): Steps<void> {
    this.#isHolding = false;
    return sendingParts(this, records, end);
  }

  #sendGathered(end: DocumentPart['end'], outline: DocumentPart['outline'] = null): void {
    const records = `[${this.#texts.join(',')}]`;
    this.#emit({
      mediaBase: this.#mediaBase,
      sending: this.mark,
      index: this.#index,
      records,
      outline,
      end,
    });
    this.#texts = [];
    this.#length = 0;
    this.#index += 1;
    this.#sentLength += records.length;
  }
}

/**
 * Sends records in steps of a part each. The first one has gone after the first step, so that the window puts what is
 * committed meanwhile on top. @param end which revision the records are
 */
export function* sendingParts(
  parts: DocumentParts,
  records: readonly AnyRecord[],
  end: NonNullable<DocumentPart['end']>,
): Steps<void> {
  for (const record of records) if (parts.add(JSON.stringify(record))) yield;
  parts.end(end.revision, end.history);
}
