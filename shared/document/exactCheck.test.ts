import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createRandom, type Random } from '../testing/random';
import { randomInput } from '../testing/randomArgs';
import { Document } from './document';
import { exactCheck } from './exactCheck';
import { isSoundRecord } from './recordCheck';
import { kinds, recordSchemas } from './records';

/** What the check claims, worked out the slow way. */
function isSameParsed(schema: z.ZodType, json: string): boolean {
  const parsed = schema.safeParse(JSON.parse(json));
  return parsed.success && JSON.stringify(parsed.data) === JSON.stringify(JSON.parse(json));
}

describe('records', () => {
  it.each(kinds)('%s: sound exactly when parsing changes nothing', (kind) => {
    const schema = recordSchemas[kind];
    const random = createRandom(11);
    const document = new Document();
    for (let count = 0; count < 150; count += 1) {
      const record = schema.parse(randomInput(schema, document, random));
      const json = JSON.stringify(record);
      expect(isSoundRecord(kind, JSON.parse(json)), json).toBe(true);
      for (let change = 0; change < 6; change += 1) {
        const spoilt = spoil(json, random);
        expect(isSoundRecord(kind, JSON.parse(spoilt)), spoilt).toBe(isSameParsed(schema, spoilt));
      }
    }
  });
});

/** One change at a random place: a value of another kind or size, a field too many, one too few, one further back. */
function spoil(json: string, random: Random): string {
  const value = JSON.parse(json) as Record<string, unknown>;
  const holders: Record<string, unknown>[] = [];
  const collect = (inner: unknown): void => {
    if (!inner || typeof inner !== 'object') return;
    holders.push(inner as Record<string, unknown>);
    Object.values(inner).forEach(collect);
  };
  collect(value);
  const holder = random.pick(holders) as Record<string, unknown>;
  const key = random.pick(Object.keys(holder)) ?? 'kind';
  const way = random.int(0, 10);
  if (way === 0) delete holder[key];
  else if (way === 1) holder['extra'] = 1;
  else if (way === 2) Object.defineProperty(holder, '__proto__', { value: {}, enumerable: true });
  else if (way === 3) {
    const inner = holder[key];
    delete holder[key];
    holder[key] = inner;
  } else holder[key] = random.pick(strangers);
  return JSON.stringify(value);
}

const strangers = [
  null,
  true,
  '',
  'x'.repeat(401),
  '🎬'.repeat(300),
  'a0',
  -1,
  0,
  0.5,
  1e9,
  2 ** 60,
  [],
  [1],
  {},
  { type: 'image' },
  '#aabbcc',
];

describe('schemas of other kinds', () => {
  const check = (schema: z.ZodType, json: string) => exactCheck(schema)(JSON.parse(json));

  it('leaves what parsing would change to the schema', () => {
    expect(check(z.string().trim(), '" a "')).toBe(false);
    expect(check(z.string().trim(), '"a"')).toBe(true);
    expect(check(z.object({ a: z.int().default(1) }), '{}')).toBe(false);
    expect(check(z.string().transform(Number), '"1"')).toBe(false);
    expect(check(z.coerce.string(), '"1"')).toBe(false);
    expect(check(z.date(), '"2020-01-01"')).toBe(false);
    expect(check(z.object({ toString: z.string() }), '{"toString":"a"}')).toBe(false);
  });

  it('takes the option of a union that the schema would take', () => {
    const loose = z.object({ a: z.int() });
    const both = z.object({ a: z.int(), b: z.int() });
    // Parsed by the first: b goes.
    expect(check(z.union([loose, both]), '{"a":1,"b":2}')).toBe(false);
    expect(check(z.union([both, loose]), '{"a":1,"b":2}')).toBe(true);
    expect(check(z.union([z.string(), z.number().min(3), both]), '{"a":1,"b":2}')).toBe(true);
    expect(check(z.union([z.string(), z.number().min(3)]), '2')).toBe(false);
  });

  it('knows optional fields, refinements and records', () => {
    const optional = z.object({ a: z.int().optional(), b: z.string() });
    expect(check(optional, '{"b":""}')).toBe(true);
    expect(check(optional, '{"a":1,"b":""}')).toBe(true);
    expect(check(optional, '{"b":"","a":1}')).toBe(false);
    expect(check(optional, '{"a":null,"b":""}')).toBe(false);
    expect(check(optional, '{"c":1,"b":""}')).toBe(false);
    expect(
      check(
        z.int().refine((value) => value % 2 === 0),
        '3',
      ),
    ).toBe(false);
    expect(
      check(
        z.int().refine((value) => value % 2 === 0),
        '4',
      ),
    ).toBe(true);
    const named = z.record(z.string().regex(/^a/), z.int());
    expect(check(named, '{"ab":1}')).toBe(true);
    expect(check(named, '{"b":1}')).toBe(false);
    expect(check(named, '{"ab":"1"}')).toBe(false);
  });

  it('knows schemas that contain themselves', () => {
    expect(check(z.json(), '{"a":[1,"b",{"c":null}]}')).toBe(true);
    expect(check(z.json(), '{"a":[1,{"__proto__":1}]}')).toBe(false);
  });
});
