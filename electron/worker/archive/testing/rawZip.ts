import { crc32, deflateRawSync } from 'node:zlib';

/* For tests: zips as nobody should make them. Format: APPNOTE.TXT of PKWARE, 4.3. */

export interface RawEntry {
  readonly name: string | Buffer;
  readonly data: Buffer;
  readonly deflate?: boolean;
  /** Packed bytes, where they are not those of `data`. */
  readonly packed?: Buffer;
  /** What the list of files says, where it lies. */
  readonly central?: Partial<RawHeader> & { readonly offset?: number; readonly attributes?: number };
  /** What stands before the bytes, where it lies; `skip` leaves header and bytes out. */
  readonly local?: Partial<RawHeader> & { readonly name?: string | Buffer; readonly skip?: boolean };
}

export interface RawHeader {
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly extra: Buffer;
  readonly comment: Buffer;
}

export interface RawEnd {
  readonly count?: number;
  readonly directorySize?: number;
  readonly directoryOffset?: number;
  readonly disk?: number;
  readonly comment?: Buffer;
  /** Adds the zip64 record and locator. */
  readonly zip64?: {
    readonly count?: bigint;
    readonly directorySize?: bigint;
    readonly directoryOffset?: bigint;
    readonly recordOffset?: bigint;
  };
}

export function rawZip(entries: readonly RawEntry[], end: RawEnd = {}): Buffer {
  const bodies: Buffer[] = [];
  const lines: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const header = headerOf(entry);
    const { packed } = header;
    lines.push(centralLine(entry, header, offset));
    if (entry.local?.skip) continue;
    const local = Buffer.concat([localHeader(entry, header), packed]);
    bodies.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(lines);
  return Buffer.concat([...bodies, directory, endOf(end, entries.length, directory.length, offset)]);
}

interface Known extends RawHeader {
  readonly packed: Buffer;
}

function headerOf({ data, deflate = false, packed }: RawEntry): Known {
  const bytes = packed ?? (deflate ? deflateRawSync(data) : data);
  return {
    flags: 0x800,
    method: deflate ? 8 : 0,
    crc: crc32(data),
    packedSize: bytes.length,
    size: data.length,
    extra: Buffer.alloc(0),
    comment: Buffer.alloc(0),
    packed: bytes,
  };
}

function localHeader(entry: RawEntry, known: Known): Buffer {
  const { flags, method, crc, packedSize, size, extra } = { ...known, ...entry.local };
  const name = Buffer.from(entry.local?.name ?? entry.name);
  const fixed = Buffer.alloc(30);
  fixed.writeUInt32LE(0x04034b50, 0);
  fixed.writeUInt16LE(20, 4);
  fixed.writeUInt16LE(flags, 6);
  fixed.writeUInt16LE(method, 8);
  fixed.writeUInt32LE(crc >>> 0, 14);
  fixed.writeUInt32LE(packedSize >>> 0, 18);
  fixed.writeUInt32LE(size >>> 0, 22);
  fixed.writeUInt16LE(name.length, 26);
  fixed.writeUInt16LE(extra.length, 28);
  return Buffer.concat([fixed, name, extra]);
}

function centralLine(entry: RawEntry, known: Known, place: number): Buffer {
  const { flags, method, crc, packedSize, size, extra, comment } = { ...known, ...entry.central };
  const { offset = place, attributes = (0o100644 << 16) >>> 0 } = entry.central ?? {};
  const name = Buffer.from(entry.name);
  const fixed = Buffer.alloc(46);
  fixed.writeUInt32LE(0x02014b50, 0);
  fixed.writeUInt16LE((3 << 8) | 63, 4);
  fixed.writeUInt16LE(20, 6);
  fixed.writeUInt16LE(flags, 8);
  fixed.writeUInt16LE(method, 10);
  fixed.writeUInt32LE(crc >>> 0, 16);
  fixed.writeUInt32LE(packedSize >>> 0, 20);
  fixed.writeUInt32LE(size >>> 0, 24);
  fixed.writeUInt16LE(name.length, 28);
  fixed.writeUInt16LE(extra.length, 30);
  fixed.writeUInt16LE(comment.length, 32);
  fixed.writeUInt32LE(attributes >>> 0, 38);
  fixed.writeUInt32LE(offset >>> 0, 42);
  return Buffer.concat([fixed, name, extra, comment]);
}

function endOf(end: RawEnd, entries: number, directorySize: number, directoryOffset: number): Buffer {
  const comment = end.comment ?? Buffer.alloc(0);
  const fixed = Buffer.alloc(22);
  fixed.writeUInt32LE(0x06054b50, 0);
  fixed.writeUInt16LE(end.disk ?? 0, 4);
  fixed.writeUInt16LE(end.disk ?? 0, 6);
  fixed.writeUInt16LE((end.count ?? entries) & 0xffff, 8);
  fixed.writeUInt16LE((end.count ?? entries) & 0xffff, 10);
  fixed.writeUInt32LE((end.directorySize ?? directorySize) >>> 0, 12);
  fixed.writeUInt32LE((end.directoryOffset ?? directoryOffset) >>> 0, 16);
  fixed.writeUInt16LE(comment.length, 20);
  if (!end.zip64) return Buffer.concat([fixed, comment]);
  const { zip64 } = end;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(zip64.count ?? BigInt(entries), 24);
  record.writeBigUInt64LE(zip64.count ?? BigInt(entries), 32);
  record.writeBigUInt64LE(zip64.directorySize ?? BigInt(directorySize), 40);
  record.writeBigUInt64LE(zip64.directoryOffset ?? BigInt(directoryOffset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(zip64.recordOffset ?? BigInt(directoryOffset + directorySize), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator, fixed, comment]);
}

/** The extra field in which zip64 keeps what does not fit 32 bits. */
export function zip64Extra(...values: readonly bigint[]): Buffer {
  const field = Buffer.alloc(4 + values.length * 8);
  field.writeUInt16LE(0x0001, 0);
  field.writeUInt16LE(values.length * 8, 2);
  values.forEach((value, index) => {
    field.writeBigUInt64LE(value, 4 + index * 8);
  });
  return field;
}
