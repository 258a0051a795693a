import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planCommand } from '@shared/commands/command';
import { findCommand } from '@shared/commands/registry';
import { Document } from '@shared/document/document';
import { createProject, createScene, createShot, createTrack, idFactory } from '@shared/document/factories';
import type { SceneId, ShotId, TrackId } from '@shared/document/ids';
import type { Media } from '@shared/document/records';
import type { ImportedFile, ImportReply, ImportTarget } from '@shared/rpc/table';
import { frames } from '@shared/time/frames';
import { nanoid } from 'nanoid';
import type { CommandCall, RunCommand, RunCommands } from '../../documentPort';
import { type MachineFiles, TransientMachineFiles } from '../machineFiles';
import { MediaLibrary } from '../mediaLibrary';
import { MediaThreads } from '../mediaThreads';

export const sceneId = 'scn_scene00001' as SceneId;
export const shotId = 'sht_shot000001' as ShotId;
export const trackId = 'trk_track00001' as TrackId;

const newId = idFactory(() => nanoid(12));

/** Shared by the tests of a file: threads take longer to start than most tests to run. */
const sharedThreads = new MediaThreads();
const sharedCopyThreads = new MediaThreads();

/** For tests: a project in memory with a folder on disk, a library on it, and a folder of files to import. */
export class MediaProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'ekonte-media-'));
  readonly projectFolder = join(this.folder, 'Film.ekonte');
  readonly source = join(this.folder, 'files');
  readonly document = new Document([
    createProject({ name: 'Film' }),
    createScene({ id: sceneId, order: 'a0' }),
    createShot({ id: shotId, sceneId, order: 'a0', lengthFrames: frames(24) }),
    createTrack({ id: trackId, order: 'a0', type: 'music', name: 'Music' }),
  ]);
  /** The edits that were committed, each with its calls. */
  readonly edits: { readonly label: string; readonly calls: readonly CommandCall[] }[] = [];
  readonly events: { readonly event: string; readonly payload: unknown }[] = [];
  /** Called before each commit: throws to make it fail. */
  beforeCommit: () => void = () => undefined;
  /** Called with each event. */
  onEvent: (event: string, payload: unknown) => void = () => undefined;
  readonly machine: MachineFiles;
  readonly library: MediaLibrary;

  constructor(
    copyThreads = sharedCopyThreads,
    machine: MachineFiles = new TransientMachineFiles(),
    ffmpeg: string | null = null,
  ) {
    this.machine = machine;
    mkdirSync(this.projectFolder);
    mkdirSync(this.source);
    this.library = new MediaLibrary({
      projectFolder: this.projectFolder,
      document: this.document,
      runCommands: this.runCommands,
      runCommand: this.runCommand,
      emit: (event, payload) => {
        this.events.push({ event, payload });
        this.onEvent(event, payload);
      },
      now: () => 1_700_000_000_000,
      threads: sharedThreads,
      copyThreads,
      machine: this.machine,
      ffmpeg,
    });
  }

  runCommand: RunCommand = (command, args, options) => this.runCommands([{ command, args }], options);

  runCommands: RunCommands = async (calls, options) => {
    this.beforeCommit();
    // All or nothing: a trial on a copy first.
    const trial = new Document(this.document.records());
    const diffs = calls.map(({ command, args }) => {
      const definition = findCommand(command);
      if (!definition) throw new Error(`There is no command ${command}.`);
      const { diff } = planCommand(definition, trial, args, { newId, nowMs: 1_700_000_000_000 });
      trial.apply(diff);
      return diff;
    });
    for (const diff of diffs) {
      this.document.apply(diff);
      this.library.noteCommitted(diff);
    }
    const label = options.label ?? '';
    this.edits.push({ label, calls });
    return {
      revision: this.edits.length,
      diff: { added: diffs.flatMap(({ added }) => added), updated: [], removed: [] },
      label,
      source: options.source,
      selection: null,
      history: { undoLabel: label, redoLabel: null },
    };
  };

  /** Puts a file where it can be imported from. @returns its path */
  put(name: string, bytes: Uint8Array | string): string {
    const path = join(this.source, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, bytes);
    return path;
  }

  import(
    paths: readonly string[],
    target: ImportTarget = { as: 'media' },
    link = false,
  ): Promise<ImportReply> {
    return this.library.importPaths({ paths, target, link });
  }

  /** Imports one file. @returns what is said of it */
  async importOne(path: string, link = false): Promise<ImportedFile> {
    const { files } = await this.import([path], { as: 'media' }, link);
    if (files.length !== 1) throw new Error(`${files.length} answers for one file`);
    return files[0] as ImportedFile;
  }

  media() {
    return this.document.list('media');
  }

  /** The one media there is. */
  onlyMedia(): Media {
    const [media, ...others] = this.media();
    if (!media || others.length > 0) throw new Error(`There are ${this.media().length} media, not one.`);
    return media;
  }

  /** Files below the project's folder, sorted. */
  files(below: string): string[] {
    const folder = join(this.projectFolder, below);
    if (!existsSync(folder)) return [];
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();
  }

  async dispose(): Promise<void> {
    await this.library.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
