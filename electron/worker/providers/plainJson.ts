import type { JsonValue } from './provider';

/** The same as plain JSON: without what is undefined. */
export function plainJson(value: object): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}
