import { type PlannedCall, planCommands } from '@shared/commands/command';
import { findCommand } from '@shared/commands/registry';
import { isEmptyDiff } from '@shared/document/diff';
import { idFactory } from '@shared/document/factories';
import { CodedError } from '@shared/rpc/result';
import type { Committed, InternalReply } from '@shared/rpc/table';
import { nanoid } from 'nanoid';
import { type OpenedDatabase, openProject } from './database/openProject';
import type { ProjectDatabase } from './database/projectDatabase';
import { folderName } from './database/projectFolder';
import type { CommandCall, DocumentPort, Emit, RunCommand, RunCommands, RunOptions } from './documentPort';
import { createJobQueue } from './jobs/createJobQueue';
import type { JobQueue } from './jobs/jobQueue';
import type { RenderHostClient } from './jobs/renderHost';
import type { MachineFiles } from './media/machineFiles';
import { MediaLibrary } from './media/mediaLibrary';
import { allReferred, referredFiles } from './media/referredFiles';

export interface SessionOptions {
  readonly folder: string;
  /** `ekonte://media/<token>/` of this opening. */
  readonly mediaBase: string;
  readonly emit: Emit;
  readonly renderHost: RenderHostClient | null;
  readonly now: () => number;
  /** What is known of this machine's files. */
  readonly machine: MachineFiles;
}

const newId = idFactory(nanoid);

/** One open project: its database and what works on it. Made by opening, ended by `close`. */
export class ProjectSession implements DocumentPort {
  readonly folder: string;
  readonly database: ProjectDatabase;
  readonly media: MediaLibrary;
  readonly jobs: JobQueue;
  readonly #opened: OpenedDatabase;
  readonly #now: () => number;

  /** @throws as openProject */
  constructor(options: SessionOptions) {
    const { folder, emit, now } = options;
    this.folder = folder;
    this.#now = now;
    this.#opened = openProject(folder, {
      now,
      onCommitted: (committed) => emit('document.changed', committed),
    });
    this.database = this.#opened.database;
    const port = { document: this.document, runCommand: this.runCommand, runCommands: this.runCommands };
    this.media = new MediaLibrary({
      ...port,
      projectFolder: folder,
      emit,
      now,
      machine: options.machine,
      isReadOnly: this.database.isReadOnly,
      referredFiles: async () => allReferred(await referredFiles(this.database.handle, folder)),
    });
    this.jobs = createJobQueue({
      ...port,
      database: this.database.handle,
      projectFolder: folder,
      emit,
      renderHost: options.renderHost,
      mediaBase: () => options.mediaBase,
      now,
    });
  }

  get document() {
    return this.database.document;
  }

  readonly runCommand: RunCommand = (command, args, options) =>
    this.runCommands([{ command, args }], options);

  readonly runCommands: RunCommands = async (calls, options) => this.run(calls, options);

  /** Plans, commits, returns: all at once, so that no other edit comes between. @throws as RunCommand */
  run(calls: readonly CommandCall[], options: RunOptions): Committed {
    const planned = planCommands(calls.map(resolveCall), this.document, { newId, nowMs: this.#now() });
    return this.database.commit(planned.diff, {
      label: options.label ?? planned.label,
      command: calls.at(-1)?.command ?? '',
      source: options.source,
      selectionBefore: options.selection ?? [],
      selectionAfter: planned.selection,
      gestureId: options.gestureId,
    });
  }

  /** What the window and the command line learn of a project they have opened. */
  describe(): InternalReply<'project.openAt'> {
    return {
      folderName: folderName(this.folder),
      location: this.folder,
      revision: this.database.revision,
      history: this.database.historyState(),
      isReadOnly: this.database.isReadOnly,
    };
  }

  /** Takes up jobs that were left; nothing where the project cannot be written. */
  async start(): Promise<void> {
    if (!this.database.isReadOnly) await this.jobs.start();
  }

  async close(): Promise<void> {
    try {
      await Promise.all([this.jobs.dispose(), this.media.dispose()]);
    } finally {
      this.#opened.close();
    }
  }
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
