import type { z } from 'zod';
import type {
  $ZodCheck,
  $ZodChecks,
  $ZodDiscriminatedUnionDef,
  $ZodType,
  $ZodTypes,
  $ZodUnionDef,
  ParsePayload,
} from 'zod/v4/core';

/** Of one JSON value. */
export type ExactCheck = (value: unknown) => boolean;

type JsonType = 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object';

interface Part {
  readonly check: ExactCheck;
  /** null = any. */
  readonly types: readonly JsonType[] | null;
  /** A value that the check turns down is turned down by the schema, too; else the schema has the last word. */
  readonly isFinal: boolean;
}

/**
 * A fast check from a schema's own definition: true only when parsing the value would give back the very same value, its
 * keys in the same order, so that it needs no parsing. false says nothing: the schema has to be asked. A part of a schema that is not known here
 * is always left to the schema. For values that came out of JSON.parse.
 */
export function exactCheck(schema: z.ZodType): ExactCheck {
  return partOf(schema, new Map()).check;
}

const leftToSchema: Part = { check: () => false, types: null, isFinal: false };

function partOf(type: $ZodType, known: Map<$ZodType, Part>): Part {
  const before = known.get(type);
  if (before) return before;
  let part: Part = leftToSchema;
  // Schemas that contain themselves meet this while it is made.
  known.set(type, { check: (value) => part.check(value), types: null, isFinal: false });
  part = withChecks(barePart(type as $ZodTypes, known), type);
  known.set(type, part);
  return part;
}

function barePart(type: $ZodTypes, known: Map<$ZodType, Part>): Part {
  const { def } = type._zod;
  switch (def.type) {
    case 'string':
      return def.coerce ? leftToSchema : final((value) => typeof value === 'string', 'string');
    case 'number':
      return def.coerce ? leftToSchema : final((value) => Number.isFinite(value), 'number');
    case 'boolean':
      return def.coerce ? leftToSchema : final((value) => typeof value === 'boolean', 'boolean');
    case 'null':
      return final((value) => value === null, 'null');
    case 'literal':
      return oneOf(def.values);
    case 'enum': {
      const values = Object.values(def.entries);
      // An enum of numbers lists its names among its values.
      return values.every((value) => typeof value === 'string') ? oneOf(values) : leftToSchema;
    }
    case 'nullable': {
      const inner = partOf(def.innerType, known);
      return { ...inner, check: (value) => value === null || inner.check(value), types: withNull(inner) };
    }
    case 'array': {
      const { check, isFinal } = partOf(def.element, known);
      return { check: (value) => Array.isArray(value) && value.every(check), types: ['array'], isFinal };
    }
    case 'object':
      return def.catchall ? leftToSchema : objectPart(def.shape, known);
    case 'record':
      return recordPart(partOf(def.keyType, known).check, partOf(def.valueType, known).check, def);
    case 'union':
      if (isDiscriminated(def)) return choicePart(def, known);
      return unionPart(def.options.map((option) => partOf(option, known)));
    case 'lazy':
      return partOf(def.getter(), known);
    default:
      return leftToSchema;
  }
}

function final(check: ExactCheck, ...types: readonly JsonType[]): Part {
  return { check, types, isFinal: true };
}

function oneOf(values: readonly unknown[]): Part {
  const allowed = new Set(values);
  const [only] = values;
  return final(
    allowed.size === 1 ? (value) => value === only : (value) => allowed.has(value),
    ...new Set(values.map(jsonTypeOf)),
  );
}

const withNull = ({ types }: Part): Part['types'] => types && [...types, 'null'];

/** The schema's keys and no other, in its order, as it would put them. */
function objectPart(shape: Readonly<Record<string, $ZodType>>, known: Map<$ZodType, Part>): Part {
  const fields = Object.entries(shape).map(([key, type]) => {
    const { def } = (type as $ZodTypes)._zod;
    const isOptional = def.type === 'optional';
    return { key, isOptional, isRight: partOf(isOptional ? def.innerType : type, known).check };
  });
  if (fields.some(({ key }) => key in Object.prototype)) return leftToSchema;
  const check: ExactCheck = (value) => {
    if (!isPlain(value)) return false;
    let at = 0;
    for (const key in value) {
      let field = fields[at];
      while (field?.isOptional && field.key !== key) {
        at += 1;
        field = fields[at];
      }
      if (field?.key !== key || !field.isRight(value[key])) return false;
      at += 1;
    }
    for (; at < fields.length; at += 1) if (!fields[at]?.isOptional) return false;
    return true;
  };
  return { check, types: ['object'], isFinal: false };
}

