import { expect, test } from 'vitest';
import { fuzzProjects } from './projects';

// Ten thousand, and a seed of one's own: npm run fuzz -- projects 10000 SEED.
test('500 broken project folders: each opens, or says in words why not', { timeout: 240_000 }, async () => {
  const seed = Date.now() % 1e9;
  const report = await fuzzProjects({ cases: 500, seed });
  expect(report.cases).toBe(500);
  expect(report.accepted).toBeGreaterThan(50);
  expect(Object.keys(report.refused)).toEqual(
    expect.arrayContaining(['projectDamaged', 'projectNewer', 'notAProject']),
  );
});

test.each<number>([])('seed %i, which once failed, goes through', async (seed) => {
  await fuzzProjects({ cases: 1, seed });
});
