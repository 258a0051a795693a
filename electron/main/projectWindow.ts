import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { RpcResult } from '@shared/rpc/result';
import type { OpenedProject, WindowEventName, WindowEvents } from '@shared/rpc/table';
import { app, BrowserWindow, dialog } from 'electron';
import { CompositorHost } from './compositorHost';
import { giveKeys, keysNow, onKeysChanged } from './keys';
import { windowIcon, windowPreload } from './places';
import { appOrigin } from './security';
import { WindowArchives } from './windowArchives';
import { loadBounds, rememberBounds } from './windowBounds';
import { type PortCarrier, startWorkerProcess } from './workerProcess';
import { WorkerSupervisor } from './workerSupervisor';

/** How long a closing window may take over what is being typed, and the worker over its last writing, ms. */
const windowAnswerLimitMs = 3_000;
const workerAnswerLimitMs = 15_000;
/** Crashes of the page within the window after which a person is asked. */
const crashLimit = 3;
const crashWindowMs = 30_000;

interface OpenState {
  readonly opened: OpenedProject;
  readonly path: string;
  readonly token: string;
}

/** What to open, in the words of the worker's internal channels. */
export type Opening =
  | {
      readonly channel: 'project.openAt';
      readonly request: { readonly path: string; readonly readOnly?: boolean };
    }
  | {
      readonly channel: 'project.createAt';
      readonly request: {
        readonly path: string;
        readonly name: string;
        readonly rate: { num: number; den: number };
        readonly frameSize: { width: number; height: number };
      };
    }
  | {
      readonly channel: 'project.buildSampleAt';
      readonly request: { readonly path: string; readonly assetsPath: string };
    };

export interface ProjectWindowOptions {
  /** The window is gone and its worker ended. */
  readonly onClosed: (window: ProjectWindow) => void;
}

/** One window, its worker, and the project open in both. */
export class ProjectWindow {
  readonly window: BrowserWindow;
  readonly supervisor: WorkerSupervisor<PortCarrier>;
  readonly archives: WindowArchives = new WindowArchives(this);
  /** The hidden page that renders for this project. */
  readonly #host = new CompositorHost(() => this.supervisor.worker);
  #state: OpenState | null = null;
  #failedPath: string | null = null;
  #closing: 'no' | 'preparing' | 'ready' = 'no';
  #windowAnswered: (() => void) | null = null;
  /** The page keeps the window open: it has edits that are not saved. */
  #isHeld = false;
  /** When the page crashed lately, ms. */
  #crashes: number[] = [];

