import type { Media } from '@shared/document/records';
import type { FileFacts } from './thread/fileFacts.ts';
import { type FingerprintOf, sampledFromBytes } from './thread/fingerprint.ts';

/** A file that has been read, or is known from an earlier reading. */
export interface ReadFile {
  readonly fingerprint: string;
  readonly of: FingerprintOf;
  readonly facts: FileFacts;
}

/** Says whether a media is the file, as it is then; undefined = it is not, or is of no use. */
export type Use = (known: Media) => Promise<Media | undefined>;

/**
 * Media by fingerprint: of the document, and of an import as it goes, so that the same file twice is one media. A large
 * file may be known by the other kind of fingerprint: those of its size are asked, too.
 */
export class KnownMedia {
  readonly #byFingerprint = new Map<string, Promise<Media>>();
  readonly #largeBySize = new Map<number, Promise<Media>[]>();

  constructor(media: readonly Media[]) {
    for (const each of media)
      this.#add(each.fingerprintOf, each.fingerprint, each.byteSize, Promise.resolve(each));
  }

  /** The media that a file is already. */
  async find(read: ReadFile, use: Use): Promise<Media | undefined> {
    const known = this.#byFingerprint.get(keyOf(read));
    const media = await known?.catch(() => undefined);
    return (media && (await use(media))) ?? this.#findBySize(read, use);
  }

  /** That media, or a new one, which others then find. */
  async findOrMake(read: ReadFile, use: Use, make: () => Promise<Media>): Promise<Media> {
    const key = keyOf(read);
    for (;;) {
      const known = this.#byFingerprint.get(key);
      if (!known) break;
      // If the same file failed elsewhere in the drop, this one finds out for itself, under its own name.
      const media = await known.catch(() => undefined);
      const used = media && (await use(media));
      if (used) return used;
      if (this.#byFingerprint.get(key) === known) this.#byFingerprint.delete(key);
    }
    const other = await this.#findBySize(read, use);
    if (other) return other;
    const making = this.#byFingerprint.get(key) ?? make();
    this.#add(read.of, read.fingerprint, read.facts.byteSize, making);
    making.catch(() => undefined);
    return making;
  }

  async #findBySize(read: ReadFile, use: Use): Promise<Media | undefined> {
    for (const known of this.#largeBySize.get(read.facts.byteSize) ?? []) {
      const media = await known.catch(() => undefined);
      if (!media || media.fingerprintOf === read.of) continue;
      const used = await use(media);
      if (used) return used;
    }
    return undefined;
  }

  #add(of: FingerprintOf, fingerprint: string, byteSize: number, media: Promise<Media>): void {
    this.#byFingerprint.set(`${of} ${fingerprint}`, media);
    if (byteSize < sampledFromBytes) return;
    this.#largeBySize.set(byteSize, [...(this.#largeBySize.get(byteSize) ?? []), media]);
  }
}

const keyOf = ({ of, fingerprint }: ReadFile): string => `${of} ${fingerprint}`;
