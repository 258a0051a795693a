/* Words of JSON Schema, shorter. */

export type Schema = Readonly<Record<string, unknown>>;

export const text = (maxLength: number, minLength = 0): Schema => ({ type: 'string', minLength, maxLength });
export const oneOf = (...values: readonly unknown[]): Schema => ({ enum: values });
export const object = (properties: Schema, required: readonly string[]): Schema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
export const list = (items: Schema, minItems: number, maxItems: number): Schema => ({
  type: 'array',
  items,
  minItems,
  maxItems,
});

/** An address, or raw base64 without a `data:` prefix. */
export const picture: Schema = { type: 'string', minLength: 8, pattern: '^(https?://|[A-Za-z0-9+/]+=*$)' };
export const address: Schema = { type: 'string', pattern: '^https?://' };
export const mentionId: Schema = { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_]{1,40}$' };
