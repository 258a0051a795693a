/** Work that is parted, so that others get their turn between its steps; the last one brings what it is about. */
export type Steps<T> = Generator<void, T>;

/** All steps without a pause. @throws what a step throws */
export function runAtOnce<T>(steps: Steps<T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/**
 * Steps one after the other until they are done or `isOver`, which is asked after each.
 * @returns the last one. @throws what a step throws
 */
export function takeSteps<T>(steps: Steps<T>, isOver: () => boolean): IteratorResult<void, T> {
  for (;;) {
    const step = steps.next();
    if (step.done || isOver()) return step;
  }
}

/** @param pause lets others have their turn; awaited between two steps @throws what a step throws */
export async function runInTurns<T>(steps: Steps<T>, pause: () => Promise<unknown>): Promise<T> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await pause();
  }
}
