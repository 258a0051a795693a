import { rm } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { MediaId } from '@shared/document/ids';
import type { Media } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import { syncFolder } from '../syncFolder';
import { ImportJournal } from './importJournal';
import type { ReadFile } from './knownMedia';
import { lookInside, requireSize } from './lookInside';
import type { MachineFiles } from './machineFiles';
import type { MediaPlaces } from './mediaPlaces';
import type { ProposedMatch } from './mediaSearch';
import type { MediaThreads } from './mediaThreads';
import type { Renditions } from './renditions';
import { cancelledError, sourceErrorOf } from './sourceError';
import { moveIntoPlace, requireSpace, sizeOf, temporaryPath } from './storeFile';
import { sampledFromBytes } from './thread/fingerprint.ts';

type MediaFile = Pick<
  Media,
  'storage' | 'byteSize' | 'fingerprint' | 'fingerprintOf' | 'mimeType' | 'content'
>;

export interface TakeEnvironment {
  readonly projectFolder: string;
  readonly places: MediaPlaces;
  readonly machine: MachineFiles;
  readonly renditions: Renditions;
  readonly hasFfmpeg: boolean;
  readonly threads: MediaThreads;
  readonly copyThreads: MediaThreads;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number, name: string) => void;
}

export interface Taken {
  /** What records are to say. */
  readonly files: readonly { readonly mediaId: MediaId; readonly file: MediaFile }[];
  /** Media that are there again without an edit. */
  readonly restored: readonly MediaId[];
  readonly failed: readonly { readonly mediaId: MediaId; readonly message: string }[];
  /** Puts away what a commit that failed would leave; with `true` after one that went through. */
  readonly finish: (isCommitted: boolean) => Promise<void>;
}

/**
 * Makes accepted matches ready to be committed: copies go back into the project, other files are looked into. Nothing of
 * the document has changed when it is done.
 * @throws CodedError `cancelled`, then nothing is left
 */
export async function takeMatches(
  chosen: readonly { readonly media: Media; readonly match: ProposedMatch }[],
  environment: TakeEnvironment,
): Promise<Taken> {
  const files: { mediaId: MediaId; file: MediaFile }[] = [];
  const restored: MediaId[] = [];
  const failed: { mediaId: MediaId; message: string }[] = [];
  const work = new MatchWork(environment);
  try {
    for (const [index, { media, match }] of chosen.entries()) {
      if (environment.signal.aborted) throw cancelledError();
      environment.onProgress(index, chosen.length, media.name);
      try {
        const file = await work.take(media, match);
        if (file === 'restored') restored.push(media.id);
        else files.push({ mediaId: media.id, file });
      } catch (error) {
        if (environment.signal.aborted) throw error;
        failed.push({ mediaId: media.id, message: sourceErrorOf(error, media.name).message });
      }
    }
    await work.makeDurable();
  } catch (error) {
    await work.finish(false);
    throw error;
  }
  return { files, restored, failed, finish: (isCommitted) => work.finish(isCommitted) };
}

class MatchWork {
  readonly #environment: TakeEnvironment;
  readonly #journal: ImportJournal;
  readonly #mediaFolder: string;
  readonly #stored: string[] = [];

  constructor(environment: TakeEnvironment) {
    this.#environment = environment;
    this.#mediaFolder = join(environment.projectFolder, 'media');
    this.#journal = new ImportJournal(this.#mediaFolder);
  }

  async take(media: Media, match: ProposedMatch): Promise<MediaFile | 'restored'> {
    if (media.storage.mode === 'copied') return this.#copyBack(media, match);
    const { places, machine } = this.#environment;
    const { rootId, path } = media.storage;
    const rest = `${sep}${path.split('/').join(sep)}`;
    if (
      match.confidence !== 'different' &&
      rootId !== null &&
      machine.rootPlace(rootId) === undefined &&
      match.path.endsWith(rest)
    ) {
      // The whole media folder is found, not only this file.
      machine.setRootPlace(rootId, match.path.slice(0, -rest.length) || sep);
      return 'restored';
    }
    if (places.pathOf(media) === match.path && match.confidence === 'same') return 'restored';
    const storage = places.linkTo(match.path, match.facts.modifiedAtMs);
    if (match.confidence !== 'different') return { ...fileOf(media), storage };
    const of = match.facts.byteSize >= sampledFromBytes ? 'samples' : 'whole';
    const options = { name: basename(match.path), signal: this.#environment.signal };
    const task = { kind: 'fingerprint', path: match.path, of } as const;
    const { fingerprint, facts } = await this.#environment.copyThreads.run(task, options);
    const read = { fingerprint, of, facts } as const;
    return { ...(await this.#look(read, media, match.path)), storage };
  }

  async #copyBack(media: Media, match: ProposedMatch): Promise<MediaFile | 'restored'> {
    const { copyThreads, signal, projectFolder } = this.#environment;
    await requireSpace(this.#mediaFolder, match.facts.byteSize, media.name);
    const temporary = temporaryPath(this.#mediaFolder);
    try {
      const task = { kind: 'copy', source: match.path, target: temporary } as const;
      const { fingerprint, facts } = await copyThreads.run(task, { name: media.name, signal });
      if (fingerprint === media.fingerprint) {
        await moveIntoPlace(temporary, join(projectFolder, media.storage.path));
        return 'restored';
      }
      const read = { fingerprint, of: 'whole', facts } as const;
      const look = await this.#look(read, media, temporary);
      const extension = /\.([a-z0-9]{1,8})$/.exec(match.path.toLowerCase())?.[1] ?? 'bin';
      const path = `media/${fingerprint.slice(0, 2)}/${fingerprint}.${extension}`;
      const target = join(projectFolder, path);
      if ((await sizeOf(target)) === undefined) {
        this.#stored.push(target);
        await this.#journal.note(path);
      }
      await moveIntoPlace(temporary, target);
      return { ...look, storage: { mode: 'copied', path } };
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** Another file takes the place of the media's: it must be of the same kind. */
  async #look(read: ReadFile, media: Media, path: string): Promise<Omit<MediaFile, 'storage'>> {
    const { threads, signal } = this.#environment;
    const { name } = media;
    const format = await threads.run({ kind: 'identify', path }, { name, signal });
    requireSize(format, read.facts.byteSize, name);
    const look = await lookInside(this.#environment, { format, read, name, path, signal });
    if (look.content.type !== media.content.type) {
      throw new CodedError('refused', `The file found for "${name}" is no ${media.content.type}.`, media.id);
    }
    const { fingerprint, of, facts } = read;
    return { ...look, fingerprint, fingerprintOf: of, byteSize: facts.byteSize };
  }

  async makeDurable(): Promise<void> {
    for (const folder of new Set(this.#stored.map((path) => dirname(path)))) await syncFolder(folder);
  }

  async finish(isCommitted: boolean): Promise<void> {
    if (!isCommitted) await Promise.all(this.#stored.map((path) => rm(path, { force: true })));
    await this.#journal.close();
  }
}

function fileOf({ storage, byteSize, fingerprint, fingerprintOf, mimeType, content }: Media): MediaFile {
  return { storage, byteSize, fingerprint, fingerprintOf, mimeType, content };
}
