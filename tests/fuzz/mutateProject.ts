import {
  closeSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Random } from '@shared/testing/random';
import SQLite, { type Database } from 'better-sqlite3';

/** Changes a project folder as decay, other programs and ill will do. @returns what was done, for the report of a failure */
export function mutateProject(folder: string, random: Random): string {
  const done: string[] = [];
  for (let count = random.int(1, 3); count > 0; count -= 1) {
    const [name, mutate] = random.pick(mutations) as (typeof mutations)[number];
    try {
      mutate(folder, random);
      done.push(name);
    } catch (error) {
      // An earlier change has left nothing for this one to act on.
      done.push(`${name} (not possible: ${error instanceof Error ? error.message : String(error)})`);
    }
  }
  return done.join(', ');
}

type Mutation = readonly [name: string, mutate: (folder: string, random: Random) => void];

const databaseOf = (folder: string): string => join(folder, 'project.db');

function inDatabase(change: (database: Database, random: Random) => void): Mutation[1] {
  return (folder, random) => {
    const database = new SQLite(databaseOf(folder));
    try {
      change(database, random);
    } finally {
      database.close();
    }
  };
}

interface Row {
  readonly key: string | number;
  readonly text: string;
}

/** Sets a column of one row, picked by chance, to what `change` makes of it. */
function inRow(
  table: string,
  key: string,
  column: string,
  change: (text: string, random: Random, others: readonly Row[]) => unknown,
): Mutation[1] {
  return inDatabase((database, random) => {
    const rows = database.prepare<[], Row>(`SELECT ${key} AS key, ${column} AS text FROM ${table}`).all();
    const row = random.pick(rows);
    if (!row) return;
    database
      .prepare(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`)
      .run(change(String(row.text), random, rows), row.key);
  });
}

const strangeValues: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  1e308,
  '',
  '../../../../etc/passwd',
  '\u0000',
  '🎬'.repeat(500),
  [],
  {},
  [[[[]]]],
  { __proto__: 1 },
  'sht_nothing-here',
];

/** Breaks text that was JSON. */
function breakText(text: string, random: Random): string {
  const at = random.int(0, Math.max(0, text.length - 1));
  switch (random.int(0, 4)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return `${text.slice(0, at)}${random.text(3)}${text.slice(at)}`;
    case 2:
      return '';
    case 3:
      return '['.repeat(20_000);
    default:
      return text.replaceAll('"', "'");
  }
}

/** Still JSON, with one value somewhere in it another one. */
function changeValue(text: string, random: Random): string {
  const root: unknown = JSON.parse(text);
  let at = root;
  for (;;) {
    if (typeof at !== 'object' || at === null) return JSON.stringify(random.pick(strangeValues));
    const fields = at as Record<string, unknown>;
    const field = random.pick(Object.keys(fields));
    if (field === undefined || random.chance(0.05)) {
      fields[random.text(4)] = random.pick(strangeValues);
      return JSON.stringify(root);
    }
    const inner = fields[field];
    if (typeof inner === 'object' && inner !== null && random.chance(0.8)) {
      at = inner;
      continue;
    }
    if (random.chance(0.2)) delete fields[field];
    else fields[field] = random.pick(strangeValues);
    return JSON.stringify(root);
  }
}

const run = (sql: string): Mutation[1] => inDatabase((database) => void database.exec(sql));

function inBytes(
  file: (folder: string) => string,
  change: (handle: number, size: number, random: Random) => void,
): Mutation[1] {
  return (folder, random) => {
    const path = file(folder);
    const handle = openSync(path, 'r+');
    try {
      change(handle, statSync(path).size, random);
    } finally {
      closeSync(handle);
    }
  };
}

function flipBytes(handle: number, size: number, random: Random): void {
  for (let count = random.int(1, 40); count > 0; count -= 1) {
    const at = random.int(0, size - 1);
    const byte = Buffer.alloc(1);
    readSync(handle, byte, 0, 1, at);
    writeSync(handle, Buffer.from([(byte[0] ?? 0) ^ (1 << random.int(0, 7))]), 0, 1, at);
  }
}

function flipHeader(handle: number, _size: number, random: Random): void {
  writeSync(handle, Buffer.from([random.int(0, 255)]), 0, 1, random.int(0, 99));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function removeSomeFile(folder: string, random: Random): void {
  const file = random.pick(filesBelow(folder));
  if (file) rmSync(file);
}

const mutations: readonly Mutation[] = [
  ['a value of a record is changed', inRow('record', 'id', 'json', changeValue)],
  ['a value of a record is changed', inRow('record', 'id', 'json', changeValue)],
  ['a record is no JSON', inRow('record', 'id', 'json', breakText)],
  [
    'a record has the content of another',
    inRow('record', 'id', 'json', (_text, random, rows) => random.pick(rows)?.text),
  ],
  [
    'a record is of another kind',
    inRow('record', 'id', 'kind', (_text, random, rows) =>
      random.pick([...rows.map(({ text }) => text), 'stranger', '__proto__', 'constructor']),
    ),
  ],
  ['a record has another id', inRow('record', 'id', 'id', (_text, random) => `sht_${random.text(10)}`)],
  [
    'a record is gone',
    inDatabase(
      (database, random) =>
        void database
          .prepare('DELETE FROM record WHERE rowid IN (SELECT rowid FROM record LIMIT 1 OFFSET ?)')
          .run(random.int(0, 40)),
    ),
  ],
  ['the project record is gone', run(`DELETE FROM record WHERE kind = 'project'`)],
  ['all records are gone', run('DELETE FROM record')],
  ['a value of the history is changed', inRow('history', 'position', 'diff', changeValue)],
  ['an entry of the history is no JSON', inRow('history', 'position', 'diff', breakText)],
  ['a selection in the history is no JSON', inRow('history', 'position', 'selection_before', breakText)],
  [
    'an entry of the history is gone',
    inDatabase(
      (database, random) =>
        void database.prepare('DELETE FROM history WHERE position = ?').run(random.int(0, 12)),
    ),
  ],
  [
    'the cursor points elsewhere',
    inDatabase(
      (database, random) =>
        void database
          .prepare(`UPDATE meta SET value = ? WHERE key = 'cursor'`)
          .run(random.pick([-5, 0, 3, 1_000, Number.MAX_SAFE_INTEGER])),
    ),
  ],
  [
    'the revision is strange',
    inDatabase(
      (database, random) =>
        void database
          .prepare(`UPDATE meta SET value = ? WHERE key = 'revision'`)
          .run(random.pick([-5, 0, Number.MAX_SAFE_INTEGER])),
    ),
  ],
  ['meta is empty', run('DELETE FROM meta')],
  ['the session is no JSON', run(`INSERT OR REPLACE INTO session (id, json) VALUES (1, '{"playhead":')`)],
  [
    'the session is strange',
    run(`INSERT OR REPLACE INTO session (id, json) VALUES (1, '[[1],{"selection":7}]')`),
  ],
  [
    'a job is strange',
    inRow('job', 'id', 'state', (_text, random) => random.pick(['running', 'dreaming', '', 'queued'])),
  ],
  ['the request of a job is no JSON', inRow('job', 'id', 'request', breakText)],
  [
    'the format is of the future',
    inDatabase(
      (database, random) => void database.pragma(`user_version = ${random.pick([3, 99, 2_147_483_647])}`),
    ),
  ],
  [
    'the format is of the past',
    inDatabase((database, random) => void database.pragma(`user_version = ${random.pick([0, 1, -1])}`)),
  ],
  ['the file is of another program', run('PRAGMA application_id = 12345')],
  [
    'a table is missing',
    inDatabase(
      (database, random) =>
        void database.exec(`DROP TABLE ${random.pick(['record', 'history', 'meta', 'session', 'job'])}`),
    ),
  ],
  ['there is a table more', run('CREATE TABLE stranger (x)')],
  ['there is a trigger', run('CREATE TRIGGER evil AFTER INSERT ON record BEGIN DELETE FROM record; END')],
  ['there is a view', run('CREATE VIEW evil AS SELECT * FROM record')],
  ['bytes of the database are flipped', inBytes(databaseOf, flipBytes)],
  ['a byte of its header is changed', inBytes(databaseOf, flipHeader)],
  [
    'the database is cut off',
    inBytes(databaseOf, (handle, size, random) => ftruncateSync(handle, random.int(0, size))),
  ],
  [
    'the database is text',
    (folder) => writeFileSync(databaseOf(folder), 'Dear editor, this is no database.'),
  ],
  [
    'there is a strange log',
    (folder, random) => writeFileSync(`${databaseOf(folder)}-wal`, random.text(random.int(0, 5_000))),
  ],
  [
    'there is a strange journal',
    (folder, random) => writeFileSync(`${databaseOf(folder)}-journal`, random.text(random.int(0, 5_000))),
  ],
  ['a file is missing', removeSomeFile],
  ['the media are missing', (folder) => rmSync(join(folder, 'media'), { recursive: true })],
  ['the lock is text', (folder) => writeFileSync(join(folder, 'project.lock'), 'mine')],
];
