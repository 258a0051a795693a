// Debian and Ubuntu packages that Electron, the native build and the tests need.
import { existsSync, readFileSync } from 'node:fs';
import { run, tail } from '../lib/run.mjs';
import { note, SetupError, say, step } from './report.mjs';

/** For any Electron window, also one nobody sees. */
const electronPackages = [
  'xvfb',
  'xauth',
  'libnss3',
  'libgtk-3-0',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libxtst6',
];
/** For the one native build that the fallback Electron needs. */
const buildPackages = ['g++'];
/** The end-to-end tests look at exported films with ffprobe and ffmpeg; the product does not need them. */
const testPackages = ['ffmpeg'];
/** Newer releases renamed some packages (64-bit time): either name will do. */
const renamed = { 'libgtk-3-0': 'libgtk-3-0t64', libasound2: 'libasound2t64' };

/**
 * Checks for the system packages and installs what is missing where that is allowed (root and apt).
 * Elsewhere than on Debian-like Linux nothing is done.
 * @param {{ build: boolean, test: boolean }} need
 * @throws {SetupError} naming the one command that installs the rest
 */
export async function ensureSystemPackages(need) {
  if (process.platform !== 'linux' || !existsSync('/var/lib/dpkg/status')) return;
  const wanted = [
    ...electronPackages,
    ...(need.build ? buildPackages : []),
    ...(need.test ? testPackages : []),
  ];
  const missing = missingPackages(wanted);
  if (missing.length === 0) return;
  const remedy = `${process.getuid() === 0 ? '' : 'sudo '}apt-get update && ${process.getuid() === 0 ? '' : 'sudo '}apt-get install -y ${missing.join(' ')}`;
  if (process.getuid() !== 0)
    throw new SetupError(`System packages are missing: ${missing.join(', ')}.`, remedy);
  await step(`installing system packages: ${missing.join(' ')}`, async () => {
    // Another apt may be running (a machine that has just started): wait for it rather than fail.
    const wait = ['-o', 'DPkg::Lock::Timeout=300'];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const update = await run('apt-get', [...wait, 'update', '-q'], { env });
    if (update.code !== 0) say(`apt-get update: ${tail(update.stderr, 2)}`);
    const result = await run(
      'apt-get',
      [...wait, 'install', '-y', '-q', '--no-install-recommends', ...missing],
      { env },
    );
    if (result.code !== 0)
      throw new SetupError(
        `apt-get could not install ${missing.join(', ')}:\n${tail(result.stderr)}`,
        remedy,
      );
  });
  note(`system packages installed: ${missing.join(' ')}`);
}

function missingPackages(wanted) {
  const installed = new Set();
  for (const entry of readFileSync('/var/lib/dpkg/status', 'utf8').split('\n\n')) {
    if (/^Status: install ok installed$/m.test(entry)) installed.add(/^Package: (\S+)/m.exec(entry)?.[1]);
  }
  return wanted
    .filter((name) => !installed.has(name) && !installed.has(renamed[name]))
    .map((name) => (renamed[name] && installed.has('libc6t64') ? renamed[name] : name));
}
