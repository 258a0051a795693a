/** Runs work once what is being rendered now has been painted. @returns takes it back. */
export function afterPaint(work: () => void): () => void {
  let timer: number | undefined;
  const request = window.requestAnimationFrame(() => {
    timer = window.setTimeout(work);
  });
  return () => {
    window.cancelAnimationFrame(request);
    window.clearTimeout(timer);
  };
}
