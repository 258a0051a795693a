import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

// Unit and property tests: plain Node, no DOM. What needs a page is tested end to end in Electron.
export default defineConfig({
  resolve: { alias: { '@shared': resolve(import.meta.dirname, 'shared') } },
  test: {
    environment: 'node',
    include: ['{shared,electron,renderer,scripts,tests}/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'node_modules/**', 'out/**'],
    setupFiles: ['tests/setup.ts'],
    // Processes, not threads: native modules (SQLite, canvas) and process.chdir behave as in the product.
    pool: 'forks',
    maxWorkers: 2,
    // A test alone takes seconds at most; this is for machines that do much else besides.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
