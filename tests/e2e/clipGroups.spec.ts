import type { Page } from '@playwright/test';
import { dragMouse } from './helpers/drop';
import { readFilm, undoLabel } from './helpers/film';
import { createProject, dropBoards } from './helpers/firstFilm';
import { fiveShotClip, makeFiveShotFilm } from './helpers/fiveShots';
import { giveKlingKey } from './helpers/kling';
import { test } from './helpers/servers';
import { showWholeFilm } from './helpers/timelinePoints';
import { expect } from './launch';

/** What the form says a run of the whole film comes to. */
async function expectSubmissions(page: Page, count: number): Promise<void> {
  await page.keyboard.press('Control+G');
  const form = page.getByRole('dialog', { name: 'Generate clips' });
  await form.getByRole('button', { name: 'All 7' }).click();
  await expect(form.getByText(`in ${count} submissions`)).toBeVisible();
  await page.keyboard.press('Escape');
}

test('a cut between clips is dragged: prompt and run follow, and it can be undone', async ({
  launch,
  startKling,
  folder,
}) => {
  const server = await startKling();
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Seven');
  await dropBoards(page, folder, 7);
  await giveKlingKey(page, server.address);
  await page.keyboard.press('Control+G');
  await page.getByRole('combobox', { name: 'Made by' }).click();
  await page.getByRole('option', { name: 'Kling 3.0 Omni' }).click();
  await page.keyboard.press('Escape');
  // Who makes several shots at once has them shown.
  const shown = page.getByRole('button', { name: 'Clip groups' });
  await expect(shown).toHaveAttribute('aria-pressed', 'true');
  await expectSubmissions(page, 2);

  // Three seconds a shot, fifteen at most: two shots, then five. The cut goes one shot on.
  const at = await showWholeFilm(page);
  const edge = { ...at.bracket(144), x: at.bracket(144).x - 3 };
  await dragMouse(page, edge, at.bracket(216));
  await expect.poll(() => undoLabel(page)).toBe('Move Clip Cut');
  await page.getByRole('tab', { name: 'Prompt' }).click();
  const { x, y } = at.bracket(400);
  await page.mouse.click(x, y);
  await expect(page.getByText('Prompt of 4 shots')).toBeVisible();
  await expectSubmissions(page, 2);

  // What does not fit is not taken.
  await dragMouse(page, { ...at.bracket(216), x: at.bracket(216).x - 3 }, at.bracket(72));
  expect(await undoLabel(page)).toBe('Move Clip Cut');

  await page.mouse.click(x, y, { button: 'right' });
  await page.getByRole('menuitem', { name: /^Split Clip before/ }).click();
  await expect.poll(() => undoLabel(page)).toBe('Split Clip');
  await expectSubmissions(page, 3);
  await page.mouse.click(x, y, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Generate This Clip…' }).click();
  await expect(
    page.getByRole('dialog', { name: 'Generate clips' }).getByText('in 1 submission'),
  ).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+Z');
  await expect.poll(() => undoLabel(page)).toBe('Move Clip Cut');
  await page.keyboard.press('Control+Z');
  await expect.poll(() => undoLabel(page)).not.toBe('Move Clip Cut');
  await page.mouse.click(x, y);
  await expect(page.getByText('Prompt of 5 shots')).toBeVisible();
  await running.quit();
});

test('a cut found a little late in a clip is put right by its handle and by key; the film keeps its length', async ({
  launch,
  startKling,
  folder,
}) => {
  const server = await startKling({ clip: fiveShotClip });
  const running = await launch();
  const { page } = running;
  const shotIds = await makeFiveShotFilm(running, folder, server);
  const begins = async (): Promise<unknown> => {
    const { document } = await readFilm(page);
    return document.childrenOf('take', shotIds[1] as string)[0]?.mediaInFrames;
  };
  const length = (await readFilm(page)).sequence.lengthFrames;
  await page.keyboard.press('Control+Digit3');
  const at = await showWholeFilm(page);
  await expect.poll(begins).toBe(53);
  await dragMouse(page, at.shot(48), at.shot(54));
  await expect.poll(() => undoLabel(page)).toBe('Move Cut in Clip');
  const moved = (await begins()) as number;
  expect(Math.abs(moved - 59)).toBeLessThanOrEqual(1);
  await page.keyboard.press('Alt+Comma');
  await expect.poll(begins).toBe(moved - 1);
  expect((await readFilm(page)).sequence.lengthFrames).toBe(length);
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await expect.poll(begins).toBe(53);
  await running.quit();
});
