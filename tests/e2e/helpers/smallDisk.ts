import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A folder on a disk of its own, with room for little. */
export interface SmallDisk {
  readonly folder: string;
  /** Leaves room for no more than a few bytes. */
  fill(): void;
  /** Takes away what `fill` wrote. */
  makeRoom(): void;
  release(): void;
}

/** True where a small disk can be made: by root, on Linux. */
export const canMakeSmallDisk = process.platform === 'linux' && process.getuid?.() === 0;

/** @throws where `canMakeSmallDisk` is false */
export function makeSmallDisk(parent: string, megabytes: number): SmallDisk {
  const folder = join(parent, 'small-disk');
  const ballast = join(folder, 'ballast');
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  return {
    folder,
    fill: () => fillWith(ballast),
    makeRoom: () => rmSync(ballast),
    // Lazily: a program that is being ended may still hold a file.
    release: () => execFileSync('umount', ['--lazy', folder]),
  };
}

function fillWith(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (const piece of [1 << 16, 1 << 12, 1]) writeUntilFull(file, Buffer.alloc(piece));
  } finally {
    closeSync(file);
  }
}

function writeUntilFull(file: number, piece: Buffer): void {
  for (;;) {
    try {
      if (writeSync(file, piece) === 0) return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return;
      throw error;
    }
  }
}
