import { deflateRawSync } from 'node:zlib';
import type { Random } from '@shared/testing/random';
import { sha256 } from '../../../electron/worker/archive/testing/archiveProject';
import {
  type RawEnd,
  type RawEntry,
  rawZip,
  zip64Extra,
} from '../../../electron/worker/archive/testing/rawZip';
import { changeBytes } from './byteChanges';
import { strangeName } from './strangeNames';

export interface Original {
  /** As Ekonte packs it. */
  readonly packed: Buffer;
  readonly database: Buffer;
  readonly media: readonly Buffer[];
}

export interface Change {
  readonly name: string;
  readonly bytes: Buffer;
  /** The database in it may be another than the original one. */
  readonly hasOwnDatabase: boolean;
  /** It is wrong in a way that must not be overlooked. */
  readonly mustBeRefused: boolean;
}

interface Built {
  readonly entries: readonly RawEntry[];
  readonly end?: RawEnd;
}

const numbers = [
  0, 1, 2, 21, 30, 46, 255, 0x7fff, 0xfffe, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
];
const large = [
  0n,
  1n,
  1_000n,
  2n ** 32n,
  2n ** 40n,
  2n ** 52n,
  2n ** 53n,
  2n ** 53n + 1n,
  2n ** 63n,
  2n ** 64n - 1n,
];

/** One changed archive: bytes of a packed one, or one that is built wrong, or both. */
export function changeArchive(original: Original, random: Random): Change {
  if (random.chance(0.35)) {
    return { ...changeBytes(original.packed, random), hasOwnDatabase: false, mustBeRefused: false };
  }
  const [name, build] = random.pick(Object.entries(builders)) as [string, Builder];
  const { entries, end } = build(original, random);
  const bytes = rawZip(name === 'nested' ? entries : shuffled(entries, random), end);
  const facts = {
    hasOwnDatabase: name === 'database' || name === 'bomb',
    mustBeRefused: refused.includes(name),
  };
  if (!random.chance(0.15)) return { name, bytes, ...facts };
  const further = changeBytes(bytes, random);
  // A further change may mend the first, as a bomb that now says less of itself than it is.
  return { ...facts, name: `${name}, ${further.name}`, bytes: further.bytes, mustBeRefused: false };
}

const refused: readonly string[] = ['duplicate', 'overlap', 'nested', 'many bombs'];

type Builder = (original: Original, random: Random) => Built;

