import { defineConfig } from '@playwright/test';

// End-to-end tests drive the built app in the real Electron (tests/e2e/launch.ts). One at a time: each starts an
// Electron of its own, and they would share the machine's two or four cores.
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
});
