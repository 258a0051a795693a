import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import { limits } from './limits';
import { sourceErrorOf } from './sourceError';

/** A file to import, or why one that was named cannot be. */
export type Candidate =
  | { readonly path: string; readonly name: string; readonly byteSize: number }
  | { readonly path: string; readonly name: string; readonly error: CodedError };

/** Numbers by their value: frame2 before frame10. The same on every machine, whatever its language. */
const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Files that systems put into folders and nobody means to import. */
const systemFiles = new Set(['thumbs.db', 'desktop.ini']);
const isHidden = (name: string): boolean => name.startsWith('.') || systemFiles.has(name.toLowerCase());

export function naturalOrder(a: { readonly path: string }, b: { readonly path: string }): number {
  return natural.compare(a.path, b.path) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}

/**
 * The files meant by the paths of a drop or a dialog: files as they are, folders one level deep. In natural order of
 * their names, since file managers give them in any. Never throws: what cannot be read is a candidate with an error.
 */
export async function walkPaths(
  paths: readonly string[],
  limit: number = limits.files,
): Promise<Candidate[]> {
  const found = new Map<string, Candidate>();
  for (const path of [...new Set(paths)]) {
    for (const candidate of await expand(path)) {
      if (!found.has(candidate.path)) found.set(candidate.path, candidate);
    }
  }
  const sorted = [...found.values()].sort(naturalOrder);
  if (sorted.length <= limit) return sorted;
  const surplus = sorted.length - limit;
  const message = `${surplus.toLocaleString('en-US')} files were left out: one import takes ${limit.toLocaleString('en-US')}. Import them in a second go.`;
  return [
    ...sorted.slice(0, limit),
    { path: '', name: `${surplus} more files`, error: new CodedError('tooLarge', message) },
  ];
}

async function expand(path: string): Promise<Candidate[]> {
  const name = basename(path) || path;
  const candidate = await inspect(path, name);
  if (candidate !== 'folder') return [candidate];
  let entries: string[];
  try {
    entries = await readdir(path);
  } catch (error) {
    return [{ path, name, error: folderError(error, name) }];
  }
  const inside: Candidate[] = [];
  for (const entry of entries) {
    if (isHidden(entry)) continue;
    const child = await inspect(join(path, entry), entry);
    if (child !== 'folder') inside.push(child);
  }
  if (inside.length > 0) return inside;
  const message = `There are no files in the folder "${name}". Folders inside it are not opened.`;
  return [{ path, name, error: new CodedError('notFound', message) }];
}

async function inspect(path: string, name: string): Promise<Candidate | 'folder'> {
  try {
    const facts = await stat(path);
    if (facts.isDirectory()) return 'folder';
    // Opening a pipe or a device could wait for ever.
    if (!facts.isFile()) throw new CodedError('unsupported', `"${name}" is no ordinary file.`);
    if (facts.size === 0) throw new CodedError('unreadable', `"${name}" is empty (0 bytes).`);
    return { path, name, byteSize: facts.size };
  } catch (error) {
    return { path, name, error: sourceErrorOf(error, name) };
  }
}

function folderError(error: unknown, name: string): CodedError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM') {
    return new CodedError(
      'unreadable',
      `The folder "${name}" cannot be read: you have no permission for it.`,
    );
  }
  return sourceErrorOf(error, name);
}
