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
  test('records one by one and lists of them keep their order; a list is a part of its own', () => {
    const [first, second, third] = [scene('one', '第一場'), scene('two'), scene('three')];
    const sent = gather((parts) => {
      parts.addList(`[${JSON.stringify(second)}]`);
      parts.add(JSON.stringify(project));
      parts.add(JSON.stringify(first));
      parts.addList(`[${JSON.stringify(second)},"mark",${JSON.stringify(first)}]`);
      parts.add(JSON.stringify(third));
    });
    expect(sent.map((part) => [part.index, recordsOfPart(part), part.end?.revision])).toEqual([
      [0, [second], undefined],
      [1, [project, first], undefined],
      [2, [second, first], undefined],
      [3, [third], 7],
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

  test('an empty last part is an empty list', () => {
    expect(gather(() => undefined).map(recordsOfPart)).toEqual([[]]);
  });
});
