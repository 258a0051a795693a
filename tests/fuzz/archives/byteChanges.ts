import type { Random } from '@shared/testing/random';

export interface ByteChange {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What numbers of a zip begin to mean something else at. */
const edges = [0, 1, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];

const changes: Readonly<Record<string, (bytes: Buffer, random: Random) => Buffer>> = {
  'bytes flipped': (bytes, random) => flip(bytes, random, 0, bytes.length),
  'bytes of the list flipped': (bytes, random) => flip(bytes, random, listStart(bytes), bytes.length),
  'bytes of the end flipped': (bytes, random) => flip(bytes, random, bytes.length - 40, bytes.length),
  'bits flipped': (bytes, random) => {
    const changed = Buffer.from(bytes);
    for (let count = random.int(1, 4); count > 0; count -= 1) {
      const at = random.int(0, bytes.length - 1);
      changed[at] = (changed[at] ?? 0) ^ (1 << random.int(0, 7));
    }
    return changed;
  },
  'a number in the list': (bytes, random) => {
    const changed = Buffer.from(bytes);
    const at = random.int(listStart(bytes), bytes.length - 4);
    const value = random.pick(edges) as number;
    if (random.chance(0.5)) changed.writeUInt16LE(value & 0xffff, at);
    else changed.writeUInt32LE(value, at);
    return changed;
  },
  'a number where a file lies': (bytes, random) => {
    const changed = Buffer.from(bytes);
    const headers = placesOf(bytes, 0x04034b50);
    const at = (random.pick(headers) ?? 0) + random.int(0, 30);
    changed.writeUInt32LE(random.pick(edges) as number, Math.min(at, bytes.length - 4));
    return changed;
  },
  'cut off': (bytes, random) => bytes.subarray(0, random.int(0, bytes.length - 1)),
  'cut off near the end': (bytes, random) => bytes.subarray(0, bytes.length - random.int(1, 200)),
  'beginning lost': (bytes, random) => bytes.subarray(random.int(1, bytes.length - 1)),
  'a piece lost': (bytes, random) => {
    const [from, to] = range(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  'a piece twice': (bytes, random) => {
    const [from, to] = range(bytes, random);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  'a piece of zeros': (bytes, random) => {
    const [from, to] = range(bytes, random);
    return Buffer.from(bytes).fill(0, from, to);
  },
  'a piece put in': (bytes, random) => {
    const at = random.int(0, bytes.length);
    const piece = Buffer.from(random.text(random.int(1, 500)));
    return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
  },
  'something behind': (bytes, random) => Buffer.concat([bytes, Buffer.from(random.text(random.int(1, 500)))]),
  'twice in a row': (bytes) => Buffer.concat([bytes, bytes]),
  'nothing changed': (bytes) => bytes,
};

/** One change of the bytes, whatever they mean. */
export function changeBytes(bytes: Buffer, random: Random): ByteChange {
  const [name, change] = random.pick(Object.entries(changes)) as [string, (typeof changes)[string]];
  return { name, bytes: change(bytes, random) };
}

function flip(bytes: Buffer, random: Random, from: number, to: number): Buffer {
  const changed = Buffer.from(bytes);
  for (let count = random.int(1, 20); count > 0; count -= 1) {
    changed[random.int(Math.max(0, from), to - 1)] = random.int(0, 255);
  }
  return changed;
}

function range(bytes: Buffer, random: Random): [number, number] {
  const from = random.int(0, bytes.length - 1);
  return [from, Math.min(bytes.length, from + random.int(1, 2_000))];
}

function listStart(bytes: Buffer): number {
  return placesOf(bytes, 0x02014b50)[0] ?? 0;
}

function placesOf(bytes: Buffer, signature: number): number[] {
  const wanted = Buffer.alloc(4);
  wanted.writeUInt32LE(signature);
  const places: number[] = [];
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) places.push(at);
  return places;
}
