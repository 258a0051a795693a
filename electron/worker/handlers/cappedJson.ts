import { CodedError } from '@shared/rpc/result';

/** JSON of a session or of settings, characters. More is a mistake of the page, not a preference. */
const jsonCap = 1_000_000;

/** @throws CodedError `tooLarge` */
export function cappedJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (json.length > jsonCap) throw new CodedError('tooLarge', 'This is too much to keep as preferences.');
  return json;
}
