import { setImmediate as nextTurn } from 'node:timers/promises';
import { type PlannedCall, planCommandsInSteps } from '@shared/commands/command';
import { findCommand } from '@shared/commands/registry';
import { isEmptyDiff } from '@shared/document/diff';
import type { Document } from '@shared/document/document';
import { idFactory } from '@shared/document/factories';
import { pictureKinds } from '@shared/document/outline';
import { type AnyRecord, type Kind, kinds } from '@shared/document/records';
import { CodedError, type RpcError } from '@shared/rpc/result';
import type { Snapshot } from '@shared/rpc/snapshotChannels';
import type { Committed, DocumentPart, InternalReply, PlaceState } from '@shared/rpc/table';
import { runAtOnce, type Steps } from '@shared/steps/runSteps';
import { nanoid } from 'nanoid';
import { readOnlyError } from './database/databaseErrors';
import type { PlannedCommit } from './database/edit';
import { type OpenedDatabase, openProject } from './database/openProject';
import type { ProjectDatabase } from './database/projectDatabase';
import { folderName } from './database/projectFolder';
import { isLargeEdit, takeTurn } from './database/turns';
import { DocumentParts, sendingParts } from './documentParts';
import type { CommandCall, DocumentPort, Emit, RunCommand, RunCommands, RunOptions } from './documentPort';
import { GeneratorSettings } from './generatorSettings';
import { createJobQueue } from './jobs/createJobQueue';
import type { JobQueue } from './jobs/jobQueue';
import { LentFiles } from './jobs/lentFiles';
import type { RenderHostClient } from './jobs/renderHost';
import { KeyRing } from './keyRing';
import { findFfmpeg } from './media/findFfmpeg';
import type { MachineFiles } from './media/machineFiles';
import { MediaLibrary } from './media/mediaLibrary';
import { referredFiles } from './media/referredFiles';
import { personsProviders } from './providers/personsProviders';
import { rpcErrorOf } from './rpcErrors';
import { readVersion } from './snapshots/readVersion';
import { restoreDiff } from './snapshots/restoreDiff';
import { SnapshotClock } from './snapshots/snapshotClock';
import { Snapshots } from './snapshots/snapshots';
import { Recordings } from './speech/recordings';
import { Speech } from './speech/speech';

export interface SessionOptions {
  readonly folder: string;
  /** `ekonte://media/<token>/` of this opening. */
  readonly mediaBase: string;
  readonly emit: Emit;
  readonly renderHost: RenderHostClient | null;
  readonly now: () => number;
  /** To look only, also beside somebody who works on it. */
  readonly readOnly?: boolean;
  /** What is known of this machine's files. */
  readonly machine: MachineFiles;
  /** Servers, templates and programs of the person's. Absent = none. */
  readonly generators?: GeneratorSettings;
  /** Keys of vendors. Absent = none. */
  readonly keys?: KeyRing;
  /** Absent = where there is a page to render with. */
  readonly runsJobs?: boolean;
}

const newId = idFactory(nanoid);

interface Unsent {
  readonly parts: DocumentParts;
  readonly records: readonly AnyRecord[];
  readonly end: NonNullable<DocumentPart['end']>;
}

function recordsOf(document: Document, of: readonly Kind[]): AnyRecord[] {
  return of.flatMap((kind): AnyRecord[] => [...document.unsorted(kind)]);
}

/** One open project: its database and what works on it. Made by opening, ended by `close`. */
export class ProjectSession implements DocumentPort {
  readonly folder: string;
  readonly database: ProjectDatabase;
  readonly media: MediaLibrary;
  readonly jobs: JobQueue;
  readonly snapshots: Snapshots;
  readonly speech: Speech;
  readonly recordings: Recordings;
  readonly lentFiles: LentFiles;
  readonly #opened: OpenedDatabase;
  readonly #now: () => number;
  readonly #clock: SnapshotClock | undefined;
  readonly #mediaBase: string;
  readonly #sendTo: (part: DocumentPart) => void;
  /** The last sending of the document that was asked for. */
  #sending: DocumentParts | null = null;
  /** What follows the outline of a long film and the window has not asked for yet, as it was when the project was opened. */
  #unsent: Unsent | null = null;

