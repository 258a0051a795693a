import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DocumentView } from '@shared/document/document';
import type { MediaId } from '@shared/document/ids';
import type { Media } from '@shared/document/records';
import { needsProxy } from '@shared/media/playable';
import { CodedError } from '@shared/rpc/result';
import type { ProxyEntry } from '@shared/rpc/table';
import type { Emit } from '../documentPort';
import { makeProxy } from './makeProxy';
import type { MediaPlaces } from './mediaPlaces';
import type { MediaThreads } from './mediaThreads';
import { sourceErrorOf } from './sourceError';
import { sizeOf, temporaryPath } from './storeFile';

export interface ProxiesOptions {
  readonly projectFolder: string;
  readonly document: DocumentView;
  readonly places: MediaPlaces;
  readonly threads: MediaThreads;
  /** null = there is none on this machine. */
  readonly ffmpeg: string | null;
  readonly isReadOnly: boolean;
  readonly emit: Emit;
  readonly now: () => number;
}

/** Some ten reports a second are enough to look alive. */
const tellEveryMs = 100;
/** Frames that a proxy may have less than its original: some cameras cut their last one off. */
const framesMissing = 2;

/**
 * H.264 copies of videos that Chromium cannot decode, in cache/proxies under their fingerprints. One is made at a time, behind
 * everything else; whoever asks for a video before its proxy is there waits for it.
 */
export class Proxies {
  readonly #options: ProxiesOptions;
  readonly #entries = new Map<MediaId, ProxyEntry>();
  readonly #making = new Map<MediaId, Promise<string>>();
  readonly #stop = new AbortController();
  #last: Promise<unknown> = Promise.resolve();
  #toldAt = 0;

  constructor(options: ProxiesOptions) {
    this.#options = options;
  }

  /** Videos whose proxies are not there (yet). */
  list(): ProxyEntry[] {
    return [...this.#entries.values()];
  }

  /** Begins to make what is not there. @param media absent = all of the document */
  async begin(media: readonly Media[] = this.#options.document.list('media')): Promise<void> {
    for (const each of media) {
      if (!needsProxy(each) || this.#making.has(each.id)) continue;
      if ((await sizeOf(this.#pathOf(each))) !== undefined) {
        this.#drop(each.id);
        continue;
      }
      if (this.#stop.signal.aborted) return;
      this.locate(each).catch(() => undefined);
    }
  }

  /** The proxy of a video, made first if need be. @throws CodedError `unsupported`, `notFound`, `cancelled`, `diskFull` */
  async locate(media: Media): Promise<string> {
    const path = this.#pathOf(media);
    if ((await sizeOf(path)) !== undefined) return path;
    const making = this.#making.get(media.id) ?? this.#enqueue(media);
    return making;
  }

  async dispose(): Promise<void> {
    this.#stop.abort();
    await this.#last;
  }

  #enqueue(media: Media): Promise<string> {
    const { ffmpeg, isReadOnly } = this.#options;
    if (ffmpeg === null || isReadOnly) {
      this.#set({ mediaId: media.id, state: 'noFfmpeg', share: 0, message: null });
      const why = isReadOnly
        ? 'the project is read-only, and has no proxy of it'
        : 'no FFmpeg was found on this computer. Install FFmpeg; Ekonte finds it by itself';
      return Promise.reject(
        new CodedError('unsupported', `"${media.name}" cannot be shown: ${why}.`, media.id),
      );
    }
    this.#set({ mediaId: media.id, state: 'waiting', share: 0, message: null });
    const work = this.#last.then(() => this.#make(media, ffmpeg));
    this.#last = work.catch(() => undefined);
    const tracked = work.finally(() => this.#making.delete(media.id));
    tracked.catch(() => undefined);
    this.#making.set(media.id, tracked);
    return tracked;
  }

  async #make(media: Media, ffmpeg: string): Promise<string> {
    const { places, document } = this.#options;
    const target = this.#pathOf(media);
    const temporary = temporaryPath(dirname(target));
    try {
      // Deleted while it waited: nobody wants it any more.
      if (!document.has('media', media.id)) throw new CodedError('notFound', `"${media.name}" was deleted.`);
      const source = places.pathOf(media);
      if (source === undefined || (await sizeOf(source)) === undefined)
        throw new CodedError('notFound', `"${media.name}" is missing.`, media.id);
      await mkdir(dirname(target), { recursive: true });
      await makeProxy({
        ffmpeg,
        media,
        source,
        target: temporary,
        signal: this.#stop.signal,
        onProgress: (share) => this.#set({ mediaId: media.id, state: 'making', share, message: null }),
      });
      await this.#check(media, temporary);
      await rename(temporary, target);
      this.#drop(media.id);
      return target;
    } catch (error) {
      const coded = sourceErrorOf(error, media.name);
      // Missing ones are told of elsewhere.
      if (coded.code === 'notFound' || coded.code === 'cancelled') this.#drop(media.id);
      else this.#set({ mediaId: media.id, state: 'failed', share: 0, message: coded.message });
      throw coded;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** What FFmpeg made has the frames of the original, or it would be shown at wrong times. */
  async #check(media: Media, path: string): Promise<void> {
    const made = await this.#options.threads.run({ kind: 'container', path }, { name: media.name });
    const { content } = media;
    if (
      made.type === 'video' &&
      content.type === 'video' &&
      made.frameCount >= content.frameCount - framesMissing
    )
      return;
    const count = made.type === 'video' ? made.frameCount : 0;
    throw new CodedError(
      'unsupported',
      `The proxy of "${media.name}" has ${count} frames instead of all.`,
      media.id,
    );
  }

  #pathOf({ fingerprint }: Media): string {
    return join(this.#options.projectFolder, 'cache', 'proxies', `${fingerprint}.mp4`);
  }

  #set(entry: ProxyEntry): void {
    const isNews = this.#entries.get(entry.mediaId)?.state !== entry.state;
    this.#entries.set(entry.mediaId, entry);
    const now = this.#options.now();
    if (!isNews && now - this.#toldAt < tellEveryMs) return;
    this.#toldAt = now;
    this.#tell();
  }

  #drop(mediaId: MediaId): void {
    if (this.#entries.delete(mediaId)) this.#tell();
  }

  #tell(): void {
    if (!this.#stop.signal.aborted) this.#options.emit('media.proxies', { proxies: this.list() });
  }
}
