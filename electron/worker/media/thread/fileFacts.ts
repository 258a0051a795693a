import { type BigIntStats, statSync } from 'node:fs';

/**
 * How a file stood when it was looked at. Device, inode, size and the time of the last writing, together, tell one state
 * of one file from all others on a machine without a byte of it being read.
 */
export interface FileFacts {
  readonly byteSize: number;
  /** Whole milliseconds since 1970; for records. */
  readonly modifiedAtMs: number;
  /** The same in nanoseconds, decimal. */
  readonly modifiedNs: string;
  /** Decimal: both may go beyond what a number holds exactly. */
  readonly device: string;
  readonly inode: string;
}

export function factsOf(stats: BigIntStats): FileFacts {
  return {
    byteSize: Number(stats.size),
    modifiedAtMs: Number(stats.mtimeNs / 1_000_000n),
    modifiedNs: String(stats.mtimeNs),
    device: String(stats.dev),
    inode: String(stats.ino),
  };
}

/**
 * What is at a path: the facts of a file, what there is in place of one (`special`: a pipe or a device, which could keep a
 * reader waiting for ever), or the system's code for why it cannot be told.
 */
export type PathFacts = FileFacts | 'missing' | 'folder' | 'special' | { readonly errno: string };

/** Looks at many paths. Blocks its thread: a network folder that hangs holds up nobody else. */
export function lookAt(paths: readonly string[]): PathFacts[] {
  return paths.map((path) => {
    try {
      const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
      if (!stats) return 'missing';
      if (stats.isFile()) return factsOf(stats);
      return stats.isDirectory() ? 'folder' : 'special';
    } catch (error) {
      const errno = errnoOf(error);
      return errno === 'ENOTDIR' ? 'missing' : { errno };
    }
  });
}

export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'EUNKNOWN';
}

export function isFacts(found: PathFacts | undefined): found is FileFacts {
  return typeof found === 'object' && 'byteSize' in found;
}