  /** Sends the document's outline while it is read: see DocumentPart. @throws as openProject */
  constructor(options: SessionOptions) {
    const { folder, emit, now } = options;
    this.folder = folder;
    this.#now = now;
    this.#sendTo = (part) => emit('document.part', part);
    this.#mediaBase = options.mediaBase;
    const parts = this.#newParts();
    this.#opened = openProject(folder, {
      now,
      readOnly: options.readOnly ?? false,
      onCommitted: (committed) => {
        this.#clock?.noteEdit();
        this.media.noteCommitted(committed.diff);
        emit('document.changed', committed);
      },
      sendTo: parts,
    });
    this.database = this.#opened.database;
    const { revision } = this.database;
    const history = this.database.historyState();
    parts.end(revision, history);
    if (parts.isHolding) {
      const records = recordsOf(this.document, pictureKinds);
      this.#unsent = { parts, records, end: { revision, history } };
    }
    this.snapshots = new Snapshots({
      projectFolder: folder,
      databasePath: this.database.handle.name,
      isReadOnly: this.database.isReadOnly,
      now,
      onChanged: () => emit('snapshots.changed', {}),
    });
    if (!this.database.isReadOnly) {
      this.#clock = new SnapshotClock({
        snapshots: this.snapshots,
        revision: () => this.database.revision,
        now,
        onFailure: (error) => emit('problem.raised', versionProblem(rpcErrorOf(error, folder))),
      });
    }
    const port = { document: this.document, runCommand: this.runCommand, runCommands: this.runCommands };
    this.media = new MediaLibrary({
      ...port,
      projectFolder: folder,
      emit,
      now,
      machine: options.machine,
      isReadOnly: this.database.isReadOnly,
      ffmpeg: findFfmpeg(),
      referredFiles: () => referredFiles(this.database.handle, folder),
    });
    this.speech = new Speech({ ...port, projectFolder: folder, emit, now });
    this.recordings = new Recordings({ ...port, projectFolder: folder, now });
    const mediaBase = () => options.mediaBase;
    this.lentFiles = new LentFiles(mediaBase);
    this.jobs = createJobQueue({
      ...port,
      providers: personsProviders({
        document: this.document,
        media: this.media,
        projectFolder: folder,
        renderHost: options.renderHost,
        lentFiles: this.lentFiles,
        mediaBase,
        generators: options.generators ?? new GeneratorSettings(() => null),
        keys: options.keys ?? new KeyRing(() => undefined),
        database: this.database.handle,
        now,
      }),
      ...(options.runsJobs === undefined ? {} : { runsJobs: options.runsJobs }),
      database: this.database.handle,
      projectFolder: folder,
      emit,
      renderHost: options.renderHost,
      mediaBase,
      pathOf: (media) => this.media.pathOf(media),
      now,
    });
  }

  get document() {
    return this.database.document;
  }

  readonly runCommand: RunCommand = (command, args, options) =>
    this.runCommands([{ command, args }], options);

  /**
   * Plans and commits at once, so that no other edit comes between; what takes longer in turns, as ProjectDatabase does it.
   * What a person does while that goes on comes after it.
   */
  readonly runCommands: RunCommands = async (calls, options) => {
    // Looked at in the turn that plans: nobody comes between.
    while (options.source === 'user' && this.database.pending) await this.database.pending;
    const { database } = this;
    const { revision } = database;
    const planning = this.#planning(calls, options);
    if (options.source === 'job' || options.gestureId !== undefined) {
      const planned = runAtOnce(planning);
      return database.commit(planned.diff, planned.options);
    }
    const first = takeTurn(planning);
    if (first.done && !isLargeEdit(first.value.diff))
      return database.commit(first.value.diff, first.value.options);
    let begun: PlannedCommit | Steps<PlannedCommit> | null = first.done ? first.value : planning;
    return database.commitInTurns(() => {
      // Anew when something has been committed meanwhile.
      const planned = begun && database.revision === revision ? begun : this.#planning(calls, options);
      begun = null;
      return planned;
    });
  };

  /** One step of the undo line. @returns null when there is none */
  async walkOne(direction: 'undo' | 'redo'): Promise<Committed | null> {
    while (this.database.pending) await this.database.pending;
    return this.database.walkOne(direction);
  }

  /** Up to a place of the undo line. @throws as ProjectDatabase.goTo */
  async goTo(position: number): Promise<Committed | null> {
    while (this.database.pending) await this.database.pending;
    return this.database.walkTo(position);
  }

  /** @throws as RunCommand */
  *#planning(calls: readonly CommandCall[], options: RunOptions): Steps<PlannedCommit> {
    const context = { newId, nowMs: this.#now() };
    const planned = yield* planCommandsInSteps(calls.map(resolveCall), this.document, context);
    return {
      diff: planned.diff,
      options: {
        label: options.label ?? planned.label,
        command: calls.at(-1)?.command ?? '',
        source: options.source,
        selectionBefore: options.selection ?? [],
        selectionAfter: planned.selection,
        gestureId: options.gestureId,
      },
    };
  }

  /** The document as it stands, a part a turn. One that is asked for meanwhile takes the place of this one. */
  async sendDocument(): Promise<void> {
    const parts = this.#newParts();
    this.#sending = parts;
    this.#unsent = null;
    const records = recordsOf(this.document, kinds);
    const end = { revision: this.database.revision, history: this.database.historyState() };
    for (const _step of sendingParts(parts, records, end)) {
      await nextTurn();
      if (this.#sending !== parts) return;
    }
  }

  /** What follows the outline that was sent with the opening; the whole document where that has gone already. */
  async sendRest(): Promise<void> {
    if (!this.#unsent) return this.sendDocument();
    const { parts, records, end } = this.#unsent;
    this.#sending = parts;
    this.#unsent = null;
    for (const _step of parts.sendingRest(records, end)) {
      await nextTurn();
      if (this.#sending !== parts) return;
    }
  }

  #newParts(): DocumentParts {
    return new DocumentParts(this.#mediaBase, nanoid(), this.#sendTo);
  }

  /** What the window and the command line learn of a project they have opened. */
  describe(): InternalReply<'project.openAt'> {
    return {
      folderName: folderName(this.folder),
      location: this.folder,
      revision: this.database.revision,
      history: this.database.historyState(),
      isReadOnly: this.database.isReadOnly,
      network: this.#opened.network,
    };
  }

  get mediaBase(): string {
    return this.#mediaBase;
  }

  /** Tells when the project's folder is no longer at its place, and when it is again. */
  watchPlace(onChange: () => void): void {
    this.#opened.place?.watch(onChange);
  }

  placeState(): PlaceState {
    return this.#opened.place?.check() ?? 'here';
  }

  /** Where the folder is now, if the file system can tell. */
  findMoved(): string | undefined {
    return this.#opened.place?.find();
  }

  /** Takes up jobs that were left; nothing where the project cannot be written. */
  async start(): Promise<void> {
    if (this.database.isReadOnly) return;
    await this.jobs.start();
    void this.#clock?.start().catch(() => undefined);
  }

  /** Keeps the document as it stands. `name` null = as the clock would. @throws as Snapshots.create */
  async keepVersion(name: string | null): Promise<Snapshot> {
    while (this.database.pending) await this.database.pending;
    const snapshot = await this.snapshots.create(name === null ? 'auto' : 'named', name ?? '');
    this.#clock?.noteKept(snapshot.revision);
    return snapshot;
  }

  /**
   * Makes the document that of a version, as one edit that undo takes back. The state before is kept as a version first.
   * @returns null where nothing differs
   * @throws CodedError `readOnly`, `notFound`, `projectDamaged`, `projectNewer`, `diskFull`; then nothing has changed
   */
  async restoreVersion(id: string, selection: readonly string[]): Promise<Committed | null> {
    if (this.database.isReadOnly) throw readOnlyError(this.folder);
    const { path, createdAtMs } = this.snapshots.locate(id);
    const name = await this.snapshots.nameOf(id);
    const records = await readVersion(path);
    if (isEmptyDiff(restoreDiff(this.document, records))) return null;
    await this.snapshots.create('restore', name);
    // What is edited meanwhile is in the history like everything else.
    return changedOrNull(
      await this.database.commitInTurns(() => ({
        diff: restoreDiff(this.document, records),
        options: {
          label: `Restore ${name === '' ? `Version of ${timeText(createdAtMs)}` : `“${name}”`}`,
          command: 'snapshot.restore',
          source: 'user',
          selectionBefore: selection,
          selectionAfter: [],
        },
      })),
    );
  }

  /** What has been asked for before is done first. */
  async close(): Promise<void> {
    while (this.database.pending) await this.database.pending;
    try {
      this.#clock?.end();
      await Promise.all([
        this.jobs.dispose(),
        this.media.dispose(),
        this.snapshots.dispose(),
        this.speech.dispose(),
        this.recordings.dispose(),
      ]);
    } finally {
      this.#opened.close();
    }
  }
}

/** When a version was made, as short as a label has to be. */
function timeText(atMs: number): string {
  return new Date(atMs).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}

function versionProblem({ code, message }: RpcError): RpcError {
  return { code, message: `A version of the project could not be kept. ${message}` };
}

function resolveCall({ command, args }: CommandCall): PlannedCall {
  const definition = findCommand(command);
  if (!definition) throw new CodedError('badRequest', `There is no command "${command}".`);
  return { definition, args };
}

/** null for an edit that changed nothing, as the window is told. */
export function changedOrNull(committed: Committed): Committed | null {
  return isEmptyDiff(committed.diff) ? null : committed;
}
