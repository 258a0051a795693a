import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Media } from '@shared/document/records';
import { needsProxy } from '@shared/media/playable';
import { CodedError } from '@shared/rpc/result';
import type { MediaPlaces } from './mediaPlaces';
import type { MediaThreads } from './mediaThreads';
import type { Proxies } from './proxies';
import { realPathBelow, sizeOf, writeWhole } from './storeFile';
import {
  needsRendition,
  type PictureFacts,
  type PictureFormat,
  type PictureWants,
  renditionExtension,
  thumbnailExtension,
} from './thread/task.ts';

/** `source`: the file itself, though nothing here can show it. */
export type Rendition = 'original' | 'picture' | 'thumbnail' | 'source';

export interface LocatedFile {
  readonly path: string;
  readonly mimeType: string;
}

const formatsByMime: Readonly<Record<string, PictureFormat>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
  'image/svg+xml': 'svg',
};

/** What is sent with others in one answer. Small pictures have some 10 kB. */
const smallBytes = 128 * 1024;

const cachedMimeTypes = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' } as const;

/**
 * Files of media: originals, and what is made of them in cache/, which may be deleted at any time: a rendition that
 * is not there is made again when it is asked for.
 */
export class Renditions {
  readonly #projectFolder: string;
  readonly #places: MediaPlaces;
  readonly #threads: MediaThreads;
  readonly #proxies: Pick<Proxies, 'locate'>;
  readonly #underWay = new Map<string, Promise<LocatedFile>>();

  constructor(
    projectFolder: string,
    places: MediaPlaces,
    threads: MediaThreads,
    proxies: Pick<Proxies, 'locate'>,
  ) {
    this.#proxies = proxies;
    this.#projectFolder = projectFolder;
    this.#places = places;
    this.#threads = threads;
  }

  /**
   * Where the bytes lie, made first if need be.
   * @throws CodedError `notFound` when the original is missing or there is no such rendition; else as MediaThreads.run
   */
  async locate(media: Media, rendition: Rendition): Promise<LocatedFile> {
    if (rendition === 'thumbnail') return this.#locateThumbnail(media);
    if (rendition !== 'source' && needsProxy(media))
      return { path: await this.#proxies.locate(media), mimeType: 'video/mp4' };
    if (rendition === 'picture' && media.content.type === 'sound') {
      throw new CodedError('notFound', `"${media.name}" is a sound and has no picture.`, media.id);
    }
    return rendition === 'picture' ? this.#locatePicture(media) : this.locateOriginal(media);
  }

  /** @throws CodedError `notFound` */
  async locateOriginal(media: Media): Promise<LocatedFile> {
    const { storage } = media;
    if (storage.mode === 'linked') {
      const place = this.#places.pathOf(media);
      if (place === undefined || (await sizeOf(place)) === undefined) {
        const where =
          place === undefined
            ? 'the media folder it lies in has no place on this computer'
            : `it is no longer at ${place}`;
        throw new CodedError('notFound', `"${media.name}" is missing: ${where}.`, media.id);
      }
      return { path: place, mimeType: media.mimeType };
    }
    const path = await realPathBelow(this.#projectFolder, join(this.#projectFolder, storage.path));
    if (path === undefined) {
      throw new CodedError(
        'notFound',
        `"${media.name}" is missing from the project folder (${storage.path}).`,
        media.id,
      );
    }
    return { path, mimeType: media.mimeType };
  }

  /** Keeps what was made while a picture was looked at. @throws CodedError `diskFull`, `readOnly` */
  async keep(fingerprint: string, format: PictureFormat, facts: PictureFacts, name: string): Promise<void> {
    if (facts.thumbnail)
      await writeWhole(this.#thumbnail(fingerprint, facts.hasAlpha).path, facts.thumbnail, name);
    if (facts.picture)
      await writeWhole(this.#picture(fingerprint, format, facts.hasAlpha).path, facts.picture, name);
  }

  /**
   * Keeps a thumbnail that the window made of a video's first picture. It is decoded and made anew: nothing the window
   * sends is served as it came.
   * @throws CodedError `unreadable` when it is no picture
   */
  async keepThumbnail(media: Media, picture: Uint8Array): Promise<void> {
    const { path } = this.#thumbnail(media.fingerprint, false);
    const sent = `${path}.sent`;
    await writeWhole(sent, picture, media.name);
    try {
      const wants = { thumbnail: true, picture: false };
      const { thumbnail } = await this.#decode(sent, 'webp', wants, media);
      if (thumbnail) await writeWhole(path, thumbnail, media.name);
    } finally {
      await rm(sent, { force: true });
    }
  }

  /** The bytes of a rendition, at most `smallBytes` of them; null where that is not made yet, is larger, or is not there. */
  async readSmall(media: Media, rendition: 'thumbnail' | 'picture'): Promise<Uint8Array | null> {
    try {
      const path = await this.#madeAlready(media, rendition);
      const size = path === null ? undefined : await sizeOf(path);
      if (path === null || !size || size > smallBytes) return null;
      const bytes = await readFile(path);
      return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    } catch {
      // Whoever asks its address is told what is wrong with it.
      return null;
    }
  }

  async #madeAlready(media: Media, rendition: 'thumbnail' | 'picture'): Promise<string | null> {
    if (rendition === 'thumbnail') return this.#thumbnailOf(media).path;
    const cached = this.#pictureOf(media);
    if (cached) return cached.path;
    return media.content.type === 'image' ? (await this.locateOriginal(media)).path : null;
  }

  async #locateThumbnail(media: Media): Promise<LocatedFile> {
    const file = this.#thumbnailOf(media);
    if (await sizeOf(file.path)) return file;
    const format = formatsByMime[media.mimeType];
    if (media.content.type !== 'image' || !format) {
      throw new CodedError('notFound', `There is no small picture of "${media.name}" yet.`, media.id);
    }
    return this.#once(file.path, async () => {
      const { path } = await this.locateOriginal(media);
      const facts = await this.#decode(path, format, { thumbnail: true, picture: false }, media);
      await this.keep(media.fingerprint, format, facts, media.name);
      return file;
    });
  }

