import type { Diff } from '@shared/document/diff';
import type { DocumentView } from '@shared/document/document';
import type { Committed } from '@shared/rpc/table';
import type { HistoryEntry, StagedDiff } from './history';

export interface CommitOptions {
  readonly label: string;
  /** Id of the command, for programs. */
  readonly command: string;
  /** `job`: outside the undo line. */
  readonly source: 'user' | 'job';
  /** What was selected before the edit: undo brings it back. */
  readonly selectionBefore?: readonly string[];
  /** What the edit selects; absent = it leaves the selection alone. */
  readonly selectionAfter?: readonly string[] | undefined;
  /** Edits of one gesture, one after the other, are one entry of the history. */
  readonly gestureId?: string | undefined;
}

export interface PlannedCommit {
  readonly diff: Diff;
  readonly options: CommitOptions;
}

export type Change = Pick<Committed, 'diff' | 'label' | 'source' | 'selection'>;

/** An edit that has been worked out. */
export interface Edit {
  /** The document as it leaves it. */
  readonly after: DocumentView;
  readonly change: Change;
  /** Whether the history takes up `change.diff` as a new entry. */
  readonly isRecorded: boolean;
  readonly writeHistory: (staged?: StagedDiff) => HistoryStep;
}

export const isEdit = (value: unknown): value is Edit =>
  typeof value === 'object' && value !== null && 'writeHistory' in value;

/** An edit that the next ones of its gesture join: kept, since reading it back takes longer than writing it. */
export interface OpenGesture {
  readonly id: string;
  readonly entry: HistoryEntry;
}

/** Where the history stands after a commit. `openGesture`: what the next edit may join; undo, redo and restart end it. */
export interface HistoryStep {
  readonly cursor: number;
  readonly openGesture: OpenGesture | null;
}
