import { resolve } from 'node:path';

/** The project folder among a start's arguments: the first that names one; null = none. */
export function projectArgument(args: readonly string[], workingFolder: string): string | null {
  const named = args.find((arg) => !arg.startsWith('-') && /\.ekonte[\\/]?$/i.test(arg));
  return named === undefined ? null : resolve(workingFolder, named);
}
