import type { MediaRootId } from '@shared/document/ids';
import type { Media } from '@shared/document/records';
import type { FileFacts } from './thread/fileFacts.ts';
import type { FingerprintOf } from './thread/fingerprint.ts';

/** What a look inside a file has shown; saves the next one. */
export type FileLook = Pick<Media, 'content' | 'mimeType'>;

export interface RememberedFile {
  readonly fingerprint: string;
  /** null = nobody has looked inside. */
  readonly look: FileLook | null;
}

export interface FileToRemember extends RememberedFile {
  readonly facts: FileFacts;
  readonly of: FingerprintOf;
}

/**
 * What this machine knows of files and folders outside projects: fingerprints of files that have been read, so that they
 * are not read again while they stay as they were, and where media folders lie. Nothing that a film needs.
 */
export interface MachineFiles {
  /** Of a file in this very state. */
  recall(facts: FileFacts, of: FingerprintOf): RememberedFile | undefined;
  remember(files: readonly FileToRemember[]): void;
  /** The folder that a media root is on this machine, absolute; undefined = not chosen yet. */
  rootPlace(rootId: MediaRootId): string | undefined;
  /** null forgets it. */
  setRootPlace(rootId: MediaRootId, folder: string | null): void;
}

/** For the command line where there is no library, and for tests: knows nothing at the start and keeps nothing. */
export class TransientMachineFiles implements MachineFiles {
  readonly #files = new Map<string, RememberedFile>();
  readonly #places = new Map<MediaRootId, string>();

  recall(facts: FileFacts, of: FingerprintOf): RememberedFile | undefined {
    return this.#files.get(keyOf(facts, of));
  }

  remember(files: readonly FileToRemember[]): void {
    for (const { facts, of, fingerprint, look } of files) {
      const known = this.#files.get(keyOf(facts, of));
      this.#files.set(keyOf(facts, of), { fingerprint, look: look ?? known?.look ?? null });
    }
  }

  rootPlace(rootId: MediaRootId): string | undefined {
    return this.#places.get(rootId);
  }

  setRootPlace(rootId: MediaRootId, folder: string | null): void {
    if (folder === null) this.#places.delete(rootId);
    else this.#places.set(rootId, folder);
  }
}

function keyOf({ device, inode, byteSize, modifiedNs }: FileFacts, of: FingerprintOf): string {
  return [device, inode, byteSize, modifiedNs, of].join(' ');
}
