/** Resolves when the work has come to its end, well or not, and at the latest after so many ms. Never rejects. */
export function settledWithin(work: Promise<unknown>, milliseconds: number): Promise<unknown> {
  const late = new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
  return Promise.race([work.catch(() => undefined), late]);
}
