import { watch } from 'node:fs';
import { watchBegins } from './task.ts';

/** Programs write a file in many pieces; each would be told of. */
const quietMs = 200;

/**
 * Tells of changes in folders, not in those below them, for as long as its thread lives. A folder that cannot be watched
 * (many network drives) is left out.
 * @param onChange hears the folder's place in the list, and `watchBegins` once
 */
export function watchFolders(folders: readonly string[], onChange: (index: number) => void): void {
  for (const [index, folder] of folders.entries()) {
    let timer: NodeJS.Timeout | undefined;
    const tell = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => onChange(index), quietMs);
    };
    try {
      watch(folder, tell).on('error', tell);
    } catch {
      // It is looked at from time to time all the same.
    }
  }
  onChange(watchBegins);
}
