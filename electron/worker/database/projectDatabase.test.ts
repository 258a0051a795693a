import { idFactory } from '@shared/document/factories';
import type { ShotId } from '@shared/document/ids';
import { nanoid } from 'nanoid';
import { describe, expect, test } from 'vitest';
import { codeOf, newProjectFolder, openTestProject } from '../testing/projects';
import { History } from './history';
import type { ProjectDatabase } from './projectDatabase';
import { addShot, arriveTake, runEdit } from './testing/edits';

const newId = idFactory(nanoid);
const openNew = () => openTestProject(newProjectFolder());
const contentOf = (database: ProjectDatabase) => JSON.stringify(database.document.records());

function addNamedShot(database: ProjectDatabase): ShotId {
  const id = newId('shot');
  addShot(database, { id });
  return id;
}

describe('commit', () => {
  test('writes what the document holds: the same after reopening, to the byte', () => {
    const path = newProjectFolder();
    const first = openTestProject(path);
    const shotId = addNamedShot(first.database);
    runEdit(first.database, 'shot.edit', { shotIds: [shotId], fields: { action: 'Umi — 海', size: 'CU' } });
    const before = contentOf(first.database);
    first.close();
    const second = openTestProject(path);
    expect(contentOf(second.database)).toBe(before);
    expect(second.database.revision).toBe(2);
  });

  test('tells of itself with the diff, the label and what can be undone', () => {
    const { database, commits } = openNew();
    const committed = addShot(database);
    expect(commits).toEqual([committed]);
    expect(committed).toMatchObject({
      revision: 1,
      label: 'New Shot',
      source: 'user',
      selection: [database.document.list('shot')[0]?.id],
      history: { undoLabel: 'New Shot', redoLabel: null },
    });
    expect(committed.diff.added).toHaveLength(2);
  });

  test('an edit that changes nothing makes no revision, no entry and no event', () => {
    const { database, commits } = openNew();
    const shotId = addNamedShot(database);
    const same = runEdit(database, 'shot.edit', { shotIds: [shotId], fields: { action: '' } });
    expect(same.diff).toEqual({ added: [], updated: [], removed: [] });
    expect(commits).toHaveLength(1);
    expect(database.revision).toBe(1);
  });

  test('refuses what would leave the document unsound, and changes nothing', () => {
    const { database } = openNew();
    const shotId = addNamedShot(database);
    const before = contentOf(database);
    const shot = database.document.require('shot', shotId);
    const options = { label: 'Test', command: 'test', source: 'user' } as const;
    const unsound = [
      { added: [{ ...shot, id: newId('shot'), sceneId: newId('scene') }], updated: [], removed: [] },
      { added: [{ ...shot, id: newId('shot') }], updated: [], removed: [] },
      {
        added: [],
        updated: [{ kind: 'shot', id: shotId, from: {}, to: { activeTakeId: newId('take') } }],
        removed: [],
      },
    ] as const;
    expect(unsound.map((diff) => codeOf(() => database.commit(diff, options)))).toEqual([
      'refused',
      'refused',
      'refused',
    ]);
    expect(() => runEdit(database, 'shot.setLength', { shotIds: [shotId], lengthFrames: 0 })).toThrow();
    expect(contentOf(database)).toBe(before);
    expect(database.revision).toBe(1);
  });
});

describe('a full disk', () => {
  test('refuses the edit, changes nothing, and goes on when there is room again', () => {
    const path = newProjectFolder();
    const first = openTestProject(path);
    const { database } = first;
    const shotId = addNamedShot(database);
    const before = contentOf(database);
    const pages = database.handle.pragma('page_count', { simple: true }) as number;
    database.handle.pragma(`max_page_count = ${pages}`);
    const bulky = { shotIds: [shotId], fields: { notes: 'x'.repeat(20_000) } };
    expect(codeOf(() => runEdit(database, 'shot.edit', bulky))).toBe('diskFull');
    expect(contentOf(database)).toBe(before);
    expect(database).toMatchObject({ revision: 1 });
    expect(database.historyState()).toEqual({ undoLabel: 'New Shot', redoLabel: null });
    expect(database.undo()?.revision).toBe(2);
    database.handle.pragma('max_page_count = 1000000');
    expect(database.redo()?.revision).toBe(3);
    expect(runEdit(database, 'shot.edit', bulky).revision).toBe(4);
    first.close();
    expect(openTestProject(path).database.document.require('shot', shotId).notes).toHaveLength(20_000);
  });
});

