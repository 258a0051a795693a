import { expect, it } from 'vitest';
import { agoText } from './agoText';

const now = Date.UTC(2026, 4, 20, 12);
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

it.each([
  [0, 'just now'],
  [-5_000, 'just now'],
  [2 * minute, '2 min ago'],
  [59 * minute, '59 min ago'],
  [hour, '1 hour ago'],
  [23 * hour, '23 hours ago'],
  [day, 'yesterday'],
  [13 * day, '13 days ago'],
])('%d ms is %s', (passed, expected) => {
  expect(agoText(now - passed, now)).toBe(expected);
});

it('is a date after two weeks', () => {
  expect(agoText(now - 30 * day, now)).toMatch(/2026/);
});
