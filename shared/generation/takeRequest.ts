import { z } from 'zod';
import { mediaIdSchema, shotIdSchema } from '../document/ids';
import type { PictureSource } from './request';

/*
 * What a take keeps of what it was asked with is its provider's own JSON, from any project and any time: this reads from
 * it what a person wants to know. Whatever is not as expected is left out; the whole stands beside it, to the letter.
 */

/** A picture that was sent: a media of the project, or a shot as it stood. */
export const takePictureSchema = z.object({
  /** "First frame", or the element's name. */
  label: z.string().max(400),
  source: z.union([z.object({ mediaId: mediaIdSchema }), z.object({ shotId: shotIdSchema, frame: z.int() })]),
});
export type TakePicture = z.infer<typeof takePictureSchema>;

/** Pictures that are shown of a take; requests have fewer. */
const mostPictures = 24;

/** As a provider keeps it with a take. */
export function takePicture(label: string, source: PictureSource): TakePicture {
  return {
    label,
    source:
      source.type === 'media' ? { mediaId: source.mediaId } : { shotId: source.shotId, frame: source.frame },
  };
}

export interface TakeRequestWords {
  /** As sent; shots that were told apart stand in paragraphs. '' = the maker is given no words. */
  readonly prompt: string;
  /** What must not appear. */
  readonly avoid: string;
  readonly pictures: readonly TakePicture[];
  /** The rest, by name, in the order it stands in. */
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

type Json = Readonly<Record<string, unknown>>;

/** Long texts, or said elsewhere. */
const notParameters = new Set([
  'prompt',
  'negative_prompt',
  'negativePrompt',
  'avoid',
  'workflow',
  'pictures',
  'contents',
  'multi_prompt',
  'wholeText',
  'options',
  'seed',
  'segmentHash',
  'body',
  'shots',
  'template',
  'templateId',
  'programId',
  'model',
]);

export function takeRequestWords(request: unknown): TakeRequestWords {
  const kept = objectOf(request);
  const body = objectOf(kept['body']);
  const parameters: { name: string; value: string }[] = [];
  // The body is what was sent; what a person had set may say more, and is not said twice.
  for (const part of [body, kept]) collect(part, parameters, 0);
  return {
    prompt: promptOfBody(body) || textOf(kept['prompt']) || textOf(kept['text']),
    avoid: textOf(body['negative_prompt']) || textOf(kept['negativePrompt']) || textOf(kept['avoid']),
    pictures: picturesOf(kept['pictures']),
    parameters,
  };
}

function promptOfBody(body: Json): string {
  const contents = listOf(body['contents']).filter(({ type }) => type === 'prompt');
  const shots = listOf(body['multi_prompt']).map(({ prompt }) => textOf(prompt));
  return [textOf(body['prompt']), ...contents.map(({ text }) => textOf(text)), ...shots]
    .filter((text) => text !== '')
    .join('\n\n');
}

function collect(part: Json, into: { name: string; value: string }[], depth: number): void {
  for (const [key, value] of Object.entries(part)) {
    if (notParameters.has(key) || into.length >= 40) continue;
    const name = nameOf(key);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      if (depth < 2) collect(value as Json, into, depth + 1);
    } else if (
      (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') &&
      !String(value).startsWith('{{') &&
      String(value) !== '' &&
      !into.some((known) => known.name === name)
    )
      into.push({
        name,
        value: typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value).slice(0, 400),
      });
  }
}

/** "aspect_ratio", "framesPerSecond" → "Aspect ratio", "Frames per second". */
function nameOf(key: string): string {
  const words = key
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .slice(0, 60);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function picturesOf(value: unknown): readonly TakePicture[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, mostPictures).flatMap((each) => {
    const picture = takePictureSchema.safeParse(each);
    return picture.success ? [picture.data] : [];
  });
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

const listOf = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.slice(0, 1_000).map(objectOf) : [];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
