import type { z } from 'zod';
import type { jobSchema } from '../generation/job';
import { archiveChannels, internalArchiveChannels } from './archiveChannels';
import { clipboardChannels } from './clipboardChannels';
import { conformChannels, internalConformChannels } from './conformChannels';
import { copyChannels, internalCopyChannels } from './copyChannels';
import { type Committed, editChannels, type HistoryState } from './editChannels';
import { generationChannels, internalGenerationChannels } from './generationChannels';
import { generatorChannels, internalGeneratorChannels } from './generatorChannels';
import { historyChannels } from './historyChannels';
import { internalJobChannels, jobChannels } from './jobChannels';
import { internalKeyChannels, keyChannels } from './keyChannels';
import { internalListChannels, listChannels } from './listChannels';
import { internalMediaChannels, mediaChannels } from './mediaChannels';
import {
  internalMediaFileChannels,
  mediaFileChannels,
  type mediaStateSchema,
  type ProxyEntry,
} from './mediaFileChannels';
import { internalPlaceChannels, type PlaceState, placeChannels } from './placeChannels';
import { plannerChannels } from './plannerChannels';
import { internalProjectChannels, projectChannels } from './projectChannels';
import { recordingChannels } from './recordingChannels';
import { internalRescueChannels, rescueChannels } from './rescueChannels';
import { internalScriptChannels, scriptChannels } from './scriptChannels';
import { snapshotChannels } from './snapshotChannels';
import { speechChannels } from './speechChannels';
import { internalStillChannels, stillChannels } from './stillChannels';
import { storageChannels } from './storageChannels';
import { windowChannels } from './windowChannels';

export type { PackedProject, UnpackedProject } from './archiveChannels';
export type { ReadCut } from './conformChannels';
export type { MadeCopy } from './copyChannels';
export type { Committed, HistoryState } from './editChannels';
export type { HistoryLine } from './historyChannels';
export type { KeyStatus } from './keyChannels';
export type { ImportChoice, ImportedFile, ImportKinds, ImportReply, ImportTarget } from './mediaChannels';
export { importChoiceSchema, importTargetSchema } from './mediaChannels';
export type {
  AcceptReply,
  MediaMatch,
  ProxyEntry,
  RootPlace,
  SearchReply,
  VerifyReply,
} from './mediaFileChannels';
export type { PlaceState } from './placeChannels';
export type { OpenedProject, RecentProject } from './projectChannels';
export type { RecoveredRecording } from './recordingChannels';
export type { DamageReport, SalvageReport } from './rescueChannels';
export type { ReadScript } from './scriptChannels';
export type { Snapshot, SnapshotSettings } from './snapshotChannels';
export type { LeftoverFile, StorageReport } from './storageChannels';

/**
 * Every call the window can make. One table: types of both ends come from it, the receiving end parses each request by it.
 * No channel takes SQL, a path or a method name: paths come from dialogs and dropped files only,
 * and travel from the preload or the main process to the worker by `internalTable`.
 */
export const rpcTable = {
  ...projectChannels,
  ...archiveChannels,
  ...editChannels,
  ...historyChannels,
  ...snapshotChannels,
  ...rescueChannels,
  ...placeChannels,
  ...copyChannels,
  ...mediaChannels,
  ...clipboardChannels,
  ...mediaFileChannels,
  ...storageChannels,
  ...jobChannels,
  ...stillChannels,
  ...listChannels,
  ...generatorChannels,
  ...generationChannels,
  ...keyChannels,
  ...speechChannels,
  ...recordingChannels,
  ...plannerChannels,
  ...scriptChannels,
  ...conformChannels,
  ...windowChannels,
} as const;

/** Calls that only the preload and the main process make: they carry paths. */
export const internalTable = {
  ...internalProjectChannels,
  ...internalCopyChannels,
  ...internalRescueChannels,
  ...internalPlaceChannels,
  ...internalArchiveChannels,
  ...internalMediaChannels,
  ...internalMediaFileChannels,
  ...internalJobChannels,
  ...internalStillChannels,
  ...internalScriptChannels,
  ...internalConformChannels,
  ...internalListChannels,
  ...internalGeneratorChannels,
  ...internalGenerationChannels,
  ...internalKeyChannels,
} as const;

export type RpcTable = typeof rpcTable;
export type RpcChannel = keyof RpcTable;
export type RpcRequest<C extends RpcChannel> = z.input<RpcTable[C]['request']>;
export type RpcReply<C extends RpcChannel> = z.output<RpcTable[C]['reply']>;
export type WorkerChannel = { [C in RpcChannel]: RpcTable[C]['at'] extends 'worker' ? C : never }[RpcChannel];
export type MainChannel = Exclude<RpcChannel, WorkerChannel>;

