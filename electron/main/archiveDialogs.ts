import { access, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { app, type BrowserWindow, dialog, type FileFilter } from 'electron';
import { safeFileName, withProjectEnding } from './fileNames';
import { projectsFolder } from './places';

const archives: FileFilter = { name: 'Packed Ekonte project', extensions: ['ekontez'] };

/** Where to pack the project to: beside it unless said otherwise. `replace`: the dialog has asked about an older file. */
export async function askArchivePath(
  window: BrowserWindow,
  projectPath: string,
): Promise<{ readonly path: string; readonly replace: boolean } | null> {
  const name = safeFileName(basename(projectPath).replace(/\.ekonte$/i, ''), app.getName());
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Pack Project as One File',
    buttonLabel: 'Pack',
    defaultPath: join(dirname(projectPath), `${name}.ekontez`),
    filters: [archives],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (canceled || filePath === '') return null;
  // With an ending added here it is another file than the one that was asked about.
  return filePath.toLowerCase().endsWith('.ekontez')
    ? { path: filePath, replace: true }
    : { path: `${filePath}.ekontez`, replace: false };
}

/** A packed project to open. */
export async function askArchive(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open Packed Project',
    buttonLabel: 'Next',
    defaultPath: projectsFolder(),
    filters: [archives, { name: 'All files', extensions: ['*'] }],
    properties: ['openFile'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Where to unpack a project to: among the projects unless said otherwise. */
export async function askUnpackPath(window: BrowserWindow, archivePath: string): Promise<string | null> {
  const folder = projectsFolder();
  await mkdir(folder, { recursive: true }).catch(() => undefined);
  const name = safeFileName(basename(archivePath).replace(/\.[^.]*$/, ''));
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: `Unpack ${basename(archivePath)} As`,
    buttonLabel: 'Unpack',
    defaultPath: join(folder, await freeName(folder, name)),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? null : withProjectEnding(filePath);
}

/** "Film.ekonte", or "Film 2.ekonte" where that is taken: unpacking never replaces a project. */
async function freeName(folder: string, name: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const candidate = withProjectEnding(count === 1 ? name : `${name} ${count}`);
    const isTaken = await access(join(folder, candidate)).then(
      () => true,
      () => false,
    );
    if (!isTaken) return candidate;
  }
}
