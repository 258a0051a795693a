import { describe, expect, test } from 'vitest';
import { plan, run } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { PlanRefusal } from './command';

const mina = testId('element', 'mina');
const look = testId('look', 'mina');
const sky = testId('media', 'sky');

describe('elements', () => {
  test('a new one has a first look with its pictures', () => {
    const args = { type: 'object', name: 'Lantern', references: [sky], keepNotes: 'Copper' };
    const { document, edit } = run(smallFilm(), 'element.add', args);
    expect(edit.label).toBe('New Object');
    expect(document.childrenOf('look', edit.selection?.[0] ?? '')).toMatchObject([
      { name: 'Default', references: [sky], keepNotes: 'Copper' },
    ]);
  });

  test.each<[string, string, unknown]>([
    ['a new element', 'element.add', { type: 'object', name: 'Sea', references: [testId('media', 'sea')] }],
    ['elements from media', 'element.addFromMedia', { type: 'object', mediaIds: [testId('media', 'waves')] }],
    [
      'a new look',
      'element.addLook',
      { elementId: mina, name: 'Wet', references: [testId('media', 'waves')] },
    ],
    ['a look', 'element.editLook', { lookId: look, fields: { references: [testId('media', 'sea')] } }],
    ['one picture', 'element.setReference', { lookId: look, view: 0, mediaId: testId('media', 'waves') }],
  ])('references are pictures: %s', (_, command, args) => {
    expect(() => plan(smallFilm(), command, args)).toThrow(PlanRefusal);
  });

  test('changing a picture is one record, however many pins show it', () => {
    const args = { lookId: look, view: 0, mediaId: sky };
    expect(plan(smallFilm(), 'element.setReference', args).diff.updated.map(({ kind }) => kind)).toEqual([
      'look',
    ]);
    const past = run(smallFilm(), 'element.setReference', { ...args, view: 40 }).document;
    expect(past.require('look', look).references).toEqual([testId('media', 'mina'), sky, sky]);
  });

  test('pinned on several shots at once, places filling the frame', () => {
    const shotIds = [testId('shot', 'C'), testId('shot', 'D')];
    const { document, edit } = run(smallFilm(), 'element.pin', { elementId: mina, shotIds });
    expect(edit.label).toBe('Pin Mina');
    expect(shotIds.map((id) => document.childrenOf('layer', id)[0]?.transform.scale)).toEqual([0.3, 0.3]);
    const place = run(smallFilm(), 'element.pin', { elementId: testId('element', 'harbour'), shotIds });
    expect(place.document.childrenOf('layer', testId('shot', 'C'))[0]?.transform.scale).toBe(1);
  });

  test('a pin shows a look of its own element', () => {
    const args = { elementId: mina, shotIds: [testId('shot', 'C')], lookId: testId('look', 'harbour') };
    expect(() => plan(smallFilm(), 'element.pin', args)).toThrow('That look belongs to another element.');
  });

  test('it goes with its looks and pins; lines lose their speaker', () => {
    const { document } = run(smallFilm(), 'element.delete', { elementId: mina });
    expect(document.childrenOf('look', mina)).toEqual([]);
    expect(document.list('layer').map(({ name }) => name)).toEqual(['back', 'waves']);
    expect(document.list('dialogueLine')).toMatchObject([{ speakerId: null }]);
  });
});
