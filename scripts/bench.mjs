// `npm run bench [-- WORD…]`: measures what tests/bench holds (those whose names contain a word) and prints a table;
// the rows also go to bench-results.json. Exit code 1 when a row misses its budget.
import { readdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { buildOrExit } from './lib/build.mjs';
import { run } from './lib/run.mjs';
import { developmentSwitches } from './lib/run-electron.mjs';
import { toolEnvironment } from './lib/tools.mjs';
import { startXvfb } from './lib/xvfb.mjs';
import { root } from './setup/paths.mjs';
import { setupOrExit } from './setup.mjs';

const words = process.argv.slice(2);
const folder = join(root, 'tests', 'bench');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .filter(
    (name) => words.length === 0 || words.some((word) => name.toLowerCase().includes(word.toLowerCase())),
  )
  .sort();
if (names.length === 0) {
  process.stderr.write(
    `No measurement has a name with ${words.join(' or ')}. There are:\n  ${readdirSync(folder).join('\n  ')}\n`,
  );
  process.exit(2);
}

const setup = await setupOrExit({ test: true });
await buildOrExit(setup);
// A display of its own: windows measured on a person's desktop would depend on it, and disturb.
const xvfb = process.platform === 'linux' ? await startXvfb() : null;
const results = [];
let broken = 0;
try {
  for (const name of names) {
    process.stderr.write(`${name} …\n`);
    const { code, stdout } = await run(
      setup.node,
      [join(root, 'scripts', 'bench', 'run-one.mjs'), join(folder, name)],
      {
        cwd: root,
        stdio: 'result',
        env: toolEnvironment(setup, {
          ...(xvfb ? { DISPLAY: xvfb.display } : {}),
          EKONTE_ELECTRON: setup.electron.path,
          EKONTE_ELECTRON_SWITCHES: developmentSwitches().join(' '),
        }),
      },
    );
    if (code === 0) results.push(...JSON.parse(stdout.trim().split('\n').at(-1)));
    else broken += 1;
  }
} finally {
  await xvfb?.stop();
}
const machine = { cores: cpus().length, cpu: cpus()[0]?.model ?? '', memoryGb: Math.round(totalmem() / 1e9) };
writeFileSync(join(root, 'bench-results.json'), `${JSON.stringify({ machine, rows: results }, null, 2)}\n`);
process.stdout.write(`\n${table(results)}\n`);
process.stdout.write(`${machine.cores} cores, ${machine.cpu}; rows in bench-results.json\n`);
if (broken > 0) process.stdout.write(`${broken} of ${names.length} measurements broke off.\n`);
process.exitCode = broken > 0 || results.some((row) => row.pass === false) ? 1 : 0;

function table(rows) {
  const head = ['', 'measured', 'budget', 'reference of the same run'];
  const lines = rows.map(({ name, value, unit, budget, pass, reference }) => [
    `${{ true: '✔', false: '✘', null: '·' }[pass]} ${name}`,
    `${number(value)} ${unit}`,
    budget,
    reference ? `${number(reference.value)} ${reference.unit} ${reference.name}` : '',
  ]);
  const widths = head.map((_title, column) =>
    Math.max(...[head, ...lines].map((line) => line[column].length)),
  );
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function number(value) {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 2 : 1 });
}
