/** Times that an edit is made ready anew because of others; then it is done in one turn. */
const mostRounds = 3;

/** Edits that take several turns of the worker's loop, one after the other. */
export class TurnQueue {
  #pending: Promise<unknown> | null = null;

  /** Resolves when all that is in the queue now has ended; never rejects. null = there is nothing in it. */
  get pending(): Promise<unknown> | null {
    return this.#pending;
  }

  /**
   * @param attempt resolves with undefined when others have come between and it has to be done again
   * @param atOnce does it in one turn: after so many attempts, so that it comes to an end
   */
  add<T>(attempt: () => Promise<T | undefined>, atOnce: () => T): Promise<T> {
    const work = Promise.resolve(this.#pending).then(async () => {
      for (let round = 0; round < mostRounds; round += 1) {
        const done = await attempt();
        if (done !== undefined) return done;
      }
      return atOnce();
    });
    const ended = work.then(
      () => undefined,
      () => undefined,
    );
    this.#pending = ended;
    void ended.then(() => {
      if (this.#pending === ended) this.#pending = null;
    });
    return work;
  }
}
