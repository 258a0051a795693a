import { CodedError } from '@shared/rpc/result';
import { nanoid } from 'nanoid';

/** Files that are no media yet and that the compositor host may read for as long as it looks into them. */
export class LentFiles {
  readonly #mediaBase: () => string;
  readonly #paths = new Map<string, string>();

  constructor(mediaBase: () => string) {
    this.#mediaBase = mediaBase;
  }

  /** Has `use` read a file by an address that is good until it ends. */
  async lend<Result>(path: string, use: (url: string) => Promise<Result>): Promise<Result> {
    const name = nanoid();
    this.#paths.set(name, path);
    try {
      return await use(`${this.#mediaBase()}lent/${name}`);
    } finally {
      this.#paths.delete(name);
    }
  }

  /** @throws CodedError `notFound` */
  locate(name: string): { readonly path: string } {
    const path = this.#paths.get(name);
    if (path === undefined) throw new CodedError('notFound', 'There is no such file.');
    return { path };
  }
}
