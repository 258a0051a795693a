import { CodedError } from '@shared/rpc/result';
import type { JsonValue } from './providers/provider';

/** JSON of a session or of settings, characters. More is a mistake of the page, not a preference. */
const jsonCap = 1_000_000;

/** @throws CodedError `tooLarge` */
export function cappedJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (json.length > jsonCap) throw new CodedError('tooLarge', 'This is too much to keep as preferences.');
  return json;
}

/** What was kept as preferences; null where nothing was, or where it is not JSON any more: then one begins afresh. */
export function keptJson(json: string | undefined): JsonValue {
  if (json === undefined) return null;
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
