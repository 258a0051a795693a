import { createStore } from 'zustand/vanilla';

/**
 * A thing a person can do, once: menu, context menu, key, palette and tooltip all read it here.
 * Edits of the document go on to `runCommand`; view actions change the session store.
 */
export interface Action {
  /** `domain.verbNoun`; for an edit, the id of its command. */
  readonly id: string;
  readonly title: string;
  readonly group:
    | 'File'
    | 'Edit'
    | 'View'
    | 'Shot'
    | 'Layer'
    | 'Camera'
    | 'Element'
    | 'Timeline'
    | 'Playback'
    | 'Generate'
    | 'Help';
  /** tinykeys notation by key code where layouts differ: "$mod+KeyZ", "Space", "Shift+KeyM". The first is shown. */
  readonly keys?: readonly string[];
  readonly isEnabled?: () => boolean;
  readonly run: () => void;
  /** Not offered in the palette (nudges and the like). */
  readonly isHidden?: boolean;
}

export const actionStore = createStore<{ readonly actions: ReadonlyMap<string, Action> }>()(() => ({
  actions: new Map(),
}));

/**
 * Adds actions while a part of the window is there.
 * @returns takes them out again.
 * @throws Error when an id is taken: one way to do a thing.
 */
export function registerActions(added: readonly Action[]): () => void {
  actionStore.setState(({ actions }) => {
    const next = new Map(actions);
    for (const action of added) {
      if (next.has(action.id)) throw new Error(`The action ${action.id} is registered twice.`);
      next.set(action.id, action);
    }
    return { actions: next };
  });
  return () => {
    actionStore.setState(({ actions }) => {
      const next = new Map(actions);
      for (const action of added) next.delete(action.id);
      return { actions: next };
    });
  };
}

/** Runs an action if it is there and enabled. @returns whether it ran. */
export function runAction(id: string): boolean {
  const action = actionStore.getState().actions.get(id);
  if (!action || action.isEnabled?.() === false) return false;
  action.run();
  return true;
}
