import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** A file, what it imports, and the rules that must object; an empty list means it is allowed. */
const cases: { file: string; imports: string; rules: string[] }[] = [
  {
    file: 'shared/toElectron.ts',
    imports: '../electron/main/target',
    rules: ['shared-imports-nothing-of-ours'],
  },
  {
    file: 'shared/toRenderer.ts',
    imports: '../renderer/ui/target',
    rules: ['shared-imports-nothing-of-ours'],
  },
  { file: 'shared/toReact.ts', imports: 'react', rules: ['shared-is-pure'] },
  { file: 'shared/toKonva.ts', imports: 'konva', rules: ['shared-is-pure'] },
  { file: 'shared/toElectronPackage.ts', imports: 'electron', rules: ['shared-is-pure'] },
  { file: 'shared/toNode.ts', imports: 'node:fs', rules: ['shared-without-node'] },
  { file: 'shared/toDevPackage.ts', imports: 'vite', rules: ['product-without-dev-packages'] },
  { file: 'shared/nowhere.ts', imports: './missing', rules: ['imports-resolve'] },
  { file: 'shared/toZod.ts', imports: 'zod', rules: [] },
  { file: 'shared/pure.test.ts', imports: 'node:fs', rules: [] },
  {
    file: 'electron/main/toRenderer.ts',
    imports: '../../renderer/ui/target',
    rules: ['electron-not-to-renderer'],
  },
  { file: 'electron/main/toReact.ts', imports: 'react', rules: ['electron-without-page-packages'] },
  {
    file: 'electron/main/toWorker.ts',
    imports: '../worker/target',
    rules: ['processes-do-not-reach-into-each-other'],
  },
  { file: 'electron/main/toElectronPackage.ts', imports: 'electron', rules: [] },
  {
    file: 'electron/worker/toElectronPackage.ts',
    imports: 'electron',
    rules: ['worker-and-cli-run-in-plain-node'],
  },
  { file: 'electron/cli/toWorker.ts', imports: '../worker/target', rules: [] },
  { file: 'electron/preload/toNode.ts', imports: 'node:fs', rules: ['preload-is-sandboxed'] },
  {
    file: 'renderer/app/toElectron.ts',
    imports: '../../electron/main/target',
    rules: ['renderer-not-to-electron'],
  },
  { file: 'renderer/app/toSqlite.ts', imports: 'better-sqlite3', rules: ['renderer-not-to-electron'] },
  { file: 'renderer/app/toNode.ts', imports: 'node:path', rules: ['renderer-without-node'] },
  { file: 'renderer/app/toFeature.ts', imports: '../stage/target', rules: [] },
  {
    file: 'renderer/boards/toStage.ts',
    imports: '../stage/target',
    rules: ['features-do-not-import-each-other'],
  },
  { file: 'renderer/boards/toApp.ts', imports: '../app/target', rules: ['features-do-not-import-the-app'] },
  { file: 'renderer/state/toStage.ts', imports: '../stage/target', rules: ['state-knows-no-feature'] },
  { file: 'renderer/boards/toState.ts', imports: '../state/target', rules: [] },
  { file: 'renderer/boards/toUi.ts', imports: '../ui/target', rules: [] },
  { file: 'renderer/boards/toShared.ts', imports: '@shared/target', rules: [] },
  { file: 'renderer/ui/toApp.ts', imports: '../app/target', rules: ['ui-knows-no-feature'] },
  {
    file: 'renderer/compositor-host/toUi.ts',
    imports: '../ui/target',
    rules: ['compositor-host-stands-alone'],
  },
  {
    file: 'renderer/app/toHost.ts',
    imports: '../compositor-host/target',
    rules: ['nobody-imports-compositor-host'],
  },
  { file: 'shared/ringA.ts', imports: './ringB', rules: ['no-cycles'] },
];

const targets = [
  'shared',
  'electron/main',
  'electron/worker',
  'renderer/app',
  'renderer/stage',
  'renderer/state',
  'renderer/ui',
  'renderer/compositor-host',
];

describe('import rules', () => {
  let folder = '';
  const found = new Map<string, Set<string>>();

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'import-rules-'));
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    write(
      'package.json',
      JSON.stringify({ name: 'x', dependencies: { zod: '*' }, devDependencies: { vite: '*' } }),
    );
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    for (const target of targets) write(`${target}/target.ts`, 'export const target = 1;\n');
    for (const { file, imports } of cases) write(file, `import '${imports}';\n`);
    write('shared/ringB.ts', `import './ringA';\n`);
    // As in the lint step, but as JSON: the exit code is the number of violations.
    const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
    const config = join(root, '.dependency-cruiser.cjs');
    const args = [tool, '--config', config, '--output-type', 'json', 'shared', 'electron', 'renderer'];
    const result = JSON.parse(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })) as {
      summary: { violations: { from: string; rule: { name: string } }[] };
    };
    for (const { from, rule } of result.summary.violations) {
      found.set(from, (found.get(from) ?? new Set()).add(rule.name));
    }
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(cases)('$file importing $imports: $rules', ({ file, rules }) => {
    expect([...(found.get(file) ?? [])]).toEqual(rules);
  });

  test('every rule has a case that breaks it', () => {
    const config = execFileSync(
      process.execPath,
      ['-p', `JSON.stringify(require('./.dependency-cruiser.cjs'))`],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
    const names = (JSON.parse(config) as { forbidden: { name: string }[] }).forbidden.map(
      (rule) => rule.name,
    );
    expect(new Set(cases.flatMap((entry) => entry.rules))).toEqual(new Set(names));
  });
});
