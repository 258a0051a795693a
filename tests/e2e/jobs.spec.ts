import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { readPdf } from '../../electron/worker/sheets/testing/readPdf';
import { dropFiles, middleOf } from './helpers/drop';
import { readFilm } from './helpers/film';
import { boards, createProject, dropBoards, saved } from './helpers/firstFilm';
import { answerSaveDialog } from './helpers/osDialogs';
import { edit, rpc } from './helpers/rpc';
import { expect, test } from './launch';

/** Long enough to be caught in the middle of it on any machine. */
const longShot = 600;
const shortShot = 24;

/** Gives all shots a length and a camera that moves throughout. */
async function setShots(page: Page, lengthFrames: number): Promise<string[]> {
  const shotIds = (await readFilm(page)).sequence.shots.map(({ shot }) => shot.id);
  await edit(page, 'shot.setLength', { shotIds, lengthFrames });
  const move = { name: 'zoomIn', strength: 0.5, easing: 'linear' };
  await edit(page, 'camera.setMove', { shotIds, move });
  return shotIds;
}

const jobs = (page: Page) => rpc(page, 'jobs.list', null);
const states = async (page: Page) => (await jobs(page)).map(({ state }) => state);
const isAtWork = async (page: Page) => (await jobs(page)).some(({ framesDone }) => framesDone > 0);
const jobList = (page: Page) => page.getByRole('region', { name: 'Jobs' });

async function generateAll(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Generate' }).click();
  const form = page.getByRole('dialog', { name: 'Generate clips' });
  await form.getByRole('button', { name: /^All/ }).click();
  await form.getByRole('button', { name: 'Draft' }).click();
  await form.getByRole('button', { name: /^Generate/ }).click();
  await expect(form).toBeHidden();
}

/** The hidden page's process ends, as by a fault in a graphics driver. */
async function crashRenderer(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ webContents }) => {
    const hidden = webContents
      .getAllWebContents()
      .find((each) => each.getURL().includes('/compositor-host/'));
    if (!hidden) throw new Error('no renderer');
    hidden.forcefullyCrashRenderer();
  });
}

test('generates, cancels, tries again and clears, all from the list of jobs', async ({ launch, folder }) => {
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Jobs');
  await dropBoards(page, folder, 3);
  await setShots(page, longShot);

  await page.keyboard.press('Control+j');
  await expect(jobList(page)).toContainText('Nothing is being made');
  await generateAll(page);
  await expect.poll(() => isAtWork(page), { timeout: 60_000 }).toBe(true);
  expect(await states(page)).toEqual(['running', 'running', 'queued']);
  await expect(jobList(page).getByText('Waiting for its turn')).toHaveCount(1);
  await running.screenshot('jobs');

  await jobList(page).getByRole('button', { name: 'Cancel 1C' }).click();
  await expect.poll(() => states(page)).toEqual(['running', 'running', 'cancelled']);
  await jobList(page).getByRole('button', { name: 'Cancel All' }).click();
  await expect.poll(() => states(page)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  expect((await readFilm(page)).document.list('take')).toEqual([]);

  // The shot is asked for as it is now.
  await setShots(page, shortShot);
  await jobList(page).getByRole('button', { name: 'Try 1B again' }).click();
  await expect(jobList(page).getByText(/Done · 24 frames/)).toBeVisible({ timeout: 60_000 });
  const { document, sequence } = await readFilm(page);
  expect(document.list('take').map(({ shotId }) => shotId)).toEqual([sequence.shots[1]?.shot.id]);

  await jobList(page).getByRole('button', { name: 'Clear Ended' }).click();
  await expect(jobList(page)).toContainText('Nothing is being made');
});

test('a renderer that crashes and a program that is quit lose no job and double none', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { app, page } = running;
  const project = await createProject(running, folder, 'Crash');
  await dropBoards(page, folder, 1);
  await setShots(page, longShot);
  await generateAll(page);
  await expect.poll(() => isAtWork(page), { timeout: 60_000 }).toBe(true);
  await crashRenderer(app);
  await expect.poll(async () => (await jobs(page))[0]?.attempt, { timeout: 30_000 }).toBe(2);
  await expect.poll(() => isAtWork(page), { timeout: 60_000 }).toBe(true);
  await running.quit();

  const again = await launch({ userData: running.userData, args: [project] });
  await expect(saved(again.page)).toBeVisible();
  await expect.poll(() => states(again.page), { timeout: 90_000 }).toEqual(['done']);
  const { document, sequence } = await readFilm(again.page);
  const [take, ...others] = document.list('take');
  expect(others).toEqual([]);
  expect(sequence.shots[0]?.shot.activeTakeId).toBe(take?.id);
  expect(take).toMatchObject({ lengthFrames: longShot, preset: 'draft' });
});

