import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createProject, saved } from './helpers/firstFilm';
import { answerOpenDialog } from './helpers/osDialogs';
import { expect, test } from './launch';

const projectName = (page: Page, name: string) =>
  page.getByRole('banner').getByRole('button', { name, exact: true });

test('the page is shut in: no Node, no navigation, no window, no network', async ({
  launch,
  allowedPageErrors,
}) => {
  // The refusals themselves.
  allowedPageErrors.push(/Refused to connect/, /status of 404/);
  const { app, page } = await launch();
  await expect(page.getByRole('heading', { name: 'Ekonte' })).toBeVisible();
  const address = page.url();

  const facts = await page.evaluate(async () => {
    const scope = globalThis as unknown as Record<string, unknown>;
    const opened = window.open('https://example.com/');
    const reached = async (url: string) =>
      fetch(url).then(
        () => 'reached',
        () => 'refused',
      );
    const policy = (await fetch(location.href)).headers.get('content-security-policy');
    return {
      node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => scope[name] !== undefined),
      bridge: Object.keys(scope['ekonte'] as object).sort(),
      windowOpened: opened !== null,
      remote: await reached('https://example.com/'),
      local: await reached('http://127.0.0.1:9/'),
      file: await reached('file:///etc/hostname'),
      outside: (await fetch('ekonte://app/..%2f..%2fpackage.json')).status,
      strangeMedia: (await fetch('ekonte://media/token/med_12345678')).status,
      permission: (await navigator.permissions.query({ name: 'geolocation' })).state,
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        () => 'denied',
      ),
      policy,
    };
  });
  expect(facts).toMatchObject({
    node: [],
    bridge: ['appVersion', 'call', 'importFiles', 'isOnDisk', 'on', 'openDropped', 'platform'],
    windowOpened: false,
    remote: 'refused',
    local: 'refused',
    file: 'refused',
    outside: 404,
    strangeMedia: 204,
    permission: 'denied',
    camera: 'denied',
  });
  expect(facts.policy).toContain("default-src 'none'");
  expect(facts.policy).not.toContain('unsafe');

  await page.evaluate(() => {
    location.href = 'https://example.com/';
    const link = document.createElement('a');
    link.href = 'ekonte://media/token/page.html';
    document.body.append(link);
    link.click();
    link.remove();
  });
  // Asked of main: Playwright itself would wait for the navigations that never come.
  const shown = () =>
    app.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getURL()));
  expect(await shown()).toEqual([address]);

  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Not in the published types, but the one place that says what the page was really given.
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } =
      contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test.describe('refused calls', () => {
  test('channels that are not there, internal ones and wrong requests get a coded error', async ({
    launch,
  }) => {
    const { page } = await launch();
    const codes = await page.evaluate(async () => {
      const { call } = (
        window as unknown as { ekonte: { call(channel: string, request: unknown): Promise<unknown> } }
      ).ekonte;
      const code = async (channel: string, request: unknown) =>
        ((await call(channel, request)) as { error?: { code: string } }).error?.code ?? 'ok';
      return {
        missing: await code('file.read', { path: '/etc/passwd' }),
        inherited: await code('toString', null),
        internal: await code('project.openAt', { path: '/tmp' }),
        locate: await code('media.locate', { mediaId: 'x', rendition: 'original' }),
        wrongMain: await code('project.create', { name: '', rate: { num: 0, den: 0 } }),
        wrongWorker: await code('edit.run', { command: 7 }),
        withoutProject: await code('document.load', null),
      };
    });
    expect(codes).toEqual({
      missing: 'badRequest',
      inherited: 'badRequest',
      internal: 'badRequest',
      locate: 'badRequest',
      wrongMain: 'badRequest',
      wrongWorker: 'badRequest',
      withoutProject: 'noProject',
    });
  });
});

test('a project is made, renamed, undone, closed and reopened from the recent ones', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { page } = running;
  const path = await createProject(running, folder, '灯台の夜');
  expect(readdirSync(path)).toContain('project.db');
  await expect(projectName(page, '灯台の夜')).toBeVisible();

  await projectName(page, '灯台の夜').click();
  await page.getByLabel('Project name').fill('A Very Long Name That Must Not Push Anything Out Of Its Place');
  await page.keyboard.press('Enter');
  const longName = projectName(page, 'A Very Long Name That Must Not Push Anything Out Of Its Place');
  await expect(longName).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(projectName(page, '灯台の夜')).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(longName).toBeVisible();

  await page.keyboard.press('Control+w');
  // On the welcome screen: while the project still closes, its name stands on a button of the header, too.
  const card = page.getByRole('region', { name: 'Open' }).getByRole('button', { name: /^A Very Long Name/ });
  await expect(card).toBeVisible();
  await card.click();
  await expect(longName).toBeVisible();
  // History is the project's, not the window's.
  await page.keyboard.press('Control+z');
  await expect(projectName(page, '灯台の夜')).toBeVisible();
});

test('what is typed when the window closes is kept', async ({ launch, folder }) => {
  const first = await launch();
  const path = await createProject(first, folder, 'Typed');
  await projectName(first.page, 'Typed').click();
  await first.page.getByLabel('Project name').fill('Typed to the end');
  await first.quit();

  const second = await launch({ args: [path] });
  await expect(projectName(second.page, 'Typed to the end')).toBeVisible();
});

test('a project that is gone says so where it was asked for', async ({ launch, folder }) => {
  const running = await launch();
  const { page, app } = running;
  await answerOpenDialog(app, [folder]);
  await page.getByRole('button', { name: 'Open…' }).click();
  await expect(page.getByRole('alert')).toContainText('not an Ekonte project');
  expect(existsSync(join(folder, 'project.db'))).toBe(false);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a killed worker comes back with the project and the window goes on', async ({ launch, folder }) => {
  const running = await launch();
  const { page, app } = running;
  await createProject(running, folder, 'Killed');
  const workerPid = () =>
    app.evaluate(
      ({ app: program }) => program.getAppMetrics().find(({ name }) => name === 'Ekonte Worker')?.pid ?? null,
    );
  /** Until the next one is up: a call that was on its way into the dying one is answered with an error, rightly. */
  const kill = async () => {
    const pid = await workerPid();
    if (pid !== null) process.kill(pid, 'SIGKILL');
    await expect
      .poll(async () => {
        const next = await workerPid();
        return next !== null && next !== pid;
      })
      .toBe(true);
    return pid;
  };
  const first = await kill();
  expect(first).not.toBeNull();

  await projectName(page, 'Killed').click();
  await page.getByLabel('Project name').fill('Alive');
  await page.keyboard.press('Enter');
  await expect(projectName(page, 'Alive')).toBeVisible();
  await expect(saved(page)).toBeVisible();
  expect(await kill()).not.toBe(first);
  await page.keyboard.press('Control+z');
  await expect(projectName(page, 'Killed')).toBeVisible();
});

test('a second start brings the project to the program that runs', async ({ launch, folder }) => {
  const first = await launch();
  const path = await createProject(first, folder, 'Second');
  await first.page.keyboard.press('Control+w');
  await expect(first.page.getByRole('heading', { name: 'New project' })).toBeVisible();
  await first.app.evaluate(({ app: program }, project) => {
    program.emit('second-instance', {}, ['electron', '.', project], '/', null);
  }, path);
  await expect(projectName(first.page, 'Second')).toBeVisible();
});
