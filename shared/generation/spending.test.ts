import { describe, expect, test } from 'vitest';
import type { TakeId } from '../document/ids';
import type { JobId } from './job';
import { type SpentLine, sumSpending } from './spending';
import { spendingCsv } from './spendingCsv';

const money = (amount: number, currency = 'USD') => ({
  amount: amount * 10,
  unit: 'unit',
  money: { amount, currency },
  credits: null,
});

function line(fields: Partial<SpentLine>): SpentLine {
  return {
    submissionId: 'job_00000001',
    jobId: 'job_00000001' as JobId,
    provider: 'kling',
    model: 'kling-3.0',
    purpose: 'clip',
    label: '1A',
    takeIds: ['take_1' as TakeId],
    remoteId: null,
    state: 'settled',
    estimate: money(1),
    charged: money(1),
    reservedAtMs: 100,
    settledAtMs: 200,
    keptTakeIds: [],
    activeTakeIds: [],
    ...fields,
  };
}

const ids = (...names: string[]): TakeId[] => names.map((name) => `take_${name}` as TakeId);

describe('what was spent', () => {
  test('nothing yet', () => {
    expect(sumSpending([], 'USD', 0)).toEqual({
      project: { submissions: 0, amount: 0, kept: 0, inFilm: 0 },
      today: 0,
      byModel: [],
      uncounted: 0,
    });
  });

  test('what is in the film counts by the takes that are shown, what is kept by those that are there', () => {
    const spending = sumSpending(
      [
        line({ takeIds: ids('a', 'b', 'c', 'd'), keptTakeIds: ids('a', 'b'), activeTakeIds: ids('a') }),
        line({ takeIds: ids('e'), keptTakeIds: ids('e'), activeTakeIds: ids('e'), charged: money(3) }),
      ],
      'USD',
      0,
    );
    expect(spending.project).toEqual({ submissions: 2, amount: 4, kept: 3.5, inFilm: 3.25 });
  });

  test('what is not over counts by its estimate; what was refused costs nothing', () => {
    const lines = [line({ state: 'reserved', charged: null, estimate: money(2) }), line({ charged: null })];
    expect(sumSpending(lines, 'USD', 0).project.amount).toBe(2);
  });

  test('today begins at midnight, by the time of sending', () => {
    const lines = [line({ reservedAtMs: 999 }), line({ reservedAtMs: 1_000, charged: money(0.5) })];
    expect(sumSpending(lines, 'USD', 1_000).today).toBe(0.5);
  });

  test('models, the dearest first; another currency never mixes in', () => {
    const spending = sumSpending(
      [
        line({ model: 'cheap' }),
        line({ model: 'dear', charged: money(5) }),
        line({ model: 'cheap', charged: money(2) }),
        line({ model: 'far', charged: money(9, 'CNY') }),
      ],
      'USD',
      0,
    );
    expect(spending.byModel.map(({ model, amount, submissions }) => [model, amount, submissions])).toEqual([
      ['dear', 5, 1],
      ['cheap', 3, 2],
      ['far', 0, 1],
    ]);
    expect(spending.uncounted).toBe(1);
  });
});

test('the table for a spreadsheet: one line a submission, cells that look like formulas are made harmless', () => {
  const csv = spendingCsv([
    line({ label: '=HYPERLINK("x")', takeIds: ids('a', 'b'), keptTakeIds: ids('a'), activeTakeIds: [] }),
    line({ state: 'reserved', charged: null, settledAtMs: null, label: '1A, 1B', purpose: 'lipSync' }),
  ]);
  const rows = csv.split('\r\n');
  expect(rows[0]).toMatch(/^Date,Shots,Provider,Model,Purpose,Estimate,/);
  expect(rows[1]).toContain(`"'=HYPERLINK(""x"")"`);
  expect(rows[1]).toContain('1970-01-01T00:00:00.100Z');
  expect(rows[1]).toContain(',2,1,0,');
  expect(rows[2]).toContain('"1A, 1B",kling,kling-3.0,Lip sync,1.00,');
  expect(rows[2]).toContain(',not over,');
  expect(rows).toHaveLength(3);
});
