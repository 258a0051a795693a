// Brings node_modules to what the lockfile says, without running anybody's install scripts.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeModules, root } from './paths.mjs';
import { npm, npmError } from './pinned-packages.mjs';
import { say, step } from './report.mjs';

const networkFailure =
  /ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ERR_SOCKET|socket hang up|network|50[0-4] /i;

/**
 * Runs `npm ci` unless node_modules already matches the lockfile.
 * @throws {import('./report.mjs').SetupError} with npm's own last lines
 */
export async function installPackages() {
  if (matchesLockfile()) return;
  await step('installing npm packages', async () => {
    // No install script is needed (see "allowScripts" in package.json), so none may run, whatever npm's version.
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    let result = await npm(args, { cwd: root });
    if (result.code !== 0 && networkFailure.test(result.stderr)) {
      say('the network failed; trying once more');
      result = await npm(args, { cwd: root });
    }
    if (result.code !== 0) throw npmError('npm ci failed', result);
  });
}

/**
 * Compares the lockfile with the one npm keeps inside node_modules. Packages left out there must be ones
 * npm leaves out on purpose (optional, for another platform).
 */
function matchesLockfile() {
  const hidden = join(nodeModules, '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const found = present[path];
    if (!found) {
      if (entry.optional || entry.peer || entry.devOptional) continue;
      return false;
    }
    if (found.version !== entry.version || found.integrity !== entry.integrity) return false;
    if (!existsSync(join(root, path, 'package.json'))) return false;
  }
  return true;
}
