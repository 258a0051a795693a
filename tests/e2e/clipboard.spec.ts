import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { readFilm, shotPictures, undoLabel } from './helpers/film';
import { boards, createProject, dropBoards, saved } from './helpers/firstFilm';
import { answerOpenDialog } from './helpers/osDialogs';
import { writeFigurePicture } from './helpers/pictureFiles';
import { expect, test } from './launch';

const card = (page: Parameters<typeof boards>[0], index: number) =>
  boards(page).nth(index).locator('[draggable]');

test('shots copied in one project and pasted in another bring their element and pictures', async ({
  launch,
  folder,
}) => {
  const first = await launch();
  const { app, page, userData } = first;
  const menu = async (name: string): Promise<void> => page.getByRole('menuitem', { name }).first().click();

  let alpha = '';
  await test.step('a film with a character pinned on a shot', async () => {
    alpha = await createProject(first, folder, 'Alpha');
    await dropBoards(page, folder, 3);
    await answerOpenDialog(app, [writeFigurePicture(folder, 'Mina')]);
    await page.getByRole('button', { name: 'New element' }).click();
    await page.getByRole('menuitem', { name: 'Character from Picture' }).click();
    await page.locator('[data-element]').dragTo(card(page, 1));
    await expect.poll(() => shotPictures(page)).toEqual(['board-1', 'board-2+Mina', 'board-3']);
  });

  await test.step('in the same film: behind the selection, and cut and pasted elsewhere', async () => {
    await card(page, 1).click();
    await page.keyboard.press('Control+C');
    await card(page, 2).click();
    await page.keyboard.press('Control+V');
    await expect
      .poll(() => shotPictures(page))
      .toEqual(['board-1', 'board-2+Mina', 'board-3', 'board-2+Mina']);
    await card(page, 0).click();
    await page.keyboard.press('Control+X');
    await expect.poll(() => undoLabel(page)).toBe('Cut Shot');
    await card(page, 2).click({ button: 'right' });
    await menu('Paste');
    await expect
      .poll(() => shotPictures(page))
      .toEqual(['board-2+Mina', 'board-3', 'board-2+Mina', 'board-1']);
    for (let count = 0; count < 3; count += 1)
      await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect.poll(() => shotPictures(page)).toEqual(['board-1', 'board-2+Mina', 'board-3']);
  });

  await test.step('text fields keep their own clipboard', async () => {
    const heading = page.getByLabel('Heading of scene 1');
    await heading.fill('HARBOUR');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+C');
    await page.keyboard.press('End');
    await page.keyboard.press('Control+V');
    await page.keyboard.press('Enter');
    await expect(heading).toHaveValue('HARBOURHARBOUR');
    await expect(boards(page)).toHaveCount(3);
  });

  let beta = '';
  await test.step('in another film: everything comes along; undone and done again', async () => {
    await card(page, 0).click();
    await card(page, 1).click({ modifiers: ['Shift'] });
    await page.keyboard.press('Control+C');
    await page.keyboard.press('Control+W');
    beta = await createProject(first, folder, 'Beta');
    await page.keyboard.press('Control+V');
    await expect(boards(page)).toHaveCount(2);
    expect(await shotPictures(page)).toEqual(['board-1', 'board-2+Mina']);
    await expect(page.locator('[data-element]')).toContainText('Mina');
    const media = (await readFilm(page)).document.list('media');
    expect(media.map(({ name }) => name).sort()).toEqual(['Mina.png', 'board-1.png', 'board-2.png']);
    for (const { storage, byteSize } of media)
      expect(readFileSync(join(beta, storage.path)).byteLength).toBe(byteSize);
    expect(await undoLabel(page)).toBe('Paste 2 Shots');
    await page.keyboard.press('Control+Z');
    await expect(boards(page)).toHaveCount(0);
    expect((await readFilm(page)).document.list('element')).toEqual([]);
    await page.keyboard.press('Control+Shift+Z');
    await expect(boards(page)).toHaveCount(2);
    await expect(saved(page)).toBeVisible();
  });

  await test.step('the first film opens in the place of the second, its boards as wide as they were', async () => {
    const width = (await card(page, 0).boundingBox())?.width ?? 0;
    await answerOpenDialog(app, [alpha]);
    await page.keyboard.press('Control+O');
    await expect(page.getByRole('button', { name: 'Alpha', exact: true })).toBeVisible();
    await expect.poll(async () => (await card(page, 0).boundingBox())?.width).toBe(width);
  });

  await test.step('and is there the next day', async () => {
    await first.quit();
    const second = await launch({ userData, args: [beta] });
    await expect(boards(second.page)).toHaveCount(2);
    expect(await shotPictures(second.page)).toEqual(['board-1', 'board-2+Mina']);
  });
});

