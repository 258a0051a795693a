import { resolve } from 'node:path';

/** The project folder or packed project among a start's arguments: the first that names one; null = none. */
export function projectArgument(args: readonly string[], workingFolder: string): string | null {
  const named = args.find(
    (arg) => !arg.startsWith('-') && (/\.ekonte[\\/]?$/i.test(arg) || isArchivePath(arg)),
  );
  return named === undefined ? null : resolve(workingFolder, named);
}

/** Whether a path that the system, a drop or a dialog hands over names a packed project. */
export function isArchivePath(path: string): boolean {
  return /\.ekontez$/i.test(path);
}
