import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cutExtensions, cutFormatNames } from '@shared/interchange/cutSettings';
import type { RpcResult } from '@shared/rpc/result';
import { shell, systemPreferences } from 'electron';
import { showApplicationMenu } from './applicationMenu';
import { archiveHandlers, openOrOffer } from './archiveHandlers';
import {
  askCopyPath,
  askDiscard,
  askFolder,
  askImportFiles,
  askMediaFile,
  askNewProjectPath,
  askOutgoingPath,
  askProgram,
  askProjectFolder,
  askStoryboards,
} from './dialogs';
import { fail, type Handlers, ok, openInWindow } from './handlerContext';
import { keyHandlers } from './keyHandlers';
import { notify } from './notifications';
import { assetsFolder, projectsFolder } from './places';
import type { Opening } from './projectWindow';
import { rescueHandlers } from './rescueHandlers';
import { scriptHandlers } from './scriptHandlers';
import { microphoneGrants } from './security';
import { stillHandlers } from './stillHandlers';
import { systemUserName } from './systemUser';

const noProject = fail('noProject', 'No project is open.');
const listFiles = {
  csv: { title: 'Export Shot List', name: 'shot list', kind: 'Table' },
  srt: { title: 'Export Subtitles', name: '', kind: 'SubRip subtitles' },
  vtt: { title: 'Export Subtitles', name: '', kind: 'WebVTT subtitles' },
} as const;
const sampleName = 'The Lighthouse.ekonte';

