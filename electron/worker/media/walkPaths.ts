import { CodedError } from '@shared/rpc/result';
import { limits } from './limits';
import type { MediaThreads } from './mediaThreads';
import { sourceErrorOf } from './sourceError';
import { type FileFacts, isFacts } from './thread/fileFacts.ts';
import type { WalkedPath } from './thread/walk.ts';

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

/** A project is no folder of media: its copies bear no names. */
const skipEndings = ['.ekonte'];
/** Long folders on slow servers. */
const walkLimitMs = 300_000;

/**
 * The files meant by the paths of a drop or a dialog: files as they are, folders with all that is below them. In natural
 * order of their names. What cannot be read is a candidate with an error.
 * @throws CodedError `cancelled`
 */
export async function walkPaths(
  paths: readonly string[],
  { threads, signal, onFound, limit = limits.files }: WalkOptions,
): Promise<Candidate[]> {
  const { items, isCut } = await threads.run(
    { kind: 'walk', paths, limit, skipEndings },
    { name: 'files', signal, timeoutMs: walkLimitMs, onProgress: onFound },
  );
  const candidates = items.map(candidateOf);
  if (!isCut) return candidates;
  const message = `One import takes ${limit.toLocaleString('en-US')} files: the others were left out. Import them in a second go.`;
  return [...candidates, { path: '', name: 'more files', error: new CodedError('tooLarge', message) }];
}

function candidateOf({ path, name, found, isFolder }: WalkedPath): Candidate {
  const failed = (error: CodedError): Candidate => ({ path, name, error });
  if (isFacts(found)) {
    if (found.byteSize > 0) return { path, name, facts: found };
    return failed(new CodedError('unreadable', `"${name}" is empty (0 bytes).`));
  }
  if (found === 'folder')
    return failed(new CodedError('notFound', `There are no files in the folder "${name}".`));
  if (found === 'special') return failed(new CodedError('unsupported', `"${name}" is no ordinary file.`));
  const code = typeof found === 'object' ? found.errno : 'ENOENT';
  if (isFolder && (code === 'EACCES' || code === 'EPERM'))
    return failed(
      new CodedError('unreadable', `The folder "${name}" cannot be read: you have no permission for it.`),
    );
  return failed(sourceErrorOf(Object.assign(new Error(code), { code }), name));
}
