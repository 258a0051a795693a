import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { openProject } from '../../electron/worker/database/openProject';
import { writeBigProject } from '../generators/bigProject';
import { boards, saved } from './helpers/firstFilm';
import { expect, type Launch, type RunningApp, test } from './launch';

/** Long enough that boards and timeline come before what is in the pictures. */
const shots = 400;

/** A long film that stands on the welcome screen. */
async function withLongFilm(launch: Launch, folder: string): Promise<{ running: RunningApp; path: string }> {
  const path = join(folder, 'Long.ekonte');
  writeBigProject(path, { shots, pictures: 10, sounds: 20 });
  const first = await launch({ args: [path] });
  await expect(boards(first.page).first()).toBeVisible();
  await first.quit();
  return { running: await launch({ userData: first.userData }), path };
}

const recent = (page: Page): Locator => page.getByTitle(/Long\.ekonte$/);

/** Calls of a channel are not answered until they are let go: `asked` before they are made, `made` when they have been. */
async function hold(
  app: ElectronApplication,
  held: string,
  when: 'asked' | 'made',
): Promise<() => Promise<void>> {
  await app.evaluate(
    ({ ipcMain }, { held, when }) => {
      type Handler = (event: unknown, channel: string, request: unknown) => unknown;
      const answering = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers;
      const answer = answering.get('rpc') as Handler;
      const gate = Promise.withResolvers<void>();
      Object.assign(globalThis, {
        letGo: () => {
          gate.resolve();
          answering.set('rpc', answer);
        },
      });
      answering.set('rpc', async (event, channel, request) => {
        if (channel !== held) return answer(event, channel, request);
        if (when === 'asked') await gate.promise;
        const given = await answer(event, channel, request);
        await gate.promise;
        return given;
      });
    },
    { held, when },
  );
  return () => app.evaluate(() => (globalThis as unknown as { letGo(): void }).letGo());
}

/** A long film of which boards and timeline are shown, and the rest is held back. */
async function openHeld(launch: Launch, folder: string) {
  const { running } = await withLongFilm(launch, folder);
  const letRestGo = await hold(running.app, 'document.sendRest', 'asked');
  await recent(running.page).click();
  await expect(boards(running.page).first()).toBeVisible();
  return { running, letRestGo };
}

const pictures = (page: Page): Locator => boards(page).locator('canvas[data-loaded]');

test('boards and timeline of a long film come first; what is done meanwhile is not lost', async ({
  launch,
  folder,
}) => {
  const { running, letRestGo } = await openHeld(launch, folder);
  const { page } = running;
  await expect(page.getByLabel('Timeline').getByRole('listitem').first()).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Elements' })).toHaveCount(0);
  await expect(pictures(page)).toHaveCount(0);
  await running.screenshot('long-film-outline');

  // Copied now it would come back without its pictures.
  await boards(page).first().click();
  await page.keyboard.press('Control+c');
  await expect(page.getByText('The film is still being opened')).toBeVisible();
  const action = boards(page)
    .first()
    .getByLabel(/^Action of /);
  await action.fill('海へ — the sea, at night');
  await action.press('Enter');
  await page.getByRole('listbox', { name: 'Shots' }).focus();
  await page.keyboard.press('Control+a');
  await letRestGo();

  await expect(page.getByRole('tab', { name: 'Elements' })).toBeVisible();
  await expect(page.getByText(/^\d{3} selected$/).first()).toBeVisible();
  await expect(pictures(page).first()).toBeVisible();
  // The last of what is chosen came in sight.
  await page.getByRole('listbox', { name: 'Shots' }).evaluate((list) => list.scrollTo(0, 0));
  await expect(action).toHaveValue('海へ — the sea, at night');
  await expect(boards(page).first().locator('canvas[data-loaded]')).toBeVisible();
  await expect(saved(page)).toBeVisible();
  await running.screenshot('long-film-whole');
});

/** A long film that is shown, and the window has not heard yet that it is open. */
async function openUnanswered(launch: Launch, folder: string) {
  const { running } = await withLongFilm(launch, folder);
  const letAnswerGo = await hold(running.app, 'project.openRecent', 'made');
  await recent(running.page).click();
  await expect(boards(running.page).first()).toBeVisible();
  return { running, letAnswerGo };
}

test('a long film is shown while it is still being opened; what is done in it is not lost', async ({
  launch,
  folder,
}) => {
  const { running, letAnswerGo } = await openUnanswered(launch, folder);
  const { page } = running;
  await expect(page.getByLabel('Timeline').getByRole('listitem').first()).toBeVisible();
  await running.screenshot('long-film-unanswered');
  await boards(page).nth(1).click();
  const action = boards(page)
    .nth(1)
    .getByLabel(/^Action of /);
  await action.fill('港の夜 — the harbour');
  await action.press('Enter');
  await letAnswerGo();

  await expect(pictures(page).first()).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Elements' })).toBeVisible();
  await expect(action).toHaveValue('港の夜 — the harbour');
  await expect(boards(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(saved(page)).toBeVisible();
});

test('a long film that is closed while it is still being opened is closed then, and opened again', async ({
  launch,
  folder,
}) => {
  const { running, letAnswerGo } = await openUnanswered(launch, folder);
  const { page } = running;
  await page.keyboard.press('Control+w');
  await letAnswerGo();
  await recent(page).click();
  await expect(pictures(page).first()).toBeVisible();
});

test('a long film that is closed before all of it came is opened again, whole', async ({
  launch,
  folder,
}) => {
  const { running, letRestGo } = await openHeld(launch, folder);
  const { page } = running;
  await page.keyboard.press('Control+w');
  await recent(page).click();
  await expect(boards(page).first()).toBeVisible();
  await letRestGo();
  // Every card in sight, as it was made before the rest came.
  await expect(boards(page).locator('canvas:not([data-loaded])')).toHaveCount(0);
  await running.screenshot('long-film-again');
});

test('of a long film with damage inside its pictures nothing stays on the screen, and it is told', async ({
  launch,
  folder,
}) => {
  const { running, path } = await withLongFilm(launch, folder);
  const { page } = running;
  const { database, close } = openProject(path, { now: Date.now, onCommitted: () => {} });
  database.handle.exec(
    `UPDATE record SET json = '{}' WHERE id = (SELECT max(id) FROM record WHERE kind = 'layer')`,
  );
  close();
  await recent(page).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('This project cannot be read');
  // What was made of its outline is gone again.
  await expect(page.locator('[inert]')).toHaveCount(0);
  await expect(page.locator('[data-shot]')).toHaveCount(0);
  await running.screenshot('long-film-damaged');
});
