import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  _electron,
  test as base,
  type ConsoleMessage,
  type ElectronApplication,
  errors,
  type Page,
} from '@playwright/test';
import { electronPath } from '../../scripts/electron-path.mjs';
import { developmentSwitches, electronEnvironment } from '../../scripts/lib/run-electron.mjs';
import { startXvfb } from '../../scripts/lib/xvfb.mjs';
import { placeSample } from './sampleProject';

/** The checkout; also the app folder Electron is started with. */
export const root = resolve(import.meta.dirname, '../..');

/** The window's content in CSS pixels: the size all looks are judged at. */
const contentSize = { width: 1440, height: 900 };
/** Long enough for a cold start on very busy cores. */
const startLimitMs = 60_000;
/** A start that is to be tried again has not come to anything by then. */
const firstTryMs = 10_000;
/** A quit that waits for a last commit is quick; what takes longer hangs. */
const closeLimitMs = 15_000;

/** One running Ekonte with its first window. */
export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Electron's user data folder: settings and the library; give it to the next launch to reopen them. */
  readonly userData: string;
  /** True once the program has ended, by itself or by force. */
  readonly ended: boolean;
  /** Errors the pages reported so far: uncaught exceptions and console errors. */
  readonly pageErrors: readonly string[];
  /** Saves a picture of the window as test-results/screens/NAME.png and returns its path. */
  screenshot(name: string): Promise<string>;
  /** Quits as the menu does. Throws when the app hangs (it is then killed) or ends with an error code. */
  quit(): Promise<void>;
  /** Ends the whole program at once, as a crash or a power cut would. */
  kill(): Promise<void>;
}

/** How to start the app. */
export interface LaunchOptions {
  /** Folder for Electron's user data; a fresh one is made when left out, and belongs to the caller. */
  readonly userData?: string;
  /** Further arguments, such as a project folder to open. */
  readonly args?: readonly string[];
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Makes a fresh folder under the system's temporary folder. */
export function freshFolder(label: string): string {
  return mkdtempSync(join(tmpdir(), `ekonte-${label}-`));
}

/**
 * Starts the built app (`out/`) in the Electron of the set-up and waits for its first window.
 * Prefer the `launch` fixture below in tests: it also ends what is left and fails on page errors.
 *
 * @throws when the set-up or the build has not been run, or no window comes
 */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const userData = options.userData ?? freshFolder('user');
  const { app, page, pageErrors } = await start(
    {
      executablePath: electronPath(),
      args: [...developmentSwitches(), root, `--user-data-dir=${userData}`, ...(options.args ?? [])],
      cwd: root,
      env: electronEnvironment(options.env) as Record<string, string>,
    },
    join(userData, 'Documents'),
  );
  const child = app.process();
  try {
    const hasDoneAll = await watchEnd(app, child);
    await page.waitForLoadState('domcontentloaded');
    const window = await app.browserWindow(page);
    await window.evaluate((own, size) => own.setContentSize(size.width, size.height), contentSize);
    return running({ app, child, page, userData, pageErrors, hasDoneAll });
  } catch (error) {
    await endAtOnce(child);
    throw error;
  }
}

type ElectronOptions = NonNullable<Parameters<typeof _electron.launch>[0]>;

interface Started {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What the pages report, from the first on. */
  readonly pageErrors: readonly string[];
}

/**
 * Starts Electron. Playwright's first words with it are now and then never answered when the window comes up while it
 * connects; those of a second start are.
 * @param documents where new projects and the sample film go: not into the documents of the person who runs the tests
 */
async function start(options: ElectronOptions, documents: string): Promise<Started> {
  const attempt = async (timeout: number): Promise<Started> => {
    const app = await _electron.launch({ ...options, timeout });
    const pageErrors = watchPages(app);
    try {
      await app.evaluate(({ app: own }, folder) => own.setPath('documents', folder), documents);
      return { app, page: await app.firstWindow({ timeout }), pageErrors };
    } catch (error) {
      await endAtOnce(app.process());
      throw error;
    }
  };
  try {
    return await attempt(firstTryMs);
  } catch (error) {
    const isUnanswered = error instanceof errors.TimeoutError || /garbage collected/.test(String(error));
    if (!isUnanswered) throw error;
    return attempt(startLimitMs);
  }
}

/** Errors that the pages of an app report from now on. */
function watchPages(app: ElectronApplication): readonly string[] {
  const pageErrors: string[] = [];
  const watch = (page: Page) => {
    page.on('pageerror', (error) => pageErrors.push(error.stack ?? error.message));
    page.on('console', (message: ConsoleMessage) => {
      if (message.type() === 'error')
        pageErrors.push(`console: ${message.text()} (${message.location().url})`);
    });
  };
  app.context().pages().forEach(watch);
  app.context().on('page', watch);
  return pageErrors;
}

