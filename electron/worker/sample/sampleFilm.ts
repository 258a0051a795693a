import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { idFactory } from '@shared/document/factories';
import type { MediaId } from '@shared/document/ids';
import { elementTypes, frameSizeSchema, shotSchema } from '@shared/document/records';
import { CodedError } from '@shared/rpc/result';
import { framesSchema, lengthSchema } from '@shared/time/frames';
import { rateSchema } from '@shared/time/rate';
import { nanoid } from 'nanoid';
import { z } from 'zod';
import { createProject } from '../database/createProject';
import { folderExtension } from '../database/projectFolder';
import type { CommandCall, Emit } from '../documentPort';
import { ProjectSession } from '../projectSession';

/** Where a film to be built lies below the assets folder. */
const sampleFolder = join('sample', 'the-lighthouse');

const key = z.string().min(1).max(80);
const layerSchema = z.object({
  name: z.string(),
  element: key.optional(),
  view: key.optional(),
  media: key.optional(),
  x: z.number(),
  y: z.number(),
  scale: z.number(),
  rotationDeg: z.number().default(0),
  flipX: z.boolean().default(false),
  opacity: z.number().default(1),
  depth: z.number().default(1),
});

/** `film.json`: a film as text, with names in place of ids. */
const filmSchema = z.object({
  format: z.literal('ekonte-sample-film'),
  version: z.literal(1),
  project: z.object({ name: z.string(), rate: rateSchema, size: frameSizeSchema }),
  media: z.array(z.object({ key, file: z.string(), name: z.string() })),
  elements: z.array(
    z.object({
      key,
      type: z.enum(elementTypes),
      name: z.string(),
      notes: z.string().default(''),
      /** What must not change from shot to shot. */
      keep: z.string().default(''),
      views: z.array(z.object({ view: key, media: key })).min(1),
    }),
  ),
  scenes: z.array(
    z.object({
      heading: z.string(),
      shots: z.array(
        z.object({
          lengthFrames: lengthSchema,
          size: shotSchema.shape.size.default(null),
          angle: shotSchema.shape.angle.default(null),
          lensMm: shotSchema.shape.lensMm.default(null),
          action: z.string().default(''),
          notes: z.string().default(''),
          move: shotSchema.shape.move.default(null),
          layers: z.array(layerSchema),
          dialogue: z
            .array(z.object({ speaker: key, text: z.string(), deliveryNote: z.string().default('') }))
            .default([]),
        }),
      ),
    }),
  ),
  sound: z.array(z.object({ media: key, startFrame: framesSchema })).default([]),
});
type Film = z.infer<typeof filmSchema>;

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
  const source = join(assetsPath, sampleFolder);
  const film = readFilm(join(source, 'film.json'));
  const folder = join(dirname(path), `.ekonte-sample-${nanoid(8)}${folderExtension}`);
  try {
    createProject(
      folder,
      { name: film.project.name, rate: film.project.rate, frameSize: film.project.size },
      now(),
    );
    await fillProject(folder, film, source, { emit, now });
    renameSync(folder, path);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function fillProject(
  folder: string,
  film: Film,
  source: string,
  { emit, now }: Pick<SampleFilmOptions, 'emit' | 'now'>,
): Promise<void> {
  const onlyProgress: Emit = (event, payload) => {
    if (event === 'import.progress') emit(event, payload);
  };
  const session = new ProjectSession({ folder, mediaBase: '', emit: onlyProgress, renderHost: null, now });
  try {
    const media = await importMedia(session, film, source);
    session.run(commandsOf(film, media), { source: 'user' });
    session.database.forgetHistory();
  } finally {
    await session.close();
  }
}

/** Ids by key. */
async function importMedia(
  session: ProjectSession,
  film: Film,
  source: string,
): Promise<Map<string, MediaId>> {
  const paths = film.media.map(({ file }) => fileInside(source, file));
  const reply = await session.media.importPaths({ paths, target: { as: 'media' }, link: false });
  const byName = new Map(reply.files.map((file) => [file.name, file]));
  return new Map(
    film.media.map(({ key: mediaKey, file }) => {
      const imported = byName.get(basename(file));
      if (!imported?.ok) {
        throw new CodedError(
          'notFound',
          `A file of the sample film is missing or broken: ${file} (${imported?.message ?? 'not there'}).`,
        );
      }
      return [mediaKey, imported.mediaId];
    }),
  );
}

function commandsOf(film: Film, media: ReadonlyMap<string, MediaId>): CommandCall[] {
  const newId = idFactory(nanoid);
  const mediaId = (name: string) => found(media.get(name), name);
  const elements = new Map(
    film.elements.map((element) => [element.key, { ...element, id: newId('element') }]),
  );
  const element = (name: string) => found(elements.get(name), name);
  const calls: CommandCall[] = film.media.map(({ key: mediaKey, name }) => ({
    command: 'media.edit',
    args: { mediaId: mediaId(mediaKey), fields: { name } },
  }));
  for (const { id, type, name, notes, keep, views } of elements.values()) {
    const references = views.map((view) => mediaId(view.media));
    calls.push({ command: 'element.add', args: { id, type, name, notes, keepNotes: keep, references } });
  }
  const layerCall = (
    shotId: string,
    layer: Film['scenes'][number]['shots'][number]['layers'][number],
  ): CommandCall => {
    const { name, depth, opacity, x, y, scale, rotationDeg, flipX } = layer;
    const looks = { name, depth, opacity, transform: { x, y, scale, rotationDeg, flipX } };
    if (layer.element === undefined) {
      return { command: 'layer.add', args: { shotId, mediaIds: [mediaId(layer.media ?? name)], ...looks } };
    }
    const { id, views } = element(layer.element);
    const view = Math.max(
      0,
      views.findIndex((candidate) => candidate.view === layer.view),
    );
    return { command: 'element.pin', args: { elementId: id, shotIds: [shotId], view, ...looks } };
  };
  for (const { heading, shots } of film.scenes) {
    const sceneId = newId('scene');
    calls.push({ command: 'scene.add', args: { id: sceneId, heading } });
    for (const { lengthFrames, size, angle, lensMm, action, notes, move, layers, dialogue } of shots) {
      const id = newId('shot');
      calls.push({
        command: 'shot.add',
        args: { id, sceneId, lengthFrames, fields: { size, angle, lensMm, action, notes } },
      });
      calls.push(...layers.map((layer) => layerCall(id, layer)));
      if (move) calls.push({ command: 'camera.setMove', args: { shotIds: [id], move } });
      for (const { speaker, text, deliveryNote } of dialogue) {
        calls.push({
          command: 'dialogue.addLine',
          args: { shotId: id, speakerId: element(speaker).id, text, deliveryNote },
        });
      }
    }
  }
  for (const sound of film.sound) {
    calls.push({
      command: 'sound.addClip',
      args: { mediaId: mediaId(sound.media), startFrame: sound.startFrame },
    });
  }
  return calls;
}

function readFilm(path: string): Film {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new CodedError('notFound', `The sample film is not there: "${path}" is missing.`);
  }
  return filmSchema.parse(JSON.parse(text));
}

function fileInside(folder: string, file: string): string {
  const path = resolve(folder, file);
  if (!path.startsWith(folder + sep))
    throw new CodedError('badRequest', `"${file}" is not inside the sample film.`);
  return path;
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined)
    throw new CodedError('notFound', `The sample film names "${name}", which is not in it.`);
  return value;
}
