import { CodedError } from '@shared/rpc/result';

/** Why a file that was to be read could not be, in words a person can act on. Errors of ours pass through. */
export function sourceErrorOf(error: unknown, name: string): CodedError {
  if (error instanceof CodedError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new CodedError('notFound', `"${name}" is no longer there: it was moved, renamed or deleted.`);
    case 'EACCES':
    case 'EPERM':
      return new CodedError('unreadable', `"${name}" cannot be read: you have no permission for it.`);
    case 'EIO':
    case 'ENXIO':
      return new CodedError('unreadable', `"${name}" cannot be read: its disk reports an error.`);
    case 'EBUSY':
      return new CodedError(
        'unreadable',
        `"${name}" is held by another program. Close it there and try again.`,
      );
    case 'ELOOP':
      return new CodedError('unreadable', `"${name}" is a link that leads back to itself.`);
    case 'ESTALE':
    case 'EHOSTDOWN':
    case 'ETIMEDOUT':
      return new CodedError('unreadable', `"${name}" cannot be read: its network folder does not answer.`);
    case '':
      // Not the file system's word: a fault of ours, and not to be mistaken for one of the file.
      return new CodedError(
        'internal',
        `"${name}" could not be taken in: ${error instanceof Error ? error.message : String(error)}`,
      );
    default:
      return new CodedError('unreadable', `"${name}" cannot be read (${code}).`);
  }
}

/** The import was called off by the person. */
export function cancelledError(): CodedError {
  return new CodedError('cancelled', 'The import was cancelled. Nothing was added.');
}
