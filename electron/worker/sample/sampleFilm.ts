import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { MediaId } from '@shared/document/ids';
import { CodedError } from '@shared/rpc/result';
import { type FilmSource, parseFilmSource } from '@shared/sample/filmSource';
import { nanoid } from 'nanoid';
import { createProject } from '../database/createProject';
import { folderExtension } from '../database/projectFolder';
import type { Emit } from '../documentPort';
import { TransientMachineFiles } from '../media/machineFiles';
import { ProjectSession } from '../projectSession';
import { sampleCommands } from './sampleCommands';

/** Below the assets folder: the film's source text with its pictures, and the sounds that are built from its score. */
const filmFolder = join('sample', 'the-lighthouse');
const soundFolder = 'build';

/** Name of a sample in the making; hidden, so that nobody opens half a film. */
const unfinishedPrefix = '.ekonte-sample-';
/** One as old as this was left behind by a program that ended in the middle. */
const abandonedAfterMs = 60 * 60 * 1000;

export interface SampleFilmOptions {
  /** The project folder to make. */
  readonly path: string;
  /** The program's assets folder. */
  readonly assetsPath: string;
  readonly emit: Emit;
  readonly now: () => number;
}

/**
 * Makes the project of the sample film with the same import and commands a person uses, beside its place, and moves it there
 * when it is whole. Its history begins empty.
 * @throws CodedError `alreadyExists`; `notFound` when a file of the sample is missing; as createProject and the import
 */
export async function buildSampleFilm({ path, assetsPath, emit, now }: SampleFilmOptions): Promise<void> {
  if (existsSync(path)) {
    throw new CodedError('alreadyExists', `There is something at "${path}" already. Choose another name.`);
  }
  const film = readFilm(join(assetsPath, filmFolder, 'film.json'));
  removeAbandoned(dirname(path), now());
  const folder = join(dirname(path), `${unfinishedPrefix}${nanoid(8)}${folderExtension}`);
  try {
    createProject(
      folder,
      { name: film.project.name, rate: film.project.rate, frameSize: film.project.size },
      now(),
    );
    await fillProject(folder, film, assetsPath, { emit, now });
    renameSync(folder, path);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function removeAbandoned(parent: string, nowMs: number): void {
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(unfinishedPrefix) || !name.endsWith(folderExtension)) continue;
    const folder = join(parent, name);
    if (nowMs - statSync(folder).mtimeMs > abandonedAfterMs) rmSync(folder, { recursive: true, force: true });
  }
}

async function fillProject(
  folder: string,
  film: FilmSource,
  assetsPath: string,
  { emit, now }: Pick<SampleFilmOptions, 'emit' | 'now'>,
): Promise<void> {
  const onlyProgress: Emit = (event, payload) => {
    if (event === 'import.progress') emit(event, payload);
  };
  const session = new ProjectSession({
    folder,
    mediaBase: '',
    emit: onlyProgress,
    renderHost: null,
    now,
    machine: new TransientMachineFiles(),
  });
  try {
    const media = await importMedia(session, film, assetsPath);
    await session.runCommands(sampleCommands(film, media), { source: 'user' });
    session.database.forgetHistory();
  } finally {
    await session.close();
  }
}

/** Ids by key. */
async function importMedia(
  session: ProjectSession,
  film: FilmSource,
  assetsPath: string,
): Promise<Map<string, MediaId>> {
  const folderOf = { picture: join(assetsPath, filmFolder), sound: join(assetsPath, soundFolder) };
  // Names inside the folders only: the schema lets nothing else through.
  const paths = film.media.map(({ type, file }) => join(folderOf[type], file));
  const reply = await session.media.importPaths({ paths, target: { as: 'media' }, link: false });
  const byName = new Map(reply.files.map((file) => [file.name, file]));
  return new Map(
    film.media.map(({ key, file, type }) => {
      const imported = byName.get(basename(file));
      if (!imported?.ok) {
        const why = imported?.message ?? 'It is not there.';
        const mend = type === 'sound' ? ' Sounds are made by "node scripts/assets/build-sound.mjs".' : '';
        throw new CodedError('notFound', `The sample film lacks ${file}. ${why}${mend}`);
      }
      return [key, imported.mediaId];
    }),
  );
}

function readFilm(path: string): FilmSource {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new CodedError('notFound', `The sample film is not there: "${path}" is missing.`);
  }
  return parseFilmSource(JSON.parse(text));
}
