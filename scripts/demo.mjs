// `npm run demo [-- FOLDER] [--keep]`: the sample film from its sources to film.mp4, without a window.
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildOrExit } from './lib/build.mjs';
import { run } from './lib/run.mjs';
import { developmentSwitches } from './lib/run-electron.mjs';
import { toolEnvironment } from './lib/tools.mjs';
import { root } from './setup/paths.mjs';
import { setupOrExit } from './setup.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
if (values.help || positionals.length > 1) {
  process.stdout.write(
    'npm run demo [-- FOLDER] [--keep]\n  FOLDER  where the project and the film go (demo/)\n  --keep  go on with the project that is there\n',
  );
  process.exit(values.help ? 0 : 2);
}

const startedAt = performance.now();
const setup = await setupOrExit();
await buildOrExit(setup);
const readyAt = performance.now();

// npm changes into the checkout; a folder is meant from where the person stands.
const from = process.env.npm_lifecycle_event ? process.env.INIT_CWD : process.cwd();
const folder = positionals[0] === undefined ? join(root, 'demo') : resolve(from, positionals[0]);
const project = join(folder, 'The Lighthouse.ekonte');
const film = join(folder, 'film.mp4');
prepareFolder();

const made = existsSync(project) ? null : await step('making the project', ['sample', project]);
const clips = await step('generating a clip for every shot', ['generate', project]);
const rendered = await step('rendering the film', ['render', project, '--out', film]);
report();

/** Only what an earlier demo made is replaced: a project of that name may be somebody's own work. */
function prepareFolder() {
  const marker = join(folder, '.ekonte-demo');
  mkdirSync(folder, { recursive: true });
  if (values.keep) return;
  if (existsSync(project) && !existsSync(marker)) {
    process.stderr.write(
      `"${project}" is there already and no demo made it.\nUse it with "npm run demo -- FOLDER --keep", or name another folder.\n`,
    );
    process.exit(1);
  }
  writeFileSync(marker, 'Made by "npm run demo", which replaces the project beside it.\n');
  rmSync(project, { recursive: true, force: true });
  rmSync(film, { force: true });
}

/** Runs one command of the command line; ends the demo with its words when it fails. */
async function step(name, args) {
  const from = performance.now();
  process.stderr.write(`\n${name} …\n`);
  const { code, stdout } = await run(setup.node, [join(root, 'out', 'main', 'cli.js'), ...args, '--json'], {
    env: toolEnvironment(setup, {
      EKONTE_ELECTRON: setup.electron.path,
      EKONTE_ELECTRON_SWITCHES: developmentSwitches().join(' '),
    }),
    stdio: 'result',
  });
  if (code !== 0) {
    process.stderr.write(`\nThe demo stopped: ${name} was not possible.\n`);
    process.exit(1);
  }
  return { ...JSON.parse(stdout), wallSeconds: (performance.now() - from) / 1000 };
}

function report() {
  const shown = (path) => relative(from, path) || path;
  const number = (value, digits = 1) => value.toLocaleString('en-US', { maximumFractionDigits: digits });
  const bytes = statSync(film).size;
  const lines = [
    '',
    `The Lighthouse: ${clips.jobs.length} shots, ${rendered.frames} frames, ${number(rendered.filmSeconds)} s at ${rendered.size.width}x${rendered.size.height}`,
    '',
    `  set-up and build   ${number((readyAt - startedAt) / 1000)} s`,
    ...(made ? [`  project            ${number(made.wallSeconds)} s`] : []),
    `  clips              ${number(clips.wallSeconds)} s, ${number(clips.frames / clips.seconds)} frames/s`,
    `  film               ${number(rendered.wallSeconds)} s from the finished clips, with sound`,
    `  size               ${number(bytes / 1e6)} MB, ${number((bytes * 8) / rendered.filmSeconds / 1e6)} Mbit/s`,
    '',
    `  film      ${film}`,
    `  project   ${project}`,
    `  open it   npm start -- "${shown(project)}"`,
    '',
  ];
  process.stdout.write(lines.join('\n'));
}
