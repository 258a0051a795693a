import { Document } from '@shared/document/document';
import { recordsOfPart } from '@shared/rpc/documentPart';
import type { Committed, DocumentPart, HistoryState } from '@shared/rpc/table';

/** A document as the worker had it at one moment, with what was committed since. */
export interface ReceivedDocument {
  readonly document: Document;
  readonly revision: number;
  readonly history: HistoryState;
}

/** What boards and timeline are laid out with, of a project that the worker is still opening. */
export interface Outline {
  readonly document: Document;
  readonly mediaBase: string;
  /** As `session.load` gives it. */
  readonly session: unknown;
}

export interface IncomingOptions {
  /** `mediaBase` of the opening that is wanted now; null = none. */
  readonly wanted: () => string | null;
  /** Has the document sent; its parts come before, while or after this resolves. @throws CodedError */
  readonly send: () => Promise<unknown>;
  /** Has sent what follows the outline. @throws CodedError */
  readonly sendRest: () => Promise<unknown>;
  /** Lets the window do something else in between. */
  readonly pause: () => Promise<void>;
  /** Works out what will be asked of a document first, in as many tasks as it takes. */
  readonly prepare: (document: Document) => Promise<void>;
  /** Hears of a document of which the outline is here, and prepared: the very one that `take` will give. */
  readonly onOutline: (outline: Outline) => void;
}

/** One sending, as far as it has come. */
interface Sending {
  readonly name: string;
  readonly mediaBase: string;
  readonly document: Document;
  /** Commits told of while it came; those later than the document belong on top of it. */
  readonly commits: Committed[];
  nextIndex: number;
  end: DocumentPart['end'];
  /** A part did not come: the page was not there yet. */
  isBroken: boolean;
  isPrepared: boolean;
  /** The outline is here, and what follows it has not been asked for. */
  lacksRest: boolean;
  /** The outline is here, and is being prepared. */
  isOutlineDue: boolean;
}

/**
 * Puts together the document that the worker sends in parts, one part a task. While a project is being opened the worker
 * sends its outline unasked, so that it is here before the worker is done; what follows is asked for by `take`.
 */
export class IncomingDocument {
  readonly #options: IncomingOptions;
  #sending: Sending | null = null;
  readonly #waiting: DocumentPart[] = [];
  #isReading = false;
  readonly #changed: (() => void)[] = [];

  constructor(options: IncomingOptions) {
    this.#options = options;
  }

  receive(part: DocumentPart): void {
    this.#waiting.push(part);
    if (!this.#isReading) void this.#readAll();
  }

  /** Every commit the window hears of has to come by here. */
  note(committed: Committed): void {
    this.#sending?.commits.push(committed);
  }

  /**
   * The document of the wanted opening; what is still on its way is waited for. null when none is wanted any more.
   * @throws CodedError
   */
  async take(): Promise<ReceivedDocument | null> {
    for (let wanted = this.#options.wanted(); wanted !== null; wanted = this.#options.wanted()) {
      const sending = this.#sending;
      if (sending === null || sending.mediaBase !== wanted || sending.isBroken) await this.#sendAgain();
      else if (sending.lacksRest && sending.end === null) {
        sending.lacksRest = false;
        await this.#options.sendRest();
      } else if (sending.end === null) await this.#nextChange();
      else if (!sending.isPrepared) {
        sending.isPrepared = true;
        await this.#options.prepare(sending.document);
      } else {
        this.#sending = null;
        const received = complete(sending, sending.end);
        if (received) return received;
      }
    }
    return null;
  }

  /** Resolves when what has come by now has been read; where it ends an outline, that has been told of. */
  async settled(): Promise<void> {
    while (this.#isReading || this.#sending?.isOutlineDue) await this.#nextChange();
  }

  /** Whether nothing is missing of the document of this opening. */
  isWhole(mediaBase: string): boolean {
    const sending = this.#sending;
    return sending?.mediaBase === mediaBase && !sending.isBroken && sending.end !== null;
  }

  /** What has come is of no use. */
  forget(): void {
    this.#sending = null;
    this.#waiting.length = 0;
    this.#tellChange();
  }

  async #sendAgain(): Promise<void> {
    this.#sending = null;
    await this.#options.send();
    while (this.#sending === null && this.#options.wanted() !== null) await this.#nextChange();
  }

  #tellChange(): void {
    for (const resolve of this.#changed.splice(0)) resolve();
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => this.#changed.push(resolve));
  }

  async #readAll(): Promise<void> {
    this.#isReading = true;
    for (let part = this.#waiting.shift(); part; part = this.#waiting.shift()) {
      this.#read(part);
      this.#tellChange();
      if (this.#waiting.length > 0) await this.#options.pause();
    }
    this.#isReading = false;
    this.#tellChange();
  }

  async #tellOutline(sending: Sending, session: unknown): Promise<void> {
    const { document, mediaBase } = sending;
    sending.isPrepared = true;
    try {
      await this.#options.prepare(document);
      if (this.#sending === sending) this.#options.onOutline({ document, mediaBase, session });
    } finally {
      sending.isOutlineDue = false;
      this.#tellChange();
    }
  }

  #read(part: DocumentPart): void {
    const { sending: name, mediaBase, index, outline, end } = part;
    if (this.#sending?.name !== name) {
      const document = new Document();
      const isBroken = index !== 0;
      this.#sending = {
        name,
        mediaBase,
        document,
        commits: [],
        nextIndex: index,
        end: null,
        isBroken,
        isPrepared: false,
        lacksRest: false,
        isOutlineDue: false,
      };
    }
    const sending = this.#sending;
    sending.isBroken ||= index !== sending.nextIndex;
    if (sending.isBroken) return;
    sending.nextIndex += 1;
    sending.document.apply({ added: recordsOfPart(part), updated: [], removed: [] });
    sending.end = end;
    if (outline) {
      sending.lacksRest = true;
      sending.isOutlineDue = true;
      void this.#tellOutline(sending, outline.session);
    }
  }
}

/** null when a commit in between was not told of. */
function complete(
  { document, commits }: Sending,
  end: NonNullable<DocumentPart['end']>,
): ReceivedDocument | null {
  let { revision, history } = end;
  for (const committed of commits) {
    if (committed.revision <= revision) continue;
    if (committed.revision > revision + 1) return null;
    document.apply(committed.diff);
    ({ revision, history } = committed);
  }
  return { document, revision, history };
}
