import type { ElectronApplication, Page } from '@playwright/test';
import { rowHeights, shotsRowTop } from '@shared/timeline/layout';
import { dropFiles, middleOf } from './helpers/drop';
import { readFilm } from './helpers/film';
import { boards, createProject, dropBoards, saved } from './helpers/firstFilm';
import { runAction } from './helpers/palette';
import { writeBoardPictures } from './helpers/pictureFiles';
import { expect, test } from './launch';

const killWorker = (app: ElectronApplication): Promise<boolean> =>
  app.evaluate(({ app: program }) => {
    const worker = program.getAppMetrics().find(({ name }) => name === 'Ekonte Worker');
    if (worker) process.kill(worker.pid, 'SIGKILL');
    return worker !== undefined;
  });

/** Chooses the shot that the timeline shows near its left edge. */
async function clickTimeline(page: Page): Promise<void> {
  const lanes = page.getByRole('application', { name: 'Shots and sounds in time' });
  await lanes.click({ position: { x: 300, y: shotsRowTop + rowHeights.shots / 2 } });
}

const pane = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('keys are shortcuts where nobody types, and text where somebody does', async ({ launch, folder }) => {
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Keys');
  await page.getByRole('button', { name: 'New shot' }).click();
  await expect(boards(page)).toHaveCount(1);
  await page.keyboard.press('n');
  await expect(boards(page)).toHaveCount(2);

  const action = page.getByRole('textbox', { name: 'Action', exact: true });
  await action.click();
  await page.keyboard.type('nine knights, and now');
  await expect(boards(page)).toHaveCount(2);
  await page.keyboard.press('Control+Enter');
  await expect(saved(page)).toBeVisible();
  await expect(action).toHaveValue('nine knights, and now');

  // Undo while typing is the text's, afterwards the film's.
  await action.click();
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await expect(boards(page)).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(action).toHaveValue('');
});

test('the palette finds actions and shots, and Escape closes it; a dim entry of the menu says why it is', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Palette');
  await page.keyboard.press('n');
  await expect(boards(page)).toHaveCount(1);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('stage work');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Stage', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Search or run' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await runAction(page, 'About Ekonte');
  const about = page.getByRole('dialog', { name: 'Ekonte' });
  // Keys do nothing behind it.
  await page.keyboard.press('Control+1');
  await expect(about).toContainText(/Version\d+\.\d+\.\d+Runs onElectron \d+.*Chromium \d+/);
  await page.keyboard.press('Escape');
  await expect(about).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Stage', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );

  // What cannot be done now says why.
  await page.getByRole('banner').getByRole('button', { name: 'Ekonte' }).click();
  const menu = page.getByRole('menu', { name: 'Ekonte' });
  await expect(menu).toBeFocused();
  for (const name of ['File', 'Edit']) {
    await page.keyboard.press('ArrowDown');
    await expect(menu.getByRole('menuitem', { name, exact: true })).toBeFocused();
  }
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('menuitem', { name: 'Redo' })).toHaveAttribute(
    'title',
    'There is nothing to redo.',
  );
  await page.keyboard.press('Escape');
});

