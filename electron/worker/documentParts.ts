import type { AnyRecord } from '@shared/document/records';
import type { DocumentPart, HistoryState } from '@shared/rpc/table';
import type { Steps } from '@shared/steps/runSteps';

/** Read within a few milliseconds; a feature film is some thirty of them. Characters of JSON. */
const partLength = 350_000;

/** Characters of an outline of some hundred shots. */
const longFilm = 250_000;

/** Gathers records into the parts of one sending. */
export class DocumentParts {
  readonly #emit: (part: DocumentPart) => void;
  readonly #mediaBase: string;
  /** The name of the sending: see DocumentPart. */
  readonly mark: string;
  #texts: string[] = [];
  #length = 0;
  #index = 0;
  /** Characters that have gone. */
  #sentLength = 0;
  /** What waits to be asked for; null = everything goes at once. */
  #held: DocumentPart[] | null = null;

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
    this.#texts.push(json);
    this.#length += json.length;
    if (this.#length < partLength) return false;
    this.#sendGathered(null);
    return true;
  }

  /** @param json of a list of sound records, and maybe `mark` between them: a part of its own, made of no other text */
  addList(json: string): void {
    if (this.#texts.length > 0) this.#sendGathered(null);
    this.#send(json, null);
  }

  /**
   * The outline has come and goes; everything after it waits until it is asked for: see `sendingHeld`. A short film comes as
   * a whole: showing it in two steps would take longer.
   */
  endOutline(): void {
    if (this.#sentLength + this.#length < longFilm) return;
    this.#sendGathered(null, true);
    this.#held = [];
  }

  end(revision: number, history: HistoryState): void {
    this.#sendGathered({ revision, history });
  }

  /** Whether something waits to be asked for. */
  get isHolding(): boolean {
    return this.#held !== null;
  }

  /** Sends what waits, in steps of a part each. */
  *sendingHeld(): Steps<void> {
    const held = this.#held ?? [];
    this.#held = null;
    for (const part of held) {
      this.#emit(part);
      yield;
    }
  }

  #sendGathered(end: DocumentPart['end'], endsOutline = false): void {
    this.#send(`[${this.#texts.join(',')}]`, end, endsOutline);
    this.#texts = [];
    this.#length = 0;
  }

  #send(records: string, end: DocumentPart['end'], endsOutline = false): void {
    const { mark: sending } = this;
    const part = { mediaBase: this.#mediaBase, sending, index: this.#index, records, endsOutline, end };
    this.#index += 1;
    this.#sentLength += records.length;
    if (this.#held) this.#held.push(part);
    else this.#emit(part);
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
