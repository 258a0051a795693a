/**
 * Whether a film is on the screen. What its first picture does not need (threads that start, files that are looked at)
 * would only have it wait.
 */
let isShown = false;
const waiting: (() => void)[] = [];

/** Once the film that is being opened is on the screen; at once where one is. */
export function whenFilmShown(work: () => void): void {
  if (isShown) work();
  else waiting.push(work);
}

/** A film has been painted, or is to be seen no more. */
export function noteFilmShown(shown: boolean): void {
  isShown = shown;
  if (shown) for (const work of waiting.splice(0)) work();
}
