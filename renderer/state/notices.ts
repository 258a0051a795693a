import { CodedError, type ErrorCode } from '@shared/rpc/result';
import { createStore } from 'zustand/vanilla';
import { runAction } from './actions';
import { documentStore, readOnlyWords } from './documentStore';
import { withProject } from './projectScope';

/** A message that asks for nothing: it stands in a corner and leaves by itself unless it is an error. */
export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'success' | 'warning' | 'error';
  readonly message: string;
  readonly detail?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Stays until it is dismissed, as an error does. */
  readonly isLasting?: boolean;
  /** It is about a file or folder beside the open project, and stays when that is closed. */
  readonly outlivesProject?: boolean;
}

export const noticeStore = createStore<{ readonly notices: readonly Notice[] }>()(() => ({ notices: [] }));

withProject(() =>
  noticeStore.setState(({ notices }) => ({
    notices: notices.filter(({ outlivesProject }) => outlivesProject === true),
  })),
);

let nextId = 1;

export function raiseNotice(notice: Omit<Notice, 'id'>): number {
  const id = nextId;
  nextId += 1;
  noticeStore.setState(({ notices }) => ({
    // The same message again replaces the old one instead of piling up.
    notices: [...notices.filter((other) => other.message !== notice.message), { ...notice, id }].slice(-5),
  }));
  return id;
}

export function dismissNotice(id: number): void {
  noticeStore.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

const calmCodes: readonly ErrorCode[] = ['refused', 'cancelled'];

/** Says in words what went wrong. A refusal is a hint, not a failure. */
export function raiseError(error: unknown): void {
  const code = error instanceof CodedError ? error.code : 'internal';
  if (code === 'cancelled') return;
  if (code === 'readOnly' && documentStore.getState().opened?.isReadOnly) {
    raiseNotice({
      tone: 'info',
      message: readOnlyWords,
      detail: 'To work on it, save a copy.',
      action: { label: 'Save a Copy…', run: () => void runAction('project.saveCopy') },
    });
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  raiseNotice({ tone: calmCodes.includes(code) ? 'warning' : 'error', message });
}
