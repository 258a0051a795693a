import { basename, dirname } from 'node:path';
import { CodedError } from '@shared/rpc/result';

/** What the file system said, in words a person can act on. Errors of ours pass through. */
export function fileErrorOf(error: unknown, path: string): Error {
  if (error instanceof CodedError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const folder = dirname(path);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new CodedError('diskFull', `The disk of "${folder}" is full. Make room there and try again.`);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new CodedError(
        'readOnly',
        `"${basename(path)}" cannot be written: no permission in "${folder}".`,
      );
    case 'ENOENT':
    case 'ENOTDIR':
      return new CodedError('notFound', `The folder "${folder}" is not there.`);
    case 'EISDIR':
      return new CodedError('badRequest', `"${path}" is a folder.`);
    case 'EFBIG':
      return new CodedError('tooLarge', `The disk of "${folder}" cannot hold a file of that size.`);
    default:
      return error instanceof Error ? error : new Error(String(error));
  }
}
