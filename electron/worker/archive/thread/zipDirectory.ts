import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import {
  type Entry,
  fromRandomAccessReader,
  getFileNameLowLevel,
  RandomAccessReader,
  type ZipFile,
} from 'yauzl';
import { ArchiveProblem, cancelledProblem, readingProblem } from './archiveProblem.ts';
import { archiveLimits, databaseName, nameFault, type Place, placeOf, shownName } from './layout.ts';

/** One file of an archive whose whole list has been found sound. */
export interface ArchiveFile {
  readonly name: string;
  readonly place: Exclude<Place, { kind: 'folder' }>;
  /** Bytes, unpacked. */
  readonly size: number;
  readonly crc32: number;
  /** First byte of its header in the archive. */
  readonly start: number;
  /** @throws errors of the zip reader: the file's data are damaged; ArchiveProblem: the archive cannot be read */
  openStream(): Promise<Readable>;
}

export interface ArchiveDirectory {
  /** In the order in which they lie in the archive. */
  readonly files: readonly ArchiveFile[];
  readonly totalBytes: number;
  close(): Promise<void>;
}

/** Bytes read at a time. */
const chunkBytes = 256 * 1024;
const regularFile = 0x8000;
const folder = 0x4000;
const endRecord = 0x06054b50;
const zip64EndRecord = 0x06064b50;

/**
 * Reads the list of files of a packed project and checks all of it: before this resolves, nothing of the archive has
 * been written anywhere.
 * @param name what the person calls the archive
 * @throws ArchiveProblem `notFound`, `unreadable`, `notAProject`, `projectDamaged`, `unsafeArchive`, `unsupported`, `tooLarge`
 */
export async function openArchive(
  path: string,
  name: string,
  signal: AbortSignal,
): Promise<ArchiveDirectory> {
  let handle: FileHandle;
  let size: number;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    throw readingProblem(error, name);
  }
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new ArchiveProblem('notAProject', `"${name}" is no file.`);
    size = stat.size;
    const reader = new BoundedReader(handle, size, name);
    const files = await readFiles(await openZip(reader, size, name), reader, name, signal);
    const totalBytes = files.reduce((sum, file) => sum + file.size, 0);
    return { files, totalBytes, close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw readingProblem(error, name);
  }
}

/** Answers only for bytes that are in the file, whatever a directory says: the system's own calls throw out of turn. */
class BoundedReader extends RandomAccessReader {
  readonly #handle: FileHandle;
  readonly #size: number;
  readonly #name: string;

  constructor(handle: FileHandle, size: number, name: string) {
    super();
    this.#handle = handle;
    this.#size = size;
    this.#name = name;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#fill(buffer, offset, length, position).then(
      () => callback(null),
      (error: unknown) => callback(error as Error),
    );
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#chunks(start, end), { objectMode: false, highWaterMark: chunkBytes });
  }

  /** The handle is closed by whoever opened it. */
  override close(callback: (error: Error | null) => void): void {
    setImmediate(callback, null);
  }

  async *#chunks(start: number, end: number): AsyncGenerator<Buffer> {
    this.#requireInside(start, end - start);
    for (let position = start; position < end; ) {
      const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, end - position));
      await this.#fill(buffer, 0, buffer.length, position);
      yield buffer;
      position += buffer.length;
    }
  }

  async #fill(buffer: Buffer, offset: number, length: number, position: number): Promise<void> {
    this.#requireInside(position, length);
    let done = 0;
    while (done < length) {
      const { bytesRead } = await this.#handle
        .read(buffer, offset + done, length - done, position + done)
        .catch((error: unknown) => {
          throw readingProblem(error, this.#name);
        });
      if (bytesRead === 0)
        throw new ArchiveProblem('unreadable', `"${this.#name}" became shorter while it was read.`);
      done += bytesRead;
    }
  }

  #requireInside(position: number, length: number): void {
    const isInside =
      Number.isSafeInteger(position) && position >= 0 && length >= 0 && position + length <= this.#size;
    if (!isInside) throw new Error('it points outside the file');
  }
}

function openZip(reader: BoundedReader, size: number, name: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };
    fromRandomAccessReader(reader, size, options, (error, zip) => {
      if (!error) resolve(zip);
      else if (error instanceof ArchiveProblem) reject(error);
      else reject(noZip(error, name));
    });
  });
}

