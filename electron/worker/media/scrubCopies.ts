import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Media } from '@shared/document/records';
import { readScrubCopy } from '@shared/media/scrubCopy';
import { CodedError } from '@shared/rpc/result';
import { writeWhole } from './storeFile';

export interface ScrubCopiesOptions {
  readonly projectFolder: string;
  /** Of all copies of a project; those used longest ago go first. */
  readonly maxBytes?: number;
  readonly now: () => number;
}

const defaultMaxBytes = 512 * 1024 * 1024;
/** Decoders skip a damaged frame, and cameras cut their last ones off. */
const slackFrames = 2;
const slackShare = 0.02;

/**
 * Small pictures of all frames of a video, in cache/scrubbing under its fingerprint: made by the window, which can decode, and
 * shown while somebody looks for a place in it. Never in what is delivered.
 */
export class ScrubCopies {
  readonly #options: ScrubCopiesOptions;

  constructor(options: ScrubCopiesOptions) {
    this.#options = options;
  }

  /** @returns null when there is none, or what is there is not whole or of another video */
  async load(media: Media): Promise<Uint8Array | null> {
    const path = this.#pathOf(media.fingerprint);
    const bytes = await readFile(path).catch(() => null);
    if (!bytes || problemOf(media, bytes)) return null;
    const seconds = this.#options.now() / 1000;
    await utimes(path, seconds, seconds).catch(() => undefined);
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /**
   * @param fingerprint of the file the copy was made of
   * @throws CodedError `badRequest` when it cannot be a copy of this video; `diskFull`, `readOnly`
   */
  async save(media: Media, fingerprint: string, copy: Uint8Array): Promise<void> {
    // Its file was replaced meanwhile: the copy is of one that nobody sees any more.
    if (media.fingerprint !== fingerprint) return;
    const problem = problemOf(media, copy);
    if (problem) throw new CodedError('badRequest', problem, media.id);
    await this.#makeRoom(copy.length);
    await writeWhole(this.#pathOf(fingerprint), copy, media.name);
  }

  async #makeRoom(wanted: number): Promise<void> {
    const { maxBytes = defaultMaxBytes } = this.#options;
    const names = await readdir(this.#folder).catch((): string[] => []);
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(this.#folder, name);
        const facts = await stat(path).catch(() => null);
        return { path, byteSize: facts?.size ?? 0, usedAtMs: facts?.mtimeMs ?? 0 };
      }),
    );
    let sum = files.reduce((bytes, { byteSize }) => bytes + byteSize, wanted);
    for (const { path, byteSize } of files.sort((a, b) => a.usedAtMs - b.usedAtMs)) {
      if (sum <= maxBytes) return;
      await rm(path, { force: true });
      sum -= byteSize;
    }
  }

  get #folder(): string {
    return join(this.#options.projectFolder, 'cache', 'scrubbing');
  }

  #pathOf(fingerprint: string): string {
    return join(this.#folder, `${fingerprint}.bin`);
  }
}

function problemOf(media: Media, bytes: Uint8Array): string | undefined {
  if (media.content.type !== 'video') return `"${media.name}" is no video.`;
  const { frameCount } = media.content;
  const copy = readScrubCopy(bytes);
  if (!copy) return 'These are no small pictures of a video.';
  const slack = Math.max(slackFrames, frameCount * slackShare);
  if (Math.abs(copy.frames.length - frameCount) > slack)
    return `These pictures are not those of "${media.name}".`;
  return undefined;
}
