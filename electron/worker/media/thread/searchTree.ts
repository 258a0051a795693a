import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf, type FileFacts, factsOf } from './fileFacts.ts';

/** Files that systems put into folders and nobody means. */
const systemFiles = new Set(['thumbs.db', 'desktop.ini']);
const isHidden = (name: string): boolean => name.startsWith('.') || systemFiles.has(name.toLowerCase());

/** A camera card has five levels; a link that leads round in circles has none. */
const maxDepth = 32;

export interface FoundFile {
  readonly path: string;
  readonly name: string;
  readonly facts: FileFacts;
}

export interface FolderFailure {
  readonly path: string;
  readonly errno: string;
}

export interface TreeListing {
  readonly files: readonly FoundFile[];
  /** Folders that could not be read. */
  readonly failures: readonly FolderFailure[];
  /** There were more than the limit. */
  readonly isCut: boolean;
  readonly filesSeen: number;
}

export interface TreeOptions {
  /** Files to list at most. */
  readonly limit: number;
  /** null = every file; else those that have one of the sizes, or one of the names (lower case). */
  readonly wanted: { readonly sizes: ReadonlySet<number>; readonly names: ReadonlySet<string> } | null;
  /** Names of folders that are not opened, lower case. */
  readonly skipEndings: readonly string[];
  readonly onSeen: (filesSeen: number) => void;
}

/**
 * The files of a folder and all below it. Hidden files are passed over; each folder is opened once, however many links
 * lead to it. Blocks its thread.
 */
export function listTree(folder: string, options: TreeOptions): TreeListing {
  const files: FoundFile[] = [];
  const failures: FolderFailure[] = [];
  const opened = new Set<string>();
  let filesSeen = 0;
  let isCut = false;
  let toldAt = 0;
  const visit = (path: string, depth: number): void => {
    if (isCut || depth > maxDepth) return;
    let entries: Dirent[];
    try {
      const real = realpathSync(path);
      if (opened.has(real)) return;
      opened.add(real);
      entries = readdirSync(path, { withFileTypes: true });
    } catch (error) {
      failures.push({ path, errno: errnoOf(error) });
      return;
    }
    for (const entry of entries) {
      if (isHidden(entry.name)) continue;
      const child = join(path, entry.name);
      const kind = kindOf(entry, child);
      if (kind === 'folder') {
        const lower = entry.name.toLowerCase();
        if (!options.skipEndings.some((ending) => lower.endsWith(ending))) visit(child, depth + 1);
      }
      if (kind !== 'file') continue;
      filesSeen += 1;
      const now = performance.now();
      if (now - toldAt > 50) {
        toldAt = now;
        options.onSeen(filesSeen);
      }
      const facts = isWanted(entry.name, child, options.wanted);
      if (!facts) continue;
      if (files.length >= options.limit) {
        isCut = true;
        return;
      }
      files.push({ path: child, name: entry.name, facts });
    }
  };
  visit(folder, 0);
  return { files, failures, isCut, filesSeen };
}

function kindOf(entry: Dirent, path: string): 'file' | 'folder' | 'other' {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (!entry.isSymbolicLink()) return 'other';
  try {
    const stats = statSync(path);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
  } catch {
    return 'other';
  }
}

function isWanted(name: string, path: string, wanted: TreeOptions['wanted']): FileFacts | undefined {
  try {
    const facts = factsOf(statSync(path, { bigint: true }));
    if (!wanted || wanted.sizes.has(facts.byteSize) || wanted.names.has(name.normalize('NFC').toLowerCase()))
      return facts;
    return undefined;
  } catch {
    return undefined;
  }
}
