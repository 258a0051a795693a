import { type ExactCheck, exactCheck } from './exactCheck';
import { type Kind, recordSchemas } from './records';

const checks = new Map<Kind, ExactCheck>();

/**
 * Whether a value out of JSON.parse is a record of the kind as it stands: parsing it by `recordSchemas` would succeed and
 * give the same. Many times faster than parsing. false = parse it: it may be wrong, or only carry a field too many.
 */
export function isSoundRecord(kind: Kind, value: unknown): boolean {
  let check = checks.get(kind);
  if (!check) {
    check = exactCheck(recordSchemas[kind]);
    checks.set(kind, check);
  }
  return check(value);
}
