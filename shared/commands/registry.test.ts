import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ZodError } from 'zod';
import { type Diff, diffSchema, isEmptyDiff, isSameJson, reverseDiff, squashDiffs } from '../document/diff';
import { type Document, MissingRecordError } from '../document/document';
import { checkInvariants, checkTouched } from '../document/invariants';
import { rebaseDiff } from '../document/rebase';
import { kinds } from '../document/records';
import { fullFilm } from '../testing/fullFilm';
import { createRandom } from '../testing/random';
import { randomArgs } from '../testing/randomArgs';
import { countingContext, run } from '../testing/runCommands';
import { testId } from '../testing/smallFilm';
import { type PlanContext, PlanRefusal, planCommand } from './command';
import { commands } from './registry';

const contentOf = (document: Document) => JSON.stringify(document.records());

/** A step: which command, and the chance its arguments come from. */
const stepArbitrary = fc.record({ command: fc.nat(commands.length - 1), seed: fc.nat() });
const stepsArbitrary = fc.array(stepArbitrary, { minLength: 1, maxLength: 40 });

interface Step {
  readonly command: number;
  readonly seed: number;
}

/** The diff of a step, or undefined when its plan says no. Anything but a proper no fails the test. */
function planStep(document: Document, step: Step, context: PlanContext): Diff | undefined {
  const definition = commands[step.command];
  if (!definition) return undefined;
  const args = randomArgs(definition, document, createRandom(step.seed));
  try {
    return planCommand(definition, document, args, context).diff;
  } catch (error) {
    if (error instanceof PlanRefusal || error instanceof MissingRecordError || error instanceof ZodError) {
      return undefined;
    }
    throw new Error(`${definition.id} ${JSON.stringify(args)}: ${String(error)}`);
  }
}

/** Numbers are locked; a shot and a scene have been omitted since. */
function lockedFilm(): Document {
  const edits = [
    ['project.lockNumbers', {}],
    ['shot.delete', { shotIds: [testId('shot', 'A')] }],
    ['scene.delete', { sceneId: testId('scene', 'two') }],
  ] as const;
  return edits.reduce((film, [command, args]) => run(film, command, args).document, fullFilm());
}

/** Runs steps on a small film; every diff that was applied. */
function runSteps(document: Document, steps: readonly Step[]): Diff[] {
  const context = countingContext();
  const done: Diff[] = [];
  for (const step of steps) {
    const diff = planStep(document, step, context);
    if (!diff || isEmptyDiff(diff)) continue;
    document.apply(diff);
    done.push(diff);
  }
  return done;
}

describe('the registry', () => {
  test('ids are domain.verbNoun and each is there once', () => {
    const ids = commands.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z][A-Za-z]*\.[a-z][A-Za-z]+$/.test(id))).toEqual([]);
  });

  test('titles are for people', () => {
    expect(commands.filter(({ title }) => !/^[A-Z][A-Za-z ]+$/.test(title))).toEqual([]);
  });

  test.each(commands.map((command) => [command.id, command] as const))(
    '%s goes through at times',
    (_, command) => {
      let done = 0;
      for (let seed = 0; seed < 300 && done === 0; seed += 1) {
        for (const document of [fullFilm(), lockedFilm()]) {
          const diff = planStep(document, { command: commands.indexOf(command), seed }, countingContext());
          if (diff && !isEmptyDiff(diff)) done = 1;
        }
      }
      expect(done).toBe(1);
    },
  );
});

test('the film of these tests has every kind of record, and is sound', () => {
  const film = fullFilm();
  expect(kinds.filter((kind) => film.list(kind).length === 0)).toEqual([]);
  expect(checkInvariants(film)).toEqual([]);
});

