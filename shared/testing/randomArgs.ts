import { z } from 'zod';
import type { CommandDefinition } from '../commands/command';
import type { DocumentView } from '../document/document';
import { idPrefixes } from '../document/ids';
import type { Kind } from '../document/records';
import type { JsonSchema as Schema } from './jsonSchema';
import type { Random } from './random';
import { randomTakeCutArgs } from './randomCut';
import { randomPasteArgs } from './randomFragment';

const schemas = new Map<z.ZodType, Schema>();

/**
 * Random arguments for a command, made from its own schema, so that a new command is in every property test without
 * anybody's doing; what is pasted is collected from a film, and a cut is one of the film. Ids are mostly of records there are; numbers and texts are small, so that most plans go through.
 */
export function randomArgs(definition: CommandDefinition, document: DocumentView, random: Random): unknown {
  if (definition.id === 'edit.paste') return randomPasteArgs(document, random);
  if (definition.id === 'film.takeCut') return randomTakeCutArgs(document, random);
  return randomInput(definition.args, document, random);
}

/** Something that a schema takes, as `randomArgs` makes it. */
export function randomInput(type: z.ZodType, document: DocumentView, random: Random): unknown {
  let schema = schemas.get(type);
  if (!schema) {
    schema = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Schema;
    schemas.set(type, schema);
  }
  return randomValue(schema, document, random, undefined);
}

function randomValue(
  schema: Schema,
  document: DocumentView,
  random: Random,
  newId: string | undefined,
): unknown {
  if ('const' in schema) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return randomValue(random.pick(options) as Schema, document, random, newId);
  switch (schema.type) {
    case 'object':
      return randomObject(schema, document, random);
    case 'array': {
      const length = random.int(schema.minItems ?? 0, Math.min(schema.maxItems ?? 3, 3));
      const items = schema.items ?? {};
      return Array.from({ length }, () => randomValue(items, document, random, undefined));
    }
    case 'integer':
    case 'number':
      return randomNumber(schema, random);
    case 'string':
      return randomText(schema, document, random, newId);
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    default:
      return { note: random.text(3) };
  }
}

function randomObject(schema: Schema, document: DocumentView, random: Random): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  const isRecord = schema.properties?.kind?.const !== undefined;
  for (const [field, inner] of Object.entries(schema.properties ?? {})) {
    const isRequired = schema.required?.includes(field) ?? false;
    if (!isRequired && random.chance(0.5)) continue;
    // What bears the id of a record to be made must not bear that of one there is.
    value[field] = randomValue(inner, document, random, field === 'id' || isRecord ? field : undefined);
  }
  const { propertyNames: keys, additionalProperties: inner } = schema;
  // A table by id. One by text has no rows that would mean anything.
  if (keys?.pattern !== undefined && typeof inner === 'object') {
    for (let row = random.int(0, 3); row > 0; row -= 1)
      value[randomText(keys, document, random, undefined)] = randomValue(inner, document, random, undefined);
  }
  return value;
}

function randomNumber(
  { type, minimum = -1e6, maximum = 1e6, multipleOf = 1 }: Schema,
  random: Random,
): number {
  if (type === 'number') {
    const low = Math.max(minimum, -2);
    const high = Math.min(maximum, Math.max(low + 1, 3));
    return Math.round((low + (high - low) * random.next()) * 1_000) / 1_000;
  }
  const low = Math.max(minimum, random.chance(0.3) ? -30 : 0);
  const high = Math.min(maximum, low + (random.chance(0.5) ? 5 : 120));
  return Math.floor(random.int(low, high) / multipleOf) * multipleOf || multipleOf * (low > 0 ? 1 : 0);
}

const kindOfPrefix = new Map(
  Object.entries(idPrefixes).map(([kind, prefix]) => [prefix as string, kind as Kind]),
);
const someTexts = ['', 'Umi', 'The lamp goes dark.', '海 — "quoted" \\ \n', 'x'.repeat(60), '🎬'];

function randomText(
  schema: Schema,
  document: DocumentView,
  random: Random,
  newId: string | undefined,
): string {
  const { pattern, minLength = 0, maxLength = 400 } = schema;
  if (pattern === undefined) {
    const text = (random.pick(someTexts) ?? '').slice(0, maxLength);
    return text.trim().length < minLength ? random.text(minLength) : text;
  }
  const prefix = /^\^([a-z]{3})_\[/.exec(pattern)?.[1];
  const kind = prefix === undefined ? undefined : kindOfPrefix.get(prefix);
  if (kind) {
    const known = newId === 'id' || random.chance(0.03) ? undefined : random.pick(document.list(kind));
    return known?.id ?? `${prefix}_${random.text(12)}`;
  }
  return patternedText(pattern, random);
}

/** The few patterns of our records that are no ids. */
function patternedText(pattern: string, random: Random): string {
  const candidates = [
    `#${hex(random, 6)}`,
    hex(random, 64),
    `media/${hex(random, 2)}/${hex(random, 64)}.png`,
    'en-GB',
    `lnk_${random.text(12)}`,
    'a0',
    ...(pattern.includes('{16}') ? [hex(random, 16)] : []),
  ];
  const expression = new RegExp(pattern);
  const fitting = candidates.find((candidate) => expression.test(candidate));
  if (fitting === undefined) throw new Error(`No example of ${pattern} is known.`);
  return fitting;
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random.int(0, 15).toString(16)).join('');
}
