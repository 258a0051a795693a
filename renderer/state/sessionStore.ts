import type { IdOf, Kind } from '@shared/document/records';
import type { RunSettings } from '@shared/generation/runSettings';
import { initialListView, type ListView } from '@shared/shotlist/listView';
import { boardsOf } from '@shared/shots/boards';
import { shotAtFrame } from '@shared/shots/sequence';
import { type Frames, frames } from '@shared/time/frames';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/shallow';
import { createStore } from 'zustand/vanilla';
import { currentSequence, documentStore, kindOfId } from './documentStore';

export type Workspace = 'boards' | 'stage' | 'review';

/** Session scope: what a person looks at. Saved beside the document, never undone. */
export interface SessionState {
  /** Ids of any kind; an id tells its kind. */
  readonly selection: readonly string[];
  /** Film frame. */
  readonly playhead: Frames;
  readonly isPlaying: boolean;
  readonly workspace: Workspace;
  readonly leftTab: 'elements' | 'media';
  readonly inspectorTab: 'camera' | 'layers' | 'shot' | 'prompt' | 'takes';
  /** The mode in which dragging a camera frame acts: by moving the camera or by the lens. */
  readonly cameraDragMode: 'dolly' | 'zoom';
  /** Wished width of a card on the contact sheet, px. */
  readonly boardWidth: number;
  /** Id of the model whose prompt is shown. */
  readonly promptModel: string;
  /** What was last set for a run, by the maker's id. */
  readonly runSettings: Readonly<Record<string, RunSettings>>;
  /** The boards workspace shows the contact sheet or the shot list. */
  readonly boardsLayout: 'sheet' | 'list';
  readonly listView: ListView;
  readonly isSnapping: boolean;
  /** How shots go together into clips, on the timeline; null = where the chosen maker makes several shots at once. */
  readonly showsClipGroups: boolean | null;
  readonly isLooping: boolean;
  readonly guides: { readonly thirds: boolean; readonly safe: boolean; readonly centre: boolean };
}

export const initialSession: SessionState = {
  selection: [],
  playhead: frames(0),
  isPlaying: false,
  workspace: 'boards',
  leftTab: 'elements',
  inspectorTab: 'shot',
  cameraDragMode: 'dolly',
  boardWidth: 240,
  promptModel: 'kling-3.0-omni',
  runSettings: {},
  boardsLayout: 'sheet',
  listView: initialListView,
  isSnapping: true,
  showsClipGroups: null,
  isLooping: false,
  guides: { thirds: true, safe: false, centre: false },
};

export const sessionStore = createStore<SessionState>()(() => initialSession);

export function useSession<T>(selector: (state: SessionState) => T): T {
  return useStore(sessionStore, selector);
}

/** Selections with their ids by kind: many ask, at every change of the session, also while a whole film is selected. */
const byKind = new WeakMap<readonly string[], ReadonlyMap<Kind | undefined, string[]>>();
const noIds: readonly never[] = Object.freeze([]);

function ofKind<K extends Kind>(selection: readonly string[], kind: K): readonly IdOf<K>[] {
  const kinds = byKind.get(selection) ?? Map.groupBy(selection, kindOfId);
  byKind.set(selection, kinds);
  return (kinds.get(kind) ?? noIds) as readonly IdOf<K>[];
}

/** The selected ids of one kind, in the order of selection; the same array until they change. */
export function useSelected<K extends Kind>(kind: K): readonly IdOf<K>[] {
  return useStore(
    sessionStore,
    useShallow((state) => ofKind(state.selection, kind)),
  );
}

/** The same array until the selection changes. */
export function selectedOf<K extends Kind>(kind: K): readonly IdOf<K>[] {
  return ofKind(sessionStore.getState().selection, kind);
}

/** Replaces the selection. Selecting a shot or a board brings the playhead into it. */
export function select(ids: readonly string[]): void {
  sessionStore.setState({ selection: ids });
  const id = ids.findLast((candidate) => ['shot', 'board'].includes(kindOfId(candidate) ?? ''));
  const span = id && (kindOfId(id) === 'shot' ? shotSpan(id) : boardSpan(id as IdOf<'board'>));
  const { playhead } = sessionStore.getState();
  if (span && (playhead < span.start || playhead >= span.end))
    sessionStore.setState({ playhead: span.start });
}

interface FilmSpan {
  readonly start: Frames;
  readonly end: Frames;
}

function shotSpan(shotId: string): FilmSpan | undefined {
  const entry = currentSequence().byShotId.get(shotId);
  return entry && { start: entry.startFrame, end: entry.endFrame };
}

/** undefined for a board that lies outside what is shown of its shot. */
function boardSpan(boardId: IdOf<'board'>): FilmSpan | undefined {
  const { document } = documentStore.getState();
  const record = document.get('board', boardId);
  const entry = record && currentSequence().byShotId.get(record.shotId);
  const board = entry && boardsOf(document, entry.shot).find((own) => own.board?.id === boardId);
  if (!board || board.lengthFrames === 0) return undefined;
  const start = frames(entry.startFrame + board.offsetFrames);
  return { start, end: frames(start + board.lengthFrames) };
}

/** Puts the playhead on a film frame, held inside the film. */
export function setPlayhead(frame: number): void {
  const last = Math.max(0, currentSequence().lengthFrames - 1);
  const playhead = frames(Math.min(Math.max(0, Math.round(frame)), last));
  if (playhead !== sessionStore.getState().playhead) sessionStore.setState({ playhead });
}

/*
 * A film that became shorter takes the playhead along, whoever has shortened it. While it plays, the player comes to the new
 * end by itself. Followed here, so that who hears of the commit finds the playhead inside the film.
 */
documentStore.subscribe((state, before) => {
  if (!state.isLoaded || state.revision === before.revision) return;
  const { playhead, isPlaying } = sessionStore.getState();
  if (!isPlaying) setPlayhead(playhead);
});

/** The shot under the playhead: the one the stage, inspector and camera work on. */
export function currentShotId(): IdOf<'shot'> | null {
  return shotAtFrame(currentSequence(), sessionStore.getState().playhead)?.shot.id ?? null;
}
