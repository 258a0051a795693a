import { describe, expect, it } from 'vitest';
import { fieldLabel } from './fieldLabels';

const labels = { angle: 'Set Angle', notes: 'Edit Notes' };

describe('what the history calls an edit of fields', () => {
  it.each<
    [fields: { angle?: string | null; notes?: string }, many: string | null, label: string | undefined]
  >([
    [{ angle: 'Low' }, null, 'Set Angle'],
    [{ angle: null }, '3 Shots', 'Set Angle of 3 Shots'],
    [{ notes: '' }, null, 'Edit Notes'],
    [{ angle: 'Low', notes: 'x' }, null, undefined],
    [{}, null, undefined],
  ])('%j of %s', (fields, many, label) => {
    expect(fieldLabel(fields, labels, many)?.label).toBe(label);
  });

  it('does not count fields that are left as they are', () => {
    expect(fieldLabel({ angle: undefined, notes: 'x' }, labels)).toEqual({ label: 'Edit Notes' });
  });
});