describe('history', () => {
  test('undo and redo go on after reopening, with labels and selections', () => {
    const path = newProjectFolder();
    const first = openTestProject(path);
    const a = addNamedShot(first.database);
    runEdit(first.database, 'shot.delete', { shotIds: [a] }, { selectionBefore: [a] });
    const end = contentOf(first.database);
    first.close();

    const second = openTestProject(path);
    expect(second.database.historyState()).toEqual({ undoLabel: 'Delete Shot', redoLabel: null });
    expect(second.database.undo()).toMatchObject({
      source: 'undo',
      label: 'Delete Shot',
      selection: [a],
      revision: 3,
    });
    second.close();

    const third = openTestProject(path);
    expect(third.database.historyState()).toEqual({ undoLabel: 'New Shot', redoLabel: 'Delete Shot' });
    expect(third.database.undo()).toMatchObject({ label: 'New Shot', history: { undoLabel: null } });
    expect(third.database.undo()).toBeNull();
    expect(third.database.document.count()).toBe(1);
    expect(third.database.redo()).toMatchObject({ source: 'redo', label: 'New Shot', selection: [a] });
    expect(third.database.redo()).toMatchObject({ label: 'Delete Shot', selection: [] });
    expect(third.database.redo()).toBeNull();
    expect(contentOf(third.database)).toBe(end);
  });

  test('a new edit drops what was undone', () => {
    const { database } = openNew();
    addShot(database);
    addShot(database);
    database.undo();
    const kept = addNamedShot(database);
    expect(database.historyState()).toEqual({ undoLabel: 'New Shot', redoLabel: null });
    expect(database.redo()).toBeNull();
    expect(database.document.has('shot', kept)).toBe(true);
  });

  test('edits of one gesture are one entry; a gesture that ends where it began is none', () => {
    const { database } = openNew();
    const shotId = addNamedShot(database);
    const before = contentOf(database);
    const setLength = (lengthFrames: number, gestureId: string) =>
      runEdit(database, 'shot.setLength', { shotIds: [shotId], lengthFrames }, { gestureId });
    for (const length of [80, 90, 100]) setLength(length, 'drag 1');
    for (const length of [110, 100]) setLength(length, 'drag 2');
    expect(database.document.require('shot', shotId).lengthFrames).toBe(100);
    database.undo();
    expect(contentOf(database)).toBe(before);
    expect(database.historyState()).toEqual({ undoLabel: 'New Shot', redoLabel: 'Set Shot Length' });
    database.redo();
    expect(database.document.require('shot', shotId).lengthFrames).toBe(100);
    expect(database.historyState().redoLabel).toBeNull();
    setLength(120, 'drag 1');
    expect(database.undo()?.label).toBe('Set Shot Length');
    expect(database.document.require('shot', shotId).lengthFrames).toBe(100);
  });

  test('a gesture goes on after a commit that failed, and not after the history was forgotten', () => {
    const { database } = openNew();
    const shotId = addNamedShot(database);
    const drag = (lengthFrames: number) =>
      runEdit(database, 'shot.setLength', { shotIds: [shotId], lengthFrames }, { gestureId: 'drag' });
    const before = database.document.require('shot', shotId).lengthFrames;
    drag(80);
    const nowhere = { id: 'sht_nowhere0', kind: 'shot', from: {}, to: { lengthFrames: 5 } } as const;
    expect(() =>
      database.commit(
        { added: [], updated: [nowhere], removed: [] },
        { label: '', command: 'test', source: 'user', gestureId: 'drag' },
      ),
    ).toThrow();
    drag(90);
    expect(database.listHistory(null, 10).entries).toHaveLength(2);
    database.undo();
    expect(database.document.require('shot', shotId).lengthFrames).toBe(before);
    database.redo();
    database.forgetHistory();
    drag(100);
    expect(database.listHistory(null, 10).entries).toHaveLength(1);
    database.undo();
    expect(database.document.require('shot', shotId).lengthFrames).toBe(90);
  });

  test('an entry is written anew only when undo or redo does anything else than it says', () => {
    const { database } = openNew();
    const shotId = addNamedShot(database);
    database.handle.exec(
      `CREATE TEMP TRIGGER unchanged BEFORE UPDATE OF diff ON history BEGIN SELECT RAISE(ABORT, 'written'); END`,
    );
    database.undo();
    database.redo();
    arriveTake(database, shotId);
    expect(() => database.undo()).toThrow('written');
  });

  test('keeps so many edits and no more', () => {
    const { database } = openNew();
    const history = new History(database.handle, 5);
    const entry = { label: '', command: 'test', selectionBefore: [], selectionAfter: null };
    for (let count = 1; count <= 12; count += 1) {
      const cursor = history.append(
        { ...entry, label: `Edit ${count}`, diff: { added: [], updated: [], removed: [] } },
        0,
      );
      history.moveTo(cursor);
    }
    expect(history.entryAt(7)).toBeUndefined();
    expect(history.entryAt(8)?.label).toBe('Edit 8');
    expect(history.state().undoLabel).toBe('Edit 12');
  });
});

