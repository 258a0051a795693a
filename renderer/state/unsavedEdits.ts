import { CodedError, type ErrorCode } from '@shared/rpc/result';
import type { RpcRequest } from '@shared/rpc/table';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { call } from './bridge';
import { documentStore } from './documentStore';
import { withProject } from './projectScope';
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

/** What is set by the later edit need not be set by the earlier one. */
function withoutOverwritten(edits: readonly UnsavedEdit[], request: EditRequest): readonly UnsavedEdit[] {
  const slot = slotOf(request);
  if (slot === null) return edits;
  return edits.filter((edit) => edit.mayBeSaved || slotOf(edit.request) !== slot);
}

const isId = (text: string): boolean => text === 'project' || /^[a-z]{3}_[\w-]{8,}$/.test(text);

/** Which fields of which records an edit sets, whatever it sets them to; null for edits that make, move or take away. */
function slotOf({ command, args }: EditRequest): string | null {
  if (!/\.(edit|rename|set[A-Z]\w*)$/.test(command)) return null;
  const shape = JSON.stringify(args, (_key, value: unknown) => {
    if (typeof value === 'string') return isId(value) ? value : '';
    return typeof value === 'object' && value !== null ? value : null;
  });
  return `${command} ${shape}`;
}

/**
 * Before another edit is sent: those that wait go first, so that nothing old is written over something new.
 * @returns why the other one has to wait, too; null = it can be sent
 */
export async function makeWayFor(request: EditRequest): Promise<CodedError | null> {
  if (!unsavedStore.getState().edits.some(isWaiting)) return null;
  unsavedStore.setState(({ edits }) => ({ edits: withoutOverwritten(edits, request) }));
  await retryUnsaved();
  const first = unsavedStore.getState().edits.find(isWaiting);
  return first ? new CodedError(first.code, first.message) : null;
}

const isWaiting = ({ isStuck, mayBeSaved }: UnsavedEdit): boolean => !isStuck && !mayBeSaved;

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
  unsavedStore.setState(({ edits }) => ({ edits: [...withoutOverwritten(edits, request), edit] }));
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

// Another project must not get them: what they name may be in it, too.
withProject(discardAllUnsaved);

let trying: Promise<void> | null = null;

/** Tries all again, oldest first, until one fails for a passing reason. Never rejects; calls while it runs share it. */
export function retryUnsaved(): Promise<void> {
  trying ??= tryAll().finally(() => {
    trying = null;
    unsavedStore.setState({ isTrying: false });
    planRetry();
  });
  return trying;
}

async function tryAll(): Promise<void> {
  clearTimeout(timer);
  unsavedStore.setState({ isTrying: true });
  for (const edit of unsavedStore.getState().edits) {
    if (isWaiting(edit) && !(await tryAgain(edit))) return;
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
  if (edits.some(isWaiting)) timer = setTimeout(() => void retryUnsaved(), retryMs);
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