const builders: Readonly<Record<string, Builder>> = {
  name: (original, random) => {
    const count = random.int(1, 3);
    const strange = Array.from({ length: count }, () => ({ name: strangeName(random), data: text(random) }));
    return { entries: [...plain(original, random), ...strange] };
  },
  'name of an entry': (original, random) => ({
    entries: swapOne(plain(original, random), random, () => ({ name: strangeName(random) })),
  }),
  duplicate: (original, random) => {
    const entries = plain(original, random);
    const again = random.pick(entries) as RawEntry;
    const name = random.chance(0.5) ? again.name : String(again.name).toUpperCase();
    return {
      entries: [...entries, { ...again, name, data: random.chance(0.5) ? again.data : text(random) }],
    };
  },
  'file type': (original, random) => {
    const modes = [
      0o120777,
      0o120000,
      0o020666,
      0o060660,
      0o010644,
      0o140755,
      0o040755,
      0o170000,
      random.int(0, 0xffff),
    ];
    const attributes = ((random.pick(modes) as number) << 16) >>> 0;
    const target = Buffer.from(random.pick(['/etc/passwd', '../../outside', 'link']) as string);
    const data = random.chance(0.5) ? { data: target } : {};
    return {
      entries: swapOne(plain(original, random), random, () => ({ ...data, central: { attributes } })),
    };
  },
  bomb: (original, random) => {
    const unfolded = random.int(1, 40) * 1_000_000;
    const data = Buffer.alloc(unfolded, random.int(0, 255));
    const packed = random.chance(0.7) ? deflateRawSync(data) : deflateRawSync(deflateRawSync(data));
    const size = random.chance(0.5)
      ? unfolded
      : (random.pick([0, 1_000, 4_096, 65_536, 0x7fffffff]) as number);
    const name = random.chance(0.4) ? 'project.db' : mediaNameOf(data);
    const entries = plain(original, random).filter((entry) => entry.name !== name);
    return {
      entries: [...entries, { name, data, packed, deflate: true, central: { size }, local: { size } }],
    };
  },
  'many bombs': (original, random) => {
    const data = Buffer.alloc(2_000_000, random.int(0, 255));
    const packed = deflateRawSync(data);
    const bombs = Array.from({ length: random.int(5, 40) }, (_, index) => ({
      name: `snapshots/20261125T1403${String(index + 10)}Z auto.db`,
      data,
      packed,
      deflate: true,
    }));
    return { entries: [...plain(original, random), ...bombs] };
  },
  'sizes in the list': (original, random) => ({
    entries: swapOne(plain(original, random), random, () => ({
      central: {
        ...(random.chance(0.6) ? { size: random.pick(numbers) as number } : {}),
        ...(random.chance(0.6) ? { packedSize: random.pick(numbers) as number } : {}),
        ...(random.chance(0.3) ? { crc: random.pick(numbers) as number } : {}),
      },
    })),
  }),
  'sizes where it lies': (original, random) => ({
    entries: swapOne(plain(original, random), random, () => ({
      local: {
        size: random.pick(numbers) as number,
        packedSize: random.pick(numbers) as number,
        ...(random.chance(0.5) ? { extra: Buffer.alloc(random.int(0, 600)) } : {}),
        ...(random.chance(0.5) ? { name: strangeName(random) } : {}),
      },
    })),
  }),
  method: (original, random) => ({
    entries: swapOne(plain(original, random), random, () => ({
      central: { method: random.int(0, 99), flags: random.int(0, 0xffff) },
      ...(random.chance(0.5) ? { local: { method: random.int(0, 99) } } : {}),
    })),
  }),
  place: (original, random) => ({
    entries: swapOne(plain(original, random), random, () => ({
      central: { offset: random.chance(0.5) ? (random.pick(numbers) as number) : random.int(0, 60_000) },
    })),
  }),
  overlap: (original, random) => {
    const entries = plain(original, random);
    const twins = Array.from({ length: random.int(1, 30) }, (_, index) => ({
      name: `snapshots/20261125T1403${String(index + 10)}Z auto.db`,
      data: original.database,
      local: { skip: true },
      central: { offset: random.chance(0.5) ? 0 : random.int(0, 40_000) },
    }));
    return { entries: [...entries, ...twins] };
  },
  nested: (original, random) => {
    // A whole file, header and all, lies inside the bytes of another one: unpacked twice, packed once.
    const data = Buffer.from(text(random));
    const inner = rawZip([{ name: mediaNameOf(data), data }]);
    const outer = { name: 'snapshots/20261125T150000Z auto.db', data: Buffer.concat([text(random), inner]) };
    const entries = [outer, ...plain(original, random)];
    const offset = rawZip(entries).indexOf(inner);
    return {
      entries: [...entries, { name: mediaNameOf(data), data, local: { skip: true }, central: { offset } }],
    };
  },
  count: (original, random) => ({
    entries: plain(original, random),
    end: {
      count: random.pick(numbers) as number,
      ...(random.chance(0.3) ? { directorySize: random.pick(numbers) as number } : {}),
      ...(random.chance(0.3) ? { directoryOffset: random.pick(numbers) as number } : {}),
      ...(random.chance(0.1) ? { disk: random.int(0, 0xffff) } : {}),
    },
  }),
  'zip64 end': (original, random) => ({
    entries: plain(original, random),
    end: {
      zip64: {
        ...(random.chance(0.5) ? { count: random.pick(large) as bigint } : {}),
        ...(random.chance(0.3) ? { directoryOffset: random.pick(large) as bigint } : {}),
        ...(random.chance(0.3) ? { directorySize: random.pick(large) as bigint } : {}),
        ...(random.chance(0.3) ? { recordOffset: random.pick(large) as bigint } : {}),
      },
    },
  }),
  'zip64 entry': (original, random) => ({
    entries: swapOne(plain(original, random), random, () => ({
      central: {
        ...(random.chance(0.7) ? { size: 0xffffffff } : {}),
        ...(random.chance(0.7) ? { packedSize: 0xffffffff } : {}),
        ...(random.chance(0.5) ? { offset: 0xffffffff } : {}),
        extra: random.chance(0.1)
          ? Buffer.from([1, 0, 255, 255, 0])
          : zip64Extra(...Array.from({ length: random.int(0, 4) }, () => random.pick(large) as bigint)),
      },
    })),
  }),
  extras: (original, random) => ({
    entries: swapOne(plain(original, random), random, () => {
      const extra = Buffer.from(text(random));
      // A second name, as Info-ZIP writes it.
      if (random.chance(0.5)) extra.writeUInt16LE(0x7075, 0);
      if (random.chance(0.5)) extra.writeUInt16LE(Math.max(0, extra.length - 4), 2);
      return {
        central: { extra, comment: Buffer.alloc(random.pick([0, 10, 4_096, 4_097, 65_535]) as number) },
      };
    }),
    end: { comment: random.chance(0.5) ? rawZip([]) : text(random) },
  }),
  database: (original, random) => {
    const database = Buffer.from(original.database);
    for (let count = random.int(1, 40); count > 0; count -= 1) {
      // Most of all its first page: header, tables, version.
      const at = random.int(0, (random.chance(0.5) ? 4_096 : database.length) - 1);
      database[at] = random.int(0, 255);
    }
    const cut = random.chance(0.2) ? database.subarray(0, random.int(0, database.length)) : database;
    return {
      entries: [{ name: 'project.db', data: cut, deflate: true }, ...plain(original, random).slice(1)],
    };
  },
  'other bytes': (original, random) => ({
    entries: swapOne(plain(original, random), random, ({ data, deflate = false }) => {
      const other = Buffer.from(data);
      const at = random.int(0, other.length - 1);
      other[at] = ((other[at] ?? 0) + 1) % 256;
      // The sum is that of the original: something happened to the bytes since.
      if (random.chance(0.2)) return { packed: text(random) };
      return { packed: deflate ? deflateRawSync(other) : other };
    }),
  }),
  'left out': (original, random) => {
    const entries = plain(original, random);
    const out = random.int(0, entries.length - 1);
    return { entries: entries.filter((_, index) => index !== out) };
  },
};

