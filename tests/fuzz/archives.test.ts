import { expect, test } from 'vitest';
import { fuzzArchives } from './archives';

// Ten thousand, and a seed of one's own: npm run fuzz -- archives 10000 SEED.
test('500 strange archives: each is refused in words with nothing left, or unpacked as it was', {
  timeout: 240_000,
}, async () => {
  const report = await fuzzArchives({ cases: 500, seed: Date.now() % 1e9 });
  expect(report.cases).toBe(500);
  expect(report.accepted).toBeGreaterThan(30);
  expect(Object.keys(report.refused)).toEqual(
    expect.arrayContaining(['unsafeArchive', 'projectDamaged', 'notAProject', 'tooLarge']),
  );
});

// 20262170: a schema format SQLite does not know, an error without words.
test.each([20_262_170])('seed %i, which once failed, goes through', async (seed) => {
  await fuzzArchives({ cases: 1, seed });
});
