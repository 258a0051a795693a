import type { AnyRecord } from '../document/records';
import type { DocumentPart } from './table';

/** The records that a part brings. They were checked where they were read. */
export function recordsOfPart({ records, sending }: DocumentPart): AnyRecord[] {
  const values = JSON.parse(records) as (AnyRecord | string)[];
  return values.filter((value): value is AnyRecord => value !== sending);
}
