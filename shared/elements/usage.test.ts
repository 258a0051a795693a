import { describe, expect, it } from 'vitest';
import { Document } from '../document/document';
import { createLayer } from '../document/factories';
import type { Layer } from '../document/records';
import { selectElementUsage } from './usage';

const pin = (id: string, shot: string, element: string): Layer =>
  createLayer({
    id: `lay_${id.padEnd(8, '0')}` as Layer['id'],
    shotId: `sht_${shot.padEnd(8, '0')}` as Layer['shotId'],
    order: id,
    name: id,
    content: { type: 'pin', elementId: `elm_${element.padEnd(8, '0')}` as never, lookId: null, view: 0 },
  });

describe('selectElementUsage', () => {
  it('lists each shot once, and keeps its answer until a layer changes', () => {
    const [a, b, c] = [pin('a', 'one', 'mina'), pin('b', 'one', 'mina'), pin('c', 'two', 'mina')];
    const document = new Document([a, b, c]);
    const before = selectElementUsage(document);
    expect([...(before.get('elm_mina0000' as never) ?? [])]).toEqual(['sht_one00000', 'sht_two00000']);
    expect(selectElementUsage(document)).toBe(before);
    document.apply({ added: [], updated: [], removed: [c] });
    expect([...(selectElementUsage(document).get('elm_mina0000' as never) ?? [])]).toEqual(['sht_one00000']);
  });
});
