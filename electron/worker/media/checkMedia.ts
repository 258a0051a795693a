import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Document } from '@shared/document/document';
import type { Media } from '@shared/document/records';
import { byteText } from '@shared/media/byteText';
import type { Database } from 'better-sqlite3';
import { journaledFiles } from './importJournal';
import type { MachineFiles } from './machineFiles';
import { MediaPlaces } from './mediaPlaces';
import { allReferred, referredFiles } from './referredFiles';

export interface MediaProblem {
  readonly code: 'mediaMissing' | 'mediaChanged' | 'mediaOrphan' | 'versionUnreadable';
  readonly recordId: string | null;
  readonly message: string;
}

const filesPerTurn = 500;
/** Named one by one; a folder that was filled by something else may have thousands. */
const orphansNamed = 50;
/** A take or an import may be about to be committed. */
const restMs = 60_000;

/** What is wrong with the files of media, and which files in media/ nothing refers to. Changes nothing. */
export async function checkMedia(
  folder: string,
  document: Document,
  handle: Database,
  machine: Pick<MachineFiles, 'rootPlace'>,
): Promise<MediaProblem[]> {
  const places = new MediaPlaces(folder, document, machine);
  const problems: MediaProblem[] = [];
  for (const [index, media] of document.list('media').entries()) {
    problems.push(...checkFile(media, places.pathOf(media)));
    if (index % filesPerTurn === 0) await nextTurn();
  }
  // First: what is committed meanwhile is in one of the two.
  const journaled = await journaledFiles(join(folder, 'media'));
  const referred = await referredFiles(handle, folder);
  for (const name of referred.unreadable) {
    const message = `The version "${name}" cannot be read; files that only it needs are not known.`;
    problems.push({ code: 'versionUnreadable', recordId: null, message });
  }
  return [...problems, ...findOrphans(folder, new Set([...allReferred(referred), ...journaled]))];
}

function checkFile(media: Media, path: string | undefined): MediaProblem[] {
  const problem = (code: MediaProblem['code'], words: string): MediaProblem[] => [
    { code, recordId: media.id, message: `The file of "${media.name}" ${words}` },
  ];
  if (path === undefined)
    return problem(
      'mediaMissing',
      `is not known here: its media folder has no place on this computer (${media.storage.path})`,
    );
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) return problem('mediaMissing', `is missing: ${path}`);
    if (!stats.isFile()) return problem('mediaMissing', `is no file: ${path}`);
    if (stats.size !== media.byteSize)
      return problem('mediaChanged', `has ${stats.size} bytes in place of ${media.byteSize}: ${path}`);
    return [];
  } catch {
    return problem('mediaMissing', `cannot be read: ${path}`);
  }
}

/**
 * Copies that no record, no edit of the history, and no version refers to, and what is no copy at all.
 * @param known paths that are none; what the journal of a killed import names goes with the next opening
 */
function findOrphans(folder: string, known: ReadonlySet<string>): MediaProblem[] {
  const found: { readonly path: string; readonly byteSize: number }[] = [];
  for (const group of entriesOf(join(folder, 'media'))) {
    // Hidden files are an import's own; it sweeps them itself.
    if (group.name.startsWith('.')) continue;
    const names = group.isDirectory()
      ? entriesOf(join(folder, 'media', group.name)).map(({ name }) => `media/${group.name}/${name}`)
      : [`media/${group.name}`];
    for (const path of names) {
      if (known.has(path)) continue;
      const stats = statSync(join(folder, path), { throwIfNoEntry: false });
      if (stats && Date.now() - stats.mtimeMs > restMs) found.push({ path, byteSize: stats.size });
    }
  }
  const named = found.slice(0, orphansNamed).map(({ path, byteSize }): MediaProblem => {
    const message = `Nothing refers to ${path} (${byteText(byteSize)}). Clean Up Media puts it away.`;
    return { code: 'mediaOrphan', recordId: null, message };
  });
  if (found.length <= orphansNamed) return named;
  const message = `Nothing refers to ${found.length - orphansNamed} more files in media.`;
  return [...named, { code: 'mediaOrphan', recordId: null, message }];
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
