import { describe, expect, test } from 'vitest';
import { layoutText } from '../compositor/drawn/textLayout';
import type { Document } from '../document/document';
import { type LayerId, layerIdSchema } from '../document/ids';
import { layerStrokes, layersOfLink, strokeKeeper } from '../layers/linkedLayers';
import { seenFrames } from '../testing/filmFrames';
import { fullFilm } from '../testing/fullFilm';
import { commandRunner, plan } from '../testing/runCommands';
import { testId } from '../testing/smallFilm';
import { PlanRefusal } from './command';

const run = commandRunner();
const shot = (name: string) => testId('shot', name);
const drawing = testId('layer', 'drawing');
const stroke = { tool: 'pen', colour: '#112233', width: 0.01, opacity: 1, points: [0, 0, 1, 0.1, 0.1, 0.5] };
const made = (selection: readonly string[] | undefined): LayerId => layerIdSchema.parse(selection?.[0]);
const strokesOf = (document: Document, id: LayerId) => layerStrokes(document, document.require('layer', id));

describe('stroke.add', () => {
  test('on a drawing goes on top of what is there', () => {
    const args = { on: { layerId: drawing }, strokes: [stroke, { ...stroke, tool: 'eraser' }] };
    const { document, edit } = run(fullFilm(), 'stroke.add', args);
    expect(strokesOf(document, drawing).map(({ tool }) => tool)).toEqual(['pen', 'eraser', 'pen', 'eraser']);
    expect(edit).toMatchObject({ label: 'Draw', selection: undefined });
  });

  test('without a drawing makes one in front, on the board it is drawn on', () => {
    const boardId = testId('board', 'second');
    const args = { on: { shotId: shot('C'), boardId }, strokes: [stroke] };
    const { document, edit } = run(fullFilm(), 'stroke.add', args);
    const layer = document.childrenOf('layer', shot('C')).at(-1);
    expect(layer).toMatchObject({ id: made(edit.selection), boardId, content: { type: 'drawing' } });
  });

  test('only an eraser is called so in the history', () => {
    const args = { on: { layerId: drawing }, strokes: [{ ...stroke, tool: 'eraser' }] };
    expect(plan(fullFilm(), 'stroke.add', args).label).toBe('Erase');
  });

  test.each([
    ['a picture', testId('layer', 'back')],
    ['a text', testId('layer', 'title')],
  ])('not on %s', (_name, layerId) => {
    expect(() => plan(fullFilm(), 'stroke.add', { on: { layerId }, strokes: [stroke] })).toThrow(PlanRefusal);
  });

  test('not on a locked layer', () => {
    const lock = { layerIds: [drawing], fields: { isLocked: true } };
    const { document } = run(fullFilm(), 'layer.edit', lock);
    for (const [command, args] of [
      ['stroke.add', { on: { layerId: drawing }, strokes: [stroke] }],
      ['stroke.clear', { layerId: drawing }],
      ['stroke.delete', { strokeIds: [testId('stroke', 'one')] }],
    ] as const)
      expect(() => plan(document, command, args)).toThrow(PlanRefusal);
  });

  test('clearing leaves an empty drawing', () => {
    const { document } = run(fullFilm(), 'stroke.clear', { layerId: drawing });
    expect(strokesOf(document, drawing)).toEqual([]);
    expect(document.has('layer', drawing)).toBe(true);
  });
});

