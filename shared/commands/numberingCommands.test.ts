import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ZodError } from 'zod';
import { type Document, MissingRecordError } from '../document/document';
import { numberingPresetIds } from '../document/numberingPresets';
import { selectSequence } from '../shots/sequence';
import { createRandom } from '../testing/random';
import { randomArgs } from '../testing/randomArgs';
import { countingContext, plan, run } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { PlanRefusal, planCommand } from './command';
import { commands } from './registry';

/** Labels of all shots in the list, "(1B)" for one that is omitted. */
function labelsOf(document: Document): string {
  return selectSequence(document)
    .scenes.flatMap(({ shots }) => shots)
    .map(({ label, isOmitted }) => (isOmitted ? `(${label})` : label))
    .join(' ');
}

const scenesOf = (document: Document): string =>
  selectSequence(document)
    .scenes.map(({ label, isOmitted }) => (isOmitted ? `(${label})` : label))
    .join(' ');

/** The small film after commands; each [command, args]. */
function filmAfter(...calls: readonly (readonly [string, unknown])[]): Document {
  return calls.reduce((film, [command, args]) => run(film, command, args).document, smallFilm());
}

const lock = ['project.lockNumbers', {}] as const;
const one = testId('scene', 'one');
const two = testId('scene', 'two');
const shot = (name: string) => testId('shot', name);
const addAt = (index: number, sceneId = one, id = `new${index}`) =>
  ['shot.add', { sceneId, index, id: testId('shot', id) }] as const;

/** Arguments without numbers that a person gives: those are meant to change. */
const withoutNumbers = (args: unknown): unknown =>
  JSON.parse(JSON.stringify(args), (key, value) => (key === 'number' ? undefined : value));

describe('numbering', () => {
  test.each([
    ['slate', '1A 1B 1C 2A 2B'],
    ['tens', '0010 0020 0030 0040 0050'],
    ['panels', 'SC010_SH0010 SC010_SH0020 SC010_SH0030 SC020_SH0010 SC020_SH0020'],
  ])('the scheme %s', (preset, expected) => {
    expect(labelsOf(filmAfter(['project.setNumbering', { preset }]))).toBe(expected);
  });

  test('a scheme of one’s own', () => {
    const fields = {
      pattern: '{scene}x{shot}',
      shot: { style: 'number', isLowerCase: false, start: 5, step: 5, padding: 2 },
    };
    expect(labelsOf(filmAfter(['project.setNumbering', { fields }]))).toBe('1x05 1x10 1x15 2x05 2x10');
  });

  test.each([
    [
      'a scheme that would call shots the same',
      ['project.setNumbering', { fields: { pattern: '{scene}' } }],
      [],
    ],
    ['another scheme while numbers are locked', ['project.setNumbering', { preset: 'tens' }], [lock]],
    ['locking twice', lock, [lock]],
    ['unlocking what is not locked', ['project.unlockNumbers', {}], []],
    [
      'a number of one shot while they follow the order',
      ['shot.setNumber', { shotId: shot('A'), label: '9Z' }],
      [],
    ],
    ['a number that another shot has', ['shot.setNumber', { shotId: shot('A'), label: '1b' }], [lock]],
    ['a number with a comma', ['shot.setNumber', { shotId: shot('A'), label: '1,2' }], [lock]],
    ['a scene without number', ['scene.setNumber', { sceneId: one, number: null }], [lock]],
    ['a scene with the number of another', ['scene.setNumber', { sceneId: one, number: '2' }], [lock]],
  ] as const)('refused: %s', (_, [command, args], before) => {
    expect(() => plan(filmAfter(...before), command, args)).toThrow(PlanRefusal);
  });
});

