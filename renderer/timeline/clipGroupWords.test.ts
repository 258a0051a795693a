import { describe, expect, it } from 'vitest';
import { type GroupFacts, groupPrice, groupTone, groupWords } from './clipGroupWords';

const facts = (fields: Partial<GroupFacts> = {}): GroupFacts => ({
  seconds: 11,
  price: '$1.23',
  problems: [],
  ...fields,
});

describe('what a bracket says', () => {
  it.each([
    ['1A-1D', 4, facts(), '1A-1D · 4 shots · 11 s · $1.23'],
    ['1A', 1, facts({ seconds: 3.5 }), '1A · 3.5 s · $1.23'],
    ['1A-1B', 2, facts({ price: null }), '1A-1B · 2 shots · 11 s'],
    ['1A-1B', 2, null, '1A-1B · 2 shots'],
  ] as const)('%s, %d shots', (label, count, known, words) => {
    expect(groupWords(label, count, known)).toBe(words);
  });

  it('the price in money where there is one, else in units, else none', () => {
    const money = { amount: 1.234, currency: 'USD' };
    expect(groupPrice({ unit: 'unit', amount: 8, money, credits: null } as never)).toBe('$1.23');
    expect(groupPrice({ unit: 'credit', amount: 1, money: null, credits: null } as never)).toBe('1 credit');
    expect(groupPrice({ unit: 'unit', amount: 0, money: null, credits: null } as never)).toBeNull();
    expect(groupPrice(null)).toBeNull();
  });

  it('an error outweighs warnings', () => {
    const warning = { severity: 'warning', message: 'w' } as const;
    const error = { severity: 'error', message: 'e' } as const;
    expect(groupTone(null)).toBeNull();
    expect(groupTone(facts())).toBeNull();
    expect(groupTone(facts({ problems: [warning] }))).toBe('warning');
    expect(groupTone(facts({ problems: [warning, error] }))).toBe('error');
  });
});