describe('going to a place of the history', () => {
  /** Five edits; `contents[n]` is the document after n of them. */
  function fiveEdits() {
    const path = newProjectFolder();
    const opened = openTestProject(path);
    const contents = [contentOf(opened.database)];
    const ids = Array.from({ length: 5 }, () => {
      const id = addNamedShot(opened.database);
      contents.push(contentOf(opened.database));
      return id;
    });
    return { path, ...opened, contents, ids };
  }

  test('is one commit, with the selection of that moment, and is there after reopening', () => {
    const { path, database, commits, contents, ids, close } = fiveEdits();
    const before = commits.length;
    expect(database.goTo(2)).toMatchObject({ revision: 6, source: 'undo', label: 'New Shot' });
    expect(commits).toHaveLength(before + 1);
    expect(contentOf(database)).toBe(contents[2]);
    expect(database.goTo(4)).toMatchObject({ revision: 7, source: 'redo', selection: [ids[3]] });
    expect(contentOf(database)).toBe(contents[4]);
    close();
    const reopened = openTestProject(path).database;
    expect(contentOf(reopened)).toBe(contents[4]);
    expect(reopened.listHistory(null, 10)).toMatchObject({ first: 1, last: 5, cursor: 4 });
    expect(reopened.goTo(0)?.history).toEqual({ undoLabel: null, redoLabel: 'New Shot' });
    expect(contentOf(reopened)).toBe(contents[0]);
    expect(reopened.goTo(5)).not.toBeNull();
    expect(contentOf(reopened)).toBe(contents[5]);
  });

  test('goes nowhere where it stands, and refuses places there are not', () => {
    const { database } = fiveEdits();
    expect(database.goTo(5)).toBeNull();
    expect(codeOf(() => database.goTo(6))).toBe('notFound');
    expect(codeOf(() => openNew().database.goTo(1))).toBe('notFound');
  });

  test('a new edit from there drops what was behind', () => {
    const { database } = fiveEdits();
    database.goTo(1);
    addShot(database);
    expect(database.listHistory(null, 10)).toMatchObject({ last: 2, cursor: 2 });
  });

  test('steps over finished jobs, and redo brings back the takes that went with their shot', () => {
    const { database, ids } = fiveEdits();
    arriveTake(database, ids[4] as ShotId);
    arriveTake(database, ids[0] as ShotId);
    const before = contentOf(database);
    database.goTo(1);
    expect(database.document.list('take')).toHaveLength(1);
    database.goTo(5);
    expect(contentOf(database)).toBe(before);
  });

  test('is listed newest first, in pages', () => {
    const { database } = fiveEdits();
    const positions = (newest: number | null, count: number) =>
      database.listHistory(newest, count).entries.map(({ position }) => position);
    expect(positions(null, 2)).toEqual([5, 4]);
    expect(positions(3, 10)).toEqual([3, 2, 1]);
    expect(database.listHistory(null, 1).entries[0]).toMatchObject({
      label: 'New Shot',
      command: 'shot.add',
    });
    expect(openNew().database.listHistory(null, 10)).toEqual({ entries: [], first: 1, last: 0, cursor: 0 });
  });
});