/** Puts a picture on the system's clipboard, and words beside it, as other programs do. */
async function copyPicture(app: ElectronApplication, path: string, words = ''): Promise<void> {
  await app.evaluate(
    async ({ clipboard, nativeImage, ClipboardItem }, { base64, text }) => {
      const bytes = Buffer.from(base64, 'base64');
      // Newer versions of Electron have the clipboard of the web.
      const older = clipboard as unknown as {
        writeImage?: unknown;
        write: (data: { text: string; image: Electron.NativeImage }) => void;
      };
      if (older.writeImage) older.write({ text, image: nativeImage.createFromBuffer(bytes) });
      else {
        const wordsBeside = text === '' ? {} : { 'text/plain': new Blob([text]) };
        await clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes]), ...wordsBeside })]);
      }
    },
    { base64: readFileSync(path).toString('base64'), text: words },
  );
}

test('a picture and lines of text from other programs', async ({ launch, folder }) => {
  const running = await launch();
  const { app, page } = running;
  await createProject(running, folder, 'Gamma');

  await test.step('a screenplay shows what it would bring, by key and by menu; also with a picture of it beside', async () => {
    const words = 'INT. 小屋 - NIGHT\r\n\r\nMINA\r\nIt is him.\r\n';
    await copyPicture(app, writeFigurePicture(folder, 'Page'), words);
    const dialog = page.getByRole('dialog', { name: 'Import script' });
    await page.keyboard.press('Control+V');
    await expect(dialog.getByRole('listitem', { name: 'INT. 小屋 - NIGHT' })).toContainText('1 line');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await page.getByRole('listbox', { name: 'Shots' }).click({ button: 'right', position: { x: 9, y: 9 } });
    await page.getByRole('menuitem', { name: 'Paste' }).click();
    await dialog.getByRole('button', { name: 'Import 1 Scene' }).click();
    await expect(boards(page)).toHaveCount(1);
    await page.keyboard.press('Control+Z');
    await expect(boards(page)).toHaveCount(0);
  });

  await copyPicture(app, writeFigurePicture(folder, 'Figure'));

  await page.keyboard.press('Control+V');
  await expect(boards(page)).toHaveCount(1);
  await expect.poll(() => shotPictures(page)).toEqual(['Pasted picture']);

  await page.keyboard.press('Control+2');
  await page.keyboard.press('Control+V');
  await expect.poll(() => shotPictures(page)).toEqual(['Pasted picture+Pasted picture']);

  await test.step('a layer, copied and pasted into the same shot', async () => {
    await page.keyboard.press('Control+C');
    await page.keyboard.press('Control+V');
    await expect.poll(() => undoLabel(page)).toBe('Paste Layer');
  });

  await test.step('words become shots on the contact sheet, and nothing on the stage', async () => {
    await app.evaluate(({ clipboard }) => clipboard.writeText('The lamp goes dark.\n港に船が着く。'));
    await page.keyboard.press('Control+V');
    await expect(page.getByText('There is nothing on the clipboard that can be pasted here.')).toBeVisible();
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+V');
    await expect(boards(page)).toHaveCount(3);
    const { sequence } = await readFilm(page);
    expect(sequence.shots.map(({ shot }) => shot.action)).toEqual([
      '',
      'The lamp goes dark.',
      '港に船が着く。',
    ]);
  });
});
