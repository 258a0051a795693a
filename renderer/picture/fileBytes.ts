/** Bytes of short files by address, read once, within a bound; those used longest ago go first. */
export class FileBytes {
  readonly #maxBytes: number;
  readonly #read: (url: string) => Promise<ArrayBuffer>;
  /** In order of last use, oldest first. */
  readonly #files = new Map<string, Promise<ArrayBuffer>>();
  readonly #sizes = new Map<string, number>();

  constructor(maxBytes: number, read: (url: string) => Promise<ArrayBuffer>) {
    this.#maxBytes = maxBytes;
    this.#read = read;
  }

  /** @throws what reading throws; it is tried anew then */
  get(url: string): Promise<ArrayBuffer> {
    const known = this.#files.get(url);
    const file = known ?? this.#read(url);
    this.#files.delete(url);
    this.#files.set(url, file);
    if (!known) {
      file.then(
        ({ byteLength }) => {
          if (this.#files.get(url) !== file) return;
          this.#sizes.set(url, byteLength);
          this.#evict();
        },
        () => {
          if (this.#files.get(url) === file) this.forget(url);
        },
      );
    }
    return file;
  }

  forget(url: string): void {
    this.#files.delete(url);
    this.#sizes.delete(url);
  }

  clear(): void {
    this.#files.clear();
    this.#sizes.clear();
  }

  #evict(): void {
    let sum = 0;
    for (const size of this.#sizes.values()) sum += size;
    for (const url of this.#files.keys()) {
      if (sum <= this.#maxBytes) return;
      const size = this.#sizes.get(url);
      if (size === undefined) continue;
      this.forget(url);
      sum -= size;
    }
  }
}