describe('finished jobs and the undo line', () => {
  test('undo steps over a finished job', () => {
    const { database } = openNew();
    const shotId = addNamedShot(database);
    const committed = arriveTake(database, shotId);
    expect(committed).toMatchObject({ source: 'job', history: { undoLabel: 'New Shot' } });
    const edited = runEdit(database, 'shot.edit', { shotIds: [shotId], fields: { action: 'Runs' } });
    expect(edited.history.undoLabel).toBe('Edit Action');
    database.undo();
    const shot = database.document.require('shot', shotId);
    expect(shot.action).toBe('');
    expect(shot.activeTakeId).not.toBeNull();
  });

  test('undoing an edit leaves alone what a job has since written to other fields', () => {
    const { database } = openNew();
    const shotId = addNamedShot(database);
    runEdit(database, 'shot.edit', { shotIds: [shotId], fields: { action: 'Runs' } });
    arriveTake(database, shotId);
    const { activeTakeId } = database.document.require('shot', shotId);
    database.undo();
    expect(database.document.require('shot', shotId)).toMatchObject({ action: '', activeTakeId });
    database.redo();
    expect(database.document.require('shot', shotId)).toMatchObject({ action: 'Runs', activeTakeId });
  });

  test('undoing the making of a shot takes its takes along; redo brings back all, after reopening too', () => {
    const path = newProjectFolder();
    const first = openTestProject(path);
    const shotId = addNamedShot(first.database);
    arriveTake(first.database, shotId);
    arriveTake(first.database, shotId);
    const before = contentOf(first.database);
    const undone = first.database.undo();
    expect(undone?.diff.removed.map(({ kind }) => kind).sort()).toEqual(['scene', 'shot', 'take', 'take']);
    expect(first.database.document.list('media')).toHaveLength(2);
    first.close();

    const second = openTestProject(path);
    second.database.redo();
    expect(contentOf(second.database)).toBe(before);
    second.database.undo();
    second.database.redo();
    expect(contentOf(second.database)).toBe(before);
  });

  test('a take that arrives between undo and redo stays', () => {
    const { database } = openNew();
    const shotId = addNamedShot(database);
    runEdit(database, 'shot.edit', { shotIds: [shotId], fields: { action: 'Runs' } });
    database.undo();
    const { diff } = arriveTake(database, shotId);
    expect(database.historyState().redoLabel).toBe('Edit Action');
    database.redo();
    expect(database.document.require('shot', shotId).action).toBe('Runs');
    for (const record of diff.added) expect(database.document.has(record.kind, record.id)).toBe(true);
  });

  test('undoing an import removes what a job has made of it since', () => {
    const { database } = openNew();
    const shotId = addNamedShot(database);
    const { media, take } = arriveTake.records(database, shotId);
    runEdit(database, 'media.add', { media: [media] });
    runEdit(database, 'take.arrive', { media, take }, { source: 'job' });
    const before = contentOf(database);
    database.undo();
    expect(database.document.list('take')).toEqual([]);
    expect(database.document.require('shot', shotId).activeTakeId).toBeNull();
    database.redo();
    expect(contentOf(database)).toBe(before);
  });
});

test('hot queries go by keys, none scans a table', () => {
  const { database } = openNew();
  const planOf = (sql: string) =>
    database.handle
      .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => detail);
  const hot = [
    'DELETE FROM record WHERE id = 1',
    'SELECT * FROM history WHERE position = 1',
    'SELECT label FROM history WHERE position = 1',
    'DELETE FROM history WHERE position > 1',
    'DELETE FROM history WHERE position <= 1',
    'UPDATE history SET diff = 1 WHERE position = 1',
    `UPDATE meta SET value = 1 WHERE key = 'revision'`,
  ];
  expect(hot.flatMap(planOf).filter((detail) => !detail.startsWith('SEARCH'))).toEqual([]);
});
