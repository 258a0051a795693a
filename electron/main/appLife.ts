import { app, nativeTheme, session } from 'electron';
import { followFocus, showPlainMenu } from './applicationMenu';
import { locateMedia } from './mediaLocator';
import { installProtocol } from './mediaProtocol';
import { rendererFolder } from './places';
import { projectArgument } from './projectArgument';
import { ProjectWindows } from './projectWindows';
import { routeCalls } from './rpcRouter';
import { secureContents, secureSession } from './security';

/** The program with windows: one instance, a window a project, ended when the last window is. */
export function startApp(): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  let isQuitting = false;
  const windows = new ProjectWindows({
    onClosed: () => {
      // On a Mac a program stays without windows until it is told to quit.
      if (windows.count === 0 && (process.platform !== 'darwin' || isQuitting)) app.quit();
    },
  });
  const createWindow = () => {
    const window = windows.create();
    followFocus(window);
    return window;
  };

  secureContents();
  routeCalls(windows);
  app.on('second-instance', (_event, args, workingFolder) => {
    const project = projectArgument(args, workingFolder);
    if (project !== null) void windows.openPath(project);
    else (windows.front() ?? createWindow()).focus();
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void app.whenReady().then(() => windows.openPath(path));
  });
  app.on('activate', () => {
    if (app.isReady() && windows.count === 0) createWindow();
  });
  app.on('before-quit', () => {
    isQuitting = true;
    // Each holds the quit up until what it has is saved; the last one to go quits.
    windows.closeAll();
  });
  // Without a listener the hidden renderer's end would quit a Mac's program, too.
  app.on('window-all-closed', () => undefined);

  void app.whenReady().then(() => {
    // The system's own menus and dialogs, as far as it lets programs choose.
    nativeTheme.themeSource = 'dark';
    showPlainMenu();
    secureSession(session.defaultSession);
    installProtocol(session.defaultSession, {
      rendererFolder,
      locate: (address) => locateMedia(windows, address),
    });
    createWindow();
    const project = projectArgument(process.argv.slice(1), process.cwd());
    if (project !== null) void windows.openPath(project);
  });
}
