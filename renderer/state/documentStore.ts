import { Document } from '@shared/document/document';
import { idPrefixes } from '@shared/document/ids';
import type { IdOf, Kind, RecordOf } from '@shared/document/records';
import type { Committed, DocumentPart, HistoryState, OpenedProject } from '@shared/rpc/table';
import { emptySequence, type Sequence, selectSequence } from '@shared/shots/sequence';
import { selectTimelineModel } from '@shared/timeline/model';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { call } from './bridge';
import { IncomingDocument } from './incomingDocument';
import { nextTask } from './nextTask';

/**
 * Document scope: the window's mirror of the worker's document. It changes by commits of the worker only.
 * `document` is one object for the life of a project; `revision` says that it changed, and selectors over it give
 * the same reference until what they select changes.
 */
export interface DocumentState {
  readonly opened: OpenedProject | null;
  readonly document: Document;
  readonly isLoaded: boolean;
  readonly revision: number;
  readonly history: HistoryState;
  /** Edits sent and not yet answered: > 0 shows "Saving". */
  readonly pendingEdits: number;
}

const emptyHistory: HistoryState = { undoLabel: null, redoLabel: null };

const nothingOpen: DocumentState = {
  opened: null,
  document: new Document(),
  isLoaded: false,
  revision: 0,
  history: emptyHistory,
  pendingEdits: 0,
};

export const documentStore = createStore<DocumentState>()(() => nothingOpen);

/** Whether another project is open than before, or the same one anew; one whose folder has moved is still the same. */
export const isOtherProject = (state: DocumentState, before: DocumentState): boolean =>
  state.opened?.mediaBase !== before.opened?.mediaBase;

/** Whether the film is there and may be changed; one that is open for reading only may not. */
export function isWritable(): boolean {
  const { isLoaded, opened } = documentStore.getState();
  return isLoaded && opened?.isReadOnly === false;
}

export const readOnlyWords = 'This project is open for reading only.';

/** The present document, for code outside React. */
export const currentDocument = (): Document => documentStore.getState().document;

const incoming = new IncomingDocument({
  wanted: () => documentStore.getState().opened?.mediaBase ?? null,
  send: () => call('document.send', null),
  pause: nextTask,
  // All of these are asked for as soon as the document is there: one task each, instead of one for all.
  prepare: async (document) => {
    for (const work of [selectSequence, selectTimelineModel]) {
      work(document);
      await nextTask();
    }
  },
});

/** A part of the document of the project that is being opened, or was asked for. */
export const receiveDocumentPart = (part: DocumentPart): void => incoming.receive(part);

let loading: Promise<void> | null = null;

/** Loads the whole document of the open project; calls while it runs share it. */
export function loadDocument(): Promise<void> {
  loading ??= (async () => {
    try {
      const received = await incoming.take();
      if (received) documentStore.setState({ ...received, isLoaded: true });
    } finally {
      loading = null;
    }
  })();
  return loading;
}

export async function showProject(opened: OpenedProject): Promise<void> {
  documentStore.setState({ ...nothingOpen, opened });
  await loadDocument();
}

export function forgetProject(): void {
  documentStore.setState(nothingOpen);
  incoming.forget();
}

/**
 * Applies a commit once: it comes as an event and as the reply to the call that made it, in either order.
 * A gap in the revisions means that something was missed: everything is loaded again.
 */
export function applyCommitted(committed: Committed): void {
  incoming.note(committed);
  const { revision, diff, history } = committed;
  const state = documentStore.getState();
  if (!state.isLoaded || revision <= state.revision) return;
  if (revision > state.revision + 1) {
    void loadDocument();
    return;
  }
  state.document.apply(diff);
  documentStore.setState({ revision, history });
}

const kindOfPrefix = new Map(
  Object.entries(idPrefixes).map(([kind, prefix]) => [prefix as string, kind as Kind]),
);

/** Which kind a record of this id is of. */
export function kindOfId(id: string): Kind | undefined {
  return id === 'project' ? 'project' : kindOfPrefix.get(id.slice(0, id.indexOf('_')));
}

/** Renders again only when what the selector returns is another reference. */
export function useDocument<T>(selector: (document: Document, state: DocumentState) => T): T {
  return useStore(documentStore, (state) => selector(state.document, state));
}

export function useRecord<K extends Kind>(kind: K, id: IdOf<K> | null | undefined): RecordOf<K> | undefined {
  return useDocument((document) => (id ? document.get(kind, id) : undefined));
}

export function useList<K extends Kind>(kind: K): readonly RecordOf<K>[] {
  return useDocument((document) => document.list(kind));
}

const none: readonly never[] = Object.freeze([]);

export function useChildren<K extends Kind>(
  kind: K,
  parentId: string | null | undefined,
): readonly RecordOf<K>[] {
  return useDocument((document) => (parentId ? document.childrenOf(kind, parentId) : none));
}

/** The sequence of the open project; an empty one while none is loaded. */
export function currentSequence(): Sequence {
  const { document, isLoaded } = documentStore.getState();
  return isLoaded ? selectSequence(document) : emptySequence;
}

export function useSequence(): Sequence {
  return useDocument((document, { isLoaded }) => (isLoaded ? selectSequence(document) : emptySequence));
}
