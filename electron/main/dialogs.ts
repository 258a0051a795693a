import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  cutEndings,
  pictureEndings,
  scriptEndings,
  soundEndings,
  videoEndings,
} from '@shared/media/fileEndings';
import type { ImportTarget } from '@shared/rpc/table';
import { app, type BrowserWindow, dialog, type FileFilter } from 'electron';
import { safeFileName, withProjectEnding } from './fileNames';
import { projectsFolder } from './places';

const pictures: FileFilter = { name: 'Pictures', extensions: [...pictureEndings] };
const videos: FileFilter = { name: 'Video', extensions: [...videoEndings] };
const sounds: FileFilter = { name: 'Sound', extensions: [...soundEndings] };
/** The settings stand for a project of several scenes. */
const storyboards: FileFilter = { name: 'Storyboarder', extensions: ['storyboarder', 'settings'] };

/** Where to make a project. null = the person closed the dialog. */
export async function askNewProjectPath(window: BrowserWindow, name: string): Promise<string | null> {
  const folder = projectsFolder();
  // The dialog begins in this folder only if it is there; where it cannot be made, it begins elsewhere.
  await mkdir(folder, { recursive: true }).catch(() => undefined);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'New Project',
    buttonLabel: 'Create',
    defaultPath: join(folder, withProjectEnding(safeFileName(name))),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? null : withProjectEnding(filePath);
}

/** Where to make a copy of a project; `suggestion`: a free place. null = the person closed the dialog. */
export async function askCopyPath(window: BrowserWindow, suggestion: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Save a Copy',
    buttonLabel: 'Save Copy',
    defaultPath: suggestion,
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? null : withProjectEnding(filePath);
}

/** Whether edits that could not be saved may be lost. Escape keeps them. */
export async function askDiscard(window: BrowserWindow, count: number): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: 'Ekonte',
    message: count === 1 ? 'One edit is not saved.' : `${count} edits are not saved.`,
    detail: 'They will be lost. Everything before them is on the disk.',
    buttons: ['Keep Open', count === 1 ? 'Discard the Edit' : 'Discard the Edits'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}

export async function askProjectFolder(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open Project',
    message: 'Choose a project folder (its name ends in .ekonte) or a packed project (.ekontez).',
    defaultPath: projectsFolder(),
    // Only on a Mac can one dialog show both folders and files; elsewhere packed projects have a dialog of their own.
    properties:
      process.platform === 'darwin'
        ? ['openDirectory', 'openFile', 'treatPackageAsDirectory']
        : ['openDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Files to import, of the kinds that make sense where they go; empty = the person closed the dialog. */
export async function askImportFiles(
  window: BrowserWindow,
  target: ImportTarget,
  isLink: boolean,
): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: isLink ? 'Import by Link' : 'Import',
    buttonLabel: isLink ? 'Link' : 'Import',
    filters: filtersFor(target),
    properties: target.as === 'line' ? ['openFile'] : ['openFile', 'multiSelections'],
  });
  return canceled ? [] : filePaths;
}

/** Scenes of Storyboarder; empty = the person closed the dialog. */
export async function askStoryboards(window: BrowserWindow): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Import from Storyboarder',
    message: 'Choose scenes (.storyboarder), or storyboards/storyboard.settings for all scenes of a project.',
    buttonLabel: 'Import',
    filters: [storyboards],
    properties: ['openFile', 'multiSelections'],
  });
  return canceled ? [] : filePaths;
}

/** Any folder. null = the person closed the dialog. */
export async function askFolder(
  window: BrowserWindow,
  title: string,
  buttonLabel: string,
): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    buttonLabel,
    properties: ['openDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** The file of one media. null = the person closed the dialog. */
export async function askMediaFile(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Locate the File',
    buttonLabel: 'Choose',
    filters: withAll('Pictures, video and sound', [pictures, videos, sounds]),
    properties: ['openFile'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** A screenplay. null = the person closed the dialog. */
export async function askScriptFile(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Import Script',
    buttonLabel: 'Open',
    filters: [
      { name: 'Screenplays', extensions: [...scriptEndings] },
      { name: 'All files', extensions: ['*'] },
    ],
    properties: ['openFile'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** A cut that comes back from an editing program. null = the person closed the dialog. */
export async function askCutFile(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Read a Cut Back',
    buttonLabel: 'Open',
    filters: [
      { name: 'Cuts', extensions: [...cutEndings] },
      { name: 'All files', extensions: ['*'] },
    ],
    properties: ['openFile'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

function filtersFor(target: ImportTarget): FileFilter[] {
  switch (target.as) {
    case 'sound':
      return withAll('Sound and video', [sounds, videos]);
    case 'line':
      return [sounds];
    case 'reference':
    case 'element':
      return [pictures];
    case 'layers':
      return withAll('Pictures and video', [pictures, videos]);
    case 'shots':
      return withAll('Pictures, video and storyboards', [pictures, videos, storyboards]);
    case 'media':
      return withAll('Pictures, video, sound and storyboards', [pictures, videos, sounds, storyboards]);
  }
}

function withAll(name: string, filters: FileFilter[]): FileFilter[] {
  return [{ name, extensions: filters.flatMap(({ extensions }) => extensions) }, ...filters];
}

/** A kind of file that goes out of the project. */
export interface OutgoingFile {
  /** Of the dialog. */
  readonly title: string;
  /** Of the file, without its ending. */
  readonly name: string;
  /** Without its dot. */
  readonly extension: string;
  /** "H.264 film". */
  readonly kind: string;
}

/** Where to write it: beside its project unless said otherwise. The system asks before a file is replaced. */
export async function askOutgoingPath(
  window: BrowserWindow,
  { title, name, extension, kind }: OutgoingFile,
  projectPath: string,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    buttonLabel: 'Export',
    defaultPath: join(dirname(projectPath), `${safeFileName(name, app.getName())}.${extension}`),
    filters: [{ name: kind, extensions: [extension] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (canceled || filePath === '') return null;
  return filePath.toLowerCase().endsWith(`.${extension}`) ? filePath : `${filePath}.${extension}`;
}

/** Where to write pictures: beside the project unless said otherwise. null = the person closed the dialog. */
export async function askPictureFolder(window: BrowserWindow, projectPath: string): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Save Pictures',
    message: 'Choose a folder for the pictures.',
    buttonLabel: 'Save Here',
    defaultPath: dirname(projectPath),
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** What to do with files that pictures would replace. Escape writes nothing. */
export async function askReplacePictures(
  window: BrowserWindow,
  present: readonly string[],
): Promise<'replace' | 'beside' | null> {
  const [first = ''] = present;
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: 'Ekonte',
    message:
      present.length === 1
        ? `A file named "${first}" is there already.`
        : `${present.length} files of these names are there already, as "${first}".`,
    detail: 'Keep Both writes the new pictures beside them, as "name (2)".',
    buttons: ['Cancel', 'Keep Both', 'Replace'],
    defaultId: 1,
    cancelId: 0,
  });
  return response === 2 ? 'replace' : response === 1 ? 'beside' : null;
}

/** A program to run as a generator. null = the person closed the dialog. */
export async function askProgram(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Choose Program',
    message: 'Choose the program that makes clips or pictures, or the one that runs it (as python or node).',
    buttonLabel: 'Choose',
    filters:
      process.platform === 'win32'
        ? [
            { name: 'Programs', extensions: ['exe', 'com'] },
            { name: 'All files', extensions: ['*'] },
          ]
        : [],
    properties: ['openFile'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}
