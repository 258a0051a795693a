import { expect, test } from 'vitest';
import type { Cost } from './cost';
import { costWords, moneyText } from './costWords';

const cost: Cost = { amount: 2.5, unit: 'unit', money: { amount: 0.35, currency: 'USD' }, credits: null };

test.each<[Cost | null, string]>([
  [null, 'Cost not known'],
  [{ amount: 0, unit: 'unknown', money: null, credits: null }, 'Cost not known'],
  [{ amount: 0, unit: 'none', money: null, credits: null }, 'No cost'],
  [cost, '$0.35 · 2.5 units'],
  [{ ...cost, amount: 1, money: null }, '1 unit'],
  [{ ...cost, credits: { amount: 35, isConfirmed: true } }, '$0.35 · 2.5 units · 35 credits'],
  [{ ...cost, credits: { amount: 35, isConfirmed: false } }, '$0.35 · 2.5 units · 35 credits (unconfirmed)'],
])('%o: %s', (given, words) => {
  expect(costWords(given)).toBe(words);
});

test('money in its currency, always with cents', () => {
  expect(moneyText(4.1, 'USD')).toBe('$4.10');
  expect(moneyText(12, 'CNY')).toBe('CNY 12.00');
});
