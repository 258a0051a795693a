import { describe, expect, test } from 'vitest';
import { fullFilm } from '../testing/fullFilm';
import { commandRunner, countingContext, plan } from '../testing/runCommands';
import { testId } from '../testing/smallFilm';

const run = commandRunner();
const marker = (name: string) => testId('marker', name);

describe('markers', () => {
  test('are listed by their place in the film', () => {
    const { document, edit } = run(fullFilm(), 'marker.add', { frame: 90, name: 'Lightning' });
    expect(document.list('marker').map(({ name }) => name)).toEqual(['Storm begins', 'Lightning', 'Act two']);
    expect(document.require('marker', edit.selection?.[0] as never).colour).toBe('#e8a54b');
  });

  test.each([
    [10, [70, 130]],
    [-200, [0, 60]],
  ])('moved together by %i they keep their distance and stay in the film', (byFrames, expected) => {
    const args = { markerIds: [marker('storm'), marker('act')], byFrames };
    expect(
      run(fullFilm(), 'marker.move', args)
        .document.list('marker')
        .map(({ frame }) => frame),
    ).toEqual(expected);
  });

  test('are deleted and edited by id', () => {
    const fields = { name: 'Gale', colour: '#6f9fd0' };
    const { document } = run(fullFilm(), 'marker.edit', { markerIds: [marker('storm')], fields });
    expect(document.require('marker', marker('storm'))).toMatchObject(fields);
    expect(
      run(document, 'marker.delete', { markerIds: [marker('storm')] }).document.list('marker'),
    ).toHaveLength(1);
  });
});

describe('comments', () => {
  test('bear the time they were made at', () => {
    const args = { shotId: testId('shot', 'A'), text: 'Too bright.', author: 'Aki', frame: 5 };
    const { document } = run(fullFilm(), 'comment.add', args);
    const made = document.list('comment').find(({ text }) => text === args.text);
    expect(made).toMatchObject({ ...args, createdAtMs: countingContext().nowMs, isResolved: false });
  });

  test.each([
    [true, 'Resolve Comment'],
    [false, 'Reopen Comment'],
  ])('resolved: %s is called %s', (isResolved, label) => {
    const args = { commentIds: [testId('comment', 'slower')], fields: { isResolved } };
    expect(plan(fullFilm(), 'comment.edit', args).label).toBe(label);
  });

  test('go with their shot', () => {
    const { document } = run(fullFilm(), 'shot.delete', { shotIds: [testId('shot', 'A')] });
    expect(document.list('comment')).toEqual([]);
  });
});
