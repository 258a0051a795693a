import { symlinkSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { deflateRawSync } from 'node:zlib';
import type { CodedError } from '@shared/rpc/result';
import { describe, expect, test } from 'vitest';
import { describeFolder, temporaryFolder } from '../testing/projects';
import { databaseBytes, makeProject, quietWork, sha256 } from './testing/archiveProject';
import { type RawEnd, type RawEntry, rawZip, zip64Extra } from './testing/rawZip';
import { runHere } from './testing/runHere';
import { openArchive } from './thread/zipDirectory.ts';
import { unpackProject } from './unpackProject';

const database = databaseBytes();

const picture = Buffer.from('the bytes of a picture');
const hash = sha256(picture);
const mediaName = `media/${hash.slice(0, 2)}/${hash}.png`;

const project = (fields: Partial<RawEntry> = {}): RawEntry => ({
  name: 'project.db',
  data: database,
  deflate: true,
  ...fields,
});
const media = (fields: Partial<RawEntry> = {}): RawEntry => ({ name: mediaName, data: picture, ...fields });

/** Unpacks it and looks at the whole tree around: what is refused must have left nothing anywhere. */
async function outcomeOf(zip: Buffer | string) {
  const around = temporaryFolder();
  const archivePath = typeof zip === 'string' ? zip : join(around, 'Film.ekontez');
  if (typeof zip !== 'string') writeFileSync(archivePath, zip);
  const before = describeFolder(around);
  try {
    const report = await unpackProject(
      { archivePath, folder: join(around, 'Copy.ekonte') },
      quietWork,
      runHere,
    );
    const { 'Copy.ekonte': made, ...rest } = describeFolder(around);
    const others = Object.entries(rest).filter(([name]) => !name.startsWith('Copy.ekonte/'));
    expect(made).toBe('folder');
    expect(Object.fromEntries(others)).toEqual(before);
    return { code: 'unpacked', message: '', report };
  } catch (error) {
    const { code, message } = error as CodedError;
    expect(message).toMatch(/^(?:"|The ).*[.]$/s);
    expect(describeFolder(around)).toEqual(before);
    return { code, message, report: null };
  }
}

test('a plain zip of a project is unpacked, with or without entries for its folders', async () => {
  const folders = ['media/', 'snapshots/', `media/${hash.slice(0, 2)}/`].map((name) => ({
    name,
    data: Buffer.alloc(0),
    central: { attributes: (0o040755 << 16) >>> 0 },
  }));
  expect(await outcomeOf(rawZip([project(), media()]))).toMatchObject({ report: { mediaCount: 1 } });
  expect(await outcomeOf(rawZip([...folders, media(), project({ deflate: false })]))).toMatchObject({
    report: { mediaCount: 1 },
  });
});

describe('names', () => {
  test.each([
    '../evil.png',
    'media/../../evil.png',
    'media/ab/../../../evil.png',
    '/etc/evil',
    '//server/share/evil',
    'C:/evil',
    'C:evil',
    'media\\ab\\evil.png',
    '..\\..\\evil',
    'project.db/evil',
    'PROJECT.DB',
    'project.db ',
    './project.db',
    'media//x.png',
    'media/ab/short.png',
    `media/ff/${hash}.png`,
    `media/${hash.slice(0, 2)}/${hash}`,
    `media/${hash.slice(0, 2)}/${hash}.png/x`,
    `media/${hash.slice(0, 2)}/${hash.toUpperCase()}.png`,
    'cache/a.jpg',
    'backups/a.db',
    'project.lock',
    'project.db-wal',
    '__MACOSX/project.db',
    'snapshots/../project.db',
    'snapshots/CON.db',
    'snapshots/20261125T140322Z named a/b.db',
    'snapshots/20261125T140322Z named a\\b.db',
    'snapshots/20261125T140322Z named a:b.db',
    'snapshots/20261125T140322Z named a.db.exe',
    'snapshots/20261125T140322Z named \u0000.db',
    '',
    ' ',
    '\u0000project.db',
    'media/\u202egnp.db',
  ])('%j is refused before anything is written', async (name) => {
    const { code, message } = await outcomeOf(rawZip([project(), media(), { name, data: picture }]));
    expect(code).toBe('unsafeArchive');
    expect(message).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(message.length).toBeLessThan(300);
  });

  test('a name that is no UTF-8 is refused', async () => {
    const name = Buffer.from('snapshots/20261125T140322Z named \xff\xfe.db', 'latin1');
    expect((await outcomeOf(rawZip([project(), { name, data: database }]))).code).toBe('unsafeArchive');
  });

  test.each([
    ['the same', 'snapshots/20261125T140322Z auto.db', 'snapshots/20261125T140322Z auto.db'],
    ['but for case', 'snapshots/20261125T140322Z named É.db', 'snapshots/20261125T140322Z named é.db'],
    [
      'but for the way an accent is written',
      'snapshots/20261125T140322Z named é.db',
      'snapshots/20261125T140322Z named e\u0301.db',
    ],
  ])('two names that are %s', async (_what, first, second) => {
    const entries = [first, second].map((name) => ({ name, data: database }));
    expect((await outcomeOf(rawZip([project(), ...entries]))).code).toBe('unsafeArchive');
  });

  test('the database twice', async () => {
    expect((await outcomeOf(rawZip([project(), project()]))).code).toBe('unsafeArchive');
  });
});

describe('what entries say of themselves', () => {
  const attributes = (mode: number) => ({ central: { attributes: (mode << 16) >>> 0 } });
  const bomb = deflateRawSync(Buffer.alloc(20_000_000));
  test.each<[string, () => readonly RawEntry[], string]>([
    ['a link', () => [project(), media(attributes(0o120777))], 'unsafeArchive'],
    ['a device', () => [project(), media(attributes(0o020666))], 'unsafeArchive'],
    ['a pipe', () => [project(attributes(0o010666))], 'unsafeArchive'],
    [
      'a folder by its mode, a file by its name',
      () => [project(), media(attributes(0o040755))],
      'unsafeArchive',
    ],
    ['a folder with bytes', () => [project(), { name: 'media/', data: picture }], 'unsafeArchive'],
    [
      'a password',
      () => [project(), media({ central: { flags: 0x801, packedSize: picture.length + 12 } })],
      'unsupported',
    ],
    ['another compression', () => [project(), media({ central: { method: 14 } })], 'unsupported'],
    ['other sizes when stored', () => [project(), media({ central: { size: 5 } })], 'projectDamaged'],
    [
      'a bomb that is honest',
      () => [project(), media({ packed: bomb, deflate: true, data: Buffer.alloc(20_000_000) })],
      'tooLarge',
    ],
    [
      'a database of 5 TB',
      () => [
        project({
          central: {
            size: 0xffffffff,
            packedSize: 0xffffffff,
            extra: zip64Extra(5_000_000_000_000n, 5_000_000_000_000n),
          },
        }),
      ],
      'tooLarge',
    ],
    ['another name where it lies', () => [project({ local: { name: 'project.dc' } })], 'projectDamaged'],
    ['another compression where it lies', () => [project({ local: { method: 0 } })], 'projectDamaged'],
    ['a place outside the file', () => [project({ central: { offset: 0x7fffffff } })], 'projectDamaged'],
    [
      'a place beyond what numbers can say',
      () => [project({ central: { offset: 0xffffffff, extra: zip64Extra(0xffff_ffff_ffff_ffffn) } })],
      'projectDamaged',
    ],
    [
      'a place in the list of files',
      () => [project(), media({ central: { packedSize: 60, size: 60 } })],
      'unsafeArchive',
    ],
    [
      'a comment as long as comments can be',
      () => [project({ central: { comment: Buffer.alloc(65_535) } })],
      'unsafeArchive',
    ],
    [
      'no zip64 field where one is promised',
      () => [project({ central: { size: 0xffffffff, extra: zip64Extra() } })],
      'projectDamaged',
    ],
  ])('%s', async (_what, entries, code) => {
    expect((await outcomeOf(rawZip(entries()))).code).toBe(code);
  });

  test('two files on the same bytes', async () => {
    const other = 'snapshots/20261125T140322Z auto.db';
    const entries: RawEntry[] = [
      project({ deflate: false }),
      { name: other, data: database, local: { skip: true }, central: { offset: 0 } },
    ];
    expect((await outcomeOf(rawZip(entries))).code).toBe('projectDamaged');
    // With a header of its own inside the bytes of the other.
    const inner = rawZip([{ name: mediaName, data: picture }]);
    const nested: RawEntry[] = [
      project(),
      { name: other, data: Buffer.concat([Buffer.alloc(20), inner]) },
      media({ local: { skip: true }, central: { offset: 0 } }),
    ];
    const plain = rawZip(nested);
    const at = plain.indexOf(inner);
    expect(at).toBeGreaterThan(0);
    const [first, second] = nested as [RawEntry, RawEntry];
    const zip = rawZip([first, second, media({ local: { skip: true }, central: { offset: at } })]);
    expect((await outcomeOf(zip)).code).toBe('unsafeArchive');
  });
});

describe('the end of the archive', () => {
  test.each<[string, RawEnd, string]>([
    ['no files', { count: 0 }, 'projectDamaged'],
    ['fewer files than there are', { count: 1 }, 'projectDamaged'],
    ['more files than there are', { count: 3 }, 'projectDamaged'],
    ['65,535 files', { count: 0xffff }, 'projectDamaged'],
    ['a list elsewhere', { directoryOffset: 10 }, 'projectDamaged'],
    ['a list outside', { directoryOffset: 0xfffffff0 }, 'projectDamaged'],
    ['another disk', { disk: 3 }, 'projectDamaged'],
    ['2⁶³ files', { zip64: { count: 2n ** 63n } }, 'tooLarge'],
    ['a million files', { zip64: { count: 1_000_000n } }, 'tooLarge'],
    ['a list at 2⁶⁴ - 1', { zip64: { directoryOffset: 2n ** 64n - 1n } }, 'projectDamaged'],
    ['a record at 2⁶⁴ - 1', { zip64: { recordOffset: 2n ** 64n - 1n } }, 'projectDamaged'],
    ['a record in the middle', { zip64: { recordOffset: 4n } }, 'projectDamaged'],
    ['a comment with an end in it', { comment: rawZip([]) }, 'projectDamaged'],
  ])('%s', async (_what, end, code) => {
    expect((await outcomeOf(rawZip([project(), media()], end))).code).toBe(code);
  });

  test('zip64 that tells the truth, and a comment, are no fault', async () => {
    expect(
      await outcomeOf(rawZip([project(), media()], { zip64: {}, comment: Buffer.from('Film') })),
    ).toMatchObject({
      code: 'unpacked',
    });
  });
});

describe('contents', () => {
  test.each<[string, () => Buffer, string]>([
    ['nothing', () => Buffer.alloc(0), 'notAProject'],
    ['no zip', () => Buffer.from('plain text, no zip at all'.repeat(100)), 'notAProject'],
    ['a zip without a project', () => rawZip([media()]), 'notAProject'],
    ['an empty zip', () => rawZip([]), 'notAProject'],
    ['the first half', () => rawZip([project(), media()]).subarray(0, 1_000), 'notAProject'],
    ['no database', () => rawZip([project({ data: Buffer.alloc(5_000, 'x') })]), 'projectDamaged'],
    ['an empty database', () => rawZip([project({ data: Buffer.alloc(0) })]), 'projectDamaged'],
    ['a database cut off', () => rawZip([project({ data: database.subarray(0, 9_000) })]), 'projectDamaged'],
    ['a checksum that is another', () => rawZip([project({ central: { crc: 1 } })]), 'projectDamaged'],
    [
      'bytes that do not unfold',
      () => rawZip([project({ packed: Buffer.alloc(900, 0xff) })]),
      'projectDamaged',
    ],
    [
      'a database that unfolds to more than it says',
      () => rawZip([project({ central: { size: 4_096 } })]),
      'projectDamaged',
    ],
    [
      'a database of another program',
      () => {
        const other = Buffer.from(database);
        other.writeUInt32BE(1, 68);
        return rawZip([project({ data: other })]);
      },
      'notAProject',
    ],
    [
      'a database of a newer Ekonte',
      () => {
        const newer = Buffer.from(database);
        newer.writeUInt32BE(9_999, 60);
        return rawZip([project({ data: newer })]);
      },
      'projectNewer',
    ],
  ])('%s', async (_what, zip, code) => {
    expect((await outcomeOf(zip())).code).toBe(code);
  });

  test('media and versions whose bytes are not theirs are left out; the project comes through', async () => {
    const version = 'snapshots/20261125T140322Z auto.db';
    const zip = rawZip([
      project(),
      media({ data: Buffer.from('other bytes') }),
      { name: version, data: database, central: { crc: 7 } },
    ]);
    expect(await outcomeOf(zip)).toMatchObject({ report: { mediaCount: 0, lostSnapshots: 1 } });
  });

  test('an archive that is a folder, or not there', async () => {
    expect((await outcomeOf(temporaryFolder())).code).toBe('notAProject');
    expect((await outcomeOf(join(temporaryFolder(), 'gone'))).code).toBe('notFound');
  });
});

test.each<[string, (around: string) => string, string]>([
  ['a folder that is there', (around) => join(around, 'Taken.ekonte'), 'alreadyExists'],
  ['a link that leads nowhere', (around) => join(around, 'Link.ekonte'), 'alreadyExists'],
  ['another ending', (around) => join(around, 'Copy'), 'badRequest'],
  ['a folder that is not there', (around) => join(around, 'no/Copy.ekonte'), 'notFound'],
])('unpacking to %s is refused', async (_what, folderIn, code) => {
  const around = temporaryFolder();
  makeProject(around, 'Taken');
  symlinkSync(join(around, 'nowhere'), join(around, 'Link.ekonte'));
  const archivePath = join(around, 'Film.ekontez');
  writeFileSync(archivePath, rawZip([project()]));
  const before = describeFolder(around.concat('/Taken.ekonte'));
  const unpacking = unpackProject({ archivePath, folder: folderIn(around) }, quietWork, runHere);
  await expect(unpacking).rejects.toMatchObject({ code });
  expect(describeFolder(around.concat('/Taken.ekonte'))).toEqual(before);
});

test('places beyond 4 GB are found, in a file of holes', async () => {
  const path = join(temporaryFolder(), 'Large.ekontez');
  const hole = 5_000_000_000;
  const name = `media/00/${'0'.repeat(64)}.mov`;
  const header = rawZip([{ name, data: Buffer.alloc(0) }]).subarray(0, 30 + name.length);
  const body = rawZip([project()]);
  const directoryOf = (zip: Buffer) => zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  const databasePart = body.subarray(0, directoryOf(body));
  const databaseStart = header.length + hole;
  const large = { size: 0xffffffff, packedSize: 0xffffffff, extra: zip64Extra(BigInt(hole), BigInt(hole)) };
  const listed = rawZip(
    [
      { name, data: Buffer.alloc(0), central: { ...large, offset: 0 }, local: { skip: true } },
      project({
        central: { offset: 0xffffffff, extra: zip64Extra(BigInt(databaseStart)) },
        local: { skip: true },
      }),
    ],
    {
      directoryOffset: 0xffffffff,
      zip64: {
        directoryOffset: BigInt(databaseStart + databasePart.length),
        recordOffset: BigInt(databaseStart + databasePart.length) + 0n,
      },
    },
  );
  const recordAt = listed.indexOf(Buffer.from([0x50, 0x4b, 0x06, 0x06]));
  listed.writeBigUInt64LE(BigInt(databaseStart + databasePart.length + recordAt), listed.length - 22 - 12);
  const file = await open(path, 'w');
  await file.write(header, 0, header.length, 0);
  await file.write(databasePart, 0, databasePart.length, databaseStart);
  await file.write(listed, 0, listed.length, databaseStart + databasePart.length);
  await file.close();

  const archive = await openArchive(path, 'Large.ekontez', quietWork.signal);
  try {
    expect(archive.files.map(({ name: file_, size, start }) => [file_, size, start])).toEqual([
      [name, hole, 0],
      ['project.db', database.length, databaseStart],
    ]);
    const stream = await archive.files[1]?.openStream();
    expect(stream && (await buffer(stream)).equals(database)).toBe(true);
  } finally {
    await archive.close();
  }
});
