import { CodedError, type ErrorCode } from '@shared/rpc/result';
import type { RpcRequest } from '@shared/rpc/table';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { call } from './bridge';
import { documentStore } from './documentStore';
import { showCommitted } from './showCommitted';

export type EditRequest = RpcRequest<'edit.run'>;

/** An edit that could not be made durable. The document does not have it; it waits here for its next try. */
export interface UnsavedEdit {
  readonly id: number;
  readonly request: EditRequest;
  /** When it was sent to the worker. */
  readonly sentAtMs: number;
  readonly code: ErrorCode;
  /** Why it is not saved. */
  readonly message: string;
  /** It was tried again and can no longer be done as it was meant: a person decides. */
  readonly isStuck: boolean;
  /** The worker died over it: nobody can say yet whether it is on the disk. */
  readonly mayBeSaved: boolean;
}

export const unsavedStore = createStore<{
  /** Oldest first. */
  readonly edits: readonly UnsavedEdit[];
  readonly isTrying: boolean;
}>()(() => ({ edits: [], isTrying: false }));

export function useUnsaved<T>(selector: (state: ReturnType<typeof unsavedStore.getState>) => T): T {
  return useStore(unsavedStore, selector);
}

/** The disk, the folder or the worker was the reason, not the edit: another try may succeed. */
const passingCodes: ReadonlySet<ErrorCode> = new Set([
  'diskFull',
  'unreadable',
  'readOnly',
  'projectMoved',
  'projectInUse',
  'projectDamaged',
  'workerLost',
  'noProject',
] satisfies ErrorCode[]);

/** How long between tries by itself, ms. */
const retryMs = 5_000;

let nextId = 1;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Keeps an edit whose saving failed for a passing reason. @returns false for any other error */
export function keepUnsaved(request: EditRequest, sentAtMs: number, error: unknown): boolean {
  if (!(error instanceof CodedError) || !passingCodes.has(error.code)) return false;
  const { opened } = documentStore.getState();
  // A project that is only looked at: no try will ever succeed.
  if (opened === null || opened.isReadOnly) return false;
  const { code, message } = error;
  const mayBeSaved = code === 'workerLost';
  const edit = { id: nextId, request, sentAtMs, code, message, isStuck: false, mayBeSaved };
  nextId += 1;
  unsavedStore.setState(({ edits }) => {
    const last = edits.at(-1);
    // One drag, one stretch of typing: its last state is what counts.
    const isSameGesture =
      last !== undefined &&
      request.gestureId !== undefined &&
      last.request.gestureId === request.gestureId &&
      last.request.command === request.command;
    return { edits: isSameGesture ? [...edits.slice(0, -1), edit] : [...edits, edit] };
  });
  planRetry();
  return true;
}

export function discardUnsaved(id: number): void {
  unsavedStore.setState(({ edits }) => ({ edits: edits.filter((edit) => edit.id !== id) }));
}

export function discardAllUnsaved(): void {
  clearTimeout(timer);
  unsavedStore.setState({ edits: [], isTrying: false });
}

/** Tries all again, oldest first, until one fails for a passing reason. Never rejects. */
export async function retryUnsaved(): Promise<void> {
  if (unsavedStore.getState().isTrying) return;
  clearTimeout(timer);
  unsavedStore.setState({ isTrying: true });
  try {
    for (const edit of unsavedStore.getState().edits) {
      if (edit.isStuck || edit.mayBeSaved) continue;
      if (!(await tryAgain(edit))) break;
    }
  } finally {
    unsavedStore.setState({ isTrying: false });
    planRetry();
  }
}

/** @returns false when the reason is still there */
async function tryAgain(edit: UnsavedEdit): Promise<boolean> {
  try {
    const committed = await call('edit.run', edit.request);
    if (committed) showCommitted(committed);
    discardUnsaved(edit.id);
    return true;
  } catch (error) {
    const code = error instanceof CodedError ? error.code : 'internal';
    const message = error instanceof Error ? error.message : String(error);
    const isStuck = !passingCodes.has(code);
    unsavedStore.setState(({ edits }) => ({
      edits: edits.map((other) => (other.id === edit.id ? { ...other, code, message, isStuck } : other)),
    }));
    return isStuck;
  }
}

function planRetry(): void {
  clearTimeout(timer);
  const { edits } = unsavedStore.getState();
  if (edits.some((edit) => !edit.isStuck && !edit.mayBeSaved))
    timer = setTimeout(() => void retryUnsaved(), retryMs);
}

/**
 * A new worker has the project: edits that were under way when the old one died are in its history, or are not. Those that are
 * not are tried again. Never rejects.
 */
export async function settleAfterRestart(): Promise<void> {
  const open = unsavedStore.getState().edits.filter(({ mayBeSaved }) => mayBeSaved);
  const first = open[0];
  if (first) {
    try {
      const { entries } = await call('history.list', { newest: null, count: 100 });
      const since = entries.filter(({ createdAtMs }) => createdAtMs >= first.sentAtMs).reverse();
      let at = 0;
      for (const { command } of since) if (command === open[at]?.request.command) at += 1;
      const saved = new Set(open.slice(0, at).map(({ id }) => id));
      unsavedStore.setState(({ edits }) => ({
        edits: edits.flatMap((edit) => (saved.has(edit.id) ? [] : [{ ...edit, mayBeSaved: false }])),
      }));
    } catch {
      // Still no worker: the next one is asked.
      return;
    }
  }
  await retryUnsaved();
}
