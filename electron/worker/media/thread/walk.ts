import { basename } from 'node:path';
import { lookAt, type PathFacts } from './fileFacts.ts';
import { listTree } from './searchTree.ts';

export interface WalkOptions {
  readonly paths: readonly string[];
  /** Files to name at most. */
  readonly limit: number;
  /** Folders whose names end so, in lower case, are not opened. */
  readonly skipEndings: readonly string[];
}

export interface WalkedPath {
  readonly path: string;
  readonly name: string;
  /** `folder`: there are no files in it. */
  readonly found: PathFacts;
  /** What could not be read is a folder, not a file. */
  readonly isFolder?: true;
}

export interface WalkedPaths {
  readonly items: readonly WalkedPath[];
  /** There were more than the limit. */
  readonly isCut: boolean;
}

/** Numbers by their value: frame2 before frame10. The same on every machine, whatever its language. */
const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function naturalOrder(a: { readonly path: string }, b: { readonly path: string }): number {
  return natural.compare(a.path, b.path) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}

/** File managers give the files of a drop in any order; each is named once. Blocks its thread. */
export function walk(
  { paths, limit, skipEndings }: WalkOptions,
  onSeen: (files: number) => void,
): WalkedPaths {
  const items = new Map<string, WalkedPath>();
  const named = [...new Set(paths)];
  let isCut = false;
  for (const [index, found] of lookAt(named).entries()) {
    const path = named[index] ?? '';
    const name = basename(path) || path;
    if (found !== 'folder') {
      if (!items.has(path)) items.set(path, { path, name, found });
      continue;
    }
    const before = items.size;
    const tree = listTree(path, {
      limit,
      wanted: null,
      skipEndings,
      onSeen: (files) => onSeen(before + files),
    });
    for (const file of tree.files)
      if (!items.has(file.path))
        items.set(file.path, { path: file.path, name: file.name, found: file.facts });
    for (const failure of tree.failures) {
      const found = { errno: failure.errno };
      items.set(failure.path, {
        path: failure.path,
        name: basename(failure.path) || failure.path,
        found,
        isFolder: true,
      });
    }
    if (tree.files.length + tree.failures.length === 0) items.set(path, { path, name, found });
    isCut ||= tree.isCut;
  }
  const sorted = [...items.values()].sort(naturalOrder);
  return { items: sorted.slice(0, limit), isCut: isCut || sorted.length > limit };
}
