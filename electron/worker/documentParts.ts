import type { DocumentPart, HistoryState } from '@shared/rpc/table';

/** Read within a few milliseconds; a feature film is some twenty of them. Characters of JSON. */
const partLength = 500_000;

/** Gathers records into the parts of one sending. */
export class DocumentParts {
  readonly #emit: (part: DocumentPart) => void;
  readonly #mediaBase: string;
  readonly #sending: string;
  #texts: string[] = [];
  #length = 0;
  #index = 0;

  /** @param sending a name no other sending has */
  constructor(mediaBase: string, sending: string, emit: (part: DocumentPart) => void) {
    this.#mediaBase = mediaBase;
    this.#sending = sending;
    this.#emit = emit;
  }

  /** @param json of one sound record */
  add(json: string): void {
    this.#texts.push(json);
    this.#length += json.length;
    if (this.#length >= partLength) this.#send(null);
  }

  end(revision: number, history: HistoryState): void {
    this.#send({ revision, history });
  }

  #send(end: DocumentPart['end']): void {
    const records = `[${this.#texts.join(',')}]`;
    this.#emit({ mediaBase: this.#mediaBase, sending: this.#sending, index: this.#index, records, end });
    this.#texts = [];
    this.#length = 0;
    this.#index += 1;
  }
}
