import type { ActionDefinition } from '@shared/actions/action';
import { type ActionId, findAction } from '@shared/actions/catalogue';
import { createStore } from 'zustand/vanilla';
import { documentStore, readOnlyWords } from './documentStore';

/** What an action of the catalogue does, given by the part of the window that it belongs to. */
export interface ActionImplementation {
  readonly id: ActionId;
  /** Edits of the document go on to `runCommand`; view actions change the session store. */
  readonly run: () => void;
  /** Absent = always. */
  readonly isEnabled?: () => boolean;
}

/** An action that can be run now or later: its words and keys from the catalogue, and what it does. */
export interface Action extends ActionDefinition, ActionImplementation {
  readonly id: ActionId;
}

export const actionStore = createStore<{ readonly actions: ReadonlyMap<string, Action> }>()(() => ({
  actions: new Map(),
}));

/**
 * Adds actions while a part of the window is there.
 * @returns takes them out again.
 * @throws Error when an id is not in the catalogue, or taken: one way to do a thing.
 */
export function registerActions(added: readonly ActionImplementation[]): () => void {
  actionStore.setState(({ actions }) => {
    const next = new Map(actions);
    for (const implementation of added) {
      const definition = findAction(implementation.id);
      if (!definition) throw new Error(`There is no action ${implementation.id} in the catalogue.`);
      if (next.has(definition.id)) throw new Error(`The action ${definition.id} is registered twice.`);
      next.set(definition.id, { ...definition, ...implementation });
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

/** Why an action cannot be run now, for a person; undefined = it can, or there is nothing to say. */
export function whyDim(action: Action): string | undefined {
  if (action.isEnabled?.() !== false) return undefined;
  const isReadOnly = documentStore.getState().opened?.isReadOnly === true;
  return isReadOnly ? readOnlyWords : action.whyNot;
}

/** Runs an action if it is there and enabled. @returns whether it ran. */
export function runAction(id: string): boolean {
  const action = actionStore.getState().actions.get(id);
  if (!action || action.isEnabled?.() === false) return false;
  action.run();
  return true;
}
