import type { ErrorCode } from '@shared/rpc/result';

/** Why an archive is not made or not taken, in words for a person. Crosses from the thread by its two parts. */
export class ArchiveProblem extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = 'ArchiveProblem';
    this.code = code;
  }
}

export function cancelledProblem(): ArchiveProblem {
  return new ArchiveProblem('cancelled', 'It was cancelled. Nothing was written.');
}

export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** What the disk said that is written to. `folder`: where, for the words. */
export function writingProblem(error: unknown, folder: string): Error {
  if (error instanceof ArchiveProblem) return error;
  switch (errnoOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
      return new ArchiveProblem(
        'diskFull',
        `The disk of "${folder}" is full. Nothing was kept there. Make room, or choose another disk.`,
      );
    case 'EFBIG':
      return new ArchiveProblem(
        'tooLarge',
        `The disk of "${folder}" cannot hold a file of that size (a FAT disk ends at 4 GB). Choose another disk.`,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new ArchiveProblem('readOnly', `"${folder}" cannot be written to. Choose another place.`);
    case 'ENOENT':
    case 'ENOTDIR':
      return new ArchiveProblem('notFound', `The folder "${folder}" is not there any more.`);
    case 'EIO':
      return new ArchiveProblem('unreadable', `The disk of "${folder}" reports an error.`);
    default:
      return error instanceof Error ? error : new Error(String(error));
  }
}

/** What the disk said that is read from. `name`: what the person calls the file. */
export function readingProblem(error: unknown, name: string): Error {
  if (error instanceof ArchiveProblem) return error;
  const code = errnoOf(error);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new ArchiveProblem('notFound', `"${name}" is not there any more.`);
    case 'EACCES':
    case 'EPERM':
      return new ArchiveProblem('unreadable', `"${name}" cannot be read: you have no permission for it.`);
    case '':
      return error instanceof Error ? error : new Error(String(error));
    default:
      return new ArchiveProblem('unreadable', `"${name}" cannot be read (${code}). Is its disk connected?`);
  }
}
