/** Tells when a window comes onto a screen with other pixels, or its zoom changes: canvases must be made anew. @returns stops. */
export function watchPixelRatio(onChange: () => void): () => void {
  let query: MediaQueryList;
  const listen = (): void => {
    query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener('change', changed, { once: true });
  };
  const changed = (): void => {
    listen();
    onChange();
  };
  listen();
  return () => query.removeEventListener('change', changed);
}
