import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Diff } from '@shared/document/diff';
import { Document } from '@shared/document/document';
import { checkInvariants } from '@shared/document/invariants';
import type { AnyRecord } from '@shared/document/records';
import { expect, test } from 'vitest';
import { restoreDiff } from '../snapshots/restoreDiff';
import { newProjectFolder, openTestProject } from '../testing/projects';
import type { ProjectDatabase } from './projectDatabase';
import { addShot, arriveTake, runEdit } from './testing/edits';

const options = { label: 'Restore', command: 'test', source: 'user' } as const;
const contentOf = ({ document }: ProjectDatabase) => JSON.stringify(document.records());
const withoutTakes = (content: string) =>
  (JSON.parse(content) as AnyRecord[])
    .filter(({ kind }) => kind !== 'take' && kind !== 'media')
    .map((record) => (record.kind === 'shot' ? { ...record, activeTakeId: null } : record));
const staged = ({ handle }: ProjectDatabase) =>
  handle.prepare('SELECT count(*) FROM temp.staged').pluck().get();

/** A film of some thousand records, all gone but for its last shot. */
function openEmptied() {
  const path = newProjectFolder();
  const project = openTestProject(path);
  const { database } = project;
  const lines = Array.from({ length: 700 }, (_, index) => `The keeper climbs stair ${index}. 灯台`);
  const shots = runEdit(database, 'shot.addFromText', { lines }).diff.added;
  const made = shots.flatMap(({ kind, id }) => (kind === 'shot' ? [id] : []));
  runEdit(database, 'camera.setMove', {
    shotIds: made,
    move: { name: 'dollyIn', strength: 1, easing: 'linear' },
  });
  database.forgetHistory();
  const version = JSON.parse(contentOf(database));
  const before = contentOf(database);
  const shotIds = database.document.list('shot').map(({ id }) => id);
  runEdit(database, 'shot.delete', { shotIds: shotIds.slice(0, -1) });
  return {
    ...project,
    path,
    before,
    back: () => restoreDiff(database.document, version),
    planBack: () => ({ diff: restoreDiff(database.document, version), options }),
  };
}

test('is what a commit is: on the disk, in the document, told of once, undone as one edit', async () => {
  const { database, commits, before, back, path, close } = openEmptied();
  const emptied = contentOf(database);
  const revision = database.revision;
  expect(back().added.length).toBeGreaterThan(1_000);
  const committed = await database.commitInTurns(() => ({
    diff: back(),
    options: { ...options, selectionAfter: ['a'] },
  }));
  expect(committed).toMatchObject({ revision: revision + 1, source: 'user', selection: ['a'] });
  expect(commits.at(-1)).toBe(committed);
  expect(contentOf(database)).toBe(before);
  expect(staged(database)).toBe(0);
  database.undo();
  expect(contentOf(database)).toBe(emptied);
  database.redo();
  close();
  const { database: again } = openTestProject(path);
  expect(contentOf(again)).toBe(before);
  again.undo();
  expect(contentOf(again)).toBe(emptied);
});

test('writes the rows and the history that a commit would have written', async () => {
  const { database, back, planBack } = openEmptied();
  // Something of each kind of change.
  const shotId = database.document.list('shot')[0]?.id;
  runEdit(database, 'shot.edit', { shotIds: [shotId], fields: { action: 'Umi — 海' } });
  runEdit(database, 'marker.add', { frame: 1, id: 'mrk_aaaaaaaa' });
  expect(back()).toMatchObject({ updated: [{ id: shotId }], removed: [{ id: 'mrk_aaaaaaaa' }] });
  const rows = () => [
    database.handle.prepare('SELECT id, kind, json FROM record ORDER BY id').all(),
    database.handle.prepare('SELECT * FROM history ORDER BY position').all(),
  ];
  database.commit(back(), options);
  const written = rows();
  database.undo();
  expect(rows()).not.toEqual(written);
  await database.commitInTurns(planBack);
  expect(rows()).toEqual(written);
});

test('lets others have their turn, and takes what they commit into account', async () => {
  const { database, planBack } = openEmptied();
  const [shot] = database.document.list('shot');
  if (!shot) throw new Error('no shot');
  const working = database.commitInTurns(planBack);
  await nextTurn();
  const { take } = arriveTake.records(database, shot.id);
  const arrived = arriveTake(database, shot.id);
  const committed = await working;
  expect(committed.revision).toBe(arrived.revision + 1);
  expect(database.document.list('take').some(({ shotId }) => shotId === take.shotId)).toBe(true);
  expect(checkInvariants(database.document)).toEqual([]);
});

test('comes to an end however often others commit', async () => {
  const { database, planBack } = openEmptied();
  const before = database.document.count();
  let isOver = false;
  const working = database.commitInTurns(planBack).finally(() => {
    isOver = true;
  });
  while (!isOver) {
    addShot(database);
    await nextTurn();
  }
  await working;
  expect(database.document.count()).toBeGreaterThan(before + 1_000);
  expect(checkInvariants(database.document)).toEqual([]);
});

