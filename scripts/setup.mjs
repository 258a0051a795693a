// Sets up everything a fresh clone needs; safe and quick to run again. Starts with plain Node 20, before
// node_modules exists. `npm start`, `demo`, `test`, `ekonte` and `bench` call it first.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkElectron, chooseElectron, fetchFallback } from './setup/electron.mjs';
import { ensureNode, linkNode } from './setup/node24.mjs';
import { installPackages } from './setup/npm-install.mjs';
import { root, shortHash, stampPath } from './setup/paths.mjs';
import { allNotes, orExit, SetupError, say } from './setup/report.mjs';
import { ensureSqlite } from './setup/sqlite.mjs';
import { ensureSystemPackages } from './setup/system-packages.mjs';

/**
 * @typedef {object} Setup
 * @property {string} key what the set-up was made for
 * @property {string} node executable for tools, tests and the command line
 * @property {import('./setup/electron.mjs').ElectronInstall} electron
 * @property {string} sqlite file or folder that must exist for better-sqlite3
 * @property {boolean} test whether the tests' system packages were checked, too
 * @property {string[]} notes what was fallen back to, and why
 */

/**
 * Brings the checkout to a state where everything runs. Does nothing, in some milliseconds, when it is there.
 * @param {{ test?: boolean }} [options] `test`: also what only the tests need
 * @returns {Promise<Setup>}
 * @throws {SetupError}
 */
export async function setup({ test = false } = {}) {
  const key = setupKey();
  const stamp = readStamp();
  if (
    stamp &&
    stamp.key === key &&
    (stamp.test || !test) &&
    [stamp.node, stamp.electron.path, stamp.sqlite].every(existsSync)
  ) {
    return stamp;
  }
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new SetupError(
      `This is Node ${process.versions.node}; Node 20.19 or newer is needed.`,
      'install Node 24',
    );
  }
  say('setting up; the first time takes some minutes');
  // The system's packages, a newer Node and npm's packages do not need each other.
  const fallbackLikely = process.platform === 'linux' && process.arch === 'x64';
  const [, node] = await allOrFirstError([
    ensureSystemPackages({ build: fallbackLikely, test }),
    ensureNode(),
    installPackages(),
  ]);
  linkNode(node);
  const electron = await chooseElectron(node, stamp?.electron);
  const fallback = electron.source === 'fallback';
  const [sqlite] = await allOrFirstError([
    ensureSqlite(fallback ? 'compiled' : 'prebuilt'),
    fallback ? fetchFallback() : undefined,
  ]);
  await checkElectron(electron);
  const done = { key, node, electron, sqlite, test, notes: allNotes() };
  writeFileSync(stampPath, `${JSON.stringify(done, null, 2)}\n`);
  say(
    `ready. ${done.notes.length > 0 ? `Fell back: ${done.notes.join('; ')}.` : 'Nothing had to be fallen back to.'}`,
  );
  return done;
}

/** Waits for all, so that nothing is cut off half-way, then throws the first error if there was one. */
async function allOrFirstError(work) {
  const outcomes = await Promise.allSettled(work);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return outcomes.map((outcome) => outcome.value);
}

/** Changes with the lockfile, the platform and the set-up itself. */
function setupKey() {
  const folder = join(root, 'scripts', 'setup');
  const own = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => readFileSync(file));
  return shortHash(readFileSync(join(root, 'package-lock.json')), process.platform, process.arch, ...own);
}

/** @returns {Setup | null} */
function readStamp() {
  try {
    return JSON.parse(readFileSync(stampPath, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * The set-up for scripts: ends the process with one clear message when it cannot be done.
 * @param {{ test?: boolean }} [options]
 * @returns {Promise<Setup>}
 */
export function setupOrExit(options) {
  return orExit('The set-up could not be finished.', () => setup(options));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const done = await setupOrExit({ test: process.argv.includes('--test') });
  process.stdout.write(
    `node ${done.node}\nelectron ${done.electron.path} (${done.electron.version}, ${done.electron.source})\nsqlite ${done.sqlite}\n`,
  );
}
