import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ZodError } from 'zod';
import { PlanRefusal } from '../commands/command';
import { reverseDiff } from '../document/diff';
import { type Document, MissingRecordError } from '../document/document';
import { checkInvariants } from '../document/invariants';
import { kinds as allKinds } from '../document/records';
import { foreignFilm } from '../testing/foreignFilm';
import { fullFilm } from '../testing/fullFilm';
import { createRandom } from '../testing/random';
import { randomFragment, randomPasteArgs } from '../testing/randomFragment';
import { countingContext, plan } from '../testing/runCommands';
import { testId } from '../testing/smallFilm';
import { type Fragment, readFragment } from './fragment';
import { copy, paste } from './testing/pasting';

const contentOf = (document: Document) => JSON.stringify(document.records());

describe('whatever is pasted', () => {
  test('the film stays sound, and undo leads back to the byte', () => {
    let done = 0;
    fc.assert(
      fc.property(fc.nat(), fc.boolean(), (seed, isForeign) => {
        const film = isForeign ? foreignFilm() : fullFilm();
        const before = contentOf(film);
        let diff: ReturnType<typeof plan>['diff'];
        try {
          ({ diff } = plan(film, 'edit.paste', randomPasteArgs(film, createRandom(seed))));
        } catch (error) {
          if (error instanceof PlanRefusal) return;
          throw error;
        }
        done += 1;
        film.apply(diff);
        expect(checkInvariants(film)).toEqual([]);
        film.apply(reverseDiff(diff));
        expect(contentOf(film)).toBe(before);
      }),
      { numRuns: 300 },
    );
    expect(done).toBeGreaterThan(150);
  });

  test('shots copied again from where they were pasted need as much as the first ones', () => {
    fc.assert(
      fc.property(fc.subarray(['A', 'B', 'C', 'D', 'E'], { minLength: 1 }), (names) => {
        const film = fullFilm();
        const fragment = copy(film, 'shot', ...names.map((name) => testId('shot', name)));
        const result = paste(film, fragment);
        const again = copy(result.document, 'shot', ...(result.edit.selection ?? []));
        const count = ({ records }: Fragment) =>
          allKinds
            .filter((kind) => kind !== 'scene')
            .map((kind) => [kind, records.filter((record) => record.kind === kind).length]);
        expect(count(again)).toEqual(count(fragment));
      }),
      { numRuns: 40 },
    );
  });
});

describe('strange clipboards', () => {
  test.each([
    ['nothing', ''],
    ['no JSON', '{"version": 3'],
    ['another thing', '[]'],
    ['endless nesting', '['.repeat(200_000)],
    ['another version', '{"version": 99}'],
  ])('%s is refused in words', (_, text) => {
    expect(() => readFragment(text)).toThrow(PlanRefusal);
  });

  test('a record that points to nothing is refused', () => {
    const fragment = copy(fullFilm(), 'shot', testId('shot', 'A'));
    const records = fragment.records.filter(({ kind }) => kind !== 'media');
    expect(() => readFragment(JSON.stringify({ ...fragment, records }))).toThrow(/not whole/);
  });

  test('broken in any way it is refused or pasted soundly, never worse', () => {
    const texts = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((seed) => {
      const fragment = randomFragment(foreignFilm(), createRandom(seed * 17));
      return fragment ? [JSON.stringify(fragment)] : [];
    });
    fc.assert(
      fc.property(fc.nat(), fc.nat(texts.length - 1), (seed, which) => {
        const random = createRandom(seed);
        let text = texts[which] as string;
        for (let count = random.int(1, 4); count > 0; count -= 1) text = broken(text, random);
        const film = fullFilm();
        try {
          const fragment = readFragment(text);
          const place = { shotId: testId('shot', 'A'), frame: 10 };
          film.apply(plan(film, 'edit.paste', { fragment, place }, countingContext()).diff);
          expect(checkInvariants(film)).toEqual([]);
        } catch (error) {
          const isNo =
            error instanceof PlanRefusal || error instanceof MissingRecordError || error instanceof ZodError;
          if (!isNo) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** One thing of a text changed: a number, an id, a piece of it. */
function broken(text: string, random: ReturnType<typeof createRandom>): string {
  const at = random.int(0, Math.max(0, text.length - 1));
  switch (random.int(0, 5)) {
    case 0:
      return text.slice(0, at) + text.slice(at + random.int(1, 40));
    case 1:
      return replaceOne(text, /-?\d+(\.\d+)?/g, random, () =>
        String(random.pick([-1, 0, 1, 99_999_999, -99_999_999, 1e21, 0.5, 1e-9])),
      );
    case 2: {
      const ids = text.match(/[a-z]{3}_[A-Za-z0-9_-]{8,40}/g) ?? [];
      return replaceOne(text, /[a-z]{3}_[A-Za-z0-9_-]{8,40}/g, random, () => random.pick(ids) ?? '');
    }
    case 3:
      return replaceOne(
        text,
        /"order":"[^"]*"/g,
        random,
        () => `"order":"${random.pick(['0', 'a', 'zz', 'a00', 'Z'])}"`,
      );
    case 4:
      return replaceOne(
        text,
        /:(null|true|false|"[^"]*")/g,
        random,
        () => `:${random.pick(['null', 'true', '[]', '{}', '""', '"__proto__"', '[[[[]]]]'])}`,
      );
    default:
      return replaceOne(text, /"[a-zA-Z]+":/g, random, () => `"${random.text(5)}":`);
  }
}

function replaceOne(
  text: string,
  pattern: RegExp,
  random: ReturnType<typeof createRandom>,
  by: () => string,
): string {
  const count = (text.match(pattern) ?? []).length;
  const wanted = random.int(0, Math.max(0, count - 1));
  let index = -1;
  return text.replace(pattern, (found) => {
    index += 1;
    return index === wanted ? by() : found;
  });
}
