import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import { createRandom } from '@shared/testing/random';
import { packProject } from '../../../electron/worker/archive/packProject';
import {
  addCopied,
  changeProject,
  makeProject,
  quietWork,
  sha256,
} from '../../../electron/worker/archive/testing/archiveProject';
import { runHere } from '../../../electron/worker/archive/testing/runHere';
import { placeOf } from '../../../electron/worker/archive/thread/layout';
import { type UnpackReport, unpackProject } from '../../../electron/worker/archive/unpackProject';
import { checkProject } from '../../../electron/worker/database/checkProject';
import { runEdit } from '../../../electron/worker/database/testing/edits';
import { describeFolder } from '../../../electron/worker/testing/projects';
import { type Change, changeArchive, type Original } from './changes';

/** How a case ended. */
interface CaseEnd {
  /** What was done to the archive. */
  readonly change: string;
  /** The code of the refusal; null = it was unpacked. */
  readonly refusal: string | null;
}

/** What a case has found, with the archive to look at. */
export class ArchiveFailure extends Error {
  constructor(
    message: string,
    readonly change: Change,
  ) {
    super(message);
    this.name = 'ArchiveFailure';
  }
}

async function makeOriginal(folder: string): Promise<Original> {
  const around = join(folder, 'original');
  mkdirSync(around);
  const project = makeProject(around);
  const media = ['cliff.png', 'sea.mp4', 'wind.wav', 'lamp.svg'].map((name, index) => ({
    name,
    bytes: Buffer.from(`${name} `.repeat(400 * (index + 1))),
  }));
  changeProject(project, (database) => {
    for (const { name, bytes } of media) addCopied(project, database, name, bytes);
    for (const lengthFrames of [24, 48, 96]) runEdit(database, 'shot.add', { lengthFrames });
    database.undo();
    database.handle.pragma('wal_checkpoint(TRUNCATE)');
  });
  const database = readFileSync(join(project, 'project.db'));
  mkdirSync(join(project, 'snapshots'));
  writeFileSync(join(project, 'snapshots', '20261125T140322Z named 灯台 v2.db'), database);
  const path = join(around, 'Film.ekontez');
  const source = { folder: project, databasePath: join(project, 'project.db') };
  await packProject(source, { path, replace: false, includeLinked: true }, quietWork, runHere);
  return { packed: readFileSync(path), database, media: media.map(({ bytes }) => bytes) };
}

/** Packed projects, changed in every way: refused in words with nothing written anywhere, or unpacked as they were. */
export class ArchiveCases {
  readonly #folder: string;
  readonly #original: Original;
  /** What the database may be: as it was, and as it was packed. */
  readonly #databaseHashes = new Set<string>();
  readonly #openFiles = countOpenFiles();

  private constructor(folder: string, original: Original) {
    this.#folder = folder;
    this.#original = original;
  }

  /** @param folder empty, for these cases alone */
  static async make(folder: string): Promise<ArchiveCases> {
    const cases = new ArchiveCases(folder, await makeOriginal(folder));
    await cases.#noteDatabases();
    return cases;
  }

  /** The same seed gives the same case. @throws ArchiveFailure, or any other error: the case has found something */
  async run(seed: number): Promise<CaseEnd> {
    const change = changeArchive(this.#original, createRandom(seed));
    const sandbox = makeSandbox(join(this.#folder, String(seed)));
    try {
      return { change: change.name, refusal: await this.#unpack(change, sandbox) };
    } finally {
      rmSync(sandbox, { recursive: true, force: true });
    }
  }

  /** After the last case. */
  requireFilesClosed(): void {
    const left = countOpenFiles() - this.#openFiles;
    // The system's own come and go.
    if (left > 20) throw new Error(`${left} files were left open`);
  }

  async #unpack(change: Change, sandbox: string): Promise<string | null> {
    const fail = (message: string): never => {
      throw new ArchiveFailure(message, change);
    };
    const place = join(sandbox, 'films');
    const archivePath = join(place, 'Strange.ekontez');
    writeFileSync(archivePath, change.bytes);
    const before = describeFolder(sandbox);
    const folder = join(place, 'Copy.ekonte');
    let report: UnpackReport;
    try {
      report = await unpackProject({ archivePath, folder }, quietWork, runHere);
    } catch (error) {
      if (!(error instanceof CodedError)) return fail(`no words: ${String(error)}`);
      if (
        error.code === 'internal' ||
        !/^(?:"|The ).*[.]$/s.test(error.message) ||
        error.message.length > 500
      ) {
        return fail(`no words for a person: ${error.code}: ${error.message}`);
      }
      if (!isSame(before, describeFolder(sandbox)))
        return fail(`refused (${error.code}), and something is left`);
      return error.code;
    }
    if (change.mustBeRefused) return fail('it was not refused');
    const outside = Object.entries(describeFolder(sandbox)).filter(
      ([name]) => !/^films.Copy\.ekonte/.test(name),
    );
    if (!isSame(before, Object.fromEntries(outside)))
      return fail('something was written outside the project');
    await this.#checkUnpacked(folder, change, report, fail);
    return null;
  }

  async #checkUnpacked(
    folder: string,
    change: Change,
    report: UnpackReport,
    fail: (message: string) => never,
  ): Promise<void> {
    let strangeVersions = 0;
    for (const [path, hash] of Object.entries(describeFolder(folder))) {
      const name = path.replaceAll('\\', '/');
      const place = placeOf(hash === 'folder' ? `${name}/` : name);
      if (!place && name !== 'project.lock') fail(`a project has no "${name}"`);
      if (place?.kind === 'media' && place.hash !== hash) fail(`"${name}" holds other bytes`);
      if (place?.kind === 'database' && !change.hasOwnDatabase && !this.#databaseHashes.has(hash)) {
        fail('the database holds other bytes');
      }
      if (place?.kind === 'snapshot' && !this.#databaseHashes.has(hash)) strangeVersions += 1;
    }
    const problems = await checkProject(folder);
    // A database that a stranger has written may be sound and hold nonsense; the window says so.
    if (change.hasOwnDatabase) return;
    const missing = problems.filter(({ code }) => code === 'mediaMissing').length;
    // A version whose bytes a stranger has written is kept and named: the project itself is whole.
    const unreadable = problems.filter(({ code }) => code === 'versionUnreadable').length;
    if (problems.length > missing + Math.min(unreadable, strangeVersions))
      fail(`the check finds: ${problems.map(({ message }) => message).join('; ')}`);
    if (missing !== report.missing.length)
      fail(`${missing} media are missing, ${report.missing.length} were named`);
  }

  async #noteDatabases(): Promise<void> {
    const archivePath = join(this.#folder, 'original', 'Film.ekontez');
    const folder = join(this.#folder, 'original', 'Copy.ekonte');
    await unpackProject({ archivePath, folder }, quietWork, runHere);
    this.#databaseHashes.add(sha256(readFileSync(join(folder, 'project.db'))));
    this.#databaseHashes.add(sha256(this.#original.database));
  }
}

/** Places that a file that gets out would be seen at, and a link that leads to one of them. */
function makeSandbox(sandbox: string): string {
  for (const folder of ['films', 'films/media', 'outside', 'outside/media', 'snapshots']) {
    mkdirSync(join(sandbox, folder), { recursive: true });
    writeFileSync(join(sandbox, folder, 'kept.txt'), folder);
  }
  symlinkSync(join(sandbox, 'outside'), join(sandbox, 'films', 'link'));
  return sandbox;
}

function isSame(a: Record<string, string>, b: Record<string, string>): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** 0 where the system does not say. */
function countOpenFiles(): number {
  return existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0;
}
