import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nanoid } from 'nanoid';
import { expect, test } from 'vitest';
import { checkProject } from '../database/checkProject';
import { openProject } from '../database/openProject';
import { runEdit } from '../database/testing/edits';
import { fingerprintFile } from '../media/thread/fingerprint.ts';
import { describeFolder, openTestProject, temporaryFolder } from '../testing/projects';
import { packProject } from './packProject';
import {
  addCopied,
  addLinked,
  changeProject,
  makeProject,
  quietWork,
  sha256,
} from './testing/archiveProject';
import { runHere } from './testing/runHere';
import type { ArchiveProgress, ArchiveWork } from './thread/task.ts';
import { unpackProject } from './unpackProject';

const noise = (bytes: number): Buffer => {
  const buffer = Buffer.alloc(bytes);
  for (let index = 0, value = 7; index < bytes; index += 1) {
    value = (value * 1_103_515_245 + 12_345) >>> 0;
    buffer[index] = value >>> 16;
  }
  return buffer;
};

interface Options {
  readonly replace?: boolean;
  readonly includeLinked?: boolean;
}

/** Packs a project that nobody has open, as the command line does. */
async function packFolder(
  folder: string,
  path: string,
  options: Options = {},
  work: ArchiveWork = quietWork,
) {
  const opened = openProject(folder, { now: Date.now, onCommitted: () => undefined, readOnly: true });
  const { replace = false, includeLinked = true } = options;
  try {
    const source = { folder, databasePath: opened.database.handle.name };
    return await packProject(source, { path, replace, includeLinked }, work);
  } finally {
    opened.close();
  }
}

function recordsOf(folder: string) {
  const { database, close } = openTestProject(folder, { readOnly: true });
  const records = database.document.records();
  close();
  return records;
}