export type InternalTable = typeof internalTable;
export type InternalChannel = keyof InternalTable;
export type InternalRequest<C extends InternalChannel> = z.input<InternalTable[C]['request']>;
export type InternalReply<C extends InternalChannel> = z.output<InternalTable[C]['reply']>;

/**
 * A piece of the document on its way to the window: sent while the worker opens a project, and when the window asks
 * for it. Each is a short task at both ends, and the window reads while the worker goes on.
 */
export interface DocumentPart {
  /** Of the opening that it belongs to. */
  readonly mediaBase: string;
  /** Names one sending; a new one replaces what has come of an earlier one. */
  readonly sending: string;
  /** Counted from 0: a piece that is missing shows. */
  readonly index: number;
  /**
   * JSON of an array of records: text passes between processes many times faster than as many objects. The name of the
   * sending may stand between them: see recordsOfPart.
   */
  readonly records: string;
  /**
   * The outline is whole with it (shared/document/outline.ts): what follows comes when it is asked for. `session` as
   * `session.load` gives it, from a worker that is still busy with the opening; null = not so.
   */
  readonly outline: { readonly session: unknown } | null;
  /** Of the whole; null = more parts follow. */
  readonly end: { readonly revision: number; readonly history: HistoryState } | null;
}

/** Events tell what happened; nobody steers by them. */
export interface WindowEvents {
  'document.part': DocumentPart;
  /** A commit of any source, in order of revisions. A gap means: load the document again. */
  'document.changed': Committed;
  'jobs.changed': { readonly job: z.infer<typeof jobSchema> };
  /** A picture on its way, of a job whose provider shows it: at most ten a second. */
  'jobs.preview': {
    readonly jobId: string;
    readonly mimeType: 'image/jpeg' | 'image/png';
    readonly bytes: Uint8Array;
  };
  'jobs.removed': { readonly jobIds: readonly string[] };
  /** What was spent, caps or pause changed: load them again. */
  'ledger.changed': Readonly<Record<string, never>>;
  'import.progress':
    | {
        /** Files, parts of them included; `total` 0 = folders are being looked through. */
        readonly done: number;
        readonly total: number;
        /** Of the file at hand. */
        readonly name: string;
        readonly doneBytes: number;
        readonly totalBytes: number;
        /** null = cannot be said yet. */
        readonly secondsLeft: number | null;
      }
    | { readonly ended: true };
  /** How far a search, a verification or the taking over of matches is; `total` 0 = nobody knows how much there is. */
  'media.work':
    | {
        readonly kind: 'search' | 'verify' | 'accept';
        readonly done: number;
        readonly total: number;
        readonly name: string;
      }
    | { readonly ended: true };
  /** Videos whose proxies are not there yet, whenever that changes. */
  'media.proxies': { readonly proxies: readonly ProxyEntry[] };
  /** All media whose files are not as they should be, whenever that changes. */
  'media.states': { readonly states: readonly z.infer<typeof mediaStateSchema>[] };
  /** Packing or unpacking a project as one file; `done` and `total` in bytes, `name`: of the archive. */
  'archive.progress':
    | {
        readonly kind: 'pack' | 'unpack';
        readonly name: string;
        readonly done: number;
        readonly total: number;
        readonly secondsLeft: number | null;
      }
    | { readonly ended: true };
  /** `restarting`: the worker died and a new one is on its way; `ready`: load the document again. */
  'worker.state': { readonly state: 'restarting' | 'ready' | 'lost' };
  /** The folder of the open project is no longer at its place, or is again. */
  'project.place': { readonly state: PlaceState; readonly location: string };
  /** The open project was moved or renamed, and Ekonte went along: it is saved to this place now. */
  'project.moved': { readonly location: string; readonly folderName: string };
  /** Lines spoken, of how many. */
  'speech.progress': { readonly done: number; readonly total: number } | { readonly ended: true };
  /** Characters of a language model's answer that have come. */
  'planner.progress': { readonly characters: number };
  /** A project is being copied; `done` and `total` in bytes, `name`: of the folder. */
  'copy.progress':
    | {
        readonly name: string;
        readonly done: number;
        readonly total: number;
        readonly secondsLeft: number | null;
      }
    | { readonly ended: true };
  /** The list of versions is another one. */
  'snapshots.changed': Readonly<Record<string, never>>;
  /** Something went wrong that no call is waiting for. */
  'problem.raised': { readonly code: string; readonly message: string };
  /** The window is about to close or to be given another project: finish what is being typed, then `window.readyToClose`. */
  'window.closing': Readonly<Record<string, never>>;
  /** The project is closed now, for another one is opened in its place. It does not come back. */
  'project.leaving': Readonly<Record<string, never>>;
  /** A menu item or system event asks the window to run one of its commands. */
  'command.invoked': { readonly command: string };
}
export type WindowEventName = keyof WindowEvents;
