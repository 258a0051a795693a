import { Document } from '@shared/document/document';
import type { AnyRecord } from '@shared/document/records';
import type { Committed } from '@shared/rpc/table';

/** So many steps back the model knows what undo has to lead to. */
const memory = 300;

/** What a project has to hold, by the acknowledged replies alone. */
export class FilmModel {
  #document: Document;
  #revision: number;
  /** Content by position in the history; position 0 is the oldest that is known. */
  #states: string[];
  #cursor = 0;
  readonly #files = new Set<string>();

  constructor(records: readonly AnyRecord[], revision: number) {
    this.#document = new Document(records);
    this.#revision = revision;
    this.#states = [this.content];
    this.#noteFiles();
  }

  /**
   * Copies that the film has ever referred to. One whose import was undone, and written over in the history, is a leftover
   * that a person cleans up: no file goes by itself.
   */
  get files(): ReadonlySet<string> {
    return this.#files;
  }

  get document(): Document {
    return this.#document;
  }

  get revision(): number {
    return this.#revision;
  }

  get content(): string {
    return contentOf(this.#document.records());
  }

  /** What undo or redo has to lead to; undefined = the model does not know, or there is nothing to take. */
  stateAfter(step: 'undo' | 'redo'): string | undefined {
    return this.#states[this.#cursor + (step === 'undo' ? -1 : 1)];
  }

  /** @throws Error when revisions are left out or an undo leads elsewhere than to where the edit began. */
  apply(committed: Committed): void {
    if (committed.revision !== this.#revision + 1) {
      throw new Error(`Revision ${committed.revision} follows ${this.#revision}.`);
    }
    const expected =
      committed.source === 'undo' || committed.source === 'redo'
        ? this.stateAfter(committed.source)
        : undefined;
    this.#revision = committed.revision;
    this.#document.apply(committed.diff);
    this.#noteFiles();
    if (committed.source === 'undo') this.#cursor -= 1;
    else if (committed.source === 'redo') this.#cursor += 1;
    else this.#append();
    if (expected !== undefined && expected !== this.content) {
      throw new Error(`The ${committed.source} of "${committed.label}" leads to another document.`);
    }
  }

  /** An undo or redo that was not acknowledged and yet is in the database. */
  takeStep(step: 'undo' | 'redo', records: readonly AnyRecord[]): void {
    this.#document = new Document(records);
    this.#revision += 1;
    this.#cursor += step === 'undo' ? -1 : 1;
    this.#noteFiles();
  }

  #noteFiles(): void {
    for (const { storage } of this.#document.list('media')) this.#files.add(storage.path);
  }

  /** Revisions that changed nothing in the end: there and back. */
  skipRevisions(count: number): void {
    this.#revision += count;
  }

  #append(): void {
    this.#states = [...this.#states.slice(0, this.#cursor + 1), this.content].slice(-memory);
    this.#cursor = this.#states.length - 1;
  }
}

export function contentOf(records: readonly AnyRecord[]): string {
  return JSON.stringify(records);
}
