import type { Take } from '@shared/document/records';
import { expect, test } from 'vitest';
import { type TakeSources, takeFacts, takeText } from './takeFacts';

const take = {
  provider: 'kling',
  model: 'kling-3.0-omni',
  preset: 'full',
  seed: null,
  cost: { amount: 5, unit: 'unit' },
  inputsHash: 'a'.repeat(64),
  createdAtMs: 0,
  lengthFrames: 84,
  mediaInFrames: 0,
  note: '',
  request: { body: { prompt: '雨の桟橋。'.repeat(3), settings: { duration: 5 } } },
} as unknown as Take;

const sources: TakeSources = {
  take,
  label: '2C',
  number: 3,
  rate: { num: 24, den: 1 },
  media: undefined,
  job: undefined,
  paid: undefined,
  stale: '',
  offline: '',
};

function fact(more: Partial<TakeSources>, name: string): string | undefined {
  const { made, file } = takeFacts({ ...sources, ...more });
  return [...made, ...file].find((each) => each.name === name)?.value;
}

const money = (amount: number) => ({
  amount,
  unit: 'unit',
  money: { amount: amount / 10, currency: 'USD' },
  credits: null,
});

test.each([
  [{}, 'Cost', '5 units'],
  [{ take: { ...take, cost: null } }, 'Cost', 'No cost'],
  [{ paid: { estimate: money(6), charged: money(5) } }, 'Cost', '$0.50 · 5 units'],
  [{ paid: { estimate: money(5), charged: null } }, 'Cost', '$0.50 · 5 units'],
  [
    { paid: { estimate: money(20), charged: money(20) } },
    'Cost',
    '$0.50 · 5 units, a share of $2.00 · 20 units',
  ],
  [{}, 'State', 'Fresh: as the shot is now'],
  [{ stale: 'the layers' }, 'State', 'Stale: the layers'],
  [{}, 'Waited', undefined],
  [{ job: { createdAtMs: 0, startedAtMs: 9_000, endedAtMs: 94_000 } }, 'Waited', '9 s'],
  [{ job: { createdAtMs: 0, startedAtMs: 9_000, endedAtMs: 94_000 } }, 'Took', '1 min 25 s'],
  [{ job: { createdAtMs: 0, startedAtMs: null, endedAtMs: null } }, 'Took', undefined],
  [{}, 'Length', '3+12'],
  [{}, 'File', 'No longer in the project'],
  [{ take: { ...take, seed: 0 } }, 'Seed', '0'],
] as [Partial<TakeSources>, string, string | undefined][])('%j: %s', (more, name, value) => {
  expect(fact(more, name)).toBe(value);
});

test('as text it has the whole prompt', () => {
  const text = takeText(takeFacts(sources), take.request);
  expect(text).toContain('Take 3 of 2C');
  expect(text).toContain('雨の桟橋。雨の桟橋。雨の桟橋。');
  expect(text).toContain('Duration: 5');
});