test('a packed and unpacked project is the same: records, history, media, and the one that was packed is untouched', async () => {
  const around = temporaryFolder();
  const folder = makeProject(around, '灯台の夜');
  changeProject(folder, (database) => {
    addCopied(folder, database, 'cliff.png', noise(300_000));
    addCopied(folder, database, 'sea.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
    runEdit(database, 'shot.add', { lengthFrames: 48 });
    runEdit(database, 'shot.add', { lengthFrames: 96 });
    database.undo();
  });
  mkdirSync(join(folder, 'cache/thumbnails'), { recursive: true });
  writeFileSync(join(folder, 'cache/thumbnails/a.jpg'), 'made again');
  mkdirSync(join(folder, 'snapshots'));
  const version = 'snapshots/20261125T140322Z named 灯台 (v2), "draft".db'.replaceAll('"', "'");
  writeFileSync(join(folder, version), readFileSync(join(folder, 'project.db')));
  writeFileSync(join(folder, 'notes.txt'), 'not part of a project');
  const before = describeFolder(folder);

  const packed = await packFolder(folder, join(around, 'Film.ekontez'));
  expect(packed).toMatchObject({ mediaCount: 2, missing: [], damaged: [], stillLinked: 0 });
  expect(describeFolder(folder)).toEqual(before);
  const copy = join(around, 'Copy.ekonte');
  const unpacked = await unpackProject(
    { archivePath: join(around, 'Film.ekontez'), folder: copy },
    quietWork,
  );

  const after = describeFolder(copy);
  expect(unpacked).toMatchObject({ name: '灯台の夜', mediaCount: 2, missing: [], lostSnapshots: 0 });
  expect(recordsOf(copy)).toEqual(recordsOf(folder));
  expect(await checkProject(copy)).toEqual([]);
  const kept = Object.entries(before).filter(([name]) => /^(?:media|snapshots)/.test(name));
  expect(Object.entries(after).filter(([name]) => /^(?:media|snapshots)/.test(name))).toEqual(kept);
  expect(Object.keys(after)).not.toContain('cache');
  expect(Object.keys(after)).not.toContain('notes.txt');
  const { database } = openTestProject(copy);
  expect(database.historyState()).toEqual({ undoLabel: 'New Shot', redoLabel: 'New Shot' });
  expect(database.redo()).not.toBeNull();
  expect(readdirSync(around).sort()).toEqual(['Copy.ekonte', 'Film.ekontez', '灯台の夜.ekonte']);
});

test('an open project is packed as its last edit left it, and edits go on meanwhile', async () => {
  const around = temporaryFolder();
  const folder = makeProject(around);
  const { database } = openTestProject(folder);
  addCopied(folder, database, 'long.png', noise(8_000_000));
  runEdit(database, 'shot.add', { lengthFrames: 48 });
  const records = database.document.records();
  const packing = packProject(
    { folder, databasePath: database.handle.name },
    { path: join(around, 'Film.ekontez'), replace: false, includeLinked: true },
    { ...quietWork, onCopied: () => void runEdit(database, 'shot.add', { lengthFrames: 12 }) },
  );
  await packing;
  expect(database.document.list('shot')).toHaveLength(2);
  const copy = join(around, 'Copy.ekonte');
  await unpackProject({ archivePath: join(around, 'Film.ekontez'), folder: copy }, quietWork);
  expect(recordsOf(copy)).toEqual(records);
});

test('a project that can only be read is packed, too', async () => {
  const around = temporaryFolder();
  const folder = makeProject(around);
  changeProject(folder, (database) => addCopied(folder, database, 'cliff.png', noise(1_000)));
  const { database } = openTestProject(folder, { readOnly: true });
  const path = join(around, 'Film.ekontez');
  const packed = await packProject(
    { folder, databasePath: database.handle.name },
    { path, replace: false, includeLinked: true },
    quietWork,
  );
  expect(packed.mediaCount).toBe(1);
  expect(existsSync(path)).toBe(true);
});

test('linked media come along as copied ones, in the packed project only, also where its history brings them back', async () => {
  const around = temporaryFolder();
  const folder = makeProject(around);
  const scans = join(around, 'scans');
  mkdirSync(scans);
  const large = noise(40_000);
  changeProject(folder, (database) => {
    addLinked(database, join(scans, 'cliff.png'), noise(20_000));
    const take = join(scans, 'take.mov');
    writeFileSync(take, large);
    const { fingerprint } = fingerprintFile(take, 'samples', () => undefined);
    const fields = { fingerprint, fingerprintOf: 'samples', mimeType: 'video/quicktime' } as const;
    addLinked(database, take, large, fields);
    addLinked(database, join(scans, 'other.mov'), noise(500), { ...fields, fingerprint: 'f'.repeat(64) });
    addLinked(database, join(scans, 'gone.png'), noise(10));
    addLinked(database, join(scans, 'changed.png'), noise(20));
  });
  rmSync(join(scans, 'gone.png'));
  writeFileSync(join(scans, 'changed.png'), noise(21).subarray(1));
  const before = recordsOf(folder);

  const packed = await packFolder(folder, join(around, 'Film.ekontez'));
  expect(packed).toMatchObject({ broughtAlong: 2, stillLinked: 3, mediaCount: 2, missing: [] });
  expect([...packed.leftLinked].sort()).toEqual(['changed.png', 'gone.png', 'other.mov']);
  expect(recordsOf(folder)).toEqual(before);
  const copy = join(around, 'Copy.ekonte');
  await unpackProject({ archivePath: join(around, 'Film.ekontez'), folder: copy }, quietWork);
  const problems = await checkProject(copy);
  expect(problems.map(({ code }) => code)).toEqual(['mediaMissing']);
  const { database } = openTestProject(copy);
  const hash = sha256(large);
  const take = () => database.document.list('media').find(({ name }) => name === 'take.mov');
  const copied = {
    fingerprint: hash,
    fingerprintOf: 'whole',
    storage: { mode: 'copied', path: `media/${hash.slice(0, 2)}/${hash}.mov` },
  };
  expect(take()).toMatchObject(copied);
  for (let count = 0; count < 4; count += 1) database.undo();
  expect(take()).toBeUndefined();
  for (let count = 0; count < 4; count += 1) database.redo();
  expect(take()).toMatchObject(copied);
});

test('linked media stay linked when they are not to come along', async () => {
  const around = temporaryFolder();
  const folder = makeProject(around);
  changeProject(folder, (database) => addLinked(database, join(around, 'cliff.png'), noise(20_000)));
  const packed = await packFolder(folder, join(around, 'Film.ekontez'), { includeLinked: false });
  expect(packed).toMatchObject({ broughtAlong: 0, stillLinked: 1, mediaCount: 0, leftLinked: [] });
  const copy = join(around, 'Copy.ekonte');
  await unpackProject({ archivePath: join(around, 'Film.ekontez'), folder: copy }, quietWork);
  expect(recordsOf(copy)).toEqual(recordsOf(folder));
});

test('media that are missing or damaged are named, and cost nothing else', async () => {
  const around = temporaryFolder();
  const folder = makeProject(around);
  const [missing, damaged] = [noise(1_000), noise(2_000)];
  changeProject(folder, (database) => {
    for (const [name, bytes] of [
      ['missing.png', missing],
      ['damaged.png', damaged],
      ['sound.png', noise(3_000)],
    ] as const)
      addCopied(folder, database, name, bytes);
  });
  const fileOf = (bytes: Buffer) => join(folder, 'media', sha256(bytes).slice(0, 2), `${sha256(bytes)}.png`);
  rmSync(fileOf(missing));
  writeFileSync(fileOf(damaged), noise(2_001).subarray(1));
  const packed = await packFolder(folder, join(around, 'Film.ekontez'));
  expect(packed).toMatchObject({ missing: ['missing.png'], damaged: ['damaged.png'] });
  const copy = join(around, 'Copy.ekonte');
  const unpacked = await unpackProject(
    { archivePath: join(around, 'Film.ekontez'), folder: copy },
    quietWork,
  );
  expect(unpacked.mediaCount).toBe(1);
  expect([...unpacked.missing].sort()).toEqual(['damaged.png', 'missing.png']);
});

test('jobs under way stay with the project: they would be done and paid twice', async () => {
  const around = temporaryFolder();
  const folder = makeProject(around);
  const states = (path: string) =>
    openTestProject(path)
      .database.handle.prepare<[], { state: string }>('SELECT state FROM job ORDER BY state')
      .all()
      .map(({ state }) => state);
  changeProject(folder, ({ handle }) => {
    const add = handle.prepare(
      `INSERT INTO job (id, type, state, provider, preset, label, request, attempt, frames_total, created_at_ms)
       VALUES (?, 'clip', ?, 'kling', 'full', '1A', '{}', 1, 24, 0)`,
    );
    for (const state of ['running', 'done', 'queued', 'waiting', 'failed'])
      add.run(`job_${nanoid(12)}`, state);
  });
  await packFolder(folder, join(around, 'Film.ekontez'));
  const copy = join(around, 'Copy.ekonte');
  await unpackProject({ archivePath: join(around, 'Film.ekontez'), folder: copy }, quietWork);
  expect(states(copy)).toEqual(['done', 'failed']);
  expect(states(folder)).toHaveLength(5);
});

test('a sound of pure silence is packed in a way that can be unpacked', async () => {
  const around = temporaryFolder();
  const folder = makeProject(around);
  changeProject(folder, (database) => {
    addCopied(folder, database, 'silence.wav', Buffer.alloc(5_000_000));
    addCopied(folder, database, 'empty.svg', Buffer.alloc(5_000_000, ' '));
  });
  const { byteSize } = await packFolder(folder, join(around, 'Film.ekontez'));
  expect(byteSize).toBeGreaterThan(10_000_000);
  const copy = join(around, 'Copy.ekonte');
  expect(
    await unpackProject({ archivePath: join(around, 'Film.ekontez'), folder: copy }, quietWork),
  ).toMatchObject({ missing: [] });
});

test.each<[string, (around: string) => string, string]>([
  ['a file that is there', (around) => join(around, 'Taken.ekontez'), 'alreadyExists'],
  ['a folder that is there', (around) => join(around, 'Folder.ekontez'), 'badRequest'],
  ['another ending', (around) => join(around, 'Film.zip'), 'badRequest'],
  ['the folder of the project', (around) => join(around, 'Film.ekonte/Film.ekontez'), 'badRequest'],
  ['its media', (around) => join(around, 'Film.ekonte/media/Film.ekontez'), 'badRequest'],
  ['a folder that is not there', (around) => join(around, 'no/Film.ekontez'), 'notFound'],
])('packing to %s is refused, and nothing changes', async (_what, targetIn, code) => {
  const around = temporaryFolder();
  const folder = makeProject(around);
  writeFileSync(join(around, 'Taken.ekontez'), 'older');
  mkdirSync(join(around, 'Folder.ekontez'));
  const before = describeFolder(around);
  await expect(packFolder(folder, targetIn(around))).rejects.toMatchObject({ code });
  expect(describeFolder(around)).toEqual(before);
});

test('an older archive is replaced when the person was asked', async () => {
  const around = temporaryFolder();
  const folder = makeProject(around);
  const path = join(around, 'Film.ekontez');
  writeFileSync(path, 'older');
  await packFolder(folder, path, { replace: true });
  expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');
});

test('a pack called off half-way leaves nothing, and the older archive stays', async () => {
  const around = temporaryFolder();
  const folder = makeProject(around);
  changeProject(folder, (database) => {
    for (let count = 1; count < 5; count += 1) {
      addCopied(folder, database, `${count}.png`, noise(4_000_000 + count));
    }
  });
  const path = join(around, 'Film.ekontez');
  writeFileSync(path, 'older');
  const before = describeFolder(around);
  const abort = new AbortController();
  const seen: ArchiveProgress[] = [];
  const onProgress = (progress: ArchiveProgress) => {
    seen.push(progress);
    if (progress.done > 0) abort.abort();
  };
  const packing = packFolder(folder, path, { replace: true }, { signal: abort.signal, onProgress });
  await expect(packing).rejects.toMatchObject({ code: 'cancelled' });
  expect(seen.at(-1)?.done).toBeLessThan(seen.at(-1)?.total ?? 0);
  expect(describeFolder(around)).toEqual(before);
});

test('an unpacking called off half-way leaves nothing', async () => {
  const around = temporaryFolder();
  const folder = makeProject(around);
  changeProject(folder, (database) => {
    for (let count = 1; count < 5; count += 1) {
      addCopied(folder, database, `${count}.png`, noise(4_000_000 + count));
    }
  });
  const archivePath = join(around, 'Film.ekontez');
  await packFolder(folder, archivePath);
  const before = describeFolder(around);
  const abort = new AbortController();
  const work = {
    signal: abort.signal,
    onProgress: ({ done }: ArchiveProgress) => {
      if (done > 0) abort.abort();
    },
  };
  const unpacking = unpackProject({ archivePath, folder: join(around, 'Copy.ekonte') }, work);
  await expect(unpacking).rejects.toMatchObject({ code: 'cancelled' });
  expect(describeFolder(around)).toEqual(before);
});

test('what a crash left beside the place is swept, and the work of programs that run is not', async () => {
  const around = temporaryFolder();
  const folder = makeProject(around);
  const { draftPath } = await import('../database/ownDrafts');
  const ours = draftPath(around);
  // No process has this number: it is beyond what systems give.
  const left = ours.replace(`-${process.pid}-`, '-4999999-');
  const ofAnotherMachine = left.replace(/draft-[0-9a-f]{8}/, 'draft-00000000');
  for (const draft of [ours, left, ofAnotherMachine]) mkdirSync(join(draft, 'media'), { recursive: true });
  await packFolder(folder, join(around, 'Film.ekontez'));
  expect([ours, left, ofAnotherMachine].map((draft) => existsSync(draft))).toEqual([true, false, true]);
});

test('versions that are thinned out and media that are cleared away meanwhile do not stop it', async () => {
  const around = temporaryFolder();
  const folder = makeProject(around);
  changeProject(folder, (database) => {
    addCopied(folder, database, 'first.png', noise(2_000_000));
    addCopied(folder, database, 'second.png', noise(2_000_001));
  });
  mkdirSync(join(folder, 'snapshots'));
  writeFileSync(
    join(folder, 'snapshots', '20261125T140322Z auto.db'),
    readFileSync(join(folder, 'project.db')),
  );
  let isCleared = false;
  const onProgress = ({ total }: ArchiveProgress) => {
    if (isCleared || total === 0) return;
    isCleared = true;
    rmSync(join(folder, 'snapshots'), { recursive: true });
    rmSync(join(folder, 'media'), { recursive: true });
  };
  // In this thread, so that it happens between the look at the folder and the first file.
  const source = { folder, databasePath: join(folder, 'project.db') };
  const request = { path: join(around, 'Film.ekontez'), replace: false, includeLinked: true };
  const packed = await packProject(source, request, { ...quietWork, onProgress }, runHere);
  expect(packed).toMatchObject({ mediaCount: 0, missing: ['first.png', 'second.png'] });
  const copy = join(around, 'Copy.ekonte');
  const unpacked = await unpackProject({ archivePath: request.path, folder: copy }, quietWork, runHere);
  expect(unpacked.missing).toEqual(['first.png', 'second.png']);
});
