import SQLite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { type Json, rewriteRecords } from './rewriteRecords';

function openWith(records: readonly string[], diffs: readonly string[]) {
  const database = new SQLite(':memory:');
  onTestFinished(() => void database.close());
  database.exec(
    'CREATE TABLE record (id TEXT, json TEXT); CREATE TABLE history (position INTEGER, diff TEXT)',
  );
  for (const [index, json] of records.entries())
    database.prepare('INSERT INTO record VALUES (?, ?)').run(String(index), json);
  for (const [index, diff] of diffs.entries())
    database.prepare('INSERT INTO history VALUES (?, ?)').run(index, diff);
  return {
    database,
    records: () => database.prepare('SELECT json FROM record ORDER BY id').pluck().all(),
    diffs: () => database.prepare('SELECT diff FROM history ORDER BY position').pluck().all(),
  };
}

const addField = (record: Json): Json => ({ ...record, isNew: true });

test('records, and those that the history adds and takes away, are brought up', () => {
  const { database, records, diffs } = openWith(
    ['{"kind":"shot"}'],
    ['{"added":[{"kind":"shot"}],"updated":[],"removed":[{"kind":"scene"}]}'],
  );
  rewriteRecords(database, addField);
  expect(records()).toEqual(['{"kind":"shot","isNew":true}']);
  expect(diffs()).toEqual([
    '{"added":[{"kind":"shot","isNew":true}],"updated":[],"removed":[{"kind":"scene","isNew":true}]}',
  ]);
});

test('fields of an edit are written as the next format has them', () => {
  const { database, diffs } = openWith(
    [],
    ['{"added":[],"updated":[{"kind":"media","from":{"a":1},"to":{"a":2}}],"removed":[]}'],
  );
  rewriteRecords(database, addField, (kind, fields) => ({ ...fields, of: kind }));
  expect(diffs()).toEqual([
    '{"added":[],"updated":[{"kind":"media","from":{"a":1,"of":"media"},"to":{"a":2,"of":"media"}}],"removed":[]}',
  ]);
});

test.each([
  ['no JSON', '{"added":['],
  ['a list', '[1,2]'],
  ['null in a list', '{"added":[null],"updated":[null],"removed":[7]}'],
  ['no lists', '{"added":3,"updated":"x","removed":null}'],
  ['an update without fields', '{"added":[],"updated":[{"kind":"shot","from":null,"to":4}],"removed":[]}'],
])('what is damaged is left as it is: %s', (_name, text) => {
  const { database, records, diffs } = openWith([text.startsWith('{"') ? 'null' : text], [text]);
  const before = [records(), diffs()];
  rewriteRecords(database, addField);
  expect([records(), diffs()]).toEqual(before);
});
