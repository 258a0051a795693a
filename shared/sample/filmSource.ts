import { z } from 'zod';
import {
  easingNameSchema,
  elementTypes,
  frameSizeSchema,
  layerSchema,
  layerTransformSchema,
  moveNameSchema,
  shotAngles,
  shotSizes,
} from '../document/records';
import { framesSchema, lengthSchema } from '../time/frames';
import { rateSchema } from '../time/rate';

/*
 * The source text of a sample film: what `assets/sample/<film>/film.json` may hold. A builder turns it into a project
 * through the command registry, so that the sample is made of the same edits as anyone's film.
 * Keys are names inside the file; they never become record ids.
 */

const key = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,59}$/);
const line = z.string().min(1).max(400);
/** A file below the film's own folder or the build folder: plain names, no way up or out. */
const file = z.string().regex(/^(?:[a-z0-9-]+\/){0,3}[a-z0-9-]+\.[a-z0-9]{2,4}$/);

const mediaSourceSchema = z.strictObject({
  key,
  /** `picture`: a file below the folder of film.json. `sound`: a file of `assets/build/`, made by the sound script. */
  type: z.enum(['picture', 'sound']),
  file,
  name: line,
});

const viewSourceSchema = z.strictObject({ view: key, media: key });

const elementSourceSchema = z.strictObject({
  key,
  type: z.enum(elementTypes),
  name: line,
  notes: z.string().max(20_000),
  /** What must not change from shot to shot: the look's keep notes. */
  keep: z.string().max(20_000),
  /** Reference pictures, front first; a layer names one by its `view`, a pin by its index in this list. */
  views: z.array(viewSourceSchema).min(1).max(64),
});

/** Where a layer stands, as the camera at rest sees it; the same meaning as the record of the document. */
const placeShape = {
  name: line,
  x: layerTransformSchema.shape.x,
  y: layerTransformSchema.shape.y,
  scale: layerTransformSchema.shape.scale,
  rotationDeg: layerTransformSchema.shape.rotationDeg.default(0),
  flipX: layerTransformSchema.shape.flipX.default(false),
  opacity: layerSchema.shape.opacity.default(1),
  depth: layerSchema.shape.depth,
};

const layerSourceSchema = z.union([
  z.strictObject({ ...placeShape, media: key }),
  z.strictObject({ ...placeShape, element: key, view: key }),
]);

const dialogueSourceSchema = z.strictObject({
  /** Key of a character. */
  speaker: key,
  text: line,
  deliveryNote: z.string().max(400).default(''),
});

const shotSourceSchema = z.strictObject({
  key,
  lengthFrames: lengthSchema,
  size: z.enum(shotSizes),
  angle: z.enum(shotAngles),
  lensMm: z.number().min(4).max(2000),
  action: line,
  notes: z.string().max(20_000).default(''),
  dialogue: z.array(dialogueSourceSchema).max(20).default([]),
  /** A named move, or null for a camera that stands still. */
  move: z
    .strictObject({ name: moveNameSchema, strength: z.number().min(0).max(1), easing: easingNameSchema })
    .nullable(),
  /** Back to front. */
  layers: z.array(layerSourceSchema).min(1).max(100),
});

const sceneSourceSchema = z.strictObject({
  heading: line,
  shots: z.array(shotSourceSchema).min(1).max(200),
});

const soundSourceSchema = z.strictObject({ media: key, startFrame: framesSchema });

export const filmSourceSchema = z
  .strictObject({
    format: z.literal('ekonte-sample-film'),
    version: z.literal(1),
    project: z.strictObject({ name: line, rate: rateSchema, size: frameSizeSchema }),
    media: z.array(mediaSourceSchema).min(1).max(1000),
    elements: z.array(elementSourceSchema).max(200),
    scenes: z.array(sceneSourceSchema).min(1).max(200),
    sound: z.array(soundSourceSchema).max(100),
  })
  .superRefine((film, context) => {
    for (const message of linkProblems(film)) context.addIssue({ code: 'custom', message });
  });

export type FilmSource = z.infer<typeof filmSourceSchema>;
export type FilmSourceLayer = z.infer<typeof layerSourceSchema>;
export type FilmSourceShot = z.infer<typeof shotSourceSchema>;

interface Linked {
  readonly media: readonly z.infer<typeof mediaSourceSchema>[];
  readonly elements: readonly z.infer<typeof elementSourceSchema>[];
  readonly scenes: readonly z.infer<typeof sceneSourceSchema>[];
  readonly sound: readonly z.infer<typeof soundSourceSchema>[];
}

/** What is named but not there, named twice, or of the wrong kind: one sentence each. */
function linkProblems(film: Linked): string[] {
  const problems: string[] = [];
  const shots = film.scenes.flatMap((scene) => scene.shots);
  const requireUnique = (what: string, keys: readonly string[]): void => {
    for (const [index, each] of keys.entries()) {
      if (keys.indexOf(each) !== index) problems.push(`${what} "${each}" is there twice.`);
    }
  };
  requireUnique(
    'Media',
    film.media.map((media) => media.key),
  );
  requireUnique(
    'Element',
    film.elements.map((element) => element.key),
  );
  requireUnique(
    'Shot',
    shots.map((shot) => shot.key),
  );

  const media = new Map(film.media.map((each) => [each.key, each]));
  const elements = new Map(film.elements.map((each) => [each.key, each]));
  const requireMedia = (name: string, type: 'picture' | 'sound', where: string): void => {
    const found = media.get(name);
    if (!found) problems.push(`${where} names the media "${name}", which is not in the list.`);
    else if (found.type !== type) problems.push(`${where} needs a ${type}, "${name}" is a ${found.type}.`);
  };
  for (const element of film.elements) {
    requireUnique(
      `View of ${element.name}`,
      element.views.map(({ view }) => view),
    );
    for (const view of element.views) requireMedia(view.media, 'picture', `Element "${element.key}"`);
  }
  for (const shot of shots) {
    const where = `Shot "${shot.key}"`;
    for (const layer of shot.layers) {
      if ('media' in layer) requireMedia(layer.media, 'picture', where);
      else if (!elements.get(layer.element)?.views.some(({ view }) => view === layer.view)) {
        problems.push(`${where} shows "${layer.element}/${layer.view}", which no element has.`);
      }
    }
    for (const { speaker } of shot.dialogue) {
      if (elements.get(speaker)?.type !== 'character') {
        problems.push(`${where} lets "${speaker}" speak, who is no character.`);
      }
    }
  }
  for (const sound of film.sound) requireMedia(sound.media, 'sound', 'The sound track');
  return problems;
}

/**
 * Parses the JSON value of a film.json.
 * @throws z.ZodError naming each fault: an unknown field, a value out of range, a key that leads nowhere.
 */
export function parseFilmSource(value: unknown): FilmSource {
  return filmSourceSchema.parse(value);
}

/** Length of the whole film, in frames at the project's rate. */
export function filmSourceLength(film: FilmSource): number {
  return film.scenes.reduce(
    (sum, scene) => scene.shots.reduce((inner, shot) => inner + shot.lengthFrames, sum),
    0,
  );
}

/** The picture a layer shows, as the key of its media. `film` has been parsed, so the key leads somewhere. */
export function mediaOfLayer(film: FilmSource, layer: FilmSourceLayer): string {
  if ('media' in layer) return layer.media;
  const view = film.elements
    .find((element) => element.key === layer.element)
    ?.views.find((each) => each.view === layer.view);
  if (!view) throw new RangeError(`No element has the view "${layer.element}/${layer.view}".`);
  return view.media;
}
