import { type ExactCheck, exactCheck } from './exactCheck';
import { type AnyRecord, type Kind, recordSchemas } from './records';

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

/**
 * A record as its kind's schema gives it; the very same where it is sound as it stands, which most are.
 * @throws ZodError when it breaks its kind's rules
 */
export function parseRecordOf(kind: Kind, record: unknown): AnyRecord {
  return isSoundRecord(kind, record)
    ? (record as AnyRecord)
    : (recordSchemas[kind].parse(record) as AnyRecord);
}