test('delivers the film to a file of the person’s choice', async ({ launch, folder }) => {
  const running = await launch();
  const { app, page } = running;
  await createProject(running, folder, 'Delivered');
  await dropBoards(page, folder, 2);
  const [shotId] = await setShots(page, shortShot);
  // Its fonts are read by the workers that paint films and by the page that paints stills.
  await edit(page, 'layer.addText', {
    shotId,
    text: '灯台 Lighthouse',
    colour: '#ffffff',
    lineHeight: 0.06,
    align: 'left',
    isBold: false,
  });
  const film = join(folder, 'Delivered.mp4');
  const banner = page.getByRole('banner');

  await answerSaveDialog(app, null);
  await banner.getByRole('button', { name: 'Deliver', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'Deliver the film' });
  await expect(form).toContainText('2 s · 48 frames');
  await form.getByRole('button', { name: 'Save As…' }).click();
  expect(await jobs(page)).toEqual([]);

  await answerSaveDialog(app, film);
  await form.getByRole('button', { name: 'Save As…' }).click();
  await expect(form).toBeHidden();
  await expect(page.getByText('Delivered.mp4 is finished.')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Show in Folder' })).toBeVisible();
  expect(existsSync(film)).toBe(true);

  // What the crew gets on paper, from the same menu; choices are kept.
  const pdf = join(folder, 'Delivered storyboard.pdf');
  await answerSaveDialog(app, pdf);
  await banner.getByRole('button', { name: 'Deliver', exact: true }).click();
  await form.getByRole('button', { name: 'Storyboard PDF…' }).click();
  const storyboard = page.getByRole('dialog', { name: 'Storyboard PDF' });
  await storyboard.getByRole('combobox', { name: 'Layout' }).click();
  await page.getByRole('option', { name: /Ekonte/ }).click();
  await expect(storyboard.getByRole('img', { name: 'Page 1 as it will be printed' })).toBeVisible();
  await expect(storyboard).toContainText('Page 1 of 1');
  await storyboard.getByRole('button', { name: 'Save as PDF…' }).click();
  await expect(storyboard).toBeHidden();
  await expect(page.getByText('Delivered storyboard.pdf is finished.')).toBeVisible({ timeout: 60_000 });
  const { pages, pictureCounts } = readPdf(readFileSync(pdf));
  expect(pictureCounts).toEqual([2]);
  expect(pages[0]).toMatch(/Delivered[\s\S]*カット[\s\S]*1A[\s\S]*1\+00[\s\S]*1B/);

  // The timeline for the editor, with its media beside it.
  const xml = join(folder, '灯台 & co.xml');
  await answerSaveDialog(app, xml);
  await banner.getByRole('button', { name: 'Deliver', exact: true }).click();
  await form.getByRole('button', { name: 'Editing Timeline…' }).click();
  await page.getByRole('button', { name: 'Save as XML…' }).click();
  await expect(page.getByText('灯台 & co.xml is finished.')).toBeVisible({ timeout: 60_000 });
  expect(readFileSync(xml, 'utf8')).toMatch(/<xmeml version="4">[\s\S]*<duration>48<\/duration>/);
  expect(readdirSync(join(folder, '灯台 & co media'))).toHaveLength(2);

  // The editor takes the first shot out; what comes back is shown, taken as one edit, and undone.
  const back = join(folder, '灯台 cut.xml');
  writeFileSync(back, readFileSync(xml, 'utf8').replace(/<clipitem[\s\S]*?<\/clipitem>/, ''));
  await dropFiles(page, [back], await middleOf(boards(page).first()));
  const cut = page.getByRole('dialog', { name: 'Read a cut back' });
  await expect(cut).toContainText('no longer in the cut: omitted');
  await expect(cut).toContainText('24 frames without a picture: an empty shot');
  await cut.getByRole('button', { name: 'Take Cut' }).click();
  await expect(cut).toBeHidden();
  const statuses = async () => (await readFilm(page)).document.list('shot').map(({ status }) => status);
  await expect.poll(statuses).toEqual(['omitted', 'draft', 'draft']);
  await page.keyboard.press('Control+Z');
  await expect.poll(statuses).toEqual(['draft', 'draft']);

  const list = join(folder, 'list.csv');
  await answerSaveDialog(app, list);
  await banner.getByRole('button', { name: 'Deliver', exact: true }).click();
  await form.getByRole('button', { name: 'Shot List…' }).click();
  await page.getByRole('button', { name: 'Save as CSV…' }).click();
  await expect(page.getByText('list.csv is written: 2 shots.')).toBeVisible();
  expect(readFileSync(list, 'utf8')).toMatch(/^\ufeffScene,Shot,.*\r\n1,1A,/);
  expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);

  await page.keyboard.press('Control+P');
  await expect(storyboard.getByRole('combobox', { name: 'Layout' })).toContainText('Ekonte');
  await page.keyboard.press('Escape');

  const html = join(folder, 'board.html');
  await answerSaveDialog(app, html);
  await banner.getByRole('button', { name: 'Deliver', exact: true }).click();
  await form.getByRole('button', { name: 'Storyboard Web Page…' }).click();
  await page.getByRole('button', { name: 'Save as Web Page…' }).click();
  await expect(page.getByText('board.html is finished.')).toBeVisible();
  expect(readFileSync(html, 'utf8').match(/<img src="data:image\/jpeg;base64,/g)).toHaveLength(2);
});
