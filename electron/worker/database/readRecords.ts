import { setImmediate as nextTurn } from 'node:timers/promises';
import { pictureKinds } from '@shared/document/outline';
import { isSoundRecord } from '@shared/document/recordCheck';
import { type AnyRecord, type Kind, recordSchemas } from '@shared/document/records';
import { runAtOnce, runInTurns } from '@shared/steps/runSteps';
import type { Database, Statement } from 'better-sqlite3';
import { nanoid } from 'nanoid';
import { damagedError } from './databaseErrors';
import { readSession } from './savedSession';

export interface ReadingOptions {
  /** The file, for messages. */
  readonly path: string;
  /**
   * Hears of the records while they are read, of one by one or of a list: their JSON, which needs no more checking. `mark`, a
   * random name, may stand between the records of a list: taking it out would take as long as checking does.
   * `endOutline` comes after the last record of the outline, before those inside pictures, with the saved session.
   */
  readonly sendTo?:
    | {
        readonly mark: string;
        add(json: string): void;
        addList(json: string): void;
        endOutline(session: string | undefined): void;
      }
    | undefined;
}

type Row = readonly [id: string, kind: string, json: string];

/**
 * Characters of rows that are read and parsed as one text, about: a row at a time costs several calls each. Texts as short
 * as this are made again and again in the same memory; of 400 KB each, most of the time of opening went into memory used
 * for the first time.
 */
const bundleLength = 30_000;
const firstRows = 64;
const mostRows = 1_024;

/** A longer row is read alone, so that no text becomes longer than SQLite and JavaScript can hold. Bytes. */
const longRow = 8_192;

const leastRowid = -(2n ** 63n);
const greatestRowid = 2n ** 63n - 1n;

/**
 * All records of a database. Most of the time that opening a large project takes is spent here, most of it on fresh,
 * unoptimised code.
 * @throws CodedError `projectDamaged`
 */
export function loadRecords(handle: Database, options: ReadingOptions): AnyRecord[] {
  return runAtOnce(readInSteps(handle, options));
}

/** The same, and others get their turn in between. @throws CodedError `projectDamaged` */
export function loadRecordsInTurns(handle: Database, options: ReadingOptions): Promise<AnyRecord[]> {
  return runInTurns(readInSteps(handle, options), nextTurn);
}

const isInPicture = `kind IN (${pictureKinds.map((kind) => `'${kind}'`).join()})`;

/** A step is done in a few milliseconds. */
function* readInSteps(handle: Database, options: ReadingOptions): Generator<void, AnyRecord[]> {
  const records: AnyRecord[] = [];
  const mark = options.sendTo?.mark ?? nanoid();
  yield* readBundles(bundles(handle, mark, `NOT (${isInPicture})`), records, options);
  options.sendTo?.endOutline(readSession(handle));
  yield* readBundles(bundles(handle, mark, isInPicture), records, options);
  if (!records.some(({ kind }) => kind === 'project'))
    throw damagedError(options.path, 'the project record is missing');
  return records;
}

function* readBundles(
  all: Iterable<Bundle>,
  records: AnyRecord[],
  options: ReadingOptions,
): Generator<void, void> {
  for (const bundle of all) {
    const together = readTogether(bundle);
    if (!together) readEach(bundle.each(), records, options);
    else {
      for (const record of together) records.push(record);
      if (bundle.count > 0) options.sendTo?.addList(bundle.json);
    }
    if (bundle.longCount > 0) readEach(bundle.eachLong(), records, options);
    yield;
  }
}

function readEach(rows: Iterable<Row>, records: AnyRecord[], { path, sendTo }: ReadingOptions): void {
  for (const [id, kind, json] of rows) {
    const parsed = parseRecord(id, kind, json);
    if (!parsed) throw damagedError(path, `the record ${id} is not valid`);
    records.push(parsed.record);
    sendTo?.add(parsed.isAsWritten ? json : JSON.stringify(parsed.record));
  }
}

/** Some rows in one, and with them those between that are too long for it. */
interface Bundle {
  readonly count: number;
  /** With commas between them; so are `kinds`. */
  readonly ids: string;
  readonly kinds: string;
  /** A list of them with `mark` between them, as a value among them. */
  readonly json: string;
  /** Nobody who wrote a row can have known it. */
  readonly mark: string;
  /** The same rows, one by one. */
  each(): Iterable<Row>;
  readonly longCount: number;
  eachLong(): Iterable<Row>;
}