describe('locked numbers', () => {
  test.each([
    ['locking changes no label', [lock], '1A 1B 1C 2A 2B'],
    ['a shot between two', [lock, addAt(1)], '1A 1A1 1B 1C 2A 2B'],
    ['two shots between two', [lock, addAt(1), addAt(2)], '1A 1A1 1A2 1B 1C 2A 2B'],
    ['a shot at the end of a scene', [lock, addAt(3)], '1A 1B 1C 1D 2A 2B'],
    ['a shot at the start', [lock, addAt(0)], '1aA 1A 1B 1C 2A 2B'],
    [
      'a moved shot keeps its number',
      [lock, ['shot.move', { shotIds: [shot('A')], sceneId: two, beforeShotId: null }]],
      '1B 1C 2A 2B 1A',
    ],
    [
      'a shot behind one from another scene is counted from its own',
      [lock, ['shot.move', { shotIds: [shot('A')], sceneId: two, beforeShotId: shot('E') }], addAt(2, two)],
      '1B 1C 2A 1A 2A1 2B',
    ],
    ['a deleted shot stays', [lock, ['shot.delete', { shotIds: [shot('B')] }]], '1A (1B) 1C 2A 2B'],
    ['a deleted scene stays', [lock, ['scene.delete', { sceneId: one }]], '(1A) (1B) (1C) 2A 2B'],
    [
      'a copy gets a number of its own',
      [lock, ['shot.duplicate', { shotIds: [shot('A')] }]],
      '1A 1A1 1B 1C 2A 2B',
    ],
    [
      'both halves of a split have one',
      [lock, ['timeline.splitShot', { shotId: shot('D'), atFrame: 10 }]],
      '1A 1B 1C 2A 2A1 2B',
    ],
    [
      'a restored shot',
      [lock, ['shot.delete', { shotIds: [shot('B')] }], ['shot.restore', { shotIds: [shot('B')] }]],
      '1A 1B 1C 2A 2B',
    ],
    [
      'steps of ten halve the gap',
      [['project.setNumbering', { preset: 'tens' }], lock, addAt(1), addAt(1, one, 'again')],
      '0010 0012 0015 0020 0030 0040 0050',
    ],
    [
      'steps of ten between scenes',
      [['project.setNumbering', { preset: 'tens' }], lock, addAt(3)],
      '0010 0020 0030 0035 0040 0050',
    ],
    [
      'a new episode changes none',
      [['project.setNumbering', { preset: 'panels' }], lock, ['project.edit', { fields: { episode: '4' } }]],
      'SC010_SH0010 SC010_SH0020 SC010_SH0030 SC020_SH0010 SC020_SH0020',
    ],
    [
      'a number of one’s own',
      [lock, ['shot.setNumber', { shotId: shot('A'), label: '1X' }]],
      '1X 1B 1C 2A 2B',
    ],
    ['unlocked, all are counted again', [lock, addAt(1), ['project.unlockNumbers', {}]], '1A 1B 1C 1D 2A 2B'],
  ] as const)('%s', (_, calls, expected) => {
    expect(labelsOf(filmAfter(...calls))).toBe(expected);
  });

  test.each([
    ['between two', [lock, ['scene.add', { index: 1 }]], '1 1A 2'],
    ['before the first', [lock, ['scene.add', { index: 0 }]], 'A1 1 2'],
    ['at the end', [lock, ['scene.add', {}]], '1 2 3'],
    ['moved', [lock, ['scene.move', { sceneId: two, index: 0 }]], '2 1'],
    ['omitted', [lock, ['scene.delete', { sceneId: one }]], '(1) 2'],
    ['restored', [lock, ['scene.delete', { sceneId: one }], ['scene.restore', { sceneId: one }]], '1 2'],
    ['named', [lock, ['scene.setNumber', { sceneId: two, number: '2B' }]], '1 2B'],
  ] as const)('scenes: %s', (_, calls, expected) => {
    expect(scenesOf(filmAfter(...calls))).toBe(expected);
  });

  test('what is omitted takes no time, and cannot be deleted until numbers are unlocked', () => {
    const omit = ['shot.delete', { shotIds: [shot('B')] }] as const;
    const film = filmAfter(lock, omit);
    expect(selectSequence(film).lengthFrames).toBe(selectSequence(smallFilm()).lengthFrames - 72);
    expect(plan(smallFilm(), ...omit).label).toBe('Delete Shot');
    expect(plan(filmAfter(lock), ...omit).label).toBe('Omit Shot');
    expect(() => plan(film, ...omit)).toThrow(PlanRefusal);
    expect(labelsOf(run(run(film, 'project.unlockNumbers', {}).document, ...omit).document)).toBe(
      '1A 1B 2A 2B',
    );
  });

  test('a locked project keeps every number through 500 random structural edits', () => {
    const structural = commands.filter(
      ({ id }) =>
        /^(shot|scene|timeline|project|script|board|element|layer|edit|dialogue|media|take)\./.test(id) &&
        !['project.unlockNumbers', 'shot.setNumber', 'scene.setNumber'].includes(id),
    );
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...numberingPresetIds), (seed, preset) => {
        const random = createRandom(seed);
        const context = countingContext();
        const film = filmAfter(['project.setNumbering', { preset }], lock);
        const kept = new Map<string, string>();
        const note = (id: string, label: string) => {
          const before = kept.get(id) ?? label;
          expect([id, label]).toEqual([id, before]);
          kept.set(id, label);
        };
        for (let step = 0; step < 500; step += 1) {
          const definition = random.pick(structural);
          if (!definition) return;
          try {
            film.apply(
              planCommand(definition, film, withoutNumbers(randomArgs(definition, film, random)), context)
                .diff,
            );
          } catch (error) {
            const isRefusal =
              error instanceof PlanRefusal ||
              error instanceof MissingRecordError ||
              error instanceof ZodError;
            if (!isRefusal) throw error;
            continue;
          }
          const { scenes, listedById } = selectSequence(film);
          for (const { scene, label } of scenes) note(scene.id, label);
          for (const [id, { label }] of listedById) note(id, label);
        }
        const { scenes, listedById } = selectSequence(film);
        // Nothing that ever had a number is gone, and no two share one.
        expect(scenes.length + listedById.size).toBe(kept.size);
        const labels = [...listedById.values()].map(({ label }) => label.toUpperCase());
        expect(new Set(labels).size).toBe(labels.length);
        const hasAll =
          film.list('shot').every(({ number }) => number) && film.list('scene').every(({ number }) => number);
        expect(hasAll).toBe(true);
      }),
      { numRuns: 9 },
    );
  });

  test('a paste that brings a taken number along gets another', () => {
    const film = filmAfter(lock);
    const copy = { ...film.require('shot', shot('A')), id: testId('shot', 'paste'), order: 'a5' };
    const definition = {
      id: 'test.paste',
      title: 'Paste',
      args: commands[0]?.args as never,
      plan: (draft: { add: (record: typeof copy) => unknown }) => void draft.add(copy),
    };
    const planned = planCommand(definition as never, film, { name: 'x' }, countingContext());
    film.apply(planned.diff);
    expect(labelsOf(film)).toBe('1A 1B 1C 1D 2A 2B');
  });
});
