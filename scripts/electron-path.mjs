// Where Electron is. Every launcher asks here: the official binary or the set-up's fallback.
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { stampPath } from './setup/paths.mjs';

/**
 * Absolute path of the Electron executable the set-up chose.
 * @returns {string}
 * @throws {Error} when the set-up has not been run
 */
export function electronPath() {
  const chosen = existsSync(stampPath) ? JSON.parse(readFileSync(stampPath, 'utf8')).electron : undefined;
  if (!chosen || !existsSync(chosen.path)) throw new Error('Electron is not set up yet. Run: npm run setup');
  return chosen.path;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.stdout.write(`${electronPath()}\n`);
