import { describe, expect, test } from 'vitest';
import { plan, run } from '../testing/runCommands';
import { smallFilm, testId, testMedia, testTake, testVideo } from '../testing/smallFilm';
import { PlanRefusal } from './command';

const b = testId('shot', 'B');

describe('media', () => {
  test('one that goes takes its uses along, and looks lose the picture', () => {
    const { document } = run(smallFilm(), 'media.delete', { mediaIds: [testId('media', 'sky')] });
    expect(document.list('layer').map(({ name }) => name)).toEqual(['waves', 'mina']);
    expect(document.require('look', testId('look', 'mina')).references).toEqual([testId('media', 'mina')]);
  });

  test('a clip that goes takes its takes along; the shot shows its layers again', () => {
    const { document } = run(smallFilm(), 'media.delete', { mediaIds: [testId('media', 'waves')] });
    expect(document.list('take')).toEqual([]);
    expect(document.require('shot', b).activeTakeId).toBeNull();
  });
});

describe('takes', () => {
  test('one that arrives becomes the active one, with its media', () => {
    const media = testMedia('clip', testVideo);
    const { document } = run(smallFilm(), 'take.arrive', { media, take: testTake('b2', 'B', 'clip') });
    expect(document.require('shot', b).activeTakeId).toBe(testId('take', 'b2'));
    expect(document.childrenOf('take', b)).toHaveLength(2);
    expect(document.has('media', media.id)).toBe(true);
  });

  test('a take is of one shot', () => {
    const args = { shotId: testId('shot', 'A'), takeId: testId('take', 'b1') };
    expect(() => plan(smallFilm(), 'take.setActive', args)).toThrow(PlanRefusal);
  });

  test('none is a choice, too', () => {
    const { document } = run(smallFilm(), 'take.setActive', { shotId: b, takeId: null });
    expect(document.require('shot', b).activeTakeId).toBeNull();
  });

  test('deleting the active one leaves none active; the file stays', () => {
    const { document } = run(smallFilm(), 'take.delete', {
      takeIds: [testId('take', 'b1'), testId('take', 'b1')],
    });
    expect(document.require('shot', b).activeTakeId).toBeNull();
    expect(document.has('media', testId('media', 'waves'))).toBe(true);
  });
});

describe('scenes', () => {
  test.each([
    ['one', 1, ['two', 'one']],
    ['two', 0, ['two', 'one']],
    ['two', 1, ['one', 'two']],
  ])('%s to place %i', (name, index, expected) => {
    const { document } = run(smallFilm(), 'scene.move', { sceneId: testId('scene', name), index });
    expect(document.list('scene').map(({ id }) => id.slice(4, 7))).toEqual(expected);
  });

  test('a place there is not is refused', () => {
    expect(() => plan(smallFilm(), 'scene.move', { sceneId: testId('scene', 'one'), index: 2 })).toThrow(
      PlanRefusal,
    );
  });

  test('a new one stands where it was asked for', () => {
    const { document } = run(smallFilm(), 'scene.add', { index: 1, heading: 'INT. LAMP ROOM' });
    expect(document.list('scene').map(({ heading }) => heading)).toEqual([
      'EXT. HARBOUR - DUSK',
      'INT. LAMP ROOM',
      '',
    ]);
  });
});
