import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { createDeflateRaw } from 'node:zlib';
import { ZipFile } from 'yazl';
import { ArchiveProblem, cancelledProblem, readingProblem, writingProblem } from './archiveProblem.ts';
import { archiveLimits, isWorthDeflating } from './layout.ts';
import { SyncedFile } from './syncedFile.ts';

/** Above this share, measured quickly, a file is stored: it might unfold like a bomb, and would not be unpacked. */
const safeRatio = archiveLimits.ratio / 4;

/** A file on its way into an archive. */
export interface SourceFile {
  /** Absolute. */
  readonly path: string;
  /** In the archive. */
  readonly name: string;
  /** What a person calls it. */
  readonly title: string;
}

export interface ZipWriterOptions {
  /** Is written anew; must not be there. */
  readonly output: string;
  /** Where the disk's problems are said to be. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Bytes of a file that have been read. */
  readonly onBytes: (count: number) => void;
}

const chunkBytes = 1024 * 1024;

/** Writes one zip, file after file; zip64 where sizes or counts ask for it. */
export class ZipWriter {
  readonly #options: ZipWriterOptions;
  readonly #zip = new ZipFile();
  readonly #output: SyncedFile;
  /** Rejects at the first failure of the output, and never resolves before `finish`. */
  readonly #written: Promise<void>;

  private constructor(options: ZipWriterOptions, output: SyncedFile) {
    this.#options = options;
    this.#output = output;
    this.#written = finished(this.#output).catch((error: unknown) => {
      throw writingProblem(error, options.folder);
    });
    this.#written.catch(() => undefined);
    this.#zip.on('error', (error: Error) => this.#output.destroy(error));
    this.#zip.outputStream.pipe(this.#output);
  }

  /** @throws ArchiveProblem `diskFull`, `readOnly`, `notFound` */
  static async create(options: ZipWriterOptions): Promise<ZipWriter> {
    const handle = await open(options.output, 'wx').catch((error: unknown) => {
      throw writingProblem(error, options.folder);
    });
    return new ZipWriter(options, new SyncedFile(handle));
  }

  /**
   * @returns SHA-256 of its bytes, lower-case hex
   * @throws ArchiveProblem `notFound`, `unreadable`, `cancelled`; as finish
   */
  async add(file: SourceFile): Promise<string> {
    const { title } = file;
    let handle: FileHandle;
    try {
      handle = await open(file.path, 'r');
    } catch (error) {
      throw readingProblem(error, title);
    }
    try {
      const { size, mtime } = await handle.stat();
      const compress = isWorthDeflating(file.name) && (await isSafeToDeflate(handle, size, title));
      const hash = createHash('sha256');
      let done: () => void = () => undefined;
      let fail: (error: unknown) => void = () => undefined;
      const read = new Promise<void>((resolve, reject) => {
        done = resolve;
        fail = reject;
      });
      const chunks = this.#chunks(handle, size, title, (chunk) => hash.update(chunk), fail);
      const stream = Readable.from(chunks, { objectMode: false, highWaterMark: chunkBytes });
      stream.once('end', done);
      this.#zip.addReadStream(stream, file.name, { size, mtime, mode: 0o100644, compress });
      await Promise.race([read, this.#written]);
      return hash.digest('hex');
    } finally {
      await handle.close();
    }
  }

  /** Writes the list of files; the archive is whole and on the disk when this resolves. @throws ArchiveProblem `diskFull`, `tooLarge`, `readOnly` */
  async finish(): Promise<void> {
    this.#zip.end();
    await this.#written;
  }

  /** Gives the output up; the file stays for the caller to remove. */
  async abandon(): Promise<void> {
    this.#output.destroy();
    await this.#written.catch(() => undefined);
  }

  /** yazl does not hear of errors of its sources: they go past it, and the source ends too early, which it does hear of. */
  async *#chunks(
    handle: FileHandle,
    size: number,
    title: string,
    use: (chunk: Buffer) => void,
    fail: (error: unknown) => void,
  ): AsyncGenerator<Buffer> {
    try {
      for (let position = 0; position < size; ) {
        if (this.#options.signal.aborted) throw cancelledProblem();
        const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, size - position));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
        if (bytesRead === 0) throw changedProblem(title);
        const chunk = buffer.subarray(0, bytesRead);
        use(chunk);
        this.#options.onBytes(bytesRead);
        position += bytesRead;
        yield chunk;
      }
    } catch (error) {
      fail(readingProblem(error, title));
    }
  }
}

async function isSafeToDeflate(handle: FileHandle, size: number, title: string): Promise<boolean> {
  if (size <= archiveLimits.ratioFreeBytes) return true;
  let packed = 0;
  try {
    const source = handle.createReadStream({ start: 0, autoClose: false, highWaterMark: chunkBytes });
    await pipeline(source, createDeflateRaw({ level: 1 }), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) packed += chunk.length;
    });
  } catch (error) {
    throw readingProblem(error, title);
  }
  return size <= packed * safeRatio;
}

export function changedProblem(title: string): ArchiveProblem {
  return new ArchiveProblem(
    'unreadable',
    `"${title}" changed while it was packed. Pack again when it is finished.`,
  );
}
