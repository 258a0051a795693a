import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where a thread's program lies: where it is in the source; in a build an entry of its own beside the others, with shared
 * code one folder deeper.
 * @param here `import.meta.url` of the file that starts it
 * @param source path from there, `./thread/name.ts`
 */
export function threadFile(here: string, source: string): URL {
  if (here.endsWith('.ts')) return new URL(source, here);
  const name = `${basename(source, '.ts')}.js`;
  const beside = new URL(`./${name}`, here);
  return existsSync(fileURLToPath(beside)) ? beside : new URL(`../${name}`, here);
}
