import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where package managers put it; programs with a window are not always told of these. */
const usualFolders: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['/opt/homebrew/bin', '/usr/local/bin', '/opt/local/bin'],
  linux: ['/usr/local/bin', '/usr/bin', '/snap/bin'],
};

/**
 * The FFmpeg of this machine: the one that EKONTE_FFMPEG names ("none" = none is to be used), else the first on the path.
 * @returns null when there is none
 */
export function findFfmpeg(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string | null {
  const named = env.EKONTE_FFMPEG;
  if (named === 'none') return null;
  if (named) return isProgram(named) ? named : null;
  const name = platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  const folders = [...(env.PATH ?? '').split(delimiter), ...(usualFolders[platform] ?? [])];
  return (
    folders
      .filter((folder) => folder !== '')
      .map((folder) => join(folder, name))
      .find(isProgram) ?? null
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
