import { actionStore, runAction } from './actions';
import { documentStore, whenLoaded } from './documentStore';

/*
 * Parts of the window are loaded when they are first shown. A key pressed meanwhile for one of their actions is not lost:
 * it is kept, one at a time, until the part has come, or until anything else is done. The same while boards and timeline are
 * shown and what is in their pictures is still on its way.
 */

/** Parts that are on their way. */
let loading = 0;
let held: string | null = null;

/** Notes that a part is on its way. @returns to be called when it is shown, or cannot be: what it registers is there then */
export function beginPart(): () => void {
  let isOnItsWay = true;
  loading += 1;
  return () => {
    if (isOnItsWay) loading -= 1;
    isOnItsWay = false;
  };
}

/** Boards and timeline are shown, and the rest of the film, with the parts that are made for it, follows. */
function isRestComing(): boolean {
  const { isOutlined, isLoaded } = documentStore.getState();
  return isOutlined && !isLoaded;
}

/** @returns whether the action waits for the part it belongs to now; false = no part is on its way */
export function holdAction(id: string): boolean {
  if (loading === 0 && !isRestComing()) return false;
  held = id;
  return true;
}

let stopWaiting: (() => void) | null = null;

/** @returns whether it waits for the whole film now; false = nothing more is on its way */
export function holdUntilLoaded(run: () => void): boolean {
  if (!isRestComing()) return false;
  dropHeld();
  // When everything that follows the document has done so.
  stopWaiting = whenLoaded(() => queueMicrotask(run));
  return true;
}

/** Whoever does something else no longer waits. */
export function dropHeld(): void {
  held = null;
  stopWaiting?.();
  stopWaiting = null;
}

/** Runs what is kept as soon as it is there. Once for the window. */
export function followHeld(): () => void {
  return actionStore.subscribe(({ actions }) => {
    if (held === null || !actions.has(held)) return;
    const id = held;
    held = null;
    // When all of the part's actions are there and its first effects have run.
    queueMicrotask(() => runAction(id));
  });
}
