// Reads how many tests passed and failed from the JSON reports of Vitest and Playwright.
import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, remarks: string[] }} Counts */

/**
 * Counts of a Vitest JSON report. A test file that could not be loaded counts as one failure, so does a skipped
 * test: skipping hides what is broken.
 * @param {string} file
 * @param {number} exitCode of Vitest itself: whatever the report says, a failed run has at least one failure
 * @returns {Counts}
 */
export function vitestCounts(file, exitCode) {
  const report = readJson(file);
  if (!report) return { passed: 0, failed: 1, remarks: ['Vitest wrote no report'] };
  const skipped = report.numPendingTests + report.numTodoTests;
  const unloaded = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  );
  return settle(report.numPassedTests, report.numFailedTests + unloaded.length, skipped, exitCode, 'Vitest');
}

/**
 * Counts of a Playwright JSON report; skipped tests count as failed.
 * @param {string} file
 * @param {number} exitCode of Playwright itself
 * @returns {Counts}
 */
export function playwrightCounts(file, exitCode) {
  const report = readJson(file);
  if (!report) return { passed: 0, failed: 1, remarks: ['Playwright wrote no report'] };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return settle(expected, unexpected + flaky, skipped, exitCode, 'Playwright');
}

function settle(passed, failedTests, skipped, exitCode, name) {
  const remarks = skipped > 0 ? [`${skipped} skipped tests count as failed`] : [];
  let failed = failedTests + skipped;
  if (failed === 0 && exitCode !== 0) {
    failed = 1;
    remarks.push(`${name} ended with ${exitCode} although no test failed`);
  }
  if (passed + failed === 0) return { passed, failed: 1, remarks: [`${name} found no tests`] };
  return { passed, failed, remarks };
}

function readJson(file) {
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  } catch {
    return null;
  }
}
