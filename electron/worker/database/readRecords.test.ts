import { Document } from '@shared/document/document';
import { createCameraKeyframe, createProject, createScene } from '@shared/document/factories';
import type { CameraKeyframeId, SceneId, ShotId } from '@shared/document/ids';
import { type AnyRecord, kinds, recordSchemas } from '@shared/document/records';
import { createRandom, type Random } from '@shared/testing/random';
import { randomInput } from '@shared/testing/randomArgs';
import { frames } from '@shared/time/frames';
import SQLite, { type Database } from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadRecords, parseRecord } from './readRecords';
import { migrations } from './schema';

interface TextRow {
  readonly id: string;
  readonly kind: string;
  readonly json: string;
  readonly rowid?: bigint;
}

const rowOf = (record: AnyRecord): TextRow => ({
  id: record.id,
  kind: record.kind,
  json: JSON.stringify(record),
});
const project = rowOf(createProject({ name: 'Film' }));
const sceneOf = (name: string, heading = '') =>
  createScene({ id: `scn_${name}` as SceneId, order: 'a0', heading });

function databaseOf(rows: readonly TextRow[]): Database {
  const handle = new SQLite(':memory:');
  onTestFinished(() => void handle.close());
  for (const step of migrations) step(handle);
  const insert = handle.prepare('INSERT INTO record (rowid, id, kind, json) VALUES (?, ?, ?, ?)');
  for (const { rowid = null, id, kind, json } of rows) insert.run(rowid, id, kind, json);
  return handle;
}

/** What is read of rows; null = they are refused. What is sent on meanwhile has to be the same records. */
function read(rows: readonly TextRow[]): readonly AnyRecord[] | null {
  const sent: string[] = [];
  let records: readonly AnyRecord[];
  try {
    const add = (json: string) => void sent.push(json);
    const sendTo = {
      mark: 'mark',
      add,
      addList: (json: string) => add(json.slice(1, -1)),
      endOutline: () => {},
    };
    records = loadRecords(databaseOf(rows), { path: 'project.db', sendTo });
  } catch (error) {
    expect(error).toMatchObject({ code: 'projectDamaged' });
    return null;
  }
  const values = JSON.parse(`[${sent.join()}]`) as unknown[];
  expect(values.filter((value) => value !== 'mark')).toEqual(records);
  return records;
}

/** The same, row by row. */
function readSlowly(rows: readonly TextRow[]): readonly AnyRecord[] | null {
  const records: AnyRecord[] = [];
  for (const { id, kind, json } of rows) {
    const parsed = parseRecord(id, kind, json);
    if (!parsed) return null;
    records.push(parsed.record);
  }
  return records.some(({ kind }) => kind === 'project') ? records : null;
}

const byId = (records: readonly AnyRecord[] | null) =>
  records && new Map(records.map((record) => [record.id, record]));

describe('rows that only make sense together, or not at all, are refused', () => {
  const [first, second, third] = ['first000', 'second00', 'third000'].map((name) => rowOf(sceneOf(name)));
  if (!first || !second || !third) throw new Error('There are three.');
  test.each<[string, readonly TextRow[]]>([
    ['no project', [first]],
    ['no rows', []],
    [
      'half a record, and the other half',
      [project, { ...first, json: first.json.slice(0, 20) }, { ...second, json: first.json.slice(20) }],
    ],
    [
      'two records in one row and one in two',
      [
        project,
        { ...first, json: `${first.json},${second.json}` },
        { ...second, json: third.json.slice(0, third.json.indexOf(',')) },
        { ...third, json: third.json.slice(third.json.indexOf(',') + 1) },
      ],
    ],
    [
      'a list that goes on in the next row',
      [project, { ...first, json: `[${first.json}` }, { ...second, json: `${second.json}]` }],
    ],
    [
      'an end of the list, and a new one',
      [project, { ...first, json: `${first.json}],[${first.json}` }, second],
    ],
    ['an empty row', [project, { ...first, json: '' }, second]],
    ['a comma too many', [project, { ...first, json: `${first.json},` }, second]],
    ['a word', [project, { ...first, json: '"scene"' }]],
    ['null', [project, { ...first, json: 'null' }]],
    ['the id of another', [project, { ...first, id: second.id }]],
    [
      'ids that are right only together',
      [project, { ...first, id: `${first.id},${second.id}` }, { ...second, id: third.id }],
    ],
    [
      'two records that have each other’s id',
      [project, { ...first, id: second.id }, { ...second, id: first.id }],
    ],
    ['another kind', [project, { ...first, kind: 'shot' }]],
    ['a kind that every object has', [project, { ...first, kind: 'toString' }]],
    [
      'a kind that the record does not have',
      [project, { ...first, json: first.json.replace('"scene"', '"constructor"') }],
    ],
    ['a field with a wrong value', [project, { ...first, json: first.json.replace('"a0"', '7') }]],
    ['a long row that is wrong', [project, { ...first, json: `${first.json}${' '.repeat(40_000)}x` }]],
  ])('%s', (_, rows) => {
    expect(readSlowly(rows)).toBeNull();
    expect(read(rows)).toBeNull();
  });
});

