// Writes docs/third-party-licences.md from the lockfile and the installed packages; `--check` only compares.
// Fails on a licence that does not go together with GPL-3.0-or-later.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './setup/paths.mjs';

/** Licences whose works may be part of a GPL-3.0-or-later program (fonts and data are mere aggregation). */
export const compatible = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'GPL-3.0',
  'GPL-3.0-or-later',
  'ISC',
  'LGPL-2.1-or-later',
  'LGPL-3.0-or-later',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
  'Unlicense',
  'Zlib',
]);

/** By name and version: what lies in the package as LICENSE, where its package.json does not say. */
const unnamed = { 'png-js 2.0.0': 'MIT' };

/** Parts inside packages and builds that have no npm entry of their own. */
const embedded = [
  [
    'Electron',
    'MIT',
    'the program that hosts the app; with Chromium, Node.js and V8, whose licences packaged builds carry as LICENSES.chromium.html',
  ],
  [
    'FFmpeg',
    'LGPL-2.1-or-later',
    'inside Electron as a library of its own, and its AAC encoder inside @mediabunny/aac-encoder',
  ],
  [
    'IPADIC (mecab-ipadic 2.7.0)',
    'NAIST licence (free, permissive)',
    'inside lindera-wasm-nodejs-ipadic; © 2000-2003 Nara Institute of Science and Technology and ICOT',
  ],
  ['Noto Sans JP', 'OFL-1.1', 'inside @expo-google-fonts/noto-sans-jp; © 2014-2021 Adobe'],
  ['SQLite', 'public domain', 'inside better-sqlite3'],
  ['Skia', 'BSD-3-Clause', 'inside @napi-rs/canvas and Chromium'],
];

/**
 * Packages the product ships, by the lockfile: all that are not only for development.
 * @param {Record<string, { version: string, license?: string, dev?: boolean, devOptional?: boolean, optional?: boolean }>} entries
 *   "packages" of package-lock.json
 * @returns {{ path: string, name: string, version: string, licence: string, optional: boolean }[]} by name
 */
export function shippedPackages(entries) {
  return Object.entries(entries)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional)
    .map(([path, entry]) => {
      const name = path.replace(/^.*node_modules\//, '');
      return {
        path,
        name,
        version: entry.version,
        licence: entry.license ?? unnamed[`${name} ${entry.version}`] ?? 'unknown',
        optional: entry.optional === true,
      };
    })
    .sort((a, b) => (a.name === b.name ? a.version.localeCompare(b.version) : a.name < b.name ? -1 : 1));
}

/**
 * Packages whose licence is not known to go together with ours. "A AND B" needs both.
 * @param {{ name: string, licence: string }[]} packages
 */
export function incompatiblePackages(packages) {
  return packages.filter(({ licence }) => !licence.split(' AND ').every((part) => compatible.has(part)));
}

/** Copyright lines of a package's licence file; packages of other platforms are not installed and have none. */
function copyrightLines({ path, optional }) {
  const folder = join(root, path);
  if (optional || !existsSync(folder)) return [];
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.|$)/i.test(name));
  if (!file) return [];
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  const found = lines.map((line) => line.trim()).filter((line) => /^copyright\s+(\(c\)|©|\d)/i.test(line));
  return [...new Set(found)].slice(0, 4);
}

function document(packages) {
  const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
  const row = (entry) =>
    `| ${entry.name} | ${entry.version} | ${entry.licence} | ${cell(copyrightLines(entry).join('; '))} |`;
  return [
    '# Third-party licences',
    '',
    'Ekonte is free software under the GNU General Public License, version 3 or later (LICENSE). It ships the',
    'packages below under their own licences; the full text of each is in the package. Written by',
    '`node scripts/licences.mjs` and checked by `npm test`: do not edit.',
    '',
    '## Inside packages and builds',
    '',
    '| Part | Licence | Where |',
    '|---|---|---|',
    ...embedded.map((columns) => `| ${columns.join(' | ')} |`),
    '',
    `## npm packages (${packages.length})`,
    '',
    '| Package | Version | Licence | Copyright |',
    '|---|---|---|---|',
    ...packages.map(row),
    '',
  ].join('\n');
}

function main() {
  const file = join(root, 'docs', 'third-party-licences.md');
  const packages = shippedPackages(
    JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages,
  );
  const bad = incompatiblePackages(packages);
  for (const { name, licence } of bad)
    process.stdout.write(`${name}: licence ${licence} is not on the list of compatible ones\n`);
  const text = document(packages);
  if (process.argv.includes('--check')) {
    const same = existsSync(file) && readFileSync(file, 'utf8') === text;
    if (!same)
      process.stdout.write(
        'docs/third-party-licences.md is out of date. This mends it: node scripts/licences.mjs\n',
      );
    return same && bad.length === 0 ? 0 : 1;
  }
  mkdirSync(join(root, 'docs'), { recursive: true });
  writeFileSync(file, text);
  return bad.length === 0 ? 0 : 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main();