  constructor(options: ProjectWindowOptions) {
    this.supervisor = new WorkerSupervisor({
      spawn: startWorkerProcess,
      onEvent: (event, payload) => {
        if (event === 'project.moved') this.#goAlong(payload as WindowEvents['project.moved']);
        this.#send(event, payload);
      },
      onHostRequest: (request) => void this.#host.start(request),
      onSpawned: giveKeys,
      onState: (state, message) => {
        this.emit('worker.state', { state });
        if (state === 'lost') this.emit('problem.raised', { code: 'workerLost', message });
      },
    });
    const stopListening = onKeysChanged(() => {
      if (this.supervisor.worker) void this.supervisor.callInternal('keys.hold', keysNow());
    });
    this.window = createBrowserWindow();
    rememberBounds(this.window);
    this.window.on('close', (event) => {
      if (this.#closing === 'ready') return;
      event.preventDefault();
      void this.#closeInOrder();
    });
    this.window.once('closed', () => {
      stopListening();
      this.#host.dispose();
      this.supervisor.stop();
      options.onClosed(this);
    });
    this.window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit' && this.#closing === 'no') void this.#showAgain();
    });
    this.#load();
  }

  get opened(): OpenedProject | null {
    return this.#state?.opened ?? null;
  }

  /** The project's folder, absolute. */
  get projectPath(): string | null {
    return this.#state?.path ?? null;
  }

  /** Where the project lies that could not be opened here last; null = the last one could. */
  get failedPath(): string | null {
    return this.#failedPath;
  }

  noteFailed(path: string): void {
    this.#failedPath = resolve(path);
  }

  /** Names this opening in media addresses; null while nothing is open. */
  get token(): string | null {
    return this.#state?.token ?? null;
  }

  emit<E extends WindowEventName>(event: E, payload: WindowEvents[E]): void {
    this.#send(event, payload);
  }

  /** Opens a project here in place of the present one. */
  async open({ channel, request }: Opening): Promise<RpcResult<OpenedProject>> {
    // First the window lets go of it: pictures that it still asks for would not be there any more.
    if (this.#state) this.emit('project.leaving', {});
    await this.closeProject();
    const token = randomBytes(16).toString('hex');
    const mediaBase = `ekonte://media/${token}/`;
    const path = resolve(request.path);
    const result = (await this.supervisor.call(channel, { ...request, path, mediaBase })) as RpcResult<
      Omit<OpenedProject, 'mediaBase'>
    >;
    this.#failedPath = result.ok ? null : path;
    if (!result.ok) return result;
    const opened = { ...result.value, mediaBase };
    this.#state = { opened, path, token };
    const readOnly = 'readOnly' in request && request.readOnly === true;
    this.supervisor.setProject({ path, mediaBase, ...(readOnly ? { readOnly } : {}) });
    if (process.platform === 'darwin') this.window.setRepresentedFilename(path);
    return { ok: true, value: opened };
  }

  /** Closes the project; everything it was asked to save is on disk when this resolves. */
  async closeProject(): Promise<void> {
    if (!this.#state) return;
    this.#state = null;
    this.supervisor.setProject(null);
    await within(workerAnswerLimitMs, this.supervisor.callInternal('project.closeCurrent', null));
  }

  /** The open project was moved; the worker has it open at its new place. */
  #goAlong({ location, folderName }: WindowEvents['project.moved']): void {
    if (!this.#state) return;
    const { opened, token } = this.#state;
    this.#state = { opened: { ...opened, location, folderName }, path: location, token };
    this.supervisor.setProject({ path: location, mediaBase: opened.mediaBase });
    if (process.platform === 'darwin') this.window.setRepresentedFilename(location);
  }

  /** `window.readyToClose` has come. */
  windowIsReady(): void {
    this.#windowAnswered?.();
  }

  /** `window.holdClose` has come: the window stays open. */
  holdClose(): void {
    this.#isHeld = true;
    this.#windowAnswered?.();
  }

  focus(): void {
    if (this.window.isMinimized()) this.window.restore();
    this.window.show();
    this.window.focus();
  }

  #load(): void {
    this.window.loadURL(`${appOrigin}/index.html`).catch((error: unknown) => {
      // A window that is closed while it loads has nothing to say.
      if (this.window.isDestroyed() || this.#closing !== 'no') return;
      dialog.showErrorBox(
        'Ekonte cannot show its window',
        error instanceof Error ? error.message : String(error),
      );
      this.#closing = 'ready';
      this.window.close();
    });
  }

  /** The page crashed. The document is the worker's: a fresh page shows it again, unless that crashes, too. */
  async #showAgain(): Promise<void> {
    const now = Date.now();
    this.#crashes = [...this.#crashes.filter((crash) => now - crash < crashWindowMs), now];
    if (this.#crashes.length >= crashLimit) {
      this.#crashes = [];
      const { response } = await dialog.showMessageBox({
        type: 'error',
        title: 'Ekonte',
        message: 'The window stopped several times in a row.',
        detail: 'Everything up to the last saved edit is on disk.',
        buttons: ['Try Again', 'Close'],
      });
      if (response === 1) {
        this.window.close();
        return;
      }
    }
    if (!this.window.isDestroyed()) this.#load();
  }

  async #closeInOrder(): Promise<void> {
    if (this.#closing !== 'no') return;
    this.#closing = 'preparing';
    this.#isHeld = false;
    if (!(await this.#mayStopArchive())) {
      this.#closing = 'no';
      return;
    }
    if (this.#state) {
      const answered = new Promise<void>((done) => {
        this.#windowAnswered = done;
      });
      this.emit('window.closing', {});
      await within(windowAnswerLimitMs, answered);
      if (this.#isHeld) {
        this.#closing = 'no';
        return;
      }
    }
    await this.closeProject();
    this.#closing = 'ready';
    this.window.close();
  }

  /** A pack or unpack under way ends with the window: a person is asked first. Nothing half made stays. */
  async #mayStopArchive(): Promise<boolean> {
    const { busy } = this.archives;
    if (busy === null) return true;
    const doing = busy === 'pack' ? 'packed' : 'unpacked';
    const { response } = await dialog.showMessageBox(this.window, {
      type: 'question',
      title: 'Ekonte',
      message: `A project is still being ${doing}.`,
      detail: 'If the window closes now, it stops, and what is half done is removed.',
      buttons: ['Go On', 'Stop and Close'],
      defaultId: 0,
      cancelId: 0,
    });
    if (response === 0 && this.archives.busy !== null) return false;
    await within(workerAnswerLimitMs, this.archives.stop());
    return true;
  }

  #send(event: string, payload: unknown): void {
    if (!this.window.isDestroyed()) this.window.webContents.send('event', event, payload);
  }
}

/** Waits for a promise, but not for ever. */
function within(limitMs: number, promise: Promise<unknown>): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, limitMs);
    void promise.finally(() => {
      clearTimeout(timer);
      done();
    });
  });
}

function createBrowserWindow(): BrowserWindow {
  const bounds = loadBounds();
  const { x, y, width, height } = bounds ?? { x: undefined, y: undefined, width: 1440, height: 900 };
  const window = new BrowserWindow({
    ...(x === undefined || y === undefined ? { center: true, useContentSize: true } : { x, y }),
    width,
    height,
    minWidth: 1024,
    minHeight: 680,
    show: false,
    title: 'Ekonte',
    backgroundColor: '#121315',
    // Elsewhere the icon is the program's own file's.
    ...(process.platform === 'linux' ? { icon: windowIcon() } : {}),
    // Alt shows it; everything in it is in the palette and at its place, too.
    autoHideMenuBar: true,
    webPreferences: {
      preload: windowPreload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      additionalArguments: [`--ekonte-version=${app.getVersion()}`],
    },
  });
  window.once('ready-to-show', () => {
    if (bounds?.isMaximized) window.maximize();
    window.show();
  });
  return window;
}