type BundleRow = readonly [
  last: bigint | null,
  all: bigint,
  count: bigint,
  ids: string | null,
  kinds: string | null,
  json: string | null,
];

/** @param filter which rows, in SQL */
function* bundles(handle: Database, mark: string, filter: string): Iterable<Bundle> {
  const short = `octet_length(json) <= ${longRow}`;
  const bundle = handle
    .prepare<[string, bigint, number], BundleRow>(
      `SELECT max(number), count(*), count(*) FILTER (WHERE ${short}), group_concat(id) FILTER (WHERE ${short}),
         group_concat(kind) FILTER (WHERE ${short}), '[' || group_concat(json, ?) FILTER (WHERE ${short}) || ']'
       FROM (SELECT rowid AS number, id, kind, json FROM record WHERE rowid >= ? AND ${filter} ORDER BY rowid LIMIT ?)`,
    )
    .raw()
    .safeIntegers();
  const [each, eachLong] = [short, `NOT (${short})`].map((condition) =>
    handle
      .prepare<[bigint, bigint], Row>(
        `SELECT id, kind, json FROM record WHERE rowid BETWEEN ? AND ? AND ${filter} AND ${condition} ORDER BY rowid`,
      )
      .raw(),
  ) as [Statement<[bigint, bigint], Row>, Statement<[bigint, bigint], Row>];
  let rows = firstRows;
  for (let from = leastRowid; ; ) {
    const [last, all, count, ids, kinds, json] = bundle.get(`,"${mark}",`, from, rows) as BundleRow;
    if (last === null) return;
    const first = from;
    yield {
      count: Number(count),
      ids: ids ?? '',
      kinds: kinds ?? '',
      json: json ?? '',
      mark,
      each: () => each.iterate(first, last),
      longCount: Number(all - count),
      eachLong: () => eachLong.iterate(first, last),
    };
    const length = Math.max(1, json?.length ?? 0);
    rows = Math.max(1, Math.min(mostRows, Math.round((rows * bundleLength) / length)));
    if (last === greatestRowid) return;
    from = last + 1n;
  }
}

/**
 * The records of a bundle if each row is one as we write it, by the very same rule as `parseRecord`; else undefined, and
 * they have to be looked at one by one.
 */
function readTogether({ count, ids, kinds, json, mark }: Bundle): AnyRecord[] | undefined {
  const values = parseTogether(json, mark, count);
  if (!values?.every(isRecordAsWritten)) return undefined;
  // No sound id or kind has a comma in it: texts that are equal are equal row by row.
  return values.map(({ id }) => id).join() === ids && values.map(({ kind }) => kind).join() === kinds
    ? values
    : undefined;
}

function isRecordAsWritten(value: unknown): value is AnyRecord {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  const { kind } = value;
  return typeof kind === 'string' && Object.hasOwn(recordSchemas, kind) && isSoundRecord(kind as Kind, value);
}

/**
 * The values of rows that are one JSON value each. A row that is not, be it half of one that the next row completes, takes
 * a mark out of the list: in a string or an object it is no JSON, in a list of its own it is missing here.
 */
function parseTogether(json: string, mark: string, count: number): unknown[] | undefined {
  if (count === 0) return [];
  let marked: unknown[];
  try {
    marked = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (marked.length !== 2 * count - 1) return undefined;
  for (let at = 1; at < marked.length; at += 2) if (marked[at] !== mark) return undefined;
  return marked.filter((_, at) => at % 2 === 0);
}

/**
 * undefined when a row of the table `record` is no valid record. `isAsWritten`: the row's JSON is that of the record, and
 * not merely of something that can be read as it.
 */
export function parseRecord(
  id: string,
  kind: string,
  json: string,
): { readonly record: AnyRecord; readonly isAsWritten: boolean } | undefined {
  const schema = Object.hasOwn(recordSchemas, kind) ? recordSchemas[kind as Kind] : undefined;
  if (!schema) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    const isAsWritten = isSoundRecord(kind as Kind, value);
    const record = (isAsWritten ? value : schema.parse(value)) as AnyRecord;
    return record.id === id ? { record, isAsWritten } : undefined;
  } catch {
    return undefined;
  }
}
