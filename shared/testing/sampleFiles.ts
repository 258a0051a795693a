import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * A folder of files made by others, which lie beside the checkout and are no part of it: `shared/samples/<name>` next to
 * the repository or to a folder around it. null = not on this machine; tests then say so and pass.
 */
export function sampleFolder(name: string): string | null {
  let folder = dirname(resolve(import.meta.dirname, '../..'));
  for (let level = 0; level < 3; level += 1) {
    const candidate = join(folder, 'shared', 'samples', name);
    if (existsSync(candidate)) return candidate;
    folder = dirname(folder);
  }
  return null;
}

/** Paths of the files in a sample folder, sorted; [] where there is none. */
export function sampleFiles(name: string): string[] {
  const folder = sampleFolder(name);
  if (folder === null) return [];
  return readdirSync(folder)
    .sort()
    .map((file) => join(folder, file));
}