test('what is inside pictures is read after all else, and the end of the outline told between', () => {
  const keyOf = (name: string) =>
    rowOf(
      createCameraKeyframe({
        id: `cam_${name}` as CameraKeyframeId,
        shotId: 'sht_first000' as ShotId,
        frame: frames(0),
      }),
    );
  const told: string[] = [];
  const rows = [keyOf('first000'), project, rowOf(sceneOf('first000')), keyOf('second00')];
  loadRecords(databaseOf(rows), {
    path: 'project.db',
    sendTo: {
      mark: 'mark',
      add: (json) => void told.push(JSON.parse(json).kind),
      addList: (json) => {
        const values = JSON.parse(json) as (AnyRecord | 'mark')[];
        for (const value of values) if (value !== 'mark') told.push(value.kind);
      },
      endOutline: () => void told.push('—'),
    },
  });
  expect(told).toEqual(['project', 'scene', '—', 'cameraKeyframe', 'cameraKeyframe']);
});

describe('all rows are read', () => {
  const many = Array.from({ length: 2_500 }, (_, index) =>
    rowOf(sceneOf(`number${String(index).padStart(4, '0')}`, `第${index}場`)),
  );
  test.each<[string, readonly TextRow[]]>([
    ['more than are read together', [project, ...many]],
    [
      'a field too many is left out',
      [
        project,
        { ...rowOf(sceneOf('first000')), json: `{"more":1,${rowOf(sceneOf('first000')).json.slice(1)}` },
      ],
    ],
    [
      'a long row between short ones',
      [rowOf(sceneOf('first000')), rowOf(sceneOf('second00', 'x'.repeat(300))), project].map((row, index) =>
        index === 1 ? { ...row, json: `${row.json}${' '.repeat(40_000)}` } : row,
      ),
    ],
    [
      'rows at the ends of what numbers rows',
      [
        { ...rowOf(sceneOf('first000')), rowid: -(2n ** 63n) },
        { ...project, rowid: 0n },
        { ...rowOf(sceneOf('second00')), rowid: 2n ** 53n + 1n },
        { ...rowOf(sceneOf('third000')), rowid: 2n ** 63n - 1n },
      ],
    ],
  ])('%s', (_, rows) => {
    expect(byId(read(rows))).toEqual(byId(readSlowly(rows)));
    expect(read(rows)).toHaveLength(rows.length);
  });
});

test('rows by chance, some of them spoilt: read together exactly as one by one', () => {
  const random = createRandom(5);
  const document = new Document();
  let refused = 0;
  for (let round = 0; round < 120; round += 1) {
    const rows = new Map([[project.id, project]]);
    for (let count = random.int(1, 12); count > 0; count -= 1) {
      const schema = recordSchemas[random.pick(kinds.filter((kind) => kind !== 'project')) ?? 'scene'];
      const row = rowOf(schema.parse(randomInput(schema, document, random)));
      rows.set(row.id, random.int(0, 12) === 0 ? spoil(row, random) : row);
    }
    const expected = readSlowly([...rows.values()]);
    refused += Number(expected === null);
    expect(byId(read([...rows.values()]))).toEqual(byId(expected));
  }
  expect(refused).toBeGreaterThan(10);
  expect(refused).toBeLessThan(100);
});

/** One character less, one more, or the text of a field another. */
function spoil(row: TextRow, random: Random): TextRow {
  const at = random.int(0, row.json.length);
  const added = random.pick(['', ',', '"', '}', ' ', '\\', '0']) ?? '';
  return { ...row, json: row.json.slice(0, at) + added + row.json.slice(at + random.int(0, 2)) };
}
