import type { RenderHostNotice, RenderHostRequest } from '@shared/compositor/hostProtocol';
import { BrowserWindow, MessageChannelMain } from 'electron';
import { compositorPreload } from './places';
import { appOrigin } from './security';
import { stayBack } from './stayBack';
import type { PortCarrier } from './workerProcess';

/** How often a page may fail to come up in a row before the worker is told that there is none. */
const attemptLimit = 3;

/**
 * The hidden page that renders films for one worker. It is made when the worker asks for it, or a little before, and
 * replaced when the worker asks again: the worker asks only when it has no working page.
 */
export class CompositorHost {
  readonly #worker: () => PortCarrier | null;
  #page: BrowserWindow | null = null;
  /** The worker that gets a page before it has asked for one; null in it = it got none. */
  #early: Promise<PortCarrier | null> | null = null;
  /** Ends what keeps the page's process behind others. */
  #leaveAlone: (() => void) | null = null;
  #pageCount = 0;
  #isDisposed = false;

  /** @param worker the one that runs now; it may have been restarted since */
  constructor(worker: () => PortCarrier | null) {
    this.#worker = worker;
  }

  /** Gives the worker a page that it will most likely ask for, so that it need not wait. Not before the protocol is there. */
  warmUp(): void {
    if (this.#page) return;
    // Whoever asks for a page gets another one.
    this.#early = this.#open().catch(() => null);
  }

  /**
   * Brings up a fresh page and gives both sides their end of a port. Never rejects: the worker is told.
   * @param restart the page that the worker has does not answer
   */
  async start({ restart }: Pick<RenderHostRequest, 'restart'>): Promise<void> {
    const early = this.#early;
    this.#early = null;
    if (early && !restart) {
      const worker = await early;
      // It asked while the page was on its way to it.
      if (worker && worker === this.#worker() && this.#page) return;
    }
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

  /** @returns the worker that has the page now; null where it was closed, replaced or left without one while it loaded */
  async #open(): Promise<PortCarrier | null> {
    const page = await this.#load();
    const worker = this.#worker();
    if (this.#page !== page || !worker) return null;
    const { port1, port2 } = new MessageChannelMain();
    const notice: RenderHostNotice = { type: 'renderHost', page: this.#pageCount };
    worker.postWithPort(notice, port1);
    page.webContents.postMessage('renderHost', null, [port2]);
    return worker;
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