/** The answers of the main process, one for each of its channels: a missing one does not compile. */
export const mainHandlers: Handlers = {
  ...rescueHandlers,
  ...archiveHandlers,
  ...keyHandlers,
  ...stillHandlers,
  ...scriptHandlers,
  'project.create': async ({ name, rate, frameSize }, context) => {
    const path = await askNewProjectPath(context.window.window, name);
    if (path === null) return ok(null);
    return openInWindow({ channel: 'project.createAt', request: { path, name, rate, frameSize } }, context);
  },
  'project.openDialog': async (_request, context) => {
    const path = await askProjectFolder(context.window.window);
    if (path === null) return ok(null);
    return openOrOffer(path, context);
  },
  'project.openRecent': async ({ recentId }, context) => {
    const located = await context.window.supervisor.callInternal('recents.locate', { recentId });
    if (!located.ok) return located;
    return openInWindow({ channel: 'project.openAt', request: { path: located.value.path } }, context);
  },
  'project.openSample': async (_request, context) => {
    const folder = projectsFolder();
    const path = join(folder, sampleName);
    // A folder that cannot be made is the worker's to report.
    await mkdir(folder, { recursive: true }).catch(() => undefined);
    // The one that is there may hold the person's own edits.
    const opening: Opening = existsSync(path)
      ? { channel: 'project.openAt', request: { path } }
      : { channel: 'project.buildSampleAt', request: { path, assetsPath: assetsFolder() } };
    return openInWindow(opening, context);
  },
  'project.close': async (_request, { window }) => {
    await window.closeProject();
    return ok(null);
  },
  'project.current': async (_request, { window }) => ok(window.opened),
  'project.reopen': async (_request, { window }) => {
    window.supervisor.restart();
    return ok(window.opened);
  },
  'media.importDialog': async ({ target, choice, kinds }, { window }) => {
    if (!window.opened) return noProject;
    const paths =
      kinds === 'storyboards'
        ? await askStoryboards(window.window)
        : await askImportFiles(window.window, target, choice.link);
    if (paths.length === 0) return ok(null);
    return window.supervisor.callInternal('media.importPaths', { paths: [...paths], target, ...choice });
  },
  'media.searchDialog': async ({ mediaIds }, { window }) => {
    if (!window.opened) return noProject;
    const path = await askFolder(window.window, 'Search for Missing Media', 'Search');
    return path === null ? ok(null) : window.supervisor.callInternal('media.searchAt', { path, mediaIds });
  },
  'media.locateDialog': async ({ mediaId }, { window }) => {
    if (!window.opened) return noProject;
    const path = await askMediaFile(window.window);
    return path === null ? ok(null) : window.supervisor.callInternal('media.locateAt', { path, mediaId });
  },
  'mediaRoot.placeDialog': async ({ rootId }, { window }) => {
    if (!window.opened) return noProject;
    const path = await askFolder(window.window, 'Choose the Media Folder', 'Choose');
    return path === null ? ok(null) : window.supervisor.callInternal('mediaRoot.placeAt', { path, rootId });
  },
  'mediaRoot.addDialog': async (_request, { window }) => {
    if (!window.opened) return noProject;
    const path = await askFolder(window.window, 'Add a Media Folder', 'Add');
    return path === null ? ok(null) : window.supervisor.callInternal('mediaRoot.addAt', { path });
  },
  'jobs.exportFilmDialog': async ({ shotIds }, { window }) => {
    if (!window.opened || !window.projectPath) return noProject;
    const file = {
      title: 'Export Film',
      name: window.opened.folderName,
      extension: 'mp4',
      kind: 'H.264 film',
    };
    const path = await askOutgoingPath(window.window, file, window.projectPath);
    if (path === null) return ok(null);
    return window.supervisor.callInternal('jobs.exportFilm', { path, shotIds });
  },
  'jobs.exportSheetsDialog': async (wish, { window }) => {
    if (!window.opened || !window.projectPath) return noProject;
    const name = `${window.opened.folderName} storyboard`;
    const { format } = wish.settings;
    const kind = format === 'html' ? 'Web page' : 'PDF document';
    const file = { title: 'Export Storyboard', name, extension: format, kind };
    const path = await askOutgoingPath(window.window, file, window.projectPath);
    return path === null ? ok(null) : window.supervisor.callInternal('jobs.exportSheets', { ...wish, path });
  },
  'jobs.exportCutDialog': async (wish, { window }) => {
    if (!window.opened || !window.projectPath) return noProject;
    const { format } = wish.settings;
    const extension = cutExtensions[format].slice(1);
    const file = {
      title: 'Export Timeline',
      name: window.opened.folderName,
      extension,
      kind: cutFormatNames[format],
    };
    const path = await askOutgoingPath(window.window, file, window.projectPath);
    return path === null ? ok(null) : window.supervisor.callInternal('jobs.exportCut', { ...wish, path });
  },
  'lists.saveDialog': async (order, { window }) => {
    if (!window.opened || !window.projectPath) return noProject;
    const { title, name, kind } = listFiles[order.format];
    const file = { title, name: `${window.opened.folderName} ${name}`.trim(), extension: order.format, kind };
    const path = await askOutgoingPath(window.window, file, window.projectPath);
    return path === null ? ok(null) : window.supervisor.callInternal('lists.saveAt', { path, order });
  },
  'ledger.exportDialog': async (_request, { window }) => {
    if (!window.opened || !window.projectPath) return noProject;
    const name = `${window.opened.folderName} spending`;
    const file = { title: 'Export Spending', name, extension: 'csv', kind: 'Table' };
    const path = await askOutgoingPath(window.window, file, window.projectPath);
    return path === null ? ok(null) : window.supervisor.callInternal('ledger.exportAt', { path });
  },
  'copy.saveDialog': async ({ snapshotId }, { window, windows }) => {
    if (!window.opened) return noProject;
    const suggestion = await window.supervisor.callInternal('copy.suggestName', { snapshotId });
    if (!suggestion.ok) return suggestion;
    const path = await askCopyPath(window.window, suggestion.value.path);
    if (path === null) return ok(null);
    const made = await window.supervisor.callInternal('copy.saveAt', { path, snapshotId });
    if (!made.ok) return made;
    void windows.openPath(path);
    return ok({ ...made.value, location: path });
  },
  'place.findDialog': async (_request, { window }) => {
    if (!window.opened) return noProject;
    const path = await askProjectFolder(window.window);
    if (path === null) return ok(null);
    return window.supervisor.callInternal('place.followTo', { path });
  },
  'programs.chooseDialog': async ({ programId }, { window }) => {
    const path = await askProgram(window.window);
    if (path === null) return ok(null);
    return window.supervisor.callInternal('programs.saveAt', { programId, path });
  },
  'shell.revealJob': async (request, { window }) =>
    reveal(await window.supervisor.callInternal('jobs.locateOutput', request)),
  'shell.revealMedia': async (request, { window }) =>
    reveal(await window.supervisor.callInternal('media.locate', { ...request, rendition: 'source' })),
  'shell.revealProject': async (_request, { window }) =>
    window.projectPath === null ? noProject : reveal(ok({ path: window.projectPath })),
  'clipboard.invoke': async ({ edit }, { window }) => {
    window.window.webContents[edit]();
    return ok(null);
  },
  'recording.allowMicrophone': async ({ isAllowed }, { window }) => {
    microphoneGrants.set(window.window.webContents, isAllowed);
    return ok({ isAllowed: isAllowed && (await systemLetsRecord()) });
  },
  'window.readyToClose': async (_request, { window }) => {
    window.windowIsReady();
    return ok(null);
  },
  'window.holdClose': async (_request, { window }) => {
    window.holdClose();
    return ok(null);
  },
  'window.askDiscard': async ({ count }, { window }) => ok(await askDiscard(window.window, count)),
  'window.notify': async (notice, { window }) => ok(notify(window, notice)),
  'window.systemUser': async () => ok({ name: systemUserName() }),
  'window.close': async (_request, { window }) => {
    window.window.close();
    return ok(null);
  },
  'window.setMenu': async ({ items }, { window }) => {
    showApplicationMenu(window, items);
    return ok(null);
  },
  'window.setTitle': async ({ title, isEdited }, { window }) => {
    window.window.setTitle(title);
    if (process.platform === 'darwin') window.window.setDocumentEdited(isEdited);
    return ok(null);
  },
};

/** A Mac asks the person once; Windows has a switch in its settings; elsewhere nobody stands in the way. */
async function systemLetsRecord(): Promise<boolean> {
  if (process.platform === 'darwin') return systemPreferences.askForMediaAccess('microphone');
  if (process.platform !== 'win32') return true;
  const status = systemPreferences.getMediaAccessStatus('microphone');
  return status !== 'denied' && status !== 'restricted';
}

/** Shows a file in the system's file manager; it is never opened or run. */
function reveal(located: RpcResult<{ readonly path: string } | null>): RpcResult<null> {
  if (!located.ok) return located;
  if (!located.value || !existsSync(located.value.path))
    return fail('notFound', 'The file is not there any more.');
  shell.showItemInFolder(located.value.path);
  return ok(null);
}