function noZip(error: Error, name: string): ArchiveProblem {
  if (error.message.startsWith('End of central directory')) {
    return new ArchiveProblem(
      'notAProject',
      `"${name}" is no packed project, or its end is missing: a download or a copy that was not finished. Fetch it again.`,
    );
  }
  return damaged(name, error.message);
}

function damaged(name: string, detail: string): ArchiveProblem {
  const words = shownName(detail).replace(/\.$/, '');
  return new ArchiveProblem(
    'projectDamaged',
    `"${name}" is damaged: its list of files is not sound (${words}). Nothing was unpacked. Fetch or copy it again.`,
  );
}

interface Listed {
  readonly entry: Entry;
  readonly name: string;
  readonly place: Place;
}

async function readFiles(
  zip: ZipFile,
  reader: BoundedReader,
  name: string,
  signal: AbortSignal,
): Promise<ArchiveFile[]> {
  // Without a listener a late error of the reader would end the process.
  zip.on('error', () => undefined);
  if (zip.entryCount > archiveLimits.entries) {
    throw new ArchiveProblem(
      'tooLarge',
      `"${name}" says it holds ${zip.entryCount.toLocaleString('en-US')} files; a packed project has at most ${archiveLimits.entries.toLocaleString('en-US')}. Nothing was unpacked.`,
    );
  }
  const directoryStart = positionOf(zip);
  const listed: Listed[] = [];
  const taken = new Set<string>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (signal.aborted) throw cancelledProblem();
      const file = checkEntry(entry, name);
      // Systems that do not tell such names apart would write one file over another.
      const key = file.name.normalize('NFC').toLowerCase();
      if (taken.has(key)) throw unsafe(name, file.name, 'twice');
      taken.add(key);
      listed.push(file);
    }
    await requireEnd(reader, positionOf(zip));
  } catch (error) {
    if (error instanceof ArchiveProblem) throw error;
    throw damaged(name, error instanceof Error ? error.message : String(error));
  }
  if (!taken.has(databaseName)) {
    throw new ArchiveProblem(
      'notAProject',
      `"${name}" is a zip file without a ${databaseName}: no packed project. Nothing was unpacked.`,
    );
  }
  requireTotal(listed, name);
  return locate(zip, listed, directoryStart, name, signal);
}

/** What one line of the list says, by itself. */
function checkEntry(entry: Entry, archive: string): Listed {
  const raw = entry.fileNameRaw;
  // UTF-8, whatever the entry says of itself: that is how projects are packed. One name, and no second one beside it.
  const name = getFileNameLowLevel(0x800, raw, [], true);
  const place = Buffer.from(name).equals(raw) ? placeOf(name) : undefined;
  if (!place) throw unsafe(archive, name, nameFault(name));
  if (
    entry.extraFieldLength > archiveLimits.extraBytes ||
    entry.fileCommentLength > archiveLimits.extraBytes
  ) {
    throw unsafe(archive, name, 'with more beside it than a name needs');
  }
  requireFileType(entry, place, archive, name);
  if ((entry.generalPurposeBitFlag & 0x1) !== 0) {
    throw new ArchiveProblem(
      'unsupported',
      `"${archive}" is protected by a password. Unpack it with the program that made it.`,
    );
  }
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    throw new ArchiveProblem(
      'unsupported',
      `"${archive}" is compressed in a way that Ekonte does not read (method ${entry.compressionMethod}). Pack it again with Ekonte.`,
    );
  }
  requireSize(entry, place, archive, name);
  return { entry, name, place };
}

/** Upper half of the external attributes: the mode of Unix, 0 where the archive is from a system without one. */
function requireFileType(entry: Entry, place: Place, archive: string, name: string): void {
  const type = (entry.externalFileAttributes >>> 16) & 0xf000;
  if (type === 0 || type === (place.kind === 'folder' ? folder : regularFile)) return;
  throw unsafe(
    archive,
    name,
    type === 0xa000 ? 'that is a link to another place' : 'that is no ordinary file',
  );
}

