import { defineConfig } from '@playwright/test';

// Pictures of the window, made by `npm run screenshots`: those of the documentation, and others to be looked at.
export default defineConfig({
  testDir: '.',
  testMatch: '*.screens.ts',
  outputDir: '../../test-results/runs',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 60_000 },
});
