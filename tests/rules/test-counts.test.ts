import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { playwrightCounts, vitestCounts } from '../../scripts/lib/test-counts.mjs';

const folder = mkdtempSync(join(tmpdir(), 'counts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function report(content: unknown): string {
  const file = join(folder, `${files++}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const vitest = (passed: number, failed: number, pending: number, suites: unknown[] = []) =>
  report({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: pending,
    numTodoTests: 0,
    testResults: suites,
  });
const playwright = (expected: number, unexpected: number, flaky: number, skipped: number) =>
  report({ stats: { expected, unexpected, flaky, skipped } });

test.each([
  ['all passed', vitest(5, 0, 0), 0, 5, 0],
  ['some failed', vitest(5, 2, 0), 1, 5, 2],
  ['skipped ones count as failed', vitest(5, 0, 3), 0, 5, 3],
  ['a file that does not load', vitest(5, 0, 0, [{ status: 'failed', assertionResults: [] }]), 1, 5, 1],
  ['failed outside any test', vitest(5, 0, 0), 1, 5, 1],
  ['no tests at all', vitest(0, 0, 0), 0, 0, 1],
  ['no report', join(folder, 'missing.json'), 0, 0, 1],
  ['a torn report', report('{"numPassedTests": 4'), 0, 0, 1],
])('Vitest: %s', (_, file, exitCode, passed, failed) => {
  expect(vitestCounts(file, exitCode)).toMatchObject({ passed, failed });
});

test.each([
  ['all passed', playwright(3, 0, 0, 0), 0, 3, 0],
  ['some failed', playwright(3, 1, 0, 0), 1, 3, 1],
  ['flaky ones count as failed', playwright(3, 0, 1, 0), 0, 3, 1],
  ['skipped ones count as failed', playwright(3, 0, 0, 2), 0, 3, 2],
  ['no report', join(folder, 'none.json'), 1, 0, 1],
])('Playwright: %s', (_, file, exitCode, passed, failed) => {
  expect(playwrightCounts(file, exitCode)).toMatchObject({ passed, failed });
});
