import { describe, expect, test } from 'vitest';
import type { Document } from '../document/document';
import { selectSequence } from '../shots/sequence';
import { plan, run } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { PlanRefusal } from './command';

const shotOf = (document: Document, name: string) => document.require('shot', testId('shot', name));

/** Label, length and first own frame of each shot, as they lie in the film. */
function lie(document: Document): string {
  return selectSequence(document)
    .shots.map(({ label, shot }) => `${label} ${shot.lengthFrames}@${shot.sourceInFrames}`)
    .join(' | ');
}
const before = '1A 48@0 | 1B 72@0 | 1C 24@0 | 2A 96@0 | 2B 10@0';

describe('roll', () => {
  const roll = (document: Document, name: string, byFrames: number) =>
    plan(document, 'timeline.rollCut', { shotId: testId('shot', name), byFrames });

  test.each<[string, number, string]>([
    ['B', 12, '1A 60@0 | 1B 60@12 | 1C 24@0 | 2A 96@0 | 2B 10@0'],
    ['B', -47, '1A 1@0 | 1B 119@-47 | 1C 24@0 | 2A 96@0 | 2B 10@0'],
    ['D', 5, '1A 48@0 | 1B 72@0 | 1C 29@0 | 2A 91@5 | 2B 10@0'],
    ['B', 0, before],
  ])('the cut before %s by %i moves nothing behind it', (name, byFrames, after) => {
    const args = { shotId: testId('shot', name), byFrames };
    expect(lie(run(smallFilm(), 'timeline.rollCut', args).document)).toBe(after);
  });

  test.each([
    ['B', -48],
    ['B', 72],
    ['A', 3],
  ])('neither side gives its last frame, and the film has no cut before it begins: %s by %i', (name, by) => {
    expect(() => roll(smallFilm(), name, by)).toThrow(PlanRefusal);
  });

  test('the two shots at the cut change, and no other', () => {
    const { diff } = roll(smallFilm(), 'B', 5);
    expect(new Set(diff.updated.filter(({ kind }) => kind === 'shot').map(({ id }) => id))).toEqual(
      new Set([testId('shot', 'A'), testId('shot', 'B')]),
    );
  });
});

describe('ripple trim', () => {
  test.each<[string, 'head' | 'tail', number, string]>([
    ['B', 'head', 12, '1A 48@0 | 1B 60@12 | 1C 24@0 | 2A 96@0 | 2B 10@0'],
    ['B', 'head', -12, '1A 48@0 | 1B 84@-12 | 1C 24@0 | 2A 96@0 | 2B 10@0'],
    ['B', 'tail', -12, '1A 48@0 | 1B 60@0 | 1C 24@0 | 2A 96@0 | 2B 10@0'],
    ['B', 'tail', 12, '1A 48@0 | 1B 84@0 | 1C 24@0 | 2A 96@0 | 2B 10@0'],
    ['A', 'head', 47, '1A 1@47 | 1B 72@0 | 1C 24@0 | 2A 96@0 | 2B 10@0'],
    ['E', 'tail', -9, '1A 48@0 | 1B 72@0 | 1C 24@0 | 2A 96@0 | 2B 1@0'],
    ['B', 'tail', 0, before],
  ])('shot %s, %s by %i', (name, edge, byFrames, after) => {
    const start = smallFilm();
    expect(lie(start)).toBe(before);
    const args = { shotId: testId('shot', name), edge, byFrames };
    expect(lie(run(start, 'timeline.rippleTrim', args).document)).toBe(after);
  });

  test.each([
    ['E', 'head', 10],
    ['E', 'tail', -10],
    ['A', 'head', 1_000],
  ])('a shot cannot be shorter than a frame: %s, %s by %i', (name, edge, byFrames) => {
    const args = { shotId: testId('shot', name), edge, byFrames };
    expect(() => plan(smallFilm(), 'timeline.rippleTrim', args)).toThrow(PlanRefusal);
  });

  test('a named move spans the shot again; one edited by hand stays', () => {
    const args = { shotId: testId('shot', 'A'), edge: 'tail', byFrames: 12 };
    const framesOf = (document: Document) =>
      document.childrenOf('cameraKeyframe', testId('shot', 'A')).map(({ frame }) => frame);
    const named = run(smallFilm(), 'timeline.rippleTrim', args).document;
    expect(framesOf(named)).toEqual([0, 59]);
    const pose = { shotId: testId('shot', 'A'), frame: 47, pose: { x: 0.1 } };
    const byHand = run(smallFilm(), 'camera.setKeyframe', pose).document;
    expect(framesOf(run(byHand, 'timeline.rippleTrim', args).document)).toEqual([0, 47]);
  });

  test('one record changes: what is behind follows by itself', () => {
    const args = { shotId: testId('shot', 'B'), edge: 'tail', byFrames: 5 };
    const { diff } = plan(smallFilm(), 'timeline.rippleTrim', args);
    expect(diff.updated.map(({ id }) => id)).toEqual([testId('shot', 'B')]);
    expect([...diff.added, ...diff.removed]).toEqual([]);
  });
});

describe('split', () => {
  test.each([
    ['B', 1, '1A 48@0 | 1B 1@0 | 1C 71@1 | 1D 24@0 | 2A 96@0 | 2B 10@0'],
    ['B', 30, '1A 48@0 | 1B 30@0 | 1C 42@30 | 1D 24@0 | 2A 96@0 | 2B 10@0'],
    ['B', 71, '1A 48@0 | 1B 71@0 | 1C 1@71 | 1D 24@0 | 2A 96@0 | 2B 10@0'],
    ['E', 5, '1A 48@0 | 1B 72@0 | 1C 24@0 | 2A 96@0 | 2B 5@0 | 2C 5@5'],
  ])('shot %s at %i', (name, atFrame, after) => {
    const { document } = run(smallFilm(), 'timeline.splitShot', { shotId: testId('shot', name), atFrame });
    expect(lie(document)).toBe(after);
  });

  test.each([
    ['B', 72],
    ['B', 100],
  ])('at the very end or behind it there is nothing to split: %s at %i', (name, atFrame) => {
    const args = { shotId: testId('shot', name), atFrame };
    expect(() => plan(smallFilm(), 'timeline.splitShot', args)).toThrow(PlanRefusal);
  });

  test('both halves keep picture, camera and take; the words stay with the first', () => {
    const a = run(smallFilm(), 'timeline.splitShot', { shotId: testId('shot', 'A'), atFrame: 20 });
    const secondOfA = a.edit.selection?.[0] as string;
    expect(a.document.childrenOf('layer', secondOfA).map(({ name }) => name)).toEqual(['back', 'mina']);
    expect(a.document.childrenOf('cameraKeyframe', secondOfA).map(({ frame }) => frame)).toEqual([0, 47]);
    expect(a.document.childrenOf('dialogueLine', secondOfA)).toEqual([]);
    expect(a.document.childrenOf('dialogueLine', testId('shot', 'A'))).toHaveLength(1);
    // Half a move is no longer that move.
    expect(shotOf(a.document, 'A').move).toBeNull();

    const b = run(smallFilm(), 'timeline.splitShot', { shotId: testId('shot', 'B'), atFrame: 30 });
    const secondOfB = b.edit.selection?.[0] as string;
    const [take] = b.document.childrenOf('take', secondOfB);
    expect(take?.mediaId).toBe(testId('media', 'waves'));
    expect(b.document.list('shot').find(({ id }) => id === secondOfB)?.activeTakeId).toBe(take?.id);
    expect(shotOf(b.document, 'B').activeTakeId).toBe(testId('take', 'b1'));
  });
});
