import type { RenderHostNotice } from '@shared/compositor/hostProtocol';
import { BrowserWindow, MessageChannelMain } from 'electron';
import { compositorPreload } from './places';
import { appOrigin } from './security';
import { stayBack } from './stayBack';
import type { PortCarrier } from './workerProcess';

/** How often a page may fail to come up in a row before the worker is told that there is none. */
const attemptLimit = 3;

/**
 * The hidden page that renders films for one worker. It is made when the worker asks for it and replaced when the
 * worker asks again: the worker asks only when it has no working page.
 */
export class CompositorHost {
  readonly #worker: () => PortCarrier | null;
  #page: BrowserWindow | null = null;
  /** A page that comes up before the worker has asked for it. */
  #early: Promise<BrowserWindow> | null = null;
  /** Ends what keeps the page's process behind others. */
  #leaveAlone: (() => void) | null = null;
  #pageCount = 0;
  #isDisposed = false;

  /** @param worker the one that runs now; it may have been restarted since */
  constructor(worker: () => PortCarrier | null) {
    this.#worker = worker;
  }

  /** Brings a page up that the worker will most likely ask for, so that it waits for less. Not before the protocol is there. */
  warmUp(): void {
    if (this.#page) return;
    this.#early = this.#load();
    // Whoever asks for a page hears of it.
    this.#early.catch(() => undefined);
  }

  /** Brings up a fresh page and gives both sides their end of a port. Never rejects: the worker is told. */
  async start(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#open();
        return;
      } catch (error) {
        if (this.#isDisposed) return;
        if (attempt < attemptLimit) continue;
        const message = `The renderer could not be started: ${error instanceof Error ? error.message : String(error)}`;
        this.#tellLost(this.#pageCount, message);
        return;
      }
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#close();
  }

  async #open(): Promise<void> {
    const page = (await this.#takeEarly()) ?? (await this.#load());
    const worker = this.#worker();
    // Closed, replaced or left without a worker while it loaded.
    if (this.#page !== page || !worker) return;
    const { port1, port2 } = new MessageChannelMain();
    const notice: RenderHostNotice = { type: 'renderHost', page: this.#pageCount };
    worker.postWithPort(notice, port1);
    page.webContents.postMessage('renderHost', null, [port2]);
  }

  /** The page that was brought up early, unless it has failed or gone. */
  async #takeEarly(): Promise<BrowserWindow | null> {
    const early = await this.#early?.catch(() => null);
    this.#early = null;
    return early && early === this.#page ? early : null;
  }

  async #load(): Promise<BrowserWindow> {
    this.#close();
    const page = createPage();
    this.#page = page;
    this.#pageCount += 1;
    const number = this.#pageCount;
    // Quitting closes all windows, this one first, while the worker may still be at work: it is destroyed by `dispose`.
    page.on('close', (event) => event.preventDefault());
    page.webContents.on('render-process-gone', (_event, { reason }) => {
      if (this.#page !== page) return;
      this.#close();
      this.#tellLost(number, `The renderer stopped unexpectedly (${reason}).`);
    });
    await page.loadURL(`${appOrigin}/compositor-host/index.html`);
    // Replaced or closed while it loaded.
    if (this.#page !== page) return page;
    const pid = page.webContents.getOSProcessId();
    this.#leaveAlone = stayBack(() => [pid]);
    return page;
  }

  #tellLost(page: number, message: string): void {
    this.#worker()?.post({ type: 'renderHostLost', page, message } satisfies RenderHostNotice);
  }

  #close(): void {
    const page = this.#page;
    this.#page = null;
    this.#leaveAlone?.();
    this.#leaveAlone = null;
    if (page && !page.isDestroyed()) page.destroy();
  }
}

function createPage(): BrowserWindow {
  return new BrowserWindow({
    show: false,
    width: 320,
    height: 180,
    title: 'Ekonte Renderer',
    // Not in the task bar or the window list, should a system list hidden windows.
    skipTaskbar: true,
    webPreferences: {
      preload: compositorPreload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      // A hidden page is slowed down otherwise.
      backgroundThrottling: false,
    },
  });
}
