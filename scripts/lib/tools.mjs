// Runs the installed command-line tools with the Node the set-up chose.
import { delimiter, dirname, join } from 'node:path';
import { nodeModules, root } from '../setup/paths.mjs';
import { run } from './run.mjs';

/**
 * Environment in which `node` is the chosen one and installed tools are found by name.
 * @param {{ node: string }} setup
 * @param {Record<string, string>} [extra]
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(setup, extra = {}) {
  const path = [join(nodeModules, '.bin'), dirname(setup.node), process.env.PATH ?? ''].join(delimiter);
  return { ...process.env, PATH: path, ...extra };
}

/**
 * Runs a tool from node_modules/.bin in the checkout's folder.
 * @param {{ node: string }} setup
 * @param {string} name
 * @param {string[]} args
 * @param {{ stdio?: 'pipe' | 'inherit' | 'stderr', env?: Record<string, string> }} [options]
 */
export function runTool(setup, name, args, options = {}) {
  const windows = process.platform === 'win32';
  const command = join(nodeModules, '.bin', windows ? `${name}.cmd` : name);
  return run(command, args, {
    cwd: root,
    stdio: options.stdio ?? 'pipe',
    env: toolEnvironment(setup, options.env),
    shell: windows,
  });
}
