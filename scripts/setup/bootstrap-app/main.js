// Stands in `resources/app` of the fallback Electron and does what Electron's own default app does: takes the
// first argument that is no switch as the app's folder and runs that app under its own name and version.
// The awaits at top level matter: Electron holds back `ready` until this module is done, so the app's main
// module can still register schemes and switches.

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const argument = process.argv.slice(1).find((value) => !value.startsWith('-'));
if (argument === undefined) {
  process.stderr.write('usage: electron APP-FOLDER [arguments]\n');
  app.exit(2);
} else {
  const target = resolve(argument);
  const manifestPath = join(target, 'package.json');
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  if (existsSync(manifestPath)) {
    const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
    if (manifest.version) app.setVersion(manifest.version);
    const name = manifest.productName ?? manifest.name;
    if (name) app.setName(name);
    app.setDesktopName(manifest.desktopName ?? `${app.getName()}.desktop`);
  }
  const entry = createRequire(import.meta.url).resolve(target);
  app.setAppPath(existsSync(manifestPath) ? target : dirname(entry));
  try {
    await import(pathToFileURL(entry).href);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    app.exit(1);
  }
}
