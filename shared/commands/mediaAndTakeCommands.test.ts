import { describe, expect, test } from 'vitest';
import { Document } from '../document/document';
import { plan, run } from '../testing/runCommands';
import { smallFilm, testId, testMedia, testTake, testVideo } from '../testing/smallFilm';
import { frames } from '../time/frames';
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

describe('shots that came in one clip', () => {
  /** B and C of one job: 30 and 20 frames of the clip. */
  function film(): Document {
    const part = (name: string, shot: string, start: number, length: number) => ({
      ...testTake(name, shot, 'waves'),
      jobId: 'job_000000001',
      mediaInFrames: frames(start),
      lengthFrames: frames(length) as never,
    });
    return new Document([...smallFilm().records(), part('first', 'B', 0, 30), part('second', 'C', 30, 20)]);
  }
  const second = testId('take', 'second');

  test.each([
    [24, [24, 24, 26]],
    [49, [49, 49, 1]],
    [1, [1, 1, 49]],
  ])('the cut goes to frame %i', (mediaInFrames, [before, start, length]) => {
    const { document } = run(film(), 'take.moveCut', { takeId: second, mediaInFrames });
    expect(document.require('take', testId('take', 'first'))).toMatchObject({
      mediaInFrames: 0,
      lengthFrames: before,
    });
    expect(document.require('take', second)).toMatchObject({ mediaInFrames: start, lengthFrames: length });
  });

  test.each([
    ['no frame is left before it', second, 0],
    ['none after it', second, 50],
    ['nothing is before it', testId('take', 'first'), 5],
    ['it came alone', testId('take', 'b1'), 5],
  ])('refused when %s', (_name, takeId, mediaInFrames) => {
    expect(() => plan(film(), 'take.moveCut', { takeId, mediaInFrames })).toThrow(PlanRefusal);
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
