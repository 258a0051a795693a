import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import type { Page } from '@playwright/test';
import { buildShotPicture } from '@shared/compositor/buildShotPicture';
import { drawList, itemKey, type OutputSize } from '@shared/compositor/drawList';
import { paint } from '@shared/compositor/paint';
import type { MediaId, ShotId } from '@shared/document/ids';
import { readFilm } from './helpers/film';
import { decoded, ekonte, psnr } from './helpers/filmFrames';
import { openSample } from './helpers/lighthouse';
import { answerOpenDialog, answerSaveDialog } from './helpers/osDialogs';
import { writeBoardPictures } from './helpers/pictureFiles';
import { rpc } from './helpers/rpc';
import { expect, test } from './launch';

const uhd = { width: 3840, height: 2160 };

const form = (page: Page) => page.getByRole('dialog', { name: 'Generate clips' });

async function choose(page: Page, field: string, option: string | RegExp): Promise<void> {
  await form(page).getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option }).click();
}

async function openForm(page: Page, scope: RegExp): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Generate' }).click();
  await form(page).getByRole('button', { name: scope }).click();
}

async function allDone(page: Page, count: number): Promise<void> {
  const states = async () => (await rpc(page, 'jobs.list', null)).map(({ state }) => state);
  await expect.poll(states, { timeout: 120_000 }).toEqual(Array.from({ length: count }, () => 'done'));
}

const pixels = (image: Image, { width, height }: OutputSize): Buffer => {
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0, width, height);
  return Buffer.from(context.getImageData(0, 0, width, height).data);
};

test('a 4K still of the sample film: as the compositor paints it, held in player and film, there after a restart', async ({
  launch,
  folder,
}) => {
  const first = await launch({ sample: true });
  const { page } = first;
  await openSample(page);
  const before = await readFilm(page);
  const entry = before.sequence.shots.find(({ shot }) => shot.move !== null);
  if (!entry) throw new Error('no shot moves');
  const shotId = entry.shot.id;
  const project = await page.evaluate(() => window.ekonte.call('project.current', null));
  if (!project.ok || !project.value) throw new Error('no project');
  const file = (mediaId: MediaId, document = before.document) =>
    join(project.value?.location ?? '', document.require('media', mediaId).storage.path);

  await page
    .getByRole('listbox', { name: 'Shots' })
    .getByRole('option')
    .nth(before.sequence.shots.indexOf(entry))
    .click();
  await openForm(page, /^Selected/);
  await form(page).getByRole('button', { name: 'Still', exact: true }).click();
  await choose(page, 'Frame of the shot', /^Last/);
  await choose(page, 'Size of the pictures', '4K');
  await expect(form(page)).toContainText('3840 × 2160');
  await form(page)
    .getByRole('button', { name: /^Generate / })
    .click();
  await expect(form(page)).toBeHidden();
  await allDone(page, 1);

  const { document } = await readFilm(page);
  const [take] = document.childrenOf('take', shotId);
  if (!take) throw new Error('no take');
  const made = await loadImage(file(take.mediaId, document));
  expect([made.width, made.height]).toEqual([uhd.width, uhd.height]);

  const picture = buildShotPicture(document, shotId, { ignoreTake: true });
  const images = new Map<string, Image>();
  for (const layer of picture.layers)
    if (layer.type === 'image') images.set(layer.mediaId, await loadImage(file(layer.mediaId, document)));
  const canvas = createCanvas(uhd.width, uhd.height);
  const last = picture.sourceInFrames + picture.lengthFrames - 1;
  paint<Image>(canvas.getContext('2d'), drawList(picture, last, uhd), (item) => {
    const source = images.get(itemKey(item));
    return source ? { source, width: source.width, height: source.height } : null;
  });
  const own = Buffer.from(canvas.getContext('2d').getImageData(0, 0, uhd.width, uhd.height).data);
  expect(psnr(pixels(made, uhd), own)).toBeGreaterThanOrEqual(38);

  // The shot moves; its take does not, neither in the film nor in the player.
  const film = join(folder, 'still.mp4');
  await answerSaveDialog(first.app, film);
  const exported = await page.evaluate(
    (id) => window.ekonte.call('jobs.exportFilmDialog', { shotIds: [id as ShotId] }),
    shotId,
  );
  expect(exported.ok).toBe(true);
  await allDone(page, 2);
  const shown = await Promise.all([0, entry.shot.lengthFrames - 1].map((frame) => decoded(film, frame)));
  expect(psnr(...(shown as [Buffer, Buffer]))).toBeGreaterThanOrEqual(38);
  await first.quit();

  const second = await launch({ userData: first.userData });
  await openSample(second.page);
  const again = (await readFilm(second.page)).document;
  expect(again.require('shot', shotId).activeTakeId).toBe(take.id);
  await openForm(second.page, /^All/);
  await expect(form(second.page)).toContainText('3840 × 2160');
  await second.quit();
});

