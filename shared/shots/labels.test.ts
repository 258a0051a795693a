import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Document } from '../document/document';
import { createProject, createScene, createShot } from '../document/factories';
import { type NumberingPresetId, numberingPreset, numberingPresetIds } from '../document/numberingPresets';
import { orderKeysAt } from '../document/order';
import { testId } from '../testing/smallFilm';
import { frames } from '../time/frames';
import { shotLabels } from './labels';
import { nextSetupLetters, setupLetters } from './numbering/counters';
import { selectSequence, shotAtFrame } from './sequence';

/** A film with so many shots in each scene, each shot 10 frames longer than the one before. */
function filmOf(shotCounts: readonly number[], preset: NumberingPresetId = 'slate'): Document {
  const sceneOrders = orderKeysAt([], 0, shotCounts.length);
  const scenes = shotCounts.map((_, index) =>
    createScene({ id: testId('scene', `${index}`), order: sceneOrders[index] as string }),
  );
  const shots = shotCounts.flatMap((count, scene) =>
    orderKeysAt([], 0, count).map((order, index) =>
      createShot({
        id: testId('shot', `${scene}-${index}`),
        sceneId: testId('scene', `${scene}`),
        order,
        lengthFrames: frames(10 * (index + 1)),
      }),
    ),
  );
  return new Document([
    createProject({ name: 'Film', numbering: { ...numberingPreset(preset), isLocked: false } }),
    ...scenes,
    ...shots,
  ]);
}

describe('labels', () => {
  test.each([
    [0, 'A'],
    [7, 'H'],
    [8, 'J'],
    [12, 'N'],
    [13, 'P'],
    [23, 'Z'],
    [24, 'AA'],
    [25, 'AB'],
    [47, 'AZ'],
    [48, 'BA'],
    [24 + 24 * 24, 'AAA'],
  ])('set-up %i is %s: I and O are left out', (index, letters) => {
    expect(setupLetters(index)).toBe(letters);
  });

  test('no two set-ups have the same letters, and shorter ones come first', () => {
    const all = Array.from({ length: 2_000 }, (_, index) => setupLetters(index));
    expect(new Set(all).size).toBe(all.length);
    expect([...all].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))).toEqual(all);
    expect(all.join('')).not.toMatch(/[IO]/);
  });

  test.each([
    ['A', 'B'],
    ['H', 'J'],
    ['N', 'P'],
    ['Z', 'AA'],
    ['I', 'J'],
    ['h', 'j'],
    ['z', 'aa'],
  ])('after %s comes %s', (letters, next) => {
    expect(nextSetupLetters(letters)).toBe(next);
  });

  test('scene number and letter', () => {
    expect([...shotLabels(filmOf([2, 0, 1])).values()]).toEqual(['1A', '1B', '3A']);
  });

  test('steps of ten through the whole film', () => {
    expect([...shotLabels(filmOf([2, 1], 'tens')).values()]).toEqual(['0010', '0020', '0030']);
    expect([...shotLabels(filmOf([1_001], 'tens')).values()].at(-1)).toBe('10010');
  });

  test.each<[NumberingPresetId, string[]]>([
    ['slate', ['1A', '1B', '2A']],
    ['slateUnderscore', ['1_A', '1_B', '2_A']],
    ['slateDot', ['1.A', '1.B', '2.A']],
    ['dash', ['1-1', '1-2', '2-1']],
    ['letterNumber', ['A1', 'A2', 'B1']],
    ['tens', ['0010', '0020', '0030']],
    ['sceneShot', ['SC01_SH01', 'SC01_SH02', 'SC02_SH01']],
    ['episodic', ['FILM_001_0010', 'FILM_001_0020', 'FILM_002_0010']],
    ['panels', ['SC010_SH0010', 'SC010_SH0020', 'SC020_SH0010']],
  ])('the scheme %s', (preset, expected) => {
    expect([...shotLabels(filmOf([2, 1], preset)).values()]).toEqual(expected);
  });

  test('every shot has a label of its own, also in capitals, whatever the film, the scheme and the numbers of a script', () => {
    const number = fc.constantFrom(null, null, '1', '1A', '5', '5a', 'A1', '0010');
    fc.assert(
      fc.property(
        fc.array(fc.record({ count: fc.nat(40), number }), { maxLength: 8 }),
        fc.constantFrom(...numberingPresetIds),
        (scenes, preset) => {
          const film = filmOf(
            scenes.map(({ count }) => count),
            preset,
          );
          film.apply({
            added: [],
            removed: [],
            updated: scenes.map(({ number }, index) => ({
              kind: 'scene',
              id: testId('scene', `${index}`),
              from: {},
              to: { number },
            })),
          });
          const labels = [...shotLabels(film).values()].map((label) => label.toUpperCase());
          expect(new Set(labels).size).toBe(film.list('shot').length);
        },
      ),
    );
  });

  test("a script's own scene numbers count, and scenes among them get one in between", () => {
    const film = filmOf([1, 1, 1, 1]);
    film.apply({
      added: [],
      removed: [],
      updated: [
        [0, '4'],
        [2, '5'],
      ].map(([index, number]) => ({
        kind: 'scene' as const,
        id: testId('scene', `${index}`),
        from: {},
        to: { number },
      })),
    });
    expect([...shotLabels(film).values()]).toEqual(['4A', '4AA', '5A', '6A']);
  });
});

