import { setImmediate as nextTurn } from 'node:timers/promises';
import { PlanRefusal } from '@shared/commands/command';
import { MissingRecordError } from '@shared/document/document';
import type { Committed, ImportReply, ImportTarget } from '@shared/rpc/table';
import { nanoid } from 'nanoid';
import { answerOf, FileIntake, type ImportEnvironment, type LinkChoice } from './fileIntake';
import { type Brought, importCalls, importLabel, partsOf, requireTarget } from './importCalls';
import { walkPaths } from './walkPaths';

export interface ImportRequest extends LinkChoice {
  readonly paths: readonly string[];
  readonly target: ImportTarget;
}

/**
 * One import from paths to one edit. Files that cannot be taken are answered for one by one and the others come in;
 * a cancel, or an edit that fails, leaves nothing behind.
 */
export class ImportSession {
  readonly #environment: ImportEnvironment;
  readonly #request: ImportRequest;
  readonly #signal: AbortSignal;

  constructor(environment: ImportEnvironment, request: ImportRequest, signal: AbortSignal) {
    this.#environment = environment;
    this.#request = request;
    this.#signal = signal;
  }

  /** @throws CodedError `cancelled`, `notFound` (target), `readOnly`, `diskFull` when nothing at all could be taken in */
  async run(): Promise<ImportReply> {
    const { target, paths } = this.#request;
    requireTarget(this.#environment.port.document, target);
    const intake = new FileIntake(this.#environment, this.#request, this.#signal);
    const candidates = await walkPaths(paths, {
      threads: this.#environment.copyThreads,
      signal: this.#signal,
      onFound: (files) => intake.found(files),
    });
    return intake.take(candidates, async (brought, outcomes) => {
      const committed = brought.chosen.length > 0 ? await this.#commit(brought) : null;
      return { files: outcomes.map(answerOf), committed };
    });
  }

  async #commit(brought: Brought): Promise<Committed | null> {
    const { port, emit } = this.#environment;
    const { target } = this.#request;
    const run = async (meant: ImportTarget): Promise<Committed | null> => {
      const label = importLabel(brought.chosen, meant);
      // Several commits, one entry of the history: others get their turn in between.
      const gestureId = `import ${nanoid()}`;
      let committed: Committed | null = null;
      for (const { part, target: place } of partsOf(brought, meant)) {
        // Before the first part, too: after an answer from a thread the next turn comes before anybody else's.
        await nextTurn();
        const calls = importCalls(port.document, part, place);
        if (calls.length > 0) committed = await port.runCommands(calls, { source: 'user', label, gestureId });
      }
      return committed;
    };
    try {
      return await run(target);
    } catch (error) {
      const isRefused = error instanceof PlanRefusal || error instanceof MissingRecordError;
      if (!isRefused || target.as === 'media') throw error;
      // A picture on a line is a slip of the hand: nothing of it comes in.
      if (target.as === 'line' && error instanceof PlanRefusal) throw error;
      // What they were meant for went away meanwhile; the files themselves are welcome.
      const committed = await run({ as: 'media' });
      emit('problem.raised', {
        code: 'refused',
        message: `The files are in the media list only. ${error.message}`,
      });
      return committed;
    }
  }
}
