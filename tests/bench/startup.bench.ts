import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runElectron } from '../../scripts/lib/run-electron.mjs';
import type { BenchRow } from './benchRow';

const root = join(import.meta.dirname, '../..');
const runs = 7;
const budgetFactor = 1.6;

type What = 'bare' | 'program';

/**
 * From the start of the process to a first window that is painted and can be used, with warm caches as on any day but
 * the first. The reference is a window with a heading and a button in the same Electron, measured in turn with ours.
 */
export async function rows(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ekonte-start-bench-'));
  try {
    const measured: Record<What, number[]> = { bare: [], program: [] };
    await makeApp(folder, 'bare', join(import.meta.dirname, 'startup', 'bare.mjs'));
    await makeApp(folder, 'program', join(root, 'out', 'main', 'index.js'));
    for (const what of ['bare', 'program'] as const) await start(what, folder);
    for (let run = 0; run < runs; run += 1) {
      for (const what of ['bare', 'program'] as const) measured[what].push(await start(what, folder));
    }
    const [bare, program] = [median(measured.bare), median(measured.program)];
    const factor = program / bare;
    return [
      {
        name: 'start to usable window',
        value: Math.round(program),
        unit: 'ms',
        budget: `≤ ${budgetFactor} × a bare Electron window (here ${factor.toFixed(2)} ×)`,
        pass: factor <= budgetFactor,
        reference: { name: 'bare window', value: Math.round(bare), unit: 'ms' },
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** An app folder whose program says when it is usable. */
async function makeApp(folder: string, what: What, program: string): Promise<void> {
  const hook = join(import.meta.dirname, 'startup', 'hook.mjs');
  const app = join(folder, what);
  await mkdir(app);
  await writeFile(
    join(app, 'package.json'),
    JSON.stringify({ name: 'ekonte', version: '0.0.0', type: 'module', main: 'main.mjs' }),
  );
  // Static imports: what a program does before the app is ready, it must do while its module loads.
  await writeFile(
    join(app, 'main.mjs'),
    [hook, program].map((path) => `import '${pathToFileURL(path).href}';\n`).join(''),
  );
}

/** ms from process to usable window. */
async function start(what: What, folder: string): Promise<number> {
  const { code, stdout, stderr } = await runElectron(
    [join(folder, what), `--user-data-dir=${join(folder, `${what}-user`)}`],
    { timeoutMs: 60_000 },
  );
  const usable = /^usable (\d+)$/m.exec(stdout)?.[1];
  if (usable === undefined)
    throw new Error(`The ${what} window did not come (exit ${code}):\n${stderr.slice(-2_000)}`);
  return Number(usable);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}
