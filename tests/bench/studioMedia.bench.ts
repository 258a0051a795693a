import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { deflateSync } from 'node:zlib';
import type { ImportReply, SearchReply } from '@shared/rpc/table';
import { WorkerService } from '../../electron/worker/workerService';
import type { BenchRow } from './benchRow';

/*
 * Media at the size of a studio: a folder of 5,000 files, a file of 2 GB, a search among 100,000 files. What counts besides
 * the time is the worker's own thread: whoever edits meanwhile must not wait.
 */

const fileCount = 5_000;
const treeFiles = 100_000;
const longBytes = 2_000_000_000;
/** An edit that waits longer is felt. */
const stallBudgetMs = 100;

interface Measured<T> {
  readonly value: T;
  readonly seconds: number;
  /** The longest time that the worker's thread answered nobody, ms. */
  readonly stallMs: number;
}

export async function rows(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ekonte-studio-bench-'));
  const service = new WorkerService({
    userDataPath: join(folder, 'user'),
    emit: () => undefined,
    renderHost: null,
    now: Date.now,
  });
  const call = async <T>(channel: string, request: unknown = null): Promise<T> => {
    const result = await service.handle(channel, request);
    if (!result.ok) throw new Error(`${channel}: ${result.error.message}`);
    return result.value as T;
  };
  const bring = async (path: string, link: boolean): Promise<void> => {
    const request = { paths: [path], target: { as: 'media' }, link };
    const { files } = await call<ImportReply>('media.importPaths', request);
    const failed = files.filter(({ ok }) => !ok);
    if (failed.length > 0)
      throw new Error(`${failed.length} files were not imported: ${JSON.stringify(failed[0])}`);
  };
  try {
    const format = { rate: { num: 24, den: 1 }, frameSize: { width: 1920, height: 1080 } };
    const open = (name: string) =>
      call('project.createAt', { path: join(folder, `${name}.ekonte`), name, ...format });
    const many = writePictures(join(folder, 'many'), fileCount);
    const long = writeLongSound(join(folder, 'long.wav'), longBytes);

    idleMs = (await measured(() => new Promise((done) => setTimeout(done, 5_000)))).stallMs;
    await open('Copied');
    const copied = await measured(() => bring(many, false));
    const copiedLong = await measured(() => bring(long, false));
    await open('Linked');
    const linked = await measured(() => bring(many, true));
    const linkedLong = await measured(() => bring(long, true));
    const again = await measured(async () => {
      await bring(many, true);
      await bring(long, true);
    });
    await open('Other');
    const other = await measured(async () => {
      await bring(many, true);
      await bring(long, true);
    });

    const tree = writeTree(join(folder, 'tree'), treeFiles);
    renameSync(many, join(tree, 'moved'));
    const found = await measured(() => call<SearchReply>('media.searchAt', { path: tree, mediaIds: null }));
    if (found.value.matches.length !== fileCount)
      throw new Error(`${found.value.matches.length} were found.`);
    const matchIds = found.value.matches.map(({ matchId }) => matchId);
    const taken = await measured(() => call('media.acceptMatches', { matchIds }));
    return [
      row(`import of ${fileCount} pictures, copied`, copied, fileCount / copied.seconds, 'pictures/s', 20),
      row('import of 2 GB, copied', copiedLong, longBytes / 1e6 / copiedLong.seconds, 'MB/s'),
      row(`import of ${fileCount} pictures, linked`, linked, fileCount / linked.seconds, 'pictures/s', 20),
      row('import of 2 GB, linked', linkedLong, linkedLong.seconds, 's'),
      row('the same again, same project', again, again.seconds, 's'),
      row('the same again, other project', other, other.seconds, 's'),
      row(`search for ${fileCount} among ${treeFiles + fileCount} files`, found, found.seconds, 's'),
      row(`relink of ${fileCount} as one edit`, taken, taken.seconds, 's'),
    ].flat();
  } finally {
    await service.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the machine itself makes wait: other programs run on it. */
let idleMs = 0;

async function measured<T>(work: () => Promise<T>): Promise<Measured<T>> {
  const delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  const start = performance.now();
  const value = await work();
  const seconds = (performance.now() - start) / 1000;
  delay.disable();
  return { value, seconds, stallMs: delay.max / 1e6 };
}

function row(
  name: string,
  { stallMs }: Measured<unknown>,
  value: number,
  unit: string,
  least?: number,
): BenchRow[] {
  return [
    {
      name,
      value: round(value),
      unit,
      budget: least === undefined ? 'none' : `≥ ${least} ${unit}`,
      pass: least === undefined ? null : value >= least,
    },
    {
      name: `${name}: longest wait of the worker`,
      value: round(stallMs),
      unit: 'ms',
      budget: `≤ ${stallBudgetMs} ms more than the machine's own`,
      pass: stallMs - idleMs <= stallBudgetMs,
      reference: { name: 'the same with nothing to do', value: round(idleMs), unit: 'ms' },
    },
  ];
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Small pictures, each of its own content, in ten folders. */
function writePictures(folder: string, count: number): string {
  for (let index = 0; index < count; index += 1) {
    const inner = join(folder, `reel ${index % 10}`);
    if (index < 10) mkdirSync(inner, { recursive: true });
    writeFileSync(join(inner, `frame ${index}.png`), noisePng(96, 54, index));
  }
  return folder;
}

/** Files that have nothing to do with the film, as there are on a server; some of a wanted size. */
function writeTree(folder: string, count: number): string {
  for (let index = 0; index < count; index += 1) {
    const inner = join(folder, `${index % 200}`);
    if (index < 200) mkdirSync(inner, { recursive: true });
    writeFileSync(join(inner, `${index}.bin`), '');
  }
  return folder;
}

/** A WAV of silence that takes no room: all but its header is a hole. */
function writeLongSound(path: string, bytes: number): string {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(bytes - 8, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(48_000, 24);
  header.writeUInt32LE(192_000, 28);
  header.writeUInt16LE(4, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(bytes - 44, 40);
  writeFileSync(path, header);
  truncateSync(path, bytes);
  return path;
}

function noisePng(width: number, height: number, seed: number): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  const noise = createHash('shake256', { outputLength: width * 3 })
    .update(String(seed))
    .digest();
  for (let y = 0; y < height; y += 1) noise.copy(rows, y * (1 + width * 3) + 1);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const chunks = [
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