test('panes, the workspace and the palette are as they were left', async ({ launch, folder }) => {
  const first = await launch();
  await createProject(first, folder, 'Panes');
  const { page, userData } = first;
  await dropBoards(page, folder, 10);
  const lastBoard = boards(page).last();
  const zoom = page.getByRole('slider', { name: 'Zoom of the timeline' });
  await page.keyboard.press('Home');
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('Equal');
  await clickTimeline(page);
  await expect(boards(page).first()).toHaveAttribute('aria-selected', 'true');
  await expect(lastBoard).not.toBeInViewport();
  // The timeline goes where the playhead goes, and the boards to what is chosen elsewhere.
  for (let step = 0; step < 9; step += 1) await page.keyboard.press('ArrowDown');
  await clickTimeline(page);
  await expect(lastBoard).toHaveAttribute('aria-selected', 'true');
  await expect(lastBoard).toBeInViewport({ ratio: 0.9 });
  const zoomed = await zoom.inputValue();
  await expect(pane(page, 'Inspector')).toBeVisible();
  await page.keyboard.press('Control+Alt+2');
  await expect(pane(page, 'Inspector')).toHaveCount(0);
  const edge = page.getByRole('separator', { name: 'Width of the left column' });
  await edge.focus();
  const widthBefore = (await pane(page, 'Elements and media').boundingBox())?.width ?? 0;
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const width = (await pane(page, 'Elements and media').boundingBox())?.width ?? 0;
  expect(width).toBeGreaterThan(widthBefore);
  await runAction(page, 'Stage Workspace');
  await page.getByRole('tab', { name: 'Media' }).click();
  await first.quit();

  const second = await launch({ userData });
  await second.page.getByRole('button', { name: /^Panes/ }).click();
  await expect(saved(second.page)).toBeVisible();
  await expect(second.page.getByRole('button', { name: 'Stage', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(second.page.getByRole('tab', { name: 'Media' })).toHaveAttribute('aria-selected', 'true');
  await expect(pane(second.page, 'Inspector')).toHaveCount(0);
  expect((await pane(second.page, 'Elements and media').boundingBox())?.width).toBeCloseTo(width, -1);
  await expect(second.page.getByRole('slider', { name: 'Zoom of the timeline' })).toHaveValue(zoomed);
  await second.page.keyboard.press('Control+1');
  await second.page.keyboard.press('Control+Shift+A');
  await expect(boards(second.page).last()).toHaveAttribute('aria-selected', 'false');
  await clickTimeline(second.page);
  await expect(boards(second.page).last()).toHaveAttribute('aria-selected', 'true');
  // What was run last is offered first, also when something was typed and taken back.
  await second.page.keyboard.press('Control+K');
  const found = second.page.getByRole('dialog', { name: 'Search or run' }).getByRole('option');
  await expect(found.first()).toContainText('Stage Workspace');
  await second.page.keyboard.type('review');
  await expect(found.first()).toContainText('Review Workspace');
  for (const _ of 'review') await second.page.keyboard.press('Backspace');
  await expect(found.first()).toContainText('Stage Workspace');
  await expect(found.first()).toHaveAttribute('aria-selected', 'true');
});

test('a worker that keeps dying is given up in words, and started again on request', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { app, page } = running;
  await createProject(running, folder, 'Lost');
  const again = page.getByRole('button', { name: 'Try again' });
  await expect(async () => {
    await killWorker(app);
    await expect(again).toBeVisible({ timeout: 300 });
  }).toPass();
  await again.click();
  await expect(again).toHaveCount(0);
  await page.keyboard.press('n');
  await expect(boards(page)).toHaveCount(1);
  await expect(saved(page)).toBeVisible();
});

test('a dropped project folder is opened; files dropped where nothing takes them ask what they become', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { page } = running;
  const path = await createProject(running, folder, 'Dropped');
  const pictures = writeBoardPictures(folder, 2);
  await dropFiles(
    page,
    pictures,
    await middleOf(page.getByRole('banner').getByRole('button', { name: 'Undo' })),
  );
  const question = page.getByRole('dialog', { name: /What are these 2 files/ });
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: '2 new shots' }).click();
  await expect(boards(page)).toHaveCount(2);

  await page.keyboard.press('Control+w');
  const heading = page.getByRole('heading', { name: 'Ekonte' });
  await expect(heading).toBeVisible();
  await dropFiles(page, [path], await middleOf(heading));
  await expect(saved(page)).toBeVisible();
  await expect(boards(page)).toHaveCount(2);
});

test('a comment bears the name that was asked for once and is kept', async ({ launch, folder }) => {
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Comments');
  await dropBoards(page, folder, 1);
  const authors = async () => (await readFilm(page)).document.list('comment').map(({ author }) => author);
  await page.getByRole('tab', { name: 'Shot', exact: true }).click();
  const write = async (text: string): Promise<void> => {
    await page.getByLabel('New comment').fill(text);
    await page.getByLabel('New comment').press('Control+Enter');
  };
  await write('Too bright');
  const dialog = page.getByRole('dialog', { name: 'Your name' });
  await dialog.getByRole('textbox', { name: 'Your name' }).fill('美奈 Mina');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect.poll(authors).toEqual(['美奈 Mina']);
  await write('Again');
  await expect.poll(authors).toEqual(['美奈 Mina', '美奈 Mina']);
  await page.getByRole('button', { name: 'as 美奈 Mina' }).click();
  await dialog.getByRole('textbox', { name: 'Your name' }).fill('');
  await dialog.getByRole('button', { name: 'Use This Name' }).click();
  await write('Nobody');
  await expect.poll(authors).toEqual(['美奈 Mina', '美奈 Mina', '']);
  await running.screenshot('comment-author');
});
