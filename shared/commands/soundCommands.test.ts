import { describe, expect, test } from 'vitest';
import type { Document } from '../document/document';
import { plan, run } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { PlanRefusal } from './command';

const clip = (name: string) => testId('clip', name);
const music = testId('track', 'music');
const effects = testId('track', 'effects');
const sea = testId('media', 'sea');

/** Clips of a track as start-end@first sample. */
function lie(document: Document, trackId = music): string {
  return document
    .childrenOf('clip', trackId)
    .map(
      ({ startFrame, lengthFrames, sourceInSamples }) =>
        `${startFrame}-${startFrame + lengthFrames}@${sourceInSamples}`,
    )
    .join(' ');
}
const refusal = (command: string, args: unknown) =>
  expect(() => plan(smallFilm(), command, args)).toThrow(PlanRefusal);

test('where they begin', () => {
  expect(lie(smallFilm())).toBe('0-60@0 100-160@0');
});

describe('trim: 2,000 samples a frame, 240 frames in all', () => {
  test.each<[string, 'head' | 'tail', number, string]>([
    ['second', 'head', 10, '0-60@0 110-160@20000'],
    ['second', 'tail', -10, '0-60@0 100-150@0'],
    ['second', 'tail', 180, '0-60@0 100-340@0'],
    ['first', 'tail', 40, '0-100@0 100-160@0'],
    ['first', 'head', 59, '59-60@118000 100-160@0'],
  ])('%s, %s by %i', (name, edge, byFrames, after) => {
    expect(lie(run(smallFilm(), 'sound.trimClip', { clipId: clip(name), edge, byFrames }).document)).toBe(
      after,
    );
  });

  test.each([
    ['more than the file has, at the tail', 'second', 'tail', 181],
    ['more than the file has, at the head', 'second', 'head', -1],
    ['before the film', 'first', 'head', -1],
    ['over the next sound', 'first', 'tail', 41],
    ['to nothing', 'first', 'tail', -60],
    ['past its own end', 'second', 'head', 60],
  ])('refused: %s', (_, name, edge, byFrames) => {
    refusal('sound.trimClip', { clipId: clip(name), edge, byFrames });
  });

  test('the head comes back over what was trimmed', () => {
    const trimmed = run(smallFilm(), 'sound.trimClip', {
      clipId: clip('second'),
      edge: 'head',
      byFrames: 20,
    });
    const back = run(trimmed.document, 'sound.trimClip', {
      clipId: clip('second'),
      edge: 'head',
      byFrames: -20,
    });
    expect(lie(back.document)).toBe('0-60@0 100-160@0');
  });
});

describe('move', () => {
  test.each([
    ['touching the one before', 'second', 60, '0-60@0 60-120@0'],
    ['to another time', 'first', 200, '100-160@0 200-260@0'],
    ['nowhere', 'second', 100, '0-60@0 100-160@0'],
  ])('%s', (_, name, startFrame, after) => {
    expect(lie(run(smallFilm(), 'sound.moveClip', { clipId: clip(name), startFrame }).document)).toBe(after);
  });

  test('to another track, where there is room', () => {
    const args = { clipId: clip('second'), startFrame: 10, trackId: effects };
    const { document } = run(smallFilm(), 'sound.moveClip', args);
    expect(lie(document)).toBe('0-60@0');
    expect(lie(document, effects)).toBe('10-70@0');
  });

  test.each([
    ['over another', 59],
    ['before the film', -1],
  ])('refused: %s', (_, startFrame) => refusal('sound.moveClip', { clipId: clip('second'), startFrame }));
});

describe('split and add', () => {
  test.each([
    [1, '0-1@0 1-60@2000 100-160@0'],
    [30, '0-30@0 30-60@60000 100-160@0'],
    [59, '0-59@0 59-60@118000 100-160@0'],
  ])('split at %i', (atFrame, after) => {
    expect(lie(run(smallFilm(), 'sound.splitClip', { clipId: clip('first'), atFrame }).document)).toBe(after);
  });

  test('nothing to split at the end', () =>
    refusal('sound.splitClip', { clipId: clip('first'), atFrame: 60 }));

  test('a whole sound, on the named track or where there is none on a new one', () => {
    const added = run(smallFilm(), 'sound.addClip', {
      mediaId: sea,
      startFrame: 5,
      trackId: effects,
    }).document;
    expect(lie(added, effects)).toBe('5-245@0');
    const bare = run(smallFilm(), 'sound.deleteTrack', { trackId: music }).document;
    const none = run(bare, 'sound.deleteTrack', { trackId: effects }).document;
    const { document } = run(none, 'sound.addClip', { mediaId: sea, startFrame: 0 });
    expect(document.list('track')).toHaveLength(1);
    expect(document.list('clip')).toHaveLength(1);
  });

  test.each([
    ['over another', { mediaId: sea, startFrame: 0, trackId: music }],
    ['a picture', { mediaId: testId('media', 'sky'), startFrame: 500 }],
    ['a silent video', { mediaId: testId('media', 'waves'), startFrame: 500 }],
    ['before the film', { mediaId: sea, startFrame: -1 }],
  ])('refused: %s', (_, args) => refusal('sound.addClip', args));

  test('a track goes with its sounds', () => {
    const { document } = run(smallFilm(), 'sound.deleteTrack', { trackId: music });
    expect(document.list('clip')).toEqual([]);
  });
});
