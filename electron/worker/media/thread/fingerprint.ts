import { createHash, type Hash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { type FileFacts, factsOf } from './fileFacts.ts';

/*
 * Fingerprints. `whole` is the SHA-256 of all bytes. `samples` is for large files that stay where they are, so that a
 * card of 100 GB is not read through: the SHA-256 of
 *
 *   "ekonte-samples-1" and a line feed, in ASCII
 *   the file's size in bytes, 8 bytes, little endian
 *   its first MiB
 *   32 pieces of 64 KiB, the piece n (1 … 32) beginning at 1 MiB + floor(n × (size - 2 MiB - 64 KiB) / 33)
 *   its last MiB
 *
 * in this order. A file so small that these would overlap (up to 4 MiB) has its size and all its bytes hashed instead.
 */

export type FingerprintOf = 'whole' | 'samples';

/** From here on a linked file is known by samples: they are less than an eighth of it. */
export const sampledFromBytes = 32 * 1024 * 1024;

const head = 'ekonte-samples-1\n';
const endBytes = 1024 * 1024;
const pieceBytes = 64 * 1024;
const pieces = 32;
const chunkBytes = 1024 * 1024;

/** Hears how many bytes have been read, at most some twenty times a second. */
export type OnRead = (bytesDone: number) => void;

export interface Fingerprint {
  /** SHA-256, lower-case hex. */
  readonly fingerprint: string;
  readonly facts: FileFacts;
}

/** The file changed under the reader. */
export class ChangedFileError extends Error {
  constructor() {
    super('The file changed while it was read.');
    this.name = 'ChangedFileError';
  }
}

/** The project's disk failed, not the file's. */
export class TargetError extends Error {
  readonly code: string;

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause));
    this.name = 'TargetError';
    this.code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'EUNKNOWN';
  }
}

/** @throws errors of the file system; ChangedFileError */
export function fingerprintFile(path: string, of: FingerprintOf, onRead: OnRead): Fingerprint {
  const file = openSync(path, 'r');
  try {
    const facts = factsOf(fstatSync(file, { bigint: true }));
    const hash = createHash('sha256');
    if (of === 'samples') readSamples(file, facts.byteSize, hash, onRead);
    else readThrough(file, facts.byteSize, onRead, (chunk) => hash.update(chunk));
    requireSame(file, facts);
    return { fingerprint: hash.digest('hex'), facts };
  } finally {
    closeSync(file);
  }
}

/**
 * Copies a file and takes its whole fingerprint in one reading. The copy is durable on return; on failure what there is
 * of it stays for the caller to remove.
 * @throws errors of the file system; TargetError; ChangedFileError
 */
export function copyFile(source: string, target: string, onRead: OnRead): Fingerprint {
  const input = openSync(source, 'r');
  try {
    const output = onTarget(() => openSync(target, 'wx'));
    try {
      const facts = factsOf(fstatSync(input, { bigint: true }));
      const hash = createHash('sha256');
      readThrough(input, facts.byteSize, onRead, (chunk) => {
        hash.update(chunk);
        onTarget(() => writeAll(output, chunk));
      });
      requireSame(input, facts);
      onTarget(() => fsyncSync(output));
      return { fingerprint: hash.digest('hex'), facts };
    } finally {
      onTarget(() => closeSync(output));
    }
  } finally {
    closeSync(input);
  }
}

function readThrough(file: number, size: number, onRead: OnRead, use: (chunk: Buffer) => void): void {
  const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(chunkBytes, size)));
  const tell = throttled(onRead);
  let done = 0;
  for (;;) {
    const count = readSync(file, buffer, 0, buffer.length, done);
    if (count === 0) break;
    use(buffer.subarray(0, count));
    done += count;
    tell(done);
  }
  if (done !== size) throw new ChangedFileError();
}

function readSamples(file: number, size: number, hash: Hash, onRead: OnRead): void {
  hash.update(head);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(size));
  hash.update(length);
  if (size <= 2 * endBytes + pieces * pieceBytes) {
    readThrough(file, size, onRead, (chunk) => hash.update(chunk));
    return;
  }
  const tell = throttled(onRead);
  const buffer = Buffer.allocUnsafe(endBytes);
  for (const [at, bytes] of samplePlaces(size)) {
    const piece = buffer.subarray(0, bytes);
    readFully(file, piece, at);
    hash.update(piece);
    tell(at + bytes);
  }
}

/** Where samples of a file lie, as [first byte, length]. Only of files beyond 4 MiB. */
export function samplePlaces(size: number): [at: number, bytes: number][] {
  const middle = Array.from({ length: pieces }, (_, index): [number, number] => [
    endBytes + Math.floor(((index + 1) * (size - 2 * endBytes - pieceBytes)) / (pieces + 1)),
    pieceBytes,
  ]);
  return [[0, endBytes], ...middle, [size - endBytes, endBytes]];
}

function readFully(file: number, piece: Buffer, at: number): void {
  let done = 0;
  while (done < piece.length) {
    const count = readSync(file, piece, done, piece.length - done, at + done);
    if (count === 0) throw new ChangedFileError();
    done += count;
  }
}

function writeAll(file: number, chunk: Buffer): void {
  let written = 0;
  while (written < chunk.length) written += writeSync(file, chunk, written);
}

/** A card that is still being written to, a recorder that goes on: what was read is no state the file ever had. */
function requireSame(file: number, before: FileFacts): void {
  const { byteSize, modifiedNs } = factsOf(fstatSync(file, { bigint: true }));
  if (byteSize !== before.byteSize || modifiedNs !== before.modifiedNs) throw new ChangedFileError();
}

function onTarget<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof TargetError ? error : new TargetError(error);
  }
}

function throttled(onRead: OnRead): OnRead {
  let last = 0;
  return (done) => {
    const now = performance.now();
    if (now - last < 50) return;
    last = now;
    onRead(done);
  };
}