/** @returns whether the program has done all that is its own to quit: what is left is Electron taking itself apart */
async function watchEnd(app: ElectronApplication, child: ChildProcess): Promise<() => Promise<boolean>> {
  const word = 'all is done to quit';
  let output = '';
  child.stdout?.on('data', (data: Buffer) => {
    output = (output + data.toString()).slice(-1_000);
  });
  await app.evaluate(({ app: own }, said) => {
    own.once('quit', () => void process.stdout.write(`${said}\n`));
  }, word);
  return async () => {
    // What it said last may still be in the pipe.
    if (child.stdout && !child.stdout.readableEnded)
      await Promise.race([once(child.stdout, 'end'), after(1_000)]);
    return output.includes(word);
  };
}

interface Launched extends Started {
  readonly child: ChildProcess;
  readonly userData: string;
  readonly hasDoneAll: () => Promise<boolean>;
}

function running({ app, child, page, userData, pageErrors, hasDoneAll }: Launched): RunningApp {
  return {
    app,
    page,
    userData,
    pageErrors,
    async screenshot(name) {
      const folder = join(root, 'test-results', 'screens');
      mkdirSync(folder, { recursive: true });
      const path = join(folder, `${name}.png`);
      await page.screenshot({ path, animations: 'disabled', scale: 'css' });
      return path;
    },
    get ended() {
      return hasEnded(child);
    },
    async quit() {
      const hung = await Promise.race([app.close().then(() => false), after(closeLimitMs).then(() => true)]);
      if (hung) {
        await endAtOnce(child);
        throw new Error(`The app did not quit within ${closeLimitMs / 1000} s.`);
      }
      // Seen once in all the runs of these tests, and not again in 180 quits with work under way (Electron 33.2).
      // When Electron has told that it ends, nothing of ours runs any more and nothing can be lost: a word is enough.
      if (child.signalCode === 'SIGSEGV' && (await hasDoneAll())) {
        process.stderr.write(
          'Electron crashed while it took itself apart, after everything was done to quit.\n',
        );
        return;
      }
      if (child.exitCode !== 0) {
        throw new Error(
          `The app ended with ${child.exitCode ?? child.signalCode} when it was asked to quit.`,
        );
      }
    },
    kill: () => endAtOnce(child),
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Kills Electron's main process; its helpers and the worker end with it. Waits until it is gone. */
async function endAtOnce(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await gone;
}

function after(milliseconds: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, milliseconds).unref();
  });
}

/**
 * Starts the app; everything started is ended, and its fresh folders removed, when the test is over. `sample`: the project
 * of the sample film is there already; opening it, which makes it else, is quick.
 */
export type Launch = (options?: LaunchOptions & { readonly sample?: boolean }) => Promise<RunningApp>;

interface TestFixtures {
  launch: Launch;
  folder: string;
  allowedPageErrors: RegExp[];
}

/**
 * Playwright's `test` with fixtures: `launch` starts apps, `folder` is a fresh folder for projects and files. A test
 * fails when a page reported an error, unless a pattern pushed to `allowedPageErrors` matches it.
 */
export const test = base.extend<TestFixtures, { display: undefined }>({
  // A display of its own for each of Playwright's processes: tests that run side by side share neither focus nor
  // clipboard, and neither disturb the person nor depend on their screen. `--headed` shows the windows.
  display: [
    async ({ headless }, use) => {
      const xvfb = process.platform === 'linux' && headless ? await startXvfb() : null;
      // For everything this process starts: the app, and the command line that starts it.
      if (xvfb) {
        process.env['DISPLAY'] = xvfb.display;
        delete process.env['WAYLAND_DISPLAY'];
      }
      await use(undefined);
      await xvfb?.stop();
    },
    { scope: 'worker', auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from this pattern
  allowedPageErrors: async ({}, use) => use([]),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  folder: async ({}, use) => {
    const folder = freshFolder('work');
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  // The folder is asked for so that it goes after the apps whose projects lie in it.
  launch: async ({ allowedPageErrors, folder: _folder }, use, info) => {
    const started: RunningApp[] = [];
    const owned = new Set<string>();
    await use(async (options = {}) => {
      const userData = options.userData ?? freshFolder('user');
      owned.add(userData);
      if (options.sample) await placeSample(root, info.project.outputDir, userData);
      const app = await launchApp({ ...options, userData });
      started.push(app);
      return app;
    });
    for (const app of started) if (!app.ended) await app.quit();
    for (const folder of owned) rmSync(folder, { recursive: true, force: true });
    const errors = started.flatMap((app) => app.pageErrors);
    const unexpected = errors.filter((error) => !allowedPageErrors.some((allowed) => allowed.test(error)));
    if (unexpected.length > 0) throw new Error(`Pages reported errors:\n${unexpected.join('\n')}`);
  },
});

export { expect } from '@playwright/test';
