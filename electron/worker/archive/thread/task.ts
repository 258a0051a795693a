import type { ErrorCode } from '@shared/rpc/result';

/* What an archive thread is asked and answers. Plain data: it crosses by structured clone. */

export interface PackTask {
  readonly kind: 'pack';
  /** The database SQLite reads: project.db, or the private copy a project on read-only media is read from. */
  readonly databasePath: string;
  readonly projectFolder: string;
  /** A folder of this work alone; it is there. */
  readonly draft: string;
  /** Where in the draft the archive is written. */
  readonly output: string;
  /** Take linked media along as copied ones. */
  readonly includeLinked: boolean;
  /** Where the folders lie on this machine that linked media are below, by the id of their root. */
  readonly linkedRoots: Readonly<Record<string, string>>;
  /** Jobs in these states have ended; others are not taken along: they belong to this project, not to its copy. */
  readonly endedJobStates: readonly string[];
}

export interface UnpackTask {
  readonly kind: 'unpack';
  readonly archivePath: string;
  /** What the person calls it. */
  readonly archiveName: string;
  /** Made by the thread, once the whole list of files is found sound. */
  readonly draft: string;
}

export type ArchiveTask = PackTask | UnpackTask;

export interface PackResult {
  readonly byteSize: number;
  readonly mediaCount: number;
  /** Names of media whose file is not there. */
  readonly missing: readonly string[];
  /** Names of media whose file no longer holds what was imported. */
  readonly damaged: readonly string[];
  /** How many linked media came along, and how many are linked in the packed project, too. */
  readonly broughtAlong: number;
  readonly stillLinked: number;
  /** Names of those among them that were to come along: their file is not there or has changed since it was linked. */
  readonly leftLinked: readonly string[];
}

export interface UnpackResult {
  readonly byteSize: number;
  readonly mediaCount: number;
  /** Names in the archive of files that are damaged and were left out. */
  readonly damaged: readonly string[];
}

export interface TaskResults {
  readonly pack: PackResult;
  readonly unpack: UnpackResult;
}

/** Bytes of the files, not of the archive. */
export interface ArchiveProgress {
  readonly done: number;
  readonly total: number;
}

export interface ArchiveWork {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ArchiveProgress) => void;
  /** The database is copied: the project may be closed. */
  readonly onCopied?: () => void;
}

export type ThreadMessage =
  | { readonly type: 'progress'; readonly progress: ArchiveProgress }
  | { readonly type: 'copied' }
  | { readonly type: 'done'; readonly result: TaskResults[keyof TaskResults] }
  | { readonly type: 'failed'; readonly code: ErrorCode; readonly message: string };
