import type { AnyRecord } from '@shared/document/records';
import type { DocumentPart, HistoryState } from '@shared/rpc/table';
import type { Steps } from '@shared/steps/runSteps';

/** Read within a few milliseconds; a feature film is some thirty of them. Bytes of JSON. */
const partLength = 350_000;

const [opening, comma, closing] = Buffer.from('[,]') as unknown as readonly [number, number, number];

/** Gathers records into the parts of one sending. */
export class DocumentParts {
  readonly #emit: (part: DocumentPart) => void;
  readonly #mediaBase: string;
  /** The name of the sending: see DocumentPart. */
  readonly mark: string;
  #pieces: Uint8Array[] = [];
  /** Records that have come one by one, and are no piece yet. */
  #texts: string[] = [];
  /** Of pieces and texts, about. */
  #length = 0;
  #index = 0;

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
    return this.#grow(json.length);
  }

  /**
   * @param json of some sound records with commas, and maybe `mark`, between them, as UTF-8
   * @returns whether a part has gone
   */
  addBytes(json: Uint8Array): boolean {
    this.#endTexts();
    this.#pieces.push(json);
    return this.#grow(json.length);
  }

  end(revision: number, history: HistoryState): void {
    this.#send({ revision, history });
  }

  #grow(length: number): boolean {
    this.#length += length;
    if (this.#length < partLength) return false;
    this.#send(null);
    return true;
  }

  #endTexts(): void {
    if (this.#texts.length === 0) return;
    this.#pieces.push(Buffer.from(this.#texts.join(',')));
    this.#texts = [];
  }

  #send(end: DocumentPart['end']): void {
    this.#endTexts();
    const records = listOf(this.#pieces);
    this.#emit({ mediaBase: this.#mediaBase, sending: this.mark, index: this.#index, records, end });
    this.#pieces = [];
    this.#length = 0;
    this.#index += 1;
  }
}

/** The pieces with commas between them, in brackets; in memory of its own, all of which goes where it is sent. */
function listOf(pieces: readonly Uint8Array[]): Uint8Array {
  const length = pieces.reduce((sum, piece) => sum + piece.length + 1, 1);
  const list = new Uint8Array(Math.max(2, length));
  let at = 0;
  for (const piece of pieces) {
    list[at] = at === 0 ? opening : comma;
    list.set(piece, at + 1);
    at += 1 + piece.length;
  }
  if (at === 0) list[0] = opening;
  list[list.length - 1] = closing;
  return list;
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
