import { rmSync } from 'node:fs';
import { Document } from '@shared/document/document';
import type { AnyRecord } from '@shared/document/records';
import type { RpcResult } from '@shared/rpc/result';
import { selectSequence } from '@shared/shots/sequence';
import { hasDisplay, startXvfb } from '../../scripts/lib/xvfb.mjs';
import { freshFolder, launchApp, type RunningApp } from '../e2e/launch';
import type { CrashTarget, RunningTarget } from './crashTarget';

const lost: RpcResult<unknown> = { ok: false, error: { code: 'workerLost', message: 'It was killed.' } };
/** Longer than a cold start on busy cores, ms. */
const openLimitMs = 30_000;

/** The whole program in the real Electron, killed with all its processes; edits come from its window. */
export async function createAppTarget(): Promise<CrashTarget> {
  const place = await prepare();
  let running: RunningApp | null = null;
  return {
    name: 'the whole app',
    start: async (projectPath) => {
      const app = await launchApp({ userData: place.userData, args: [projectPath] });
      running = app;
      await opened(app);
      let isGone = false;
      return {
        call: (channel, request) => (isGone ? Promise.resolve(lost) : callFromPage(app, channel, request)),
        kill: async () => {
          await killGroup(app);
          isGone = true;
        },
        stop: () => app.quit(),
      };
    },
    dispose: async () => {
      if (running && !running.ended) await running.kill();
      await place.dispose();
    },
  };
}

/** Tells a test what the window of the program shows while its worker dies. */
export interface WorkerKills extends CrashTarget {
  /** The one program that goes on through all kills. @throws before the first start */
  app(): RunningApp;
}

/**
 * Only the worker of a running program is killed. It is given a new one by itself; when that has happened too often,
 * a person's click on "Try again" in the window does it.
 */
export async function createAppWorkerTarget(): Promise<WorkerKills> {
  const place = await prepare();
  let running: RunningApp | null = null;
  const requireApp = (): RunningApp => {
    if (!running) throw new Error('The program has not been started.');
    return running;
  };
  return {
    name: 'the worker of the app',
    app: requireApp,
    start: async (projectPath) => {
      running ??= await launchApp({ userData: place.userData, args: [projectPath] });
      await opened(running);
      return new WorkerOfApp(running);
    },
    dispose: async () => {
      if (running && !running.ended) await running.kill();
      await place.dispose();
    },
  };
}

/** The worker that the program has now, until it is killed. */
class WorkerOfApp implements RunningTarget {
  readonly #app: RunningApp;
  #isGone = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(app: RunningApp) {
    this.#app = app;
  }

  /**
   * One at a time: what comes in after the death waits in the program for the next worker, and would be answered after
   * one that was lost.
   */
  call(channel: string, request: unknown): Promise<RpcResult<unknown>> {
    const answer = this.#last.then(async () => {
      if (this.#isGone) return lost;
      const result = await callFromPage(this.#app, channel, request);
      if (!result.ok && result.error.code === 'workerLost') this.#isGone = true;
      return result;
    });
    this.#last = answer;
    return answer;
  }

  async kill(): Promise<void> {
    const { app, page } = this.#app;
    const before = await workerPid(app);
    const banner = page.getByText('the part that saves is starting again');
    const again = page.getByRole('button', { name: 'Try again' });
    const noticed = banner.or(again).waitFor({ timeout: openLimitMs });
    process.kill(before, 'SIGKILL');
    await noticed;
    this.#isGone = true;
    await this.#last;
    // Gone when all is well again, or the person is asked.
    await banner.waitFor({ state: 'hidden', timeout: openLimitMs });
    if (await again.isVisible()) {
      await again.click();
      await again.waitFor({ state: 'hidden', timeout: openLimitMs });
    }
    if ((await workerPid(app)) === before) throw new Error('The worker that was killed still runs.');
  }

  stop(): Promise<void> {
    return this.#app.quit();
  }
}

/** A display where there is none, and a folder for the program's own data. */
async function prepare(): Promise<{ userData: string; dispose(): Promise<void> }> {
  const xvfb = hasDisplay() ? null : await startXvfb();
  if (xvfb) process.env['DISPLAY'] = xvfb.display;
  const userData = freshFolder('crash');
  return {
    userData,
    dispose: async () => {
      rmSync(userData, { recursive: true, force: true });
      if (!xvfb) return;
      delete process.env['DISPLAY'];
      await xvfb.stop();
    },
  };
}

/** Waits until the window shows the project as the worker has it. */
async function opened(running: RunningApp): Promise<void> {
  const facts = running.page.getByRole('contentinfo').getByText(/\d+ shots? ·/);
  await facts.waitFor({ timeout: openLimitMs });
  const loaded = (await callFromPage(running, 'document.load', null)) as RpcResult<{
    readonly records: readonly AnyRecord[];
  }>;
  if (!loaded.ok) throw new Error(loaded.error.message);
  // Omitted shots take no time, and the window does not count them.
  const count = selectSequence(new Document(loaded.value.records)).shots.length;
  const shown = facts.filter({ hasText: new RegExp(`^${count} shots? ·`) });
  await shown.waitFor({ timeout: openLimitMs });
}

/** A call as the window makes it. What the program cannot answer any more is lost. */
async function callFromPage(
  { page }: RunningApp,
  channel: string,
  request: unknown,
): Promise<RpcResult<unknown>> {
  try {
    return await page.evaluate(
      ([name, value]) => {
        const call = window.ekonte.call as (of: string, given: unknown) => Promise<RpcResult<unknown>>;
        return call(name, value);
      },
      [channel, request] as const,
    );
  } catch {
    return lost;
  }
}

async function workerPid(app: RunningApp['app']): Promise<number> {
  const pid = await app.evaluate(
    ({ app: own }) => own.getAppMetrics().find(({ name }) => name === 'Ekonte Worker')?.pid,
  );
  if (pid === undefined) throw new Error('The program has no worker.');
  return pid;
}

/** SIGKILL for main, pages and worker at once; resolves when main and worker are gone. */
async function killGroup(running: RunningApp): Promise<void> {
  const child = running.app.process();
  const gone = new Promise((done) => child.once('close', done));
  // Playwright starts it as the leader of a group.
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  await gone;
}
