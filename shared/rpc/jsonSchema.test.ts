import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { jsonSchema } from './jsonSchema';

const outcome = (schema: z.ZodType, value: unknown) => {
  const { success, data } = schema.safeParse(value);
  return { success, data };
};

test('takes what z.json() takes, as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(jsonSchema.parse(value)).toEqual(value);
    }),
  );
});

test('whatever comes, it is what z.json() makes of it', () => {
  fc.assert(
    fc.property(fc.anything({ withDate: true, withMap: true, withNullPrototype: true }), (value) => {
      expect(outcome(jsonSchema, value)).toEqual(outcome(z.json(), value));
    }),
  );
  const strange = [undefined, Number.NaN, 1n, () => 1, new Date(0), { a: undefined }, [[{ b: Infinity }]]];
  for (const value of strange) expect(outcome(jsonSchema, value)).toEqual(outcome(z.json(), value));
});
