import { readFileSync } from 'node:fs';

/*
 * Reads rows of three texts out of the pages of a SQLite file, without its tree: for files whose first page or inner pages are
 * damaged, which SQLite cannot open. Format: sqlite.org/fileformat.html, "B-tree Pages" and "Record Format".
 */

export interface RawRow {
  readonly id: string;
  readonly kind: string;
  readonly json: string;
}

const tableLeaf = 0x0d;
/** Bytes of one row's content; more is no record of ours. */
const payloadCap = 20_000_000;

/**
 * Every cell of every leaf page that looks like a row of the table `record`. Pages that were given back hold old rows: of
 * several with one id the last in the file is taken. Never throws for what the file holds.
 */
export function scanRecords(path: string): RawRow[] {
  const bytes = readFileSync(path);
  const pageSize = pageSizeOf(bytes);
  const reserved = bytes[20] ?? 0;
  const found = new Map<string, RawRow>();
  for (let start = 0; start + pageSize <= bytes.length; start += pageSize) {
    const page = new LeafPage(bytes, start, pageSize, reserved < 64 ? reserved : 0);
    for (const row of page.rows()) found.set(row.id, row);
  }
  return [...found.values()];
}

/** Where the header is damaged: what our files are made with. */
function pageSizeOf(bytes: Buffer): number {
  const said = bytes.length >= 18 ? bytes.readUInt16BE(16) : 0;
  const size = said === 1 ? 65_536 : said;
  return size >= 512 && (size & (size - 1)) === 0 ? size : 4_096;
}

class LeafPage {
  readonly #bytes: Buffer;
  readonly #start: number;
  readonly #pageSize: number;
  readonly #usable: number;

  constructor(bytes: Buffer, start: number, pageSize: number, reserved: number) {
    this.#bytes = bytes;
    this.#start = start;
    this.#pageSize = pageSize;
    this.#usable = pageSize - reserved;
  }

  rows(): RawRow[] {
    // The first page begins with the file's header.
    const header = this.#start + (this.#start === 0 ? 100 : 0);
    if (this.#bytes[header] !== tableLeaf) return [];
    const count = this.#bytes.readUInt16BE(header + 3);
    const rows: RawRow[] = [];
    for (let index = 0; index < count; index += 1) {
      const at = header + 8 + index * 2;
      if (at + 2 > this.#start + this.#pageSize) break;
      const row = this.#readCell(this.#start + this.#bytes.readUInt16BE(at));
      if (row) rows.push(row);
    }
    return rows;
  }

  #readCell(at: number): RawRow | undefined {
    const end = this.#start + this.#pageSize;
    const length = readVarint(this.#bytes, at, end);
    const rowId = length && readVarint(this.#bytes, length.next, end);
    if (!rowId || length.value < 4 || length.value > payloadCap) return undefined;
    const payload = this.#readPayload(rowId.next, length.value);
    return payload && parseRow(payload);
  }

  /** What does not fit into the page lies in a chain of others. */
  #readPayload(at: number, length: number): Buffer | undefined {
    const local = this.#localLength(length);
    if (at + local > this.#start + this.#pageSize) return undefined;
    const parts = [this.#bytes.subarray(at, at + local)];
    let left = length - local;
    let next = left > 0 ? this.#readPageNumber(at + local) : 0;
    while (left > 0) {
      const page = (next - 1) * this.#pageSize;
      if (next < 1 || page + this.#pageSize > this.#bytes.length) return undefined;
      const size = Math.min(left, this.#usable - 4);
      parts.push(this.#bytes.subarray(page + 4, page + 4 + size));
      left -= size;
      next = left > 0 ? this.#readPageNumber(page) : 0;
    }
    return Buffer.concat(parts);
  }

  #readPageNumber(at: number): number {
    return at + 4 <= this.#bytes.length ? this.#bytes.readUInt32BE(at) : 0;
  }

  /** Bytes of a payload that lie in the page itself, as the format says. */
  #localLength(length: number): number {
    if (length <= this.#usable - 35) return length;
    const least = Math.floor(((this.#usable - 12) * 32) / 255) - 23;
    const fitting = least + ((length - least) % (this.#usable - 4));
    return fitting <= this.#usable - 35 ? fitting : least;
  }
}

function parseRow(payload: Buffer): RawRow | undefined {
  const header = readVarint(payload, 0, payload.length);
  if (!header || header.value > 40 || header.value > payload.length) return undefined;
  const lengths: number[] = [];
  for (let at = header.next; at < header.value; ) {
    const type = readVarint(payload, at, header.value);
    // Texts have odd types from 13 on.
    if (!type || type.value < 13 || type.value % 2 === 0) return undefined;
    lengths.push((type.value - 13) / 2);
    at = type.next;
  }
  const [idLength = 0, kindLength = 0, jsonLength = 0] = lengths;
  if (lengths.length !== 3 || header.value + idLength + kindLength + jsonLength !== payload.length)
    return undefined;
  const text = (from: number, length: number): string => payload.toString('utf8', from, from + length);
  const kindAt = header.value + idLength;
  return {
    id: text(header.value, idLength),
    kind: text(kindAt, kindLength),
    json: text(kindAt + kindLength, jsonLength),
  };
}

interface Varint {
  readonly value: number;
  readonly next: number;
}

/** Big-endian, seven bits a byte; ours never need the ninth. */
function readVarint(bytes: Buffer, at: number, end: number): Varint | undefined {
  let value = 0;
  for (let index = 0; index < 8; index += 1) {
    const byte = at + index < end ? bytes[at + index] : undefined;
    if (byte === undefined) return undefined;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  return undefined;
}
