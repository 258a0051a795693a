// A source file has one main thing; past 600 lines it has more. Warns from 400 on, fails past 600.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './setup/paths.mjs';

const warnFrom = 400;
const failPast = 600;
const folders = ['electron', 'renderer', 'shared', 'scripts', 'tests'];
const sources = /\.(ts|tsx|mts|mjs|cjs|js|css|cc)$/;

/**
 * Counts the lines of all source files.
 * @param {string} base folder that holds electron/, renderer/, …
 * @returns {{ file: string, lines: number }[]} longest first, only those from the warning limit on
 */
export function longFiles(base) {
  const found = [];
  const visit = (path) => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path)) if (name !== 'node_modules') visit(join(path, name));
    } else if (sources.test(path)) {
      const lines = readFileSync(path, 'utf8').trimEnd().split('\n').length;
      if (lines >= warnFrom) found.push({ file: relative(base, path), lines });
    }
  };
  for (const folder of folders) if (existsSync(join(base, folder))) visit(join(base, folder));
  return found.sort((a, b) => b.lines - a.lines);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const long = longFiles(root);
  for (const { file, lines } of long) {
    process.stdout.write(`${lines > failPast ? 'too long' : 'long'}: ${file} has ${lines} lines\n`);
  }
  process.exitCode = long.some(({ lines }) => lines > failPast) ? 1 : 0;
}
