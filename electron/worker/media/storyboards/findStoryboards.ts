import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { maxStoryboardScenes } from '@shared/storyboarder/storyboardImport';
import { realPathBelow } from '../storeFile';

/** Scenes of Wonder Unit Storyboarder among the paths of an import. */
export interface FoundStoryboards {
  /** What the history calls it. */
  readonly name: string;
  /** `.storyboarder` files in natural order. */
  readonly scenes: readonly string[];
  /** Screenplays beside them: of a project of several scenes there is one. */
  readonly scripts: readonly string[];
  /** Paths that are something else. */
  readonly others: readonly string[];
}

const sceneEnding = /\.storyboarder$/i;
const scriptEnding = /\.(fountain|fdx)$/i;
const settingsName = 'storyboard.settings';
const scenesFolder = 'storyboards';

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * Scene files, and projects by their folder or by their `storyboards/storyboard.settings`.
 * @returns null when there are none: what else was named is media
 */
export async function findStoryboards(paths: readonly string[]): Promise<FoundStoryboards | null> {
  const scenes: string[] = [];
  const scripts: string[] = [];
  const others: string[] = [];
  let name = '';
  for (const path of new Set(paths)) {
    // Once a path: there may be thousands, most of them pictures.
    const facts = await stat(path).catch(() => undefined);
    const project = await projectFolderOf(path, facts);
    const found = project ? await scenesOfProject(project) : await scenesAt(path, facts);
    if (found.length === 0) others.push(path);
    else {
      name ||= basename(project ?? path);
      scenes.push(...found);
    }
    if (project && found.length > 0) scripts.push(...(await scriptsOfProject(project)));
  }
  if (scenes.length === 0) return null;
  return { name, scenes: [...new Set(scenes)].slice(0, maxStoryboardScenes), scripts, others };
}

async function projectFolderOf(path: string, facts: Stats | undefined): Promise<string | null> {
  const name = basename(path);
  if (name === settingsName) return dirname(dirname(path));
  if (!facts?.isDirectory()) return null;
  if (await isFile(join(path, scenesFolder, settingsName))) return path;
  return name === scenesFolder && (await isFile(join(path, settingsName))) ? dirname(path) : null;
}

async function scenesAt(path: string, facts: Stats | undefined): Promise<readonly string[]> {
  if (sceneEnding.test(path)) return facts?.isFile() ? [path] : [];
  return facts?.isDirectory() ? namesIn(path, sceneEnding) : [];
}

/** The scene file of each folder. A link out of the project is none of its scenes. */
async function scenesOfProject(project: string): Promise<string[]> {
  const folder = join(project, scenesFolder);
  const entries = await readdir(folder).catch(() => []);
  const found: string[] = [];
  for (const entry of entries.sort(natural.compare)) {
    const [first] = await namesIn(join(folder, entry), sceneEnding);
    if (first !== undefined && (await realPathBelow(folder, first)) !== undefined) found.push(first);
  }
  return found;
}

/** A link out of the project is none of its screenplays. */
async function scriptsOfProject(project: string): Promise<string[]> {
  const scripts: string[] = [];
  for (const path of await namesIn(project, scriptEnding))
    if (await realPathBelow(project, path)) scripts.push(path);
  return scripts;
}

async function namesIn(folder: string, ending: RegExp): Promise<string[]> {
  const entries = await readdir(folder).catch(() => []);
  return entries
    .filter((entry) => ending.test(entry) && !entry.startsWith('.'))
    .sort(natural.compare)
    .map((entry) => join(folder, entry));
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  );
