// Builds the app when its sources changed since the last build.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { nodeModules, root, shortHash } from '../setup/paths.mjs';
import { orExit, SetupError, step } from '../setup/report.mjs';
import { tail } from './run.mjs';
import { ensureSampleSound } from './sample-sound.mjs';
import { runTool } from './tools.mjs';

const sources = [
  'electron',
  'renderer',
  'shared',
  'electron.vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
const fingerprintPath = join(root, 'out', '.fingerprint');
const lockPath = join(nodeModules, '.ekonte-build.lock');

/**
 * Brings `out/` and the sample film's sound up to date. Two builds never run at once in one checkout: the second waits for the first.
 * @param {{ node: string }} setup
 * @param {{ force?: boolean }} [options] `force`: build even if nothing changed
 * @throws {SetupError} with the build's own words
 */
export async function buildIfStale(setup, { force = false } = {}) {
  await ensureSampleSound(setup);
  if (!force && isFresh(fingerprint())) return;
  await takeLock();
  try {
    // Taken before the build: what changes while it runs is built next time.
    const now = fingerprint();
    if (!force && isFresh(now)) return;
    await step('building the app', async () => {
      const result = await runTool(setup, 'electron-vite', ['build', '--logLevel', 'warn']);
      if (result.code !== 0)
        throw new SetupError(
          `The build failed:\n${tail(result.stderr || result.stdout, 30)}`,
          'npm run build',
        );
    });
    writeFileSync(fingerprintPath, now);
  } finally {
    rmSync(lockPath, { force: true });
  }
}

/**
 * The build for scripts: ends the process with the build's words when it fails.
 * @param {{ node: string }} setup
 */
export function buildOrExit(setup) {
  return orExit('The app could not be built.', () => buildIfStale(setup));
}

function isFresh(now) {
  return existsSync(fingerprintPath) && readFileSync(fingerprintPath, 'utf8') === now;
}

/** Names, sizes and times of all sources: cheap, and notices removed files, too. */
function fingerprint() {
  const seen = [];
  const visit = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else if (!path.endsWith('.test.ts')) seen.push(`${path} ${stat.size} ${stat.mtimeMs}`);
  };
  for (const source of sources) visit(join(root, source));
  return shortHash(...seen);
}

async function takeLock() {
  mkdirSync(nodeModules, { recursive: true });
  for (;;) {
    try {
      writeFileSync(lockPath, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!holderLives()) rmSync(lockPath, { force: true });
    else await wait(200);
  }
}

function holderLives() {
  try {
    process.kill(Number(readFileSync(lockPath, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
