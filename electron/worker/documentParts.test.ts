import { createProject, createScene } from '@shared/document/factories';
import type { SceneId } from '@shared/document/ids';
import { recordsOfPart } from '@shared/rpc/documentPart';
import type { DocumentPart } from '@shared/rpc/table';
import { describe, expect, test } from 'vitest';
import { DocumentParts } from './documentParts';

const history = { undoLabel: 'Rename', redoLabel: null };
const project = createProject({ name: '港の夜' });
const scene = (name: string, heading = '') =>
  createScene({ id: `scn_${name.padEnd(8, '0')}` as SceneId, order: 'a0', heading });

function gather(fill: (parts: DocumentParts) => void): readonly DocumentPart[] {
  const sent: DocumentPart[] = [];
  const parts = new DocumentParts('here', 'mark', (part) => sent.push(part));
  fill(parts);
  parts.end(7, history);
  return sent;
}

describe('a document in parts', () => {
  test('records one by one and lists of them keep their order', () => {
    const [first, second, third] = [scene('one', '第一場'), scene('two'), scene('three')];
    const sent = gather((parts) => {
      parts.addList(`[${JSON.stringify(second)}]`);
      parts.addList('[]');
      parts.add(JSON.stringify(project));
      parts.add(JSON.stringify(first));
      parts.addList(`[${JSON.stringify(second)},"mark",${JSON.stringify(first)}]`);
      parts.add(JSON.stringify(third));
    });
    expect(sent.map((part) => [part.index, recordsOfPart(part), part.end?.revision])).toEqual([
      [0, [second, project, first, second, first, third], 7],
    ]);
  });

  test('records one by one go when they are many', () => {
    const long = JSON.stringify(scene('long', 'x'.repeat(200_000)));
    const sent = gather((parts) => {
      expect(parts.add(long)).toBe(false);
      expect(parts.add(long)).toBe(true);
      expect(parts.add(long)).toBe(false);
    });
    expect(sent.map((part) => [part.index, recordsOfPart(part).length, part.end])).toEqual([
      [0, 2, null],
      [1, 1, { revision: 7, history }],
    ]);
  });

  describe('with an outline', () => {
    const rest = scene('rest');
    function open(outline: string) {
      const sent: DocumentPart[] = [];
      const parts = new DocumentParts('here', 'mark', (part) => sent.push(part));
      parts.addList(`[${outline}]`);
      parts.endOutline('{"playhead":7}');
      parts.addList(`[${JSON.stringify(rest)}]`);
      parts.end(7, history);
      return { sent, parts };
    }

    test('of a long film: what follows waits until it is asked for, and goes a part a step', () => {
      const { sent, parts } = open(JSON.stringify(scene('long', 'x'.repeat(300_000))));
      expect(sent.map((part) => part.outline)).toEqual([{ session: { playhead: 7 } }]);
      expect(sent.flatMap(recordsOfPart)).toHaveLength(1);
      expect(parts.isHolding).toBe(true);
      const long = scene('more', 'x'.repeat(400_000));
      const sending = parts.sendingRest([long, rest], { revision: 7, history });
      sending.next();
      expect(sent.flatMap(recordsOfPart).at(-1)).toEqual(long);
      expect(sent.at(-1)?.end).toBeNull();
      for (const _step of sending);
      expect(sent.map(({ index, end }) => [index, end?.revision])).toEqual([
        [0, undefined],
        [1, undefined],
        [2, 7],
      ]);
      expect(sent.flatMap(recordsOfPart).slice(1)).toEqual([long, rest]);
      expect(parts.isHolding).toBe(false);
    });

    test('of a short film: all of it goes at once', () => {
      const { sent, parts } = open(JSON.stringify(project));
      expect(sent.every((part) => part.outline === null)).toBe(true);
      expect(sent.flatMap(recordsOfPart)).toEqual([project, rest]);
      expect(parts.isHolding).toBe(false);
      expect(sent.at(-1)?.end).toEqual({ revision: 7, history });
    });
  });

  test('an empty last part is an empty list', () => {
    expect(gather(() => undefined).map(recordsOfPart)).toEqual([[]]);
  });
});
