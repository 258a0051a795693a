import { defineConfig } from '@playwright/test';

// End-to-end tests drive the built app in the real Electron (tests/e2e/launch.ts). Two at a time, each with a display of its
// own: a test alone waits too much to keep two cores busy. More would share the machine's two or four cores.
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  // A test takes seconds, a minute at most; this is for machines that do much else besides.
  timeout: 180_000,
  expect: { timeout: 30_000 },
});
