import { join } from 'node:path';
import type { Media } from '@shared/document/records';
import { usualParallelJobs } from '@shared/generation/usualParallelJobs';
import { CodedError } from '@shared/rpc/result';
import type { Database } from 'better-sqlite3';
import type { DocumentPort, Emit } from '../documentPort';
import { LocalProvider } from '../providers/local/localProvider';
import type { Provider } from '../providers/provider';
import { sheetThread } from '../sheets/sheetWriter';
import { type FilmJoiner, filmThread } from './filmThread';
import { JobQueue } from './jobQueue';
import type { RenderHostClient } from './renderHost';
import { type SegmentRenderer, SegmentStore } from './segmentStore';
import { type StillRenderer, StillStore } from './stillStore';

/** Shots rendered at once. */
const parallelSegments = usualParallelJobs.local;
/** Shots that the page has: those, and as many that come to their end on the disk or wait there, so that no renderer does. */
const segmentsUnderWay = 2 * parallelSegments;

export interface CreateJobQueueOptions extends Pick<DocumentPort, 'document' | 'runCommands'> {
  readonly database: Database;
  readonly projectFolder: string;
  readonly emit: Emit;
  /** null in plain Node: nothing is rendered, jobs can be listed, queued and cancelled. */
  readonly renderHost: RenderHostClient | null;
  /** `ekonte://media/<token>/` of the present opening. */
  readonly mediaBase: () => string;
  /** Where the file of a media should be on this machine, absolute; undefined = nowhere. */
  readonly pathOf: (media: Media) => string | undefined;
  /** Besides the local renderer. */
  readonly providers?: readonly Provider[];
  /** Absent = a thread of its own. */
  readonly joiner?: FilmJoiner;
  /** Absent = where there is a page to render with. */
  readonly runsJobs?: boolean;
  readonly now: () => number;
}

/** The queue of an open project with all its providers. Begin it with `start()` once the project is ready. */
export function createJobQueue(options: CreateJobQueueOptions): JobQueue {
  const { renderHost, projectFolder, mediaBase } = options;
  const made = {
    folder: join(projectFolder, 'cache', 'segments'),
    renderer: renderHost ?? noRenderer,
    mediaBase,
  };
  const segments = new SegmentStore({ ...made, parallel: segmentsUnderWay });
  const stills = new StillStore(made);
  const local = new LocalProvider(segments, stills, parallelSegments);
  const providers = [local, ...(options.providers ?? [])];
  const runsJobs = options.runsJobs ?? renderHost !== null;
  const joiner = renderHost ? (options.joiner ?? filmThread) : null;
  const printer = renderHost ? { pictures: stills, writer: sheetThread } : null;
  return new JobQueue({ ...options, joiner, printer, segments, providers, runsJobs });
}

const noRenderer: SegmentRenderer & StillRenderer = {
  renderStill: () => Promise.reject(needsElectron()),
  renderSegment: () => Promise.reject(needsElectron()),
  renderSound: () => Promise.reject(needsElectron()),
};

function needsElectron(): CodedError {
  return new CodedError(
    'unsupported',
    'Rendering needs Electron. Use "generate" or "render" of the command line.',
  );
}
