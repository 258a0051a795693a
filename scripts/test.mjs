// `npm test`: everything. All stages run even when one fails; the last line is "N passed, N failed", in which each
// stage that is not a test run counts as one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from './lib/build.mjs';
import { run } from './lib/run.mjs';
import { playwrightCounts, vitestCounts } from './lib/test-counts.mjs';
import { runTool, toolEnvironment } from './lib/tools.mjs';
import { root } from './setup/paths.mjs';
import { SetupError } from './setup/report.mjs';
import { setup } from './setup.mjs';

const started = Date.now();
const reports = mkdtempSync(join(tmpdir(), 'ekonte-test-'));
const total = { passed: 0, failed: 0 };
const say = (text) => process.stdout.write(`${text}\n`);

/**
 * Runs one stage and adds its counts.
 * @param {string} name
 * @param {() => Promise<import('./lib/test-counts.mjs').Counts>} work
 */
async function stage(name, work) {
  const from = Date.now();
  say(`\n▶ ${name}`);
  let counts;
  try {
    counts = await work();
  } catch (error) {
    say(
      error instanceof SetupError
        ? `${error.message}\nThis mends it: ${error.remedy}`
        : String(error?.stack ?? error),
    );
    counts = { passed: 0, failed: 1, remarks: [] };
  }
  total.passed += counts.passed;
  total.failed += counts.failed;
  for (const remark of counts.remarks) say(`  ${remark}`);
  const mark = counts.failed === 0 ? '✔' : '✘';
  say(
    `${mark} ${name}: ${counts.passed} passed, ${counts.failed} failed, ${((Date.now() - from) / 1000).toFixed(1)} s`,
  );
}

/** A stage that either holds or does not: what the tool said is shown only when it does not. */
function check(name, work) {
  return stage(name, async () => {
    const result = await work();
    if (result.code !== 0) say(`${result.stdout}${result.stderr}`.trimEnd());
    return { passed: result.code === 0 ? 1 : 0, failed: result.code === 0 ? 0 : 1, remarks: [] };
  });
}

/**
 * Begins work at once; whoever calls what is returned gets its outcome.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {() => Promise<T>}
 */
function begin(work) {
  const outcome = work();
  // Told of when it is asked for.
  outcome.catch(() => undefined);
  return () => outcome;
}

function finish() {
  rmSync(reports, { recursive: true, force: true });
  say(`\n${((Date.now() - started) / 1000).toFixed(0)} s in all`);
  say(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

async function main() {
  let tools;
  await stage('set-up', async () => {
    tools = await setup({ test: true });
    return { passed: 1, failed: 0, remarks: [] };
  });
  if (!tools) return;
  const script = (name, ...args) =>
    run(tools.node, [join(root, 'scripts', name), ...args], { cwd: root, env: toolEnvironment(tools) });

  // One beside the other: none of them keeps both cores busy.
  const checks = [
    ['types', () => runTool(tools, 'tsc', ['-p', 'tsconfig.json', '--noEmit'])],
    ['format and lint', () => runTool(tools, 'biome', ['check', '--max-diagnostics=50', '.'])],
    ['import rule and cycles', () => runTool(tools, 'depcruise', ['shared', 'electron', 'renderer'])],
    ['file length', () => script('check-file-length.mjs')],
    ['third-party licences', () => script('licences.mjs', '--check')],
  ].map(([name, work]) => [name, begin(work)]);
  const build = begin(() => buildIfStale(tools, { force: true }));
  for (const [name, work] of checks) await check(name, work);
  await stage('build', async () => {
    await build();
    return { passed: 1, failed: 0, remarks: [] };
  });
  await stage('unit and property tests', async () => {
    const file = join(reports, 'vitest.json');
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { code } = await runTool(tools, 'vitest', args, { stdio: 'inherit' });
    return vitestCounts(file, code);
  });
  await stage('end-to-end tests in Electron', async () => {
    const file = join(reports, 'playwright.json');
    const { code } = await runTool(tools, 'playwright', ['test', '--reporter=list,json'], {
      stdio: 'inherit',
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    });
    return playwrightCounts(file, code);
  });
}

try {
  await main();
} finally {
  finish();
}
