import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fullFilm } from '../testing/fullFilm';
import { type Diff, emptyDiff, parseDiff } from './diff';
import { readDiff, readDiffInSteps } from './diffText';
import { createMarker } from './factories';
import type { RecordOf } from './records';

const film = fullFilm().records();

/** Markers with names that look like the end of something. */
const marker = (id: number, name: string) =>
  createMarker({
    id: `mrk_${String(id).padStart(8, '0')}` as RecordOf<'marker'>['id'],
    frame: id as never,
    name,
  });
const strange = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.constantFrom('"', '\\', '\\"', '],"removed":[', '}', ',', '海\\\\"', '\u2028'),
);
const diffArbitrary = fc
  .tuple(fc.array(strange, { maxLength: 30 }), fc.array(strange, { maxLength: 30 }), fc.subarray(film))
  .map(
    ([names, changed, removed]): Diff => ({
      added: names.map((name, index) => marker(index, name)),
      updated: changed.map((name, index) => ({
        kind: 'marker',
        id: marker(index, '').id,
        from: { name: '' },
        to: { name, notes: [name, { [name]: null }] },
      })),
      removed,
    }),
  );

test('is what parsing the whole would give', () => {
  fc.assert(
    fc.property(diffArbitrary, (diff) => {
      const text = JSON.stringify(diff);
      expect(readDiff(text)).toEqual(parseDiff(JSON.parse(text)));
    }),
  );
  expect(readDiff(JSON.stringify(emptyDiff))).toEqual(emptyDiff);
});

/** Some megabytes. */
const large: Diff = {
  added: Array.from({ length: 4_000 }, (_, id) => marker(id, `${'"],[{,\\'.repeat(30)} ${id}`)),
  updated: [{ kind: 'marker', id: 'mrk_00000001', from: { name: 'a' }, to: { name: 'b' } }],
  removed: Array.from({ length: 3_000 }, (_, id) => marker(id, '海'.repeat(80))),
};

test('a large one comes in steps', () => {
  const text = JSON.stringify(large);
  const steps = readDiffInSteps(text);
  let count = 0;
  for (let step = steps.next(); ; step = steps.next()) {
    count += 1;
    if (!step.done) continue;
    expect(step.value).toEqual(large);
    break;
  }
  expect(count).toBeGreaterThan(text.length / 250_000);
});

test('written otherwise it is read all the same', () => {
  const { added, updated, removed } = large;
  expect(readDiff(JSON.stringify({ removed, added, updated }))).toEqual(large);
  expect(readDiff(JSON.stringify(large, null, 1))).toEqual(large);
});

test('what is no diff is refused as parsing the whole would', () => {
  const text = JSON.stringify(large);
  const end = text.indexOf('],"updated":');
  const broken = [
    text.slice(0, -1),
    text.slice(0, text.length / 2),
    `${text}}`,
    `${text} x`,
    `${text.slice(0, end)},${text.slice(end)}`,
    text.replace('"added":[{', '"added":[,{'),
    text.replace('"updated":[{', '"updated":[[{'),
    text.replace('},{"kind":"marker"', '},,{"kind":"marker"'),
    text.replace('"kind":"marker"', '"kind":"nothing"'),
    text.replace('"updated":', '"Updated":'),
    text.replace('],"updated":', '},"updated":'),
    '',
    '{"added":[',
    '{"added":["',
    '[]',
    'null',
  ];
  for (const each of broken) {
    expect(() => parseDiff(JSON.parse(each))).toThrow();
    expect(() => readDiff(each), each.slice(0, 40)).toThrow();
  }
});

test('spoilt anywhere it is what parsing the whole makes of it', () => {
  const text = JSON.stringify({ ...large, added: large.added.slice(0, 3), removed: film });
  const outcome = (read: () => Diff): unknown => {
    try {
      return read();
    } catch {
      return 'refused';
    }
  };
  fc.assert(
    fc.property(
      fc.nat(text.length),
      fc.constantFrom('', '"', ',', ']', '}', '[', '\\', '0', ' '),
      (at, put) => {
        const spoilt = text.slice(0, at) + put + text.slice(at + 1);
        expect(outcome(() => readDiff(spoilt))).toEqual(outcome(() => parseDiff(JSON.parse(spoilt))));
      },
    ),
    { numRuns: 300 },
  );
});
