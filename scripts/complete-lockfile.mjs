// Adds to package-lock.json the platform packages npm left out of it.
//
// Tools with native parts list one optional package a platform. Where the registry of the machine that wrote the
// lockfile does not have some of them (a mirror of one platform, say), npm drops them silently, and then
// `npm ci` refuses the lockfile everywhere. Their names and versions stand in the package that wants them, and
// the platform stands in the name, so the entries can be completed; npm fetches one only on its own platform.
// Run after adding or updating a package: `npm run lockfile`; a test tells when it was forgotten.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './setup/paths.mjs';

const systems = new Set([
  'android',
  'darwin',
  'freebsd',
  'linux',
  'linuxmusl',
  'openharmony',
  'sunos',
  'win32',
]);
const processors = new Set(['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']);

/**
 * What platform a package is for, by the parts of its name, as "@swc/core-linux-arm64-musl".
 * @param {string} name
 * @returns {{ os: string[], cpu: string[], libc?: string[] } | null} null when the name does not say
 */
export function platformOf(name) {
  const parts = name.split(/[-/]/);
  const system = parts.find((part) => systems.has(part));
  const processor = parts.find((part) => processors.has(part));
  if (!system || !processor) return null;
  const musl = system === 'linuxmusl' || parts.some((part) => part.startsWith('musl'));
  const glibc = parts.some((part) => part.startsWith('gnu'));
  return {
    os: [system === 'linuxmusl' ? 'linux' : system],
    cpu: [processor],
    ...(musl ? { libc: ['musl'] } : glibc ? { libc: ['glibc'] } : {}),
  };
}

/**
 * Entries that are wanted by an optional dependency but not there.
 * @param {Record<string, { version: string, dev?: boolean, license?: string, optionalDependencies?: Record<string, string> }>} packages
 *   "packages" of package-lock.json
 * @returns {Record<string, object>} by path, to be added
 * @throws {Error} when one is no platform package of an exact version: then the registry failed, and npm has to run again
 */
export function missingEntries(packages) {
  const missing = {};
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (resolves(packages, path, name)) continue;
      const platform = platformOf(name);
      if (!platform || !/^\d+\.\d+\.\d+/.test(version))
        throw new Error(`${name}@${version}, wanted by ${path}, is missing`);
      missing[`node_modules/${name}`] = {
        version,
        cpu: platform.cpu,
        ...(entry.dev ? { dev: true } : {}),
        ...(platform.libc ? { libc: platform.libc } : {}),
        ...(entry.license ? { license: entry.license } : {}),
        optional: true,
        os: platform.os,
      };
    }
  }
  return missing;
}

/** Node's way up the folders: beside the package that wants it, then in each folder above. */
function resolves(packages, path, name) {
  for (let from = path; ; from = from.slice(0, from.lastIndexOf('node_modules/')).replace(/\/$/, '')) {
    if (packages[from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`]) return true;
    if (from === '') return false;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = join(root, 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingEntries(lock.packages);
  const [project, ...others] = Object.entries({ ...lock.packages, ...missing });
  others.sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries([project, ...others]);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  for (const path of Object.keys(missing))
    process.stdout.write(`added ${path.replace('node_modules/', '')}\n`);
}