describe('the sequence', () => {
  test('shots follow each other without gaps, in film order', () => {
    const sequence = selectSequence(filmOf([2, 1]));
    const times = sequence.shots.map(({ label, startFrame, endFrame }) => [label, startFrame, endFrame]);
    expect(times).toEqual([
      ['1A', 0, 10],
      ['1B', 10, 30],
      ['2A', 30, 40],
    ]);
    expect(sequence.lengthFrames).toBe(40);
  });

  test.each([
    [-1, undefined],
    [0, '1A'],
    [9, '1A'],
    [10, '1B'],
    [29, '1B'],
    [39, '2A'],
    [40, undefined],
  ])('on screen at frame %i: %s', (frame, label) => {
    expect(shotAtFrame(selectSequence(filmOf([2, 1])), frame)?.label).toBe(label);
  });

  test('what is omitted takes no time and stays in the list', () => {
    const film = filmOf([2, 1, 2]);
    film.apply({
      added: [],
      removed: [],
      updated: [
        { kind: 'shot', id: testId('shot', '0-0'), from: {}, to: { status: 'omitted' } },
        { kind: 'scene', id: testId('scene', '1'), from: {}, to: { isOmitted: true } },
      ],
    });
    const sequence = selectSequence(film);
    const times = (
      shots: readonly { label: string; startFrame: number; endFrame: number; index: number }[],
    ) => shots.map(({ label, startFrame, endFrame, index }) => [label, startFrame, endFrame, index]);
    expect(times(sequence.shots)).toEqual([
      ['1B', 0, 20, 0],
      ['3A', 20, 30, 1],
      ['3B', 30, 50, 2],
    ]);
    expect(times(sequence.scenes.flatMap(({ shots }) => shots))).toEqual([
      ['1A', 0, 0, 0],
      ['1B', 0, 20, 0],
      ['2A', 20, 20, 1],
      ['3A', 20, 30, 1],
      ['3B', 30, 50, 2],
    ]);
    expect(sequence.scenes.map(({ label, isOmitted }) => [label, isOmitted])).toEqual([
      ['1', false],
      ['2', true],
      ['3', false],
    ]);
    expect(sequence.lengthFrames).toBe(50);
    expect(sequence.byShotId.has(testId('shot', '0-0'))).toBe(false);
    expect(sequence.listedById.get(testId('shot', '0-0'))?.isOmitted).toBe(true);
  });

  test('is the same value until a scene, a shot or the project changes', () => {
    const document = filmOf([2]);
    const first = selectSequence(document);
    expect(selectSequence(document)).toBe(first);
    const id = testId('shot', '0-0');
    document.apply({
      added: [],
      updated: [{ kind: 'shot', id, from: {}, to: { lengthFrames: 50 } }],
      removed: [],
    });
    expect(selectSequence(document)).not.toBe(first);
    expect(selectSequence(document).lengthFrames).toBe(70);
  });
});
