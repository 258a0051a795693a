import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { LibraryDatabase } from '../worker/libraryDatabase';
import { type MachineFiles, TransientMachineFiles } from '../worker/media/machineFiles';
import type { CliWorld } from './cliContext';

/** Where the window keeps its library: Electron's folder for the program's data. */
export function libraryFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (env.EKONTE_USER_DATA) return env.EKONTE_USER_DATA;
  const home = homedir();
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Ekonte');
    case 'win32':
      return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Ekonte');
    default:
      return join(env.XDG_CONFIG_HOME || join(home, '.config'), 'Ekonte');
  }
}

/**
 * With what the window's library knows of this machine's files and media folders. Where there is no library, none is made:
 * nothing is known then, and nothing is kept.
 */
export async function withMachine<T>(
  { libraryFolder: folder }: CliWorld,
  work: (machine: MachineFiles) => Promise<T>,
): Promise<T> {
  const library = folder ? openIfThere(folder) : undefined;
  try {
    return await work(library?.files ?? new TransientMachineFiles());
  } finally {
    library?.close();
  }
}

/** A library that cannot be opened is not what the command is about. */
export function openIfThere(folder: string): LibraryDatabase | undefined {
  if (!existsSync(join(folder, 'library.db'))) return undefined;
  try {
    return new LibraryDatabase(folder);
  } catch {
    return undefined;
  }
}
