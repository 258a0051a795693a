import { basename } from 'node:path';
import { CodedError } from '@shared/rpc/result';
import { limits } from './limits';
import type { MediaThreads } from './mediaThreads';
import { sourceErrorOf } from './sourceError';
import { type FileFacts, isFacts, type PathFacts } from './thread/fileFacts.ts';

/** A file to import, or why one that was named cannot be. */
export type Candidate =
  | { readonly path: string; readonly name: string; readonly facts: FileFacts }
  | { readonly path: string; readonly name: string; readonly error: CodedError };

export interface WalkOptions {
  readonly threads: MediaThreads;
  readonly signal?: AbortSignal;
  /** Hears how many files have been found, while folders are looked through. */
  readonly onFound?: (files: number) => void;
  readonly limit?: number;
}

/** Numbers by their value: frame2 before frame10. The same on every machine, whatever its language. */
const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** A project is no folder of media: its copies bear no names. */
const skipEndings = ['.ekonte'];

export function naturalOrder(a: { readonly path: string }, b: { readonly path: string }): number {
  return natural.compare(a.path, b.path) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}

/**
 * The files meant by the paths of a drop or a dialog: files as they are, folders with all that is below them. In natural
 * order of their names, since file managers give them in any. What cannot be read is a candidate with an error.
 * @throws CodedError `cancelled`
 */
export async function walkPaths(paths: readonly string[], options: WalkOptions): Promise<Candidate[]> {
  const { threads, signal, limit = limits.files } = options;
  const named = [...new Set(paths)];
  const given = await threads.run({ kind: 'facts', paths: named }, { name: 'files', signal });
  const found = new Map<string, Candidate>();
  let surplus = 0;
  for (const [index, path] of named.entries()) {
    const name = basename(path) || path;
    const facts = given[index] ?? 'missing';
    if (facts !== 'folder') {
      if (!found.has(path)) found.set(path, candidateOf(path, name, facts));
      continue;
    }
    const tree = await treeOf(path, name, found.size, options);
    for (const candidate of tree.candidates)
      if (!found.has(candidate.path)) found.set(candidate.path, candidate);
    if (tree.isCut) surplus = 1;
  }
  const sorted = [...found.values()].sort(naturalOrder);
  surplus = Math.max(surplus, sorted.length - limit);
  if (surplus <= 0) return sorted;
  const message = `One import takes ${limit.toLocaleString('en-US')} files: the others were left out. Import them in a second go.`;
  return [
    ...sorted.slice(0, limit),
    { path: '', name: 'more files', error: new CodedError('tooLarge', message) },
  ];
}

async function treeOf(
  folder: string,
  name: string,
  before: number,
  { threads, signal, onFound, limit = limits.files }: WalkOptions,
): Promise<{ readonly candidates: readonly Candidate[]; readonly isCut: boolean }> {
  const task = { kind: 'tree', folder, limit, wanted: null, skipEndings } as const;
  const onProgress = (files: number): void => onFound?.(before + files);
  const { files, failures, isCut } = await threads.run(task, { name, signal, onProgress });
  const candidates = [
    ...files.map((file) => candidateOf(file.path, file.name, file.facts)),
    ...failures.map(({ path, errno }): Candidate => {
      const inner = basename(path) || path;
      return { path, name: inner, error: folderError(errno, inner) };
    }),
  ];
  if (candidates.length > 0) return { candidates, isCut };
  const message = `There are no files in the folder "${name}".`;
  return { candidates: [{ path: folder, name, error: new CodedError('notFound', message) }], isCut };
}

function candidateOf(path: string, name: string, found: PathFacts): Candidate {
  const failed = (error: CodedError): Candidate => ({ path, name, error });
  if (isFacts(found)) {
    if (found.byteSize > 0) return { path, name, facts: found };
    return failed(new CodedError('unreadable', `"${name}" is empty (0 bytes).`));
  }
  if (found === 'special') return failed(new CodedError('unsupported', `"${name}" is no ordinary file.`));
  const code = typeof found === 'object' ? found.errno : 'ENOENT';
  return failed(sourceErrorOf(Object.assign(new Error(code), { code }), name));
}

function folderError(errno: string, name: string): CodedError {
  if (errno === 'EACCES' || errno === 'EPERM') {
    return new CodedError(
      'unreadable',
      `The folder "${name}" cannot be read: you have no permission for it.`,
    );
  }
  return sourceErrorOf(Object.assign(new Error(errno), { code: errno }), name);
}
