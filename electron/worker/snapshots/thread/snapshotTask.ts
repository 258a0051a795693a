/*
 * What a snapshot thread is asked for. Threads run as plain Node in development and tests: these files import by full
 * name, and nothing of shared/.
 */

/** What a database of a project holds, read by SQL alone. */
export interface SnapshotFacts {
  /** Format of the project file (`user_version`). */
  readonly format: number;
  readonly revision: number;
  /** Of the project record; null where it cannot be read. */
  readonly name: string | null;
  readonly rate: { readonly num: number; readonly den: number } | null;
  /** Records of each kind. */
  readonly counts: Readonly<Record<string, number>>;
  /** Length of all shots, frames. */
  readonly lengthFrames: number;
}

/** Records of one kind that restoring a snapshot would bring back, take away and change. */
export interface KindChanges {
  readonly kind: string;
  readonly back: number;
  readonly away: number;
  readonly changed: number;
}

export interface SnapshotMedia {
  readonly id: string;
  readonly fingerprint: string;
  /** Below the project folder for copied media. */
  readonly path: string;
  readonly mode: 'copied' | 'linked';
}

export interface SnapshotTasks {
  /** Copies an open database as it stands, without its queue, to a file that is there whole or not at all. */
  make: {
    readonly request: { readonly source: string; readonly target: string; readonly withHistory: boolean };
    readonly reply: SnapshotFacts;
  };
  /** @throws where the file is damaged */
  facts: { readonly request: { readonly path: string }; readonly reply: SnapshotFacts };
  /** What restoring would change. Both must be of one format. */
  compare: {
    readonly request: { readonly snapshot: string; readonly present: string };
    readonly reply: readonly KindChanges[];
  };
  media: { readonly request: { readonly path: string }; readonly reply: readonly SnapshotMedia[] };
  /** The records of media that have one of the contents, as JSON. */
  mediaRecords: {
    readonly request: { readonly path: string; readonly fingerprints: readonly string[] };
    readonly reply: readonly string[];
  };
}

export type SnapshotTaskName = keyof SnapshotTasks;

export type SnapshotTask = {
  [Name in SnapshotTaskName]: { readonly name: Name } & SnapshotTasks[Name]['request'];
}[SnapshotTaskName];

export type SnapshotThreadReply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string | null; readonly message: string };