test('who commits before others have heard of it is told of after it', async () => {
  const { database, commits, planBack } = openEmptied();
  const { revision } = database;
  const told = commits.length;
  const working = database.commitInTurns(planBack);
  while (database.revision === revision) await nextTurn();
  expect(commits).toHaveLength(told);
  addShot(database);
  const committed = await working;
  expect(commits.slice(told).map((commit) => commit.revision)).toEqual([revision + 1, revision + 2]);
  expect(commits[told]).toBe(committed);
});

test('two at once come one after the other', async () => {
  const { database, before, planBack } = openEmptied();
  const emptied = new Document(JSON.parse(contentOf(database)));
  const [restored, emptiedAgain] = await Promise.all([
    database.commitInTurns(planBack),
    database.commitInTurns(() => ({ diff: restoreDiff(database.document, emptied.records()), options })),
  ]);
  expect(emptiedAgain.revision).toBe(restored.revision + 1);
  expect(contentOf(database)).toBe(JSON.stringify(emptied.records()));
  database.undo();
  expect(contentOf(database)).toBe(before);
});

test('a disk that is full or a document that would be unsound: nothing has changed', async () => {
  const { database, commits, back, planBack } = openEmptied();
  const [before, told] = [contentOf(database), commits.length];
  const pages = database.handle.pragma('page_count', { simple: true });
  database.handle.pragma(`max_page_count = ${pages}`);
  const bulky = (): Diff => {
    const diff = back();
    return {
      ...diff,
      added: diff.added.map((record) =>
        record.kind === 'shot' ? { ...record, notes: 'x'.repeat(20_000) } : record,
      ),
    };
  };
  await expect(database.commitInTurns(() => ({ diff: bulky(), options }))).rejects.toMatchObject({
    code: 'diskFull',
  });
  const childless = (): Diff => ({
    ...back(),
    added: back().added.filter(({ kind }) => kind !== 'shot'),
  });
  await expect(database.commitInTurns(() => ({ diff: childless(), options }))).rejects.toMatchObject({
    code: 'refused',
  });
  expect(contentOf(database)).toBe(before);
  expect(commits).toHaveLength(told);
  expect(staged(database)).toBe(0);
  database.handle.pragma('max_page_count = 1000000');
  await database.commitInTurns(planBack);
});

test('a project that is closed meanwhile stays as it was', async () => {
  const { database, planBack, path, close } = openEmptied();
  const before = contentOf(database);
  const working = database.commitInTurns(planBack);
  await nextTurn();
  close();
  await expect(working).rejects.toMatchObject({ code: 'noProject' });
  expect(contentOf(openTestProject(path).database)).toBe(before);
});

test.each([
  ['undo', 'redo'],
  ['redo', 'undo'],
] as const)(
  '%s in turns is what it is at once, with what jobs have brought meanwhile',
  async (first, then) => {
    const { database, planBack } = openEmptied();
    await database.commitInTurns(planBack);
    if (first === 'redo') database.undo();
    const before = contentOf(database);
    const walked = await database.walkOne(first);
    const after = contentOf(database);
    expect(walked).toMatchObject({ source: first, label: 'Restore' });
    database[then]();
    expect(contentOf(database)).toBe(before);

    const shots = database.document.list('shot');
    const working = database.walkOne(first);
    expect(database.pending).not.toBeNull();
    await nextTurn();
    const shotId = shots.at(first === 'undo' ? 0 : -1)?.id;
    if (!shotId) throw new Error('no shot');
    arriveTake(database, shotId);
    await working;
    expect(database.pending).toBeNull();
    expect(database.document.list('take')).toHaveLength(first === 'undo' ? 0 : 1);
    expect(checkInvariants(database.document)).toEqual([]);
    await database.walkOne(then);
    expect(database.document.list('take')).toHaveLength(1);
    await database.walkOne(first);
    expect(withoutTakes(contentOf(database))).toEqual(withoutTakes(after));
  },
);

test('several steps of the history in turns are what they are at once', async () => {
  const { database, planBack, before } = openEmptied();
  const emptied = contentOf(database);
  await database.commitInTurns(planBack);
  addShot(database);
  const end = contentOf(database);
  const position = database.listHistory(null, 1).cursor;
  const gone = await database.walkTo(position - 2);
  expect(gone).toMatchObject({ source: 'undo', label: 'Restore' });
  expect(contentOf(database)).toBe(emptied);
  expect(await database.walkTo(position - 2)).toBeNull();
  const working = database.walkTo(position);
  await nextTurn();
  const shotId = database.document.list('shot')[0]?.id;
  if (!shotId) throw new Error('no shot');
  arriveTake(database, shotId);
  expect(await working).toMatchObject({ source: 'redo', label: 'New Shot' });
  expect(withoutTakes(contentOf(database))).toEqual(withoutTakes(end));
  expect(database.document.list('take')).toHaveLength(1);
  database.undo();
  expect(withoutTakes(contentOf(database))).toEqual(withoutTakes(before));
  await expect(database.walkTo(99)).rejects.toMatchObject({ code: 'notFound' });
  expect(checkInvariants(database.document)).toEqual([]);
});

test('an edit that changes nothing makes no revision', async () => {
  const { database } = openEmptied();
  const { revision } = database;
  const same = () => ({ diff: restoreDiff(database.document, database.document.records()), options });
  expect((await database.commitInTurns(same)).revision).toBe(revision);
  expect(database.revision).toBe(revision);
});
