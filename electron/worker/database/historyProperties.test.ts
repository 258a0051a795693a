import { PlanRefusal, planCommand } from '@shared/commands/command';
import { commands } from '@shared/commands/registry';
import { MissingRecordError } from '@shared/document/document';
import { checkInvariants } from '@shared/document/invariants';
import { fullFilm } from '@shared/testing/fullFilm';
import { createRandom } from '@shared/testing/random';
import { randomArgs } from '@shared/testing/randomArgs';
import { countingContext } from '@shared/testing/runCommands';
import SQLite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ZodError } from 'zod';
import { migrate } from './migrate';
import { ProjectDatabase } from './projectDatabase';
import { arriveTake } from './testing/edits';

/** The database of a small film in memory, and opening it again. */
function openInMemory(handle = newHandle()) {
  return new ProjectDatabase(handle, {
    path: 'memory',
    isReadOnly: false,
    now: () => 0,
    onCommitted: () => {},
  });
}

function newHandle() {
  const handle = new SQLite(':memory:');
  migrate(handle, { backups: null, nowMs: 0 });
  const insert = handle.prepare('INSERT INTO record (id, kind, json) VALUES (?, ?, ?)');
  for (const record of fullFilm().records()) insert.run(record.id, record.kind, JSON.stringify(record));
  return handle;
}

const context = countingContext();
const personal = commands.filter(({ isInternal }) => !isInternal);

type Step = {
  readonly type: 'edit' | 'undo' | 'redo' | 'job' | 'reopen';
  readonly command: number;
  readonly seed: number;
};
const stepArbitrary: fc.Arbitrary<Step> = fc.record({
  type: fc.oneof(
    { weight: 8, arbitrary: fc.constant('edit' as const) },
    { weight: 4, arbitrary: fc.constant('undo' as const) },
    { weight: 2, arbitrary: fc.constant('redo' as const) },
    { weight: 2, arbitrary: fc.constant('job' as const) },
    { weight: 1, arbitrary: fc.constant('reopen' as const) },
  ),
  command: fc.nat(personal.length - 1),
  seed: fc.nat(),
});
const stepsArbitrary = fc.array(stepArbitrary, { minLength: 1, maxLength: 30 });

/** Does a step; the database to go on with. */
function doStep(database: ProjectDatabase, step: Step): ProjectDatabase {
  const random = createRandom(step.seed);
  if (step.type === 'undo') database.undo();
  else if (step.type === 'redo') database.redo();
  else if (step.type === 'job') {
    const shot = random.pick(database.document.list('shot'));
    if (shot) arriveTake(database, shot.id);
  } else if (step.type === 'edit') doEdit(database, step);
  else return openInMemory(database.handle);
  return database;
}

function doEdit(database: ProjectDatabase, { command, seed }: Step): void {
  const definition = personal[command];
  if (!definition) return;
  try {
    const args = randomArgs(definition, database.document, createRandom(seed));
    const planned = planCommand(definition, database.document, args, context);
    const gestureId = seed % 3 === 0 ? `gesture ${seed % 2}` : undefined;
    database.commit(planned.diff, {
      label: planned.label,
      command: definition.id,
      source: 'user',
      gestureId,
    });
  } catch (error) {
    const isRefusal =
      error instanceof PlanRefusal || error instanceof MissingRecordError || error instanceof ZodError;
    if (!isRefusal) throw error;
  }
}

const contentOf = (database: ProjectDatabase) => JSON.stringify(database.document.records());

test('whatever persons and jobs do: sound, and the same in the file as in memory', () => {
  fc.assert(
    fc.property(stepsArbitrary, (steps) => {
      let database = openInMemory();
      for (const step of steps) {
        const before = database.revision;
        database = doStep(database, step);
        expect(checkInvariants(database.document)).toEqual([]);
        expect(database.revision - before).toBeLessThanOrEqual(1);
      }
      const reopened = openInMemory(database.handle);
      expect(contentOf(reopened)).toBe(contentOf(database));
      expect(reopened.revision).toBe(database.revision);
      expect(reopened.historyState()).toEqual(database.historyState());
    }),
    { numRuns: 100 },
  );
});

test('undoing n and redoing n leads to the same document, whatever jobs did before', () => {
  fc.assert(
    fc.property(stepsArbitrary, fc.integer({ min: 1, max: 40 }), (steps, count) => {
      let database = openInMemory();
      for (const step of steps) database = doStep(database, step);
      const before = contentOf(database);
      let undone = 0;
      while (undone < count && database.undo()) undone += 1;
      for (let step = 0; step < undone; step += 1) expect(database.redo()).not.toBeNull();
      expect(contentOf(database)).toBe(before);
    }),
    { numRuns: 100 },
  );
});

test('going to a place of the history is the same as undoing or redoing up to it', () => {
  fc.assert(
    fc.property(stepsArbitrary, fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }), (steps, places) => {
      let stepwise = openInMemory();
      for (const step of steps) stepwise = doStep(stepwise, step);
      let jumping = openInMemory(new SQLite(stepwise.handle.serialize()));
      for (const place of places) {
        const { first, last, cursor } = stepwise.listHistory(null, 1);
        const goal = first - 1 + (place % (last - first + 2));
        const revision = jumping.revision;
        const committed = jumping.goTo(goal);
        expect(committed === null).toBe(goal === cursor);
        expect(jumping.revision - revision).toBe(goal === cursor ? 0 : 1);
        let selection: readonly string[] | null = null;
        for (let at = cursor; at > goal; at -= 1) selection = stepwise.undo()?.selection ?? selection;
        for (let at = cursor; at < goal; at += 1) selection = stepwise.redo()?.selection ?? selection;
        expect(contentOf(jumping)).toBe(contentOf(stepwise));
        expect(jumping.historyState()).toEqual(stepwise.historyState());
        if (committed) expect(committed.selection).toEqual(selection);
        expect(checkInvariants(jumping.document)).toEqual([]);
        jumping = openInMemory(jumping.handle);
        expect(contentOf(jumping)).toBe(contentOf(stepwise));
      }
    }),
    { numRuns: 100 },
  );
});

test('takes of jobs that came while an edit was undone are there after redo, as long as their shot is', () => {
  fc.assert(
    fc.property(stepsArbitrary, fc.nat(), (steps, seed) => {
      let database = openInMemory();
      for (const step of steps) database = doStep(database, step);
      let undone = 0;
      while (undone < 5 && database.undo()) undone += 1;
      const shot = createRandom(seed).pick(database.document.list('shot'));
      if (!shot) return;
      const [take] = arriveTake(database, shot.id).diff.added.filter(({ kind }) => kind === 'take');
      for (let step = 0; step < undone; step += 1) {
        database.redo();
        expect(checkInvariants(database.document)).toEqual([]);
      }
      expect(database.document.has('take', take?.id ?? '')).toBe(database.document.has('shot', shot.id));
    }),
    { numRuns: 60 },
  );
});
