import { Document } from '@shared/document/document';
import { idPrefixes } from '@shared/document/ids';
import type { IdOf, Kind, RecordOf } from '@shared/document/records';
import type { Committed, DocumentPart, HistoryState, OpenedProject } from '@shared/rpc/table';
import { emptySequence, type Sequence, selectSequence } from '@shared/shots/sequence';
import { selectTimelineModel } from '@shared/timeline/model';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { call } from './bridge';
import { IncomingDocument, type Outline } from './incomingDocument';
import { nextTask } from './nextTask';

/**
 * Document scope: the window's mirror of the worker's document. It changes by commits of the worker only.
 * `document` is one object for the life of a project; `revision` says that it changed, and selectors over it give
 * the same reference until what they select changes.
 */
export interface DocumentState {
  readonly opened: OpenedProject | null;
  readonly document: Document;
  /**
   * The outline is there: scenes, shots, boards and all else that boards and timeline are made of. What is inside pictures may
   * be on its way still. While a project is being opened it is there before `opened` is.
   */
  readonly isOutlined: boolean;
  /** The whole document is there. */
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
  isOutlined: false,
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
  sendRest: () => call('document.sendRest', null),
  onOutline: (received) => {
    // Of a project that takes the place of another nothing is shown before it is whole.
    outline = isAwaited && documentStore.getState().opened === null ? received : null;
    layOutlineOut();
  },
  pause: nextTask,
  // All of these are asked for as soon as the document is there: one task each, instead of one for all.
  prepare: async (document) => {
    for (const work of [selectSequence, selectTimelineModel]) {
      work(document);
      await nextTask();
    }
  },
});

/** The outline that has come, of which opening. */
let outline: Outline | null = null;
/** Hears of an outline once boards and timeline are laid out with it. */
let onLaidOut: ((outline: Outline) => void) | null = null;
let isWorkspaceMade = false;
/** What comes is shown as soon as its project is open. */
let isAwaited = false;

/**
 * A part of the document of the project that is being opened, or was asked for.
 * @param isForNew the project is being opened in a window without one
 */
export function receiveDocumentPart(part: DocumentPart, isForNew: boolean): void {
  isAwaited = isForNew;
  incoming.receive(part);
}

let loading: Promise<void> | null = null;

/** Loads the whole document of the open project; calls while it runs share it. */
export function loadDocument(): Promise<void> {
  loading ??= (async () => {
    try {
      const received = await incoming.take();
      if (!received) return;
      documentStore.setState({ ...received, isOutlined: true, isLoaded: true });
      outline = null;
    } finally {
      loading = null;
    }
  })();
  return loading;
}

/** The workspace is there, or has gone again: an outline that came before would have had it made twice. */
export function noteWorkspace(isMade: boolean): void {
  isWorkspaceMade = isMade;
  layOutlineOut();
}

function layOutlineOut(): void {
  const { opened, isOutlined } = documentStore.getState();
  if (!isWorkspaceMade || !outline || opened || isOutlined) return;
  documentStore.setState({ document: outline.document, isOutlined: true });
  onLaidOut?.(outline);
}

/** Tells of the outline of a project that the worker is still opening, when boards and timeline have it. */
export function followOutline(listener: (outline: Outline) => void): void {
  onLaidOut = listener;
}

/** Whether this project's outline is here already. */
export const hasOutlineOf = ({ mediaBase }: OpenedProject): boolean => outline?.mediaBase === mediaBase;

/** Where the outline is there, the rest is loaded by `loadRest`, when the outline is on the screen. @throws CodedError */
export async function showProject(opened: OpenedProject): Promise<void> {
  await incoming.settled();
  if (outline && hasOutlineOf(opened)) {
    documentStore.setState({ opened, document: outline.document, isOutlined: true });
    if (!incoming.isWhole(opened.mediaBase)) return;
  } else documentStore.setState({ ...nothingOpen, opened });
  await loadDocument();
}

/** Loads what follows the outline of the project that is shown; nothing where everything is there. @throws CodedError */
export async function loadRest(): Promise<void> {
  const { opened, isLoaded } = documentStore.getState();
  if (opened && !isLoaded) await loadDocument();
}

/** Calls back once, as soon as the whole document is there. @returns takes it back */
export function whenLoaded(work: () => void): () => void {
  if (documentStore.getState().isLoaded) {
    work();
    return () => undefined;
  }
  const stop = documentStore.subscribe(({ isLoaded, opened, isOutlined }) => {
    if (isLoaded || (!opened && !isOutlined)) stop();
    if (isLoaded) work();
  });
  return stop;
}

export function forgetProject(): void {
  outline = null;
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

/** The sequence of the open project; an empty one while none is there. */
export function currentSequence(): Sequence {
  const { document, isOutlined } = documentStore.getState();
  return isOutlined ? selectSequence(document) : emptySequence;
}

export function useSequence(): Sequence {
  return useDocument((document, { isOutlined }) => (isOutlined ? selectSequence(document) : emptySequence));
}
