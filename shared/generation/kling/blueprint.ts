import { z } from 'zod';
import { elementRequestSchema, pictureSourceSchema } from '../request';

/*
 * A request as it goes to Kling, but for what is made or read at submission: pictures as bytes, elements under the ids
 * they have there, the name of the submission. These stand in the body as `{{key}}`.
 */

export const klingInputSchema = z.discriminatedUnion('kind', [
  /** Raw base64 of a JPEG or PNG. */
  z.object({
    kind: z.literal('picture'),
    key: z.string(),
    /** "The first frame": for messages. */
    label: z.string(),
    source: pictureSourceSchema,
    maxBytes: z.int(),
  }),
  /** The id of an element made from these pictures, or this clip. */
  z.object({
    kind: z.literal('element'),
    key: z.string(),
    element: elementRequestSchema,
    from: z.enum(['pictures', 'clip']),
  }),
]);
export type KlingInput = z.infer<typeof klingInputSchema>;

export const klingBlueprintSchema = z.object({
  /** Which generation of the API answers, and how its tasks are asked about. */
  api: z.enum(['standard', 'legacy']),
  /** Below the host, without a slash in front: "omni-video/kling-3.0-omni". */
  route: z.string(),
  body: z.json(),
  inputs: z.array(klingInputSchema),
});
export type KlingBlueprint = z.infer<typeof klingBlueprintSchema>;

/** Stands for the submission's own name. */
export const submissionKey = 'submission';

export const placeholder = (key: string): string => `{{${key}}}`;

/** How an input's value goes into the body: legacy element ids are 64-bit integers and must keep every digit. */
export type FilledValue = { readonly text: string } | { readonly integer: string };

/**
 * The body as JSON text with every placeholder filled.
 * @throws RangeError for a placeholder without a value
 */
export function fillBlueprint(body: unknown, values: ReadonlyMap<string, FilledValue>): string {
  return JSON.stringify(body).replace(/"\{\{([A-Za-z0-9_]+)\}\}"/g, (_match, key: string) => {
    const value = values.get(key);
    if (!value) throw new RangeError(`The request has no value for ${key}.`);
    return 'integer' in value ? integerText(value.integer) : JSON.stringify(value.text);
  });
}

/** JSON numbers of any size are exact as text; JavaScript's own are not past 2^53. */
function integerText(value: string): string {
  if (!/^\d{1,20}$/.test(value)) throw new RangeError(`"${value}" is no element id.`);
  return value;
}
