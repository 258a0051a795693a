import { describe, expect, test } from 'vitest';
import type { Document } from '../document/document';
import { plan, run } from '../testing/runCommands';
import { smallFilm, testId } from '../testing/smallFilm';
import { PlanRefusal } from './command';

const a = testId('shot', 'A');
const layer = (name: string) => testId('layer', name);
const names = (document: Document) => document.childrenOf('layer', a).map(({ name }) => name);

describe('layers', () => {
  test('new ones lie in front, in the order given', () => {
    const args = { shotId: a, mediaIds: [testId('media', 'mina'), testId('media', 'waves')] };
    const { document, edit } = run(smallFilm(), 'layer.add', args);
    expect(names(document)).toEqual(['back', 'mina', 'mina', 'waves']);
    expect(edit.label).toBe('Add 2 Layers');
    expect(document.childrenOf('layer', a).map(({ content }) => content.type)).toEqual([
      'image',
      'pin',
      'image',
      'clip',
    ]);
  });

  test('a sound is no layer', () => {
    expect(() => plan(smallFilm(), 'layer.add', { shotId: a, mediaIds: [testId('media', 'sea')] })).toThrow(
      PlanRefusal,
    );
  });

  test.each([
    ['back', 1, ['mina', 'back']],
    ['back', 99, ['mina', 'back']],
    ['mina', 0, ['mina', 'back']],
    ['mina', 1, ['back', 'mina']],
  ])('%s to place %i', (name, index, expected) => {
    expect(names(run(smallFilm(), 'layer.reorder', { layerId: layer(name), index }).document)).toEqual(
      expected,
    );
  });

  test('a drag of several is one edit and changes what is named only', () => {
    const args = {
      layers: [
        { layerId: layer('back'), transform: { x: 0.25 } },
        { layerId: layer('mina'), transform: { scale: 2, rotationDeg: 10 } },
      ],
      label: 'Scale Layers',
    };
    const { document, edit } = run(smallFilm(), 'layer.setTransform', args);
    expect(edit.label).toBe('Scale Layers');
    const [back, mina] = document.childrenOf('layer', a).map(({ transform }) => transform);
    expect(back).toEqual({ x: 0.25, y: 0.5, scale: 1, rotationDeg: 0, flipX: false });
    expect(mina).toEqual({ x: 0.5, y: 0.5, scale: 2, rotationDeg: 10, flipX: false });
  });

  test('a locked layer neither moves nor goes; unlocking it is allowed', () => {
    const lock = { layerIds: [layer('back')], fields: { isLocked: true } };
    const { document } = run(smallFilm(), 'layer.edit', lock);
    const move = { layers: [{ layerId: layer('back'), transform: { x: 0 } }] };
    expect(() => plan(document, 'layer.setTransform', move)).toThrow('The layer "back" is locked.');
    expect(() => plan(document, 'layer.delete', { layerIds: [layer('mina'), layer('back')] })).toThrow(
      PlanRefusal,
    );
    const unlock = run(document, 'layer.edit', { ...lock, fields: { isLocked: false } });
    expect(
      names(run(unlock.document, 'layer.delete', { layerIds: [layer('back'), layer('back')] }).document),
    ).toEqual(['mina']);
  });

  test('a copy lies right above its original, unlocked', () => {
    const { document } = run(smallFilm(), 'layer.edit', {
      layerIds: [layer('back')],
      fields: { isLocked: true },
    });
    const copied = run(document, 'layer.duplicate', { layerIds: [layer('back')] }).document;
    expect(copied.childrenOf('layer', a).map(({ name, isLocked }) => [name, isLocked])).toEqual([
      ['back', true],
      ['back', false],
      ['mina', false],
    ]);
  });

  test('the view of a pin changes; other layers have none', () => {
    const args = { layerId: layer('mina'), lookId: null, view: 1 };
    const { document } = run(smallFilm(), 'layer.setPinView', args);
    expect(document.require('layer', layer('mina')).content).toMatchObject({ lookId: null, view: 1 });
    expect(() => plan(smallFilm(), 'layer.setPinView', { ...args, layerId: layer('back') })).toThrow(
      PlanRefusal,
    );
    const wrongLook = { ...args, lookId: testId('look', 'harbour') };
    expect(() => plan(smallFilm(), 'layer.setPinView', wrongLook)).toThrow(PlanRefusal);
  });
});