  async #locatePicture(media: Media): Promise<LocatedFile> {
    const file = this.#pictureOf(media);
    if (!file) return this.locateOriginal(media);
    if (await sizeOf(file.path)) return file;
    const { format, hasAlpha } = file;
    return this.#once(file.path, async () => {
      const { path } = await this.locateOriginal(media);
      const facts = await this.#decode(path, format, { thumbnail: false, picture: true }, media);
      await this.keep(media.fingerprint, format, { ...facts, hasAlpha }, media.name);
      return file;
    });
  }

  #decode(path: string, format: PictureFormat, wants: PictureWants, { name }: Media): Promise<PictureFacts> {
    return this.#threads.run({ kind: 'picture', path, format, wants }, { name });
  }

  /** Two requests for the same missing file make it once. */
  #once(key: string, make: () => Promise<LocatedFile>): Promise<LocatedFile> {
    const underWay = this.#underWay.get(key);
    if (underWay) return underWay;
    const work = make().finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, work);
    return work;
  }

  /** Where the picture of an image lies that is made for showing it; null = the image itself is shown. */
  #pictureOf({ fingerprint, mimeType, content }: Media) {
    const format = formatsByMime[mimeType];
    if (content.type !== 'image' || !format || !needsRendition(format, content.width, content.height))
      return null;
    const { hasAlpha } = content;
    return { ...this.#picture(fingerprint, format, hasAlpha), format, hasAlpha };
  }

  #thumbnailOf({ fingerprint, content }: Media): LocatedFile {
    return this.#thumbnail(fingerprint, content.type === 'image' && content.hasAlpha);
  }

  #thumbnail(fingerprint: string, hasAlpha: boolean): LocatedFile {
    return this.#cached('thumbnails', fingerprint, thumbnailExtension(hasAlpha));
  }

  #picture(fingerprint: string, format: PictureFormat, hasAlpha: boolean): LocatedFile {
    return this.#cached('pictures', fingerprint, renditionExtension(format, hasAlpha));
  }

  #cached(kind: string, fingerprint: string, extension: keyof typeof cachedMimeTypes): LocatedFile {
    const path = join(this.#projectFolder, 'cache', kind, `${fingerprint}.${extension}`);
    return { path, mimeType: cachedMimeTypes[extension] };
  }
}
