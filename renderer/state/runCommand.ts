import { CodedError } from '@shared/rpc/result';
import type { Committed } from '@shared/rpc/table';
import { call } from './bridge';
import { documentStore } from './documentStore';
import { raiseError, raiseNotice } from './notices';
import { sessionStore } from './sessionStore';
import { showCommitted } from './showCommitted';
import { type EditRequest, keepUnsaved, makeWayFor } from './unsavedEdits';

export interface RunOptions {
  /** Edits with the same id merge into one entry of the history: one for each drag, one for each typed field. */
  readonly gestureId?: string;
  /** Leave the selection alone even where the command would select what it made. */
  readonly keepSelection?: boolean;
}

/**
 * Runs an edit in the worker: the only way the window changes the document. Durable when it resolves.
 * A refusal or an error is shown to the person and resolves to null, so that callers need no handling of their own. An edit
 * that the disk or the worker kept from being saved waits in unsavedEdits.ts.
 */
export function runCommand(
  command: string,
  args: unknown,
  options: RunOptions = {},
): Promise<Committed | null> {
  const { gestureId, keepSelection = false } = options;
  const request: EditRequest = {
    command,
    args: args as EditRequest['args'],
    selection: [...sessionStore.getState().selection],
    ...(gestureId === undefined ? {} : { gestureId }),
  };
  const sentAtMs = Date.now();
  return commit(
    async () => {
      const reason = await makeWayFor(request);
      if (reason) throw reason;
      return call('edit.run', request);
    },
    keepSelection,
    (error) => keepUnsaved(request, sentAtMs, error),
  );
}

export const undo = (): Promise<Committed | null> => commit(() => call('edit.undo', null), false);
export const redo = (): Promise<Committed | null> => commit(() => call('edit.redo', null), false);

/** Undoes or redoes up to a place of the history, as one step. */
export const goToHistory = (position: number): Promise<Committed | null> =>
  commit(() => call('history.goTo', { position }), false);

/** Makes the document that of a version, as one edit. */
export const restoreVersion = (id: string): Promise<Committed | null> =>
  commit(async () => {
    const committed = await call('snapshots.restore', {
      id,
      selection: [...sessionStore.getState().selection],
    });
    if (!committed) raiseNotice({ tone: 'info', message: 'The film is as in this version already.' });
    return committed;
  }, false);

async function commit(
  send: () => Promise<Committed | null>,
  keepSelection: boolean,
  keep: (error: unknown) => boolean = () => false,
): Promise<Committed | null> {
  documentStore.setState((state) => ({ pendingEdits: state.pendingEdits + 1 }));
  try {
    const committed = await send();
    if (committed) showCommitted(committed, keepSelection);
    return committed;
  } catch (error) {
    // What is kept is said to be unsaved, and tried again. Of a folder that has moved the banner tells.
    const isKept = keep(error);
    if (!isKept || !(error instanceof CodedError) || error.code !== 'projectMoved') raiseError(error);
    return null;
  } finally {
    documentStore.setState((state) => ({ pendingEdits: Math.max(0, state.pendingEdits - 1) }));
  }
}

let gestures = 0;

/** A fresh id for one drag or one stretch of typing. */
export function newGestureId(): string {
  gestures += 1;
  return `gesture-${gestures}-${Date.now().toString(36)}`;
}
