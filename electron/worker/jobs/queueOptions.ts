import type { Media } from '@shared/document/records';
import type { Database } from 'better-sqlite3';
import type { DocumentPort, Emit } from '../documentPort';
import type { Provider } from '../providers/provider';
import type { SheetPrinter } from '../sheets/sheetJob';
import type { FilmJoiner } from './filmThread';
import type { SegmentStore } from './segmentStore';

export interface JobQueueOptions extends Pick<DocumentPort, 'document' | 'runCommands'> {
  /** project.db; the queue touches its own tables only. */
  readonly database: Database;
  readonly projectFolder: string;
  readonly emit: Emit;
  readonly providers: readonly Provider[];
  readonly segments: SegmentStore;
  /** null where there is no Electron: what needs a picture waits, jobs of providers that need none run. */
  readonly joiner: FilmJoiner | null;
  /** null as `joiner`. */
  readonly printer: SheetPrinter | null;
  readonly mediaBase: () => string;
  /** Where the file of a media should be on this machine, absolute; undefined = nowhere. */
  readonly pathOf: (media: Media) => string | undefined;
  /** False: jobs can be listed, queued and cancelled, and wait for another opening. */
  readonly runsJobs: boolean;
  readonly now: () => number;
  /** Calls back once, later. @returns calls it off. Absent = timers. */
  readonly schedule?: (delayMs: number, run: () => void) => () => void;
}