test('a series goes to a folder, and never over a file without asking', async ({ launch, folder }) => {
  const running = await launch({ sample: true });
  const { app, page } = running;
  await openSample(page);
  const { sequence, document } = await readFilm(page);
  const count = sequence.shots.reduce(
    (sum, { shot }) => sum + Math.max(1, document.childrenOf('cameraKeyframe', shot.id).length),
    0,
  );
  const out = join(folder, 'out');
  mkdirSync(out);
  await answerOpenDialog(app, [out]);
  const ask = async (answer: number): Promise<void> => {
    const asked = await app.evaluateHandle(({ dialog }, response) => {
      const questions = { count: 0 };
      dialog.showMessageBox = async () => {
        questions.count += 1;
        return { response, checkboxChecked: false };
      };
      return questions;
    }, answer);
    await openForm(page, /^All/);
    await form(page)
      .getByRole('button', { name: /^Generate / })
      .click();
    // Before the next answer is laid ready, this one has been taken.
    await expect.poll(() => asked.evaluate(({ count }) => count)).toBe(1);
  };
  await openForm(page, /^All/);
  await form(page).getByRole('button', { name: 'Series', exact: true }).click();
  await choose(page, 'A picture for', /key/);
  await choose(page, 'Size of the pictures', 'Custom');
  await form(page).getByLabel('Width, pixels').fill('320');
  await form(page).getByLabel('Height, pixels').fill('320');
  await choose(page, 'Where the pictures go', /folder/);
  await form(page)
    .getByRole('button', { name: `Generate ${count} Pictures` })
    .click();
  await expect(form(page)).toBeHidden();
  const shots = sequence.shots.length;
  await allDone(page, shots);
  const names = readdirSync(out);
  expect(names).toHaveLength(count);
  const square = await loadImage(join(out, names[0] ?? ''));
  expect([square.width, square.height]).toEqual([320, 320]);

  writeFileSync(join(out, names[0] ?? ''), 'mine');
  await ask(0);
  await expect(form(page)).toBeVisible();
  expect(await rpc(page, 'jobs.list', null)).toHaveLength(shots);
  await page.keyboard.press('Escape');
  await ask(1);
  await allDone(page, 2 * shots);
  expect(readFileSync(join(out, names[0] ?? ''), 'utf8')).toBe('mine');
  expect(readdirSync(out)).toHaveLength(count + 1);
  expect((await readFilm(page)).document.list('take')).toEqual([]);
});

test('pictures on the command line: files, never over others, and takes', async ({ folder }) => {
  const pictures = writeBoardPictures(folder, 2);
  await ekonte(folder, 'new', 'Film.ekonte');
  await ekonte(folder, 'import', 'Film.ekonte', ...pictures, '--as', 'shots');
  const still = ['generate', 'Film.ekonte', '--what', 'still'];
  const made = await ekonte(folder, ...still, '--size', '3840x2160', '--out', 'out');
  expect(made).toMatchObject({ done: 2, failed: 0, pictures: 2, size: uhd });
  const image = await loadImage(join(folder, 'out', 'Film_1A.png'));
  expect([image.width, image.height]).toEqual([uhd.width, uhd.height]);
  const boards = await ekonte(
    folder,
    'export',
    'Film.ekonte',
    '--format',
    'png',
    '--out',
    'boards',
    '--size',
    'hd',
  );
  expect(boards).toMatchObject({ done: 2, size: { width: 1920, height: 1080 } });
  expect(readdirSync(join(folder, 'boards')).sort()).toEqual(['Film_1A.png', 'Film_1B.png']);
  await expect(ekonte(folder, ...still, '--out', 'out')).rejects.toThrow(/would be replaced/);
  await ekonte(folder, ...still, '--image', 'jpeg', '--shots', '1B');
  const info = await ekonte(folder, 'info', 'Film.ekonte');
  expect(info).toMatchObject({ takes: 1 });
});