describe('text', () => {
  const text = {
    text: 'The lamp\ngoes dark.',
    colour: '#ffffff',
    lineHeight: 0.05,
    align: 'left',
    isBold: false,
  };

  test('is called by its first line until it has a name of its own', () => {
    const { document, edit } = run(fullFilm(), 'layer.addText', { shotId: shot('B'), ...text });
    const layerId = made(edit.selection);
    expect(document.require('layer', layerId).name).toBe('The lamp');
    const again = run(document, 'layer.editText', { layerIds: [layerId], fields: { text: 'Dawn' } }).document;
    expect(again.require('layer', layerId).name).toBe('Dawn');
    const named = run(again, 'layer.edit', { layerIds: [layerId], fields: { name: 'Title' } }).document;
    const last = run(named, 'layer.editText', { layerIds: [layerId], fields: { text: 'Dusk' } }).document;
    expect(last.require('layer', layerId).name).toBe('Title');
  });

  test.each([
    ['left', -1],
    ['centre', 0],
    ['right', 1],
  ] as const)('aligned %s it keeps that side and its top where they are', (align, side) => {
    const { document, edit } = run(fullFilm(), 'layer.addText', { shotId: shot('B'), ...text, align });
    const layerId = made(edit.selection);
    const edge = (film: Document) => {
      const { transform, content } = film.require('layer', layerId);
      if (content.type !== 'text') throw new Error('no text');
      const { width, height } = layoutText(content);
      return [transform.x + (side * width) / 2, (transform.y * 9) / 16 - height / 2];
    };
    const fields = { text: 'A far longer line than before\nand\none\nmore' };
    const after = run(document, 'layer.editText', { layerIds: [layerId], fields }).document;
    expect(edge(after).map((value) => value.toFixed(9))).toEqual(
      edge(document).map((value) => value.toFixed(9)),
    );
  });

  test('only texts and shapes are edited as such', () => {
    const ids = { layerIds: [drawing] };
    expect(() => plan(fullFilm(), 'layer.editText', { ...ids, fields: { isBold: true } })).toThrow(
      PlanRefusal,
    );
    expect(() => plan(fullFilm(), 'layer.editShape', { ...ids, fields: { ratio: 1 } })).toThrow(PlanRefusal);
  });
});

test('a shape bears the name of what it is', () => {
  const args = {
    shotId: shot('B'),
    shape: 'ellipse',
    fill: null,
    stroke: '#ffffff',
    strokeWidth: 0.01,
    ratio: 1,
  };
  const { document, edit } = run(fullFilm(), 'layer.addShape', args);
  expect(document.require('layer', made(edit.selection)).name).toBe('Ellipse');
  expect(edit.label).toBe('Add Ellipse');
});

