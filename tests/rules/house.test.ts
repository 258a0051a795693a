import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { longFiles } from '../../scripts/check-file-length.mjs';
import { missingEntries, platformOf } from '../../scripts/complete-lockfile.mjs';
import { incompatiblePackages, shippedPackages } from '../../scripts/licences.mjs';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'house-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the file length check finds long sources in all folders, longest first, and nothing else', () => {
  for (const part of ['shared/deep', 'renderer', 'assets', 'electron/node_modules']) {
    mkdirSync(join(folder, part), { recursive: true });
  }
  const write = (path: string, lines: number) => writeFileSync(join(folder, path), 'x\n'.repeat(lines));
  write('shared/deep/short.ts', 399);
  write('shared/deep/long.ts', 400);
  write('renderer/tooLong.tsx', 601);
  write('renderer/data.json', 900);
  write('assets/picture.js', 900);
  write('electron/node_modules/other.js', 900);
  expect(longFiles(folder)).toEqual([
    { file: join('renderer', 'tooLong.tsx'), lines: 601 },
    { file: join('shared', 'deep', 'long.ts'), lines: 400 },
  ]);
});

test('shipped packages leave out those for development and keep optional ones', () => {
  const entries = {
    '': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', license: 'MIT' },
    'node_modules/tool': { version: '1.0.0', license: 'MIT', dev: true },
    'node_modules/peer': { version: '1.0.0', license: 'MIT', devOptional: true },
    'node_modules/b/node_modules/@a/x': { version: '1.0.0', optional: true },
  };
  expect(shippedPackages(entries).map(({ name, licence }) => [name, licence])).toEqual([
    ['@a/x', 'unknown'],
    ['b', 'MIT'],
  ]);
});

test.each([
  ['MIT', true],
  ['Apache-2.0 AND LGPL-3.0-or-later', true],
  ['Apache-2.0 AND SSPL-1.0', false],
  ['unknown', false],
  ['GPL-2.0-only', false],
  ['CC-BY-NC-4.0', false],
])('licence %s goes together with ours: %s', (licence, fits) => {
  expect(incompatiblePackages([{ name: 'x', licence }]).length === 0).toBe(fits);
});

test('the lockfile names no registry host', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { resolved?: string }>;
  };
  expect(Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
});

test('every package with an install script is named in "allowScripts", and none may run', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { hasInstallScript?: boolean }>;
  };
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    allowScripts: Record<string, boolean>;
  };
  const named = Object.entries(lock.packages)
    .filter(([, entry]) => entry.hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(Object.keys(manifest.allowScripts).sort()).toEqual([...new Set(named)].sort());
  expect(Object.values(manifest.allowScripts)).not.toContain(true);
});

test.each([
  ['@swc/core-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['@swc/core-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
  ['@swc/core-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  ['@napi-rs/canvas-win32-arm64-msvc', { os: ['win32'], cpu: ['arm64'] }],
  ['@img/sharp-linuxmusl-x64', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
  ['left-pad', null],
])('the platform of %s', (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});

test('the lockfile holds the packages of all platforms: npm ci refuses it otherwise', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string }>;
  };
  expect(missingEntries(lock.packages)).toEqual({});
});

test('a missing platform package is found and completed, also where a nested one would do', () => {
  const parent = {
    version: '1.0.0',
    license: 'MIT',
    optionalDependencies: { 'a-linux-x64': '1.0.0', 'a-win32-x64': '1.0.0' },
  };
  const packages = {
    '': { version: '1.0.0' },
    'node_modules/b/node_modules/a': { ...parent, dev: true },
    'node_modules/b/node_modules/a-linux-x64': { version: '1.0.0' },
  };
  expect(missingEntries(packages)).toEqual({
    'node_modules/a-win32-x64': {
      version: '1.0.0',
      cpu: ['x64'],
      dev: true,
      license: 'MIT',
      optional: true,
      os: ['win32'],
    },
  });
});
