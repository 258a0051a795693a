/** Work that is parted, so that others get their turn between its steps; the last one brings what it is about. */
export type Steps<T> = Generator<void, T>;

/** All steps without a pause. @throws what a step throws */
export function runAtOnce<T>(steps: Steps<T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** @param pause lets others have their turn; awaited between two steps @throws what a step throws */
export async function runInTurns<T>(steps: Steps<T>, pause: () => Promise<unknown>): Promise<T> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await pause();
  }
}