describe('whatever the edits are', () => {
  test('the document stays sound after each', () => {
    fc.assert(
      fc.property(stepsArbitrary, (steps) => {
        const document = fullFilm();
        const context = countingContext();
        for (const step of steps) {
          const diff = planStep(document, step, context);
          if (!diff) continue;
          document.apply(diff);
          const command = commands[step.command]?.id;
          expect({ command, problems: checkInvariants(document) }).toEqual({ command, problems: [] });
          expect({ command, problems: checkTouched(document, diff) }).toEqual({ command, problems: [] });
        }
      }),
      { numRuns: 150 },
    );
  });

  test('undoing all leads to the start and redoing all to the end, to the byte', () => {
    fc.assert(
      fc.property(stepsArbitrary, (steps) => {
        const document = fullFilm();
        const start = contentOf(document);
        const done = runSteps(document, steps);
        const end = contentOf(document);
        for (const diff of [...done].reverse()) document.apply(reverseDiff(diff));
        expect(contentOf(document)).toBe(start);
        for (const diff of done) document.apply(diff);
        expect(contentOf(document)).toBe(end);
      }),
      { numRuns: 150 },
    );
  });

  test('planning twice gives the same diff, and planning changes nothing', () => {
    fc.assert(
      fc.property(stepsArbitrary, stepArbitrary, (steps, last) => {
        const document = fullFilm();
        runSteps(document, steps);
        const before = contentOf(document);
        const first = planStep(document, last, countingContext());
        const second = planStep(document, last, countingContext());
        expect(JSON.stringify(second)).toBe(JSON.stringify(first));
        expect(contentOf(document)).toBe(before);
      }),
      { numRuns: 150 },
    );
  });

  test('all diffs squashed into one do the same as one by one, there and back', () => {
    fc.assert(
      fc.property(stepsArbitrary, (steps) => {
        const document = fullFilm();
        const start = contentOf(document);
        const done = runSteps(document, steps);
        const squashed = done.reduce(squashDiffs, { added: [], updated: [], removed: [] });
        const other = fullFilm();
        other.apply(squashed);
        expect(contentOf(other)).toBe(contentOf(document));
        other.apply(reverseDiff(squashed));
        expect(contentOf(other)).toBe(start);
      }),
      { numRuns: 150 },
    );
  });

  test('a diff survives saving and loading, and reversing twice', () => {
    fc.assert(
      fc.property(stepsArbitrary, (steps) => {
        for (const diff of runSteps(fullFilm(), steps)) {
          expect(isSameJson(diffSchema.parse(JSON.parse(JSON.stringify(diff))), diff)).toBe(true);
          expect(reverseDiff(reverseDiff(diff))).toEqual(diff);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('rebased on the very document it was made for, a diff does the same', () => {
    fc.assert(
      fc.property(stepsArbitrary, (steps) => {
        const document = fullFilm();
        const done = runSteps(document, steps);
        const end = contentOf(document);
        for (const diff of [...done].reverse())
          document.apply(rebaseDiff(document, reverseDiff(diff)).toDiff());
        expect(contentOf(document)).toBe(contentOf(fullFilm()));
        for (const diff of done) document.apply(rebaseDiff(document, diff).toDiff());
        expect(contentOf(document)).toBe(end);
      }),
      { numRuns: 100 },
    );
  });

  test('an edit rebased on any other document leaves it sound, and its reverse leads back', () => {
    fc.assert(
      fc.property(stepsArbitrary, stepsArbitrary, (steps, others) => {
        const document = fullFilm();
        const done = runSteps(document, steps);
        runSteps(document, others);
        for (const diff of [...done].reverse()) {
          const before = contentOf(document);
          const rebased = rebaseDiff(document, reverseDiff(diff)).toDiff();
          document.apply(rebased);
          const codes = new Set(checkInvariants(document).map(({ code }) => code));
          // Places and times can clash where two lines of edits meet; links and records never break.
          expect([codes.has('danglingReference'), codes.has('invalidRecord')]).toEqual([false, false]);
          document.apply(reverseDiff(rebased));
          expect(contentOf(document)).toBe(before);
          document.apply(rebased);
        }
      }),
      { numRuns: 100 },
    );
  });
});
