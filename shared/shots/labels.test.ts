import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Document } from '../document/document';
import { createProject, createScene, createShot } from '../document/factories';
import { orderKeysAt } from '../document/order';
import type { Project } from '../document/records';
import { testId } from '../testing/smallFilm';
import { frames } from '../time/frames';
import { setupLetters, shotLabels } from './labels';
import { selectSequence, shotAtFrame } from './sequence';

/** A film with so many shots in each scene, each shot 10 frames longer than the one before. */
function filmOf(shotCounts: readonly number[], numbering: Project['numbering'] = 'sceneLetter'): Document {
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
  return new Document([createProject({ name: 'Film', numbering }), ...scenes, ...shots]);
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

  test('scene number and letter', () => {
    expect([...shotLabels(filmOf([2, 0, 1])).values()]).toEqual(['1A', '1B', '3A']);
  });

  test('steps of ten through the whole film', () => {
    expect([...shotLabels(filmOf([2, 1], 'tens')).values()]).toEqual(['0010', '0020', '0030']);
    expect([...shotLabels(filmOf([1_001], 'tens')).values()].at(-1)).toBe('10010');
  });

  test('every shot has a label of its own, whatever the film', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(40), { maxLength: 8 }),
        fc.constantFrom('sceneLetter' as const, 'tens' as const),
        (counts, numbering) => {
          const labels = [...shotLabels(filmOf(counts, numbering)).values()];
          expect(new Set(labels).size).toBe(counts.reduce((sum, count) => sum + count, 0));
        },
      ),
    );
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
