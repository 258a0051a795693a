// A Node new enough for the tools, where the machine's own is older.
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../lib/run.mjs';
import { cacheFolder, minimumNode, nodeIsModern, nodeModules } from './paths.mjs';
import { fetchPinned, moveIntoCache, nodePackages } from './pinned-packages.mjs';
import { note, SetupError, step } from './report.mjs';

/**
 * Makes sure there is a Node that runs the tools.
 * @returns {Promise<string>} absolute path of its executable
 * @throws {SetupError} where none can be had
 */
export async function ensureNode() {
  if (nodeIsModern() && !isFetched(process.execPath)) return process.execPath;
  const pinned = nodePackages[`${process.platform}-${process.arch}`];
  const wanted = `Node ${minimumNode.major}.${minimumNode.minor} or newer`;
  if (!pinned) {
    throw new SetupError(
      `This is Node ${process.versions.node}; ${wanted} is needed here.`,
      `install ${wanted}, then run the command again`,
    );
  }
  const cache = cacheFolder();
  const place = join(cache, `node-${pinned.version}-${process.platform}-${process.arch}`);
  const executable = join(place, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!(await answersVersion(executable, pinned.version))) {
    await step(
      `fetching Node ${pinned.version} from the package registry (Node ${process.versions.node} is too old)`,
      async () => {
        rmSync(place, { recursive: true, force: true });
        const { folder, discard } = await fetchPinned(pinned, cache);
        moveIntoCache(folder, place);
        discard();
      },
    );
    if (!(await answersVersion(executable, pinned.version))) {
      throw new SetupError(
        `The fetched Node does not run: ${executable}`,
        `install ${wanted}, then run the command again`,
      );
    }
  }
  note(
    `Node ${pinned.version} from the package registry, because the machine's is older than ${minimumNode.major}.${minimumNode.minor}`,
  );
  return executable;
}

/** Within npm scripts it is the fetched Node that runs us, once it is there. */
function isFetched(executable) {
  return executable.startsWith(cacheFolder());
}

/**
 * Puts a fetched Node first on the path of npm scripts, as `node_modules/.bin/node`. To be done after every `npm ci`,
 * which removes what it does not know.
 * @param {string} executable
 */
export function linkNode(executable) {
  if (!isFetched(executable)) return;
  const bin = join(nodeModules, '.bin');
  mkdirSync(bin, { recursive: true });
  if (process.platform === 'win32') {
    writeFileSync(join(bin, 'node.cmd'), `@"${executable}" %*\r\n`);
    return;
  }
  chmodSync(executable, 0o755);
  const link = join(bin, 'node');
  rmSync(link, { force: true });
  symlinkSync(executable, link);
}

async function answersVersion(executable, version) {
  if (!existsSync(executable)) return false;
  chmodSync(executable, 0o755);
  const result = await run(executable, ['--version'], { cwd: dirname(executable), timeoutMs: 20_000 });
  return result.stdout.trim() === `v${version}`;
}