describe('linked layers', () => {
  const linked = (shots: readonly string[] = ['A', 'B']) =>
    run(fullFilm(), 'layer.link', { layerId: drawing, shotIds: shots.map(shot) }).document;
  const group = (document: Document) => {
    const { linkId } = document.require('layer', drawing);
    return linkId === null ? [] : layersOfLink(document, linkId);
  };
  const copyIn = (document: Document, name: string) => {
    const found = group(document).find(({ shotId }) => shotId === shot(name));
    if (!found) throw new Error(`nothing linked in ${name}`);
    return found;
  };

  test('a layer shows in other shots, behind all where it is behind all, its strokes kept once', () => {
    const document = linked();
    expect(
      group(document)
        .map(({ shotId }) => shotId)
        .sort(),
    ).toEqual(['A', 'B', 'C'].map(shot));
    expect(document.list('stroke')).toHaveLength(2);
    expect(document.childrenOf('layer', shot('A')).map(({ name }) => name)).toEqual([
      'drawing',
      'back',
      'mina',
    ]);
    expect(strokesOf(document, copyIn(document, 'B').id)).toBe(strokesOf(document, drawing));
  });

  test('linking again to the same shots changes nothing', () => {
    const document = linked();
    const { diff } = plan(document, 'layer.link', { layerId: drawing, shotIds: [shot('A'), shot('C')] });
    expect([diff.added, diff.updated, diff.removed]).toEqual([[], [], []]);
  });

  test.each([
    ['layer.setTransform', (id: LayerId) => ({ layers: [{ layerId: id, transform: { x: 0.2 } }] })],
    ['layer.edit', (id: LayerId) => ({ layerIds: [id], fields: { opacity: 0.3, depth: 2 } })],
    ['stroke.add', (id: LayerId) => ({ on: { layerId: id }, strokes: [stroke] })],
    ['stroke.clear', (id: LayerId) => ({ layerId: id })],
  ] as const)('%s on any of them shows in all', (command, args) => {
    const before = linked();
    const { document } = run(before, command, args(copyIn(before, 'A').id));
    const [first, ...rest] = group(document);
    for (const layer of rest) {
      expect(layer.transform).toEqual(first?.transform);
      expect([layer.opacity, layer.depth]).toEqual([first?.opacity, first?.depth]);
      expect(strokesOf(document, layer.id)).toEqual(first && strokesOf(document, first.id));
    }
    expect(seenFrames(document, [shot('B')])).not.toEqual(seenFrames(before, [shot('B')]));
  });

  test('name, lock and hiding are each one’s own', () => {
    const before = linked();
    const args = {
      layerIds: [copyIn(before, 'A').id],
      fields: { name: 'Sea', isLocked: true, isHidden: true },
    };
    const { document } = run(before, 'layer.edit', args);
    expect(document.require('layer', drawing)).toMatchObject({
      name: 'drawing',
      isLocked: false,
      isHidden: false,
    });
  });

  test.each([
    ['the layer', 'layer.delete', { layerIds: [drawing] }],
    ['its shot', 'shot.delete', { shotIds: [shot('C')] }],
    ['its board', 'board.delete', { boardIds: [testId('board', 'first')] }],
  ])('when %s that keeps the strokes goes, another keeps them', (_name, command, args) => {
    const before = linked();
    const copies = [copyIn(before, 'A'), copyIn(before, 'B')];
    const { document } = run(before, command, args);
    for (const { id } of copies) expect(strokesOf(document, id)).toHaveLength(2);
    expect(document.list('stroke')).toHaveLength(2);
    expect(seenFrames(document, [shot('A'), shot('B')])).toEqual(seenFrames(before, [shot('A'), shot('B')]));
  });

  test('when the last of them goes, the strokes go', () => {
    const { document } = run(linked(), 'shot.delete', { shotIds: ['A', 'B', 'C'].map(shot) });
    expect(document.list('stroke')).toEqual([]);
  });

  test('unlinked, each goes on with its own, and the picture stays', () => {
    const before = linked();
    for (const id of [drawing, copyIn(before, 'B').id]) {
      const { document } = run(before, 'layer.unlink', { layerIds: [id] });
      expect(document.require('layer', id).linkId).toBeNull();
      expect(seenFrames(document, ['A', 'B', 'C'].map(shot))).toEqual(
        seenFrames(before, ['A', 'B', 'C'].map(shot)),
      );
      expect(document.list('stroke')).toHaveLength(4);
    }
  });

  test('a link of one is none', () => {
    const { document } = run(linked(['A']), 'layer.unlink', { layerIds: [drawing] });
    expect(
      document
        .list('layer')
        .filter(({ linkId }) => linkId !== null)
        .map(({ name }) => name),
    ).toEqual(['linkedD', 'linkedE']);
  });

  test('a copy of a shot shows the linked layer, and a copy of the layer is one of its own', () => {
    const before = linked();
    const copied = run(before, 'shot.duplicate', { shotIds: [shot('A')] }).document;
    expect(group(copied)).toHaveLength(4);
    expect(copied.list('stroke')).toHaveLength(2);
    const { document, edit } = run(before, 'layer.duplicate', { layerIds: [copyIn(before, 'A').id] });
    const copy = document.require('layer', made(edit.selection));
    expect([copy.linkId, strokeKeeper(document, copy).id]).toEqual([null, copy.id]);
    expect(strokesOf(document, copy.id)).toHaveLength(2);
  });

  test('a board copied brings the link along', () => {
    const args = { shotId: shot('C'), mode: 'copy', afterBoardId: testId('board', 'first') };
    const { document } = run(linked(), 'board.add', args);
    expect(group(document)).toHaveLength(4);
    expect(document.list('stroke')).toHaveLength(2);
  });
});