/** The project as any program would zip it. The database first. */
function plain({ database, media }: Original, random: Random): RawEntry[] {
  const deflate = random.chance(0.5);
  return [
    { name: 'project.db', data: database, deflate },
    ...media.map((data) => ({ name: mediaNameOf(data), data, deflate: random.chance(0.3) })),
    { name: 'snapshots/20261125T140322Z auto.db', data: database, deflate },
  ];
}

function swapOne(
  entries: readonly RawEntry[],
  random: Random,
  change: (entry: RawEntry) => Partial<RawEntry>,
): RawEntry[] {
  const at = random.int(0, entries.length - 1);
  return entries.map((entry, index) => (index === at ? { ...entry, ...change(entry) } : entry));
}

/** In any order: which comes first must not matter. Those without bytes of their own stay behind. */
function shuffled(entries: readonly RawEntry[], random: Random): RawEntry[] {
  if (random.chance(0.5)) return [...entries];
  const keyed = entries.map((entry) => ({ entry, key: entry.local?.skip ? 2 : random.next() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ entry }) => entry);
}

function mediaNameOf(data: Buffer): string {
  const hash = sha256(data);
  return `media/${hash.slice(0, 2)}/${hash}.png`;
}

function text(random: Random): Buffer {
  return Buffer.from(random.text(random.int(4, 200)));
}
