// Places and versions the set-up and every launcher agree on. Plain Node 20, no dependency.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What the set-up writes when it is done; removed with node_modules, as it should be. */
export const stampPath = join(root, 'node_modules', '.ekonte-setup.json');

export const nodeModules = join(root, 'node_modules');

/** Lowest Node that runs our tools and the better-sqlite3 prebuild (Node-API 10). */
export const minimumNode = { major: 22, minor: 14 };

/**
 * Folder for large things that outlive a checkout: Electron, Node, native builds.
 * @returns {string} absolute path; it may not exist yet
 */
export function cacheFolder() {
  if (process.platform === 'win32' && process.env.LOCALAPPDATA)
    return join(process.env.LOCALAPPDATA, 'ekonte', 'Cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'ekonte');
  const base = process.env.XDG_CACHE_HOME;
  return join(base?.startsWith('/') ? base : join(homedir(), '.cache'), 'ekonte');
}

/** True when this very Node can run all our tools. */
export function nodeIsModern() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > minimumNode.major || (major === minimumNode.major && minor >= minimumNode.minor);
}

/**
 * Version of an installed package.
 * @param {string} name
 * @returns {string | null} null when it is not installed
 */
export function installedVersion(name) {
  const file = join(nodeModules, name, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : null;
}

/** Short hash, used in names of cache entries. */
export function shortHash(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 12);
}