function requireSize(
  { uncompressedSize: size, compressedSize }: Entry,
  place: Place,
  archive: string,
  name: string,
): void {
  if (place.kind === 'folder' && size > 0)
    throw unsafe(archive, name, 'that is a folder and has bytes of its own');
  const limit = place.kind === 'media' ? archiveLimits.mediaBytes : archiveLimits.databaseBytes;
  if (size > limit) {
    throw new ArchiveProblem(
      'tooLarge',
      `"${archive}" holds "${shownName(name)}" with ${gigabytes(size)}; the limit is ${gigabytes(limit)}. Nothing was unpacked.`,
    );
  }
  if (size > archiveLimits.ratioFreeBytes && size > archiveLimits.ratio * Math.max(1, compressedSize)) {
    throw new ArchiveProblem(
      'tooLarge',
      `"${archive}" holds "${shownName(name)}", which would unfold to ${Math.round(size / Math.max(1, compressedSize)).toLocaleString('en-US')} times its size: a zip bomb. Nothing was unpacked.`,
    );
  }
}

function requireTotal(listed: readonly Listed[], archive: string): void {
  const total = listed.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
  if (total <= archiveLimits.totalBytes) return;
  throw new ArchiveProblem(
    'tooLarge',
    `"${archive}" holds ${gigabytes(total)}; the limit is ${gigabytes(archiveLimits.totalBytes)}. Nothing was unpacked.`,
  );
}

/** Where the next line of the list is read. The published types are mistaken about it. */
const positionOf = (zip: ZipFile): number => Number(zip.readEntryCursor);

/** The list has to end where the archive's end begins: otherwise it holds more, or less, than it says. */
async function requireEnd(reader: BoundedReader, position: number): Promise<void> {
  const signature = Buffer.alloc(4);
  await new Promise<void>((resolve, reject) => {
    reader.read(signature, 0, 4, position, (error) => (error ? reject(error) : resolve()));
  });
  const found = signature.readUInt32LE(0);
  if (found !== endRecord && found !== zip64EndRecord) throw new Error('it does not end where it says');
}

/** Each file's own header: it has to be there, to bear the same name, and no two files may lie on the same bytes. */
async function locate(
  zip: ZipFile,
  listed: readonly Listed[],
  directoryStart: number,
  archive: string,
  signal: AbortSignal,
): Promise<ArchiveFile[]> {
  const files: ArchiveFile[] = [];
  const inOrder = [...listed].sort(
    (a, b) => a.entry.relativeOffsetOfLocalHeader - b.entry.relativeOffsetOfLocalHeader,
  );
  let free = 0;
  for (const { entry, name, place } of inOrder) {
    if (signal.aborted) throw cancelledProblem();
    const start = entry.relativeOffsetOfLocalHeader;
    const header = await zip.readLocalFileHeaderPromise(entry).catch((error: unknown) => {
      if (error instanceof ArchiveProblem) throw error;
      throw damaged(archive, `${name}: ${error instanceof Error ? error.message : String(error)}`);
    });
    if (!header.fileName.equals(entry.fileNameRaw))
      throw damaged(archive, `${name} bears another name where it lies`);
    if (header.compressionMethod !== entry.compressionMethod)
      throw damaged(archive, `${name} is packed in two ways`);
    const end = header.fileDataStart + entry.compressedSize;
    if (start < free || end > directoryStart)
      throw unsafe(archive, name, 'that lies on the bytes of another');
    free = end;
    if (place.kind === 'folder') continue;
    files.push({
      name,
      place,
      size: entry.uncompressedSize,
      crc32: entry.crc32,
      start,
      openStream: () => zip.openReadStreamPromise(entry),
    });
  }
  return files;
}

function unsafe(archive: string, name: string, fault: string): ArchiveProblem {
  const shown = shownName(name);
  const what = shown === '' ? 'a file' : `a file named "${shown}"`;
  return new ArchiveProblem(
    'unsafeArchive',
    `"${archive}" holds ${what} ${fault}, so it was not packed by Ekonte or has been changed since. Nothing was unpacked.`,
  );
}

function gigabytes(bytes: number): string {
  const gigabyte = 1024 ** 3;
  return `${(bytes / gigabyte).toLocaleString('en-US', { maximumFractionDigits: 1 })} GB`;
}