function recordPart(
  isKey: ExactCheck,
  isRight: ExactCheck,
  def: { keyType: $ZodType; mode?: unknown },
): Part {
  // Listed keys would have to be there all.
  if (def.keyType._zod.values || def.mode === 'loose') return leftToSchema;
  const check: ExactCheck = (value) => {
    if (!isPlain(value)) return false;
    for (const key in value) if (key === '__proto__' || !isKey(key) || !isRight(value[key])) return false;
    return true;
  };
  return { check, types: ['object'], isFinal: false };
}

const isDiscriminated = (def: $ZodUnionDef): def is $ZodDiscriminatedUnionDef => 'discriminator' in def;

/** The option whose value the discriminator has, and no other. */
function choicePart({ discriminator, options }: $ZodDiscriminatedUnionDef, known: Map<$ZodType, Part>): Part {
  const checks = new Map<unknown, ExactCheck>();
  for (const option of options) {
    const { check } = partOf(option, known);
    for (const value of option._zod.propValues?.[discriminator] ?? []) checks.set(value, check);
  }
  const check: ExactCheck = (value) => isPlain(value) && (checks.get(value[discriminator])?.(value) ?? false);
  return { check, types: ['object'], isFinal: false };
}

/** A union takes the first option that the schema would take: one that may do so with a change ends the search. */
function unionPart(options: readonly Part[]): Part {
  const byType = (type: JsonType) => options.filter(({ types }) => types === null || types.includes(type));
  const candidates: Readonly<Record<JsonType, readonly Part[]>> = {
    string: byType('string'),
    number: byType('number'),
    boolean: byType('boolean'),
    null: byType('null'),
    array: byType('array'),
    object: byType('object'),
  };
  const check: ExactCheck = (value) => {
    for (const option of candidates[jsonTypeOf(value)]) {
      if (option.check(value)) return true;
      if (!option.isFinal) return false;
    }
    return false;
  };
  return { check, types: null, isFinal: options.every(({ isFinal }) => isFinal) };
}

interface OwnCheck {
  readonly check: ExactCheck;
  readonly isFinal: boolean;
}

/** The checks that hang on a schema: ranges, lengths, patterns. */
function withChecks(part: Part, type: $ZodType): Part {
  const own = type._zod.traits.has('$ZodCheck') ? [type as unknown as $ZodCheck] : [];
  const checks = [...own, ...(type._zod.def.checks ?? [])].map((check) => checkOf(check as $ZodChecks));
  if (checks.length === 0) return part;
  const isFinal = part.isFinal && checks.every((each) => each.isFinal);
  const [first, second, third] = checks.map(({ check }) => check);
  // Most have one or two: a loop would cost as much as they do.
  const check: ExactCheck =
    first && !second
      ? (value) => part.check(value) && first(value)
      : first && second && !third
        ? (value) => part.check(value) && first(value) && second(value)
        : (value) => part.check(value) && checks.every((each) => each.check(value));
  return { ...part, isFinal, check };
}

function checkOf(check: $ZodChecks): OwnCheck {
  const { def } = check._zod;
  const asked = askedCheck(check);
  switch (def.check) {
    case 'number_format':
      return def.format === 'safeint' ? { check: Number.isSafeInteger, isFinal: true } : asked;
    case 'greater_than':
      return { check: from(Number(def.value), def.inclusive), isFinal: true };
    case 'less_than':
      return { check: upTo(Number(def.value), def.inclusive), isFinal: true };
    case 'max_length': {
      // Counted in characters by the schema: never more than the units counted here.
      const { maximum } = def;
      const check: ExactCheck = (value) => (value as string).length <= maximum || asked.check(value);
      return { check, isFinal: true };
    }
    case 'string_format': {
      const { format, pattern } = def;
      if (format !== 'regex' || !pattern || /[gy]/.test(pattern.flags)) return asked;
      return { check: (value) => pattern.test(value as string), isFinal: true };
    }
    default:
      return asked;
  }
}

function from(least: number, isInclusive: boolean): ExactCheck {
  return isInclusive ? (value) => (value as number) >= least : (value) => (value as number) > least;
}

function upTo(most: number, isInclusive: boolean): ExactCheck {
  return isInclusive ? (value) => (value as number) <= most : (value) => (value as number) < most;
}

/** A check that is not known here is asked itself; it may change the value. */
function askedCheck(check: $ZodCheck): OwnCheck {
  return {
    check: (value) => {
      const payload: ParsePayload = { value, issues: [] };
      const waiting = (check as $ZodCheck<unknown>)._zod.check(payload);
      return waiting === undefined && payload.issues.length === 0 && payload.value === value;
    },
    isFinal: false,
  };
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function jsonTypeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}
