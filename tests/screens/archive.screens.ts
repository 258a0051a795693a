import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { boards, createProject, dropBoards } from '../e2e/helpers/firstFilm';
import { answerOpenDialog, answerSaveDialog } from '../e2e/helpers/osDialogs';
import { expect, root, test } from '../e2e/launch';
import { settledScreenshot } from './settled';

// A project as one file: to be looked at in test-results/screens.

const save = (name: string, picture: Buffer): void =>
  writeFileSync(join(root, 'test-results', 'screens', `${name}.png`), picture);

async function runByPalette(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByPlaceholder(/Search/).fill(words);
  await page.keyboard.press('Enter');
}

test('packing, unpacking, and what goes wrong', async ({ launch, folder }) => {
  const running = await launch();
  const { app, page } = running;
  await running.screenshot('archive-first');
  const name = '灯台の夜 and a Title That Goes On Longer Than Anyone Would Want';
  const project = await createProject(running, folder, name);
  const pictures = await dropBoards(page, folder, 6);
  const sound = join(folder, 'atmosphere of the harbour at night, take 12.wav');
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(2_000_000_000 - 8, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(48_000, 24);
  header.writeUInt32LE(192_000, 28);
  header.writeUInt16LE(4, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(2_000_000_000 - 44, 40);
  writeFileSync(sound, header);
  truncateSync(sound, 2_000_000_000);
  await answerOpenDialog(app, [sound]);
  await runByPalette(page, 'Import by Link');
  await expect(page.getByRole('contentinfo').getByRole('status')).toHaveCount(0);
  await runByPalette(page, 'Pack Project');
  await page.mouse.move(480, 18);
  save('archive-dialog', await settledScreenshot(page));
  const archive = join(folder, `${name}.ekontez`);
  await answerSaveDialog(app, archive);
  await page.getByRole('dialog').getByRole('button', { name: 'Save As…' }).click();
  const strip = page.getByRole('contentinfo').getByRole('status').filter({ hasText: 'Packing' });
  await expect(strip).toContainText('left');
  save('archive-packing', await page.screenshot({ scale: 'css' }));
  await strip.getByRole('button', { name: 'Stop packing' }).click();
  await expect(strip).toHaveCount(0);

  truncateSync(sound, 1_000_000);
  await answerSaveDialog(app, archive);
  await runByPalette(page, 'Pack Project');
  await page.getByRole('dialog').getByRole('button', { name: 'Save As…' }).click();
  const notices = page.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText('is packed');
  await page.mouse.move(480, 18);
  save('archive-packed-with-losses', await settledScreenshot(page));
  await notices.getByRole('button', { name: 'Dismiss' }).click();
  const small = join(folder, 'Small.ekontez');
  await answerSaveDialog(app, small);
  await runByPalette(page, 'Pack Project');
  await page
    .getByRole('dialog')
    .getByLabel(/linked/)
    .click();
  save('archive-dialog-without-linked', await settledScreenshot(page));
  await page.getByRole('dialog').getByRole('button', { name: 'Save As…' }).click();
  await expect(notices).toContainText('is packed');
  save('archive-packed', await settledScreenshot(page));

  // A picture in the archive loses a byte.
  const packed = readFileSync(small);
  const picture = readFileSync(pictures[2] as string);
  packed.writeUInt8(7, packed.indexOf(picture) + 3_000);
  writeFileSync(small, packed);
  await page.keyboard.press('Control+W');
  await expect(page.getByRole('heading', { name: 'New project' })).toBeVisible();
  save('archive-welcome', await settledScreenshot(page));
  await answerOpenDialog(app, [small]);
  await answerSaveDialog(app, join(folder, 'Copy.ekonte'));
  await page.getByRole('button', { name: 'Open packed…' }).click();
  await expect(boards(page)).toHaveCount(6);
  await expect(notices).toContainText('unpacked');
  save('archive-unpacked-with-losses', await settledScreenshot(page));

  await page.keyboard.press('Control+W');
  await expect(page.getByRole('heading', { name: 'New project' })).toBeVisible();
  const bad = join(folder, 'A download that was not finished, of a very long name indeed.ekontez');
  writeFileSync(bad, packed.subarray(0, 5_000));
  await answerOpenDialog(app, [bad]);
  await answerSaveDialog(app, join(folder, 'Bad.ekonte'));
  await page.getByRole('button', { name: 'Open packed…' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  save('archive-welcome-problem', await settledScreenshot(page));

  // A long one, unpacked from the welcome screen.
  truncateSync(sound, 2_000_000_000);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await answerOpenDialog(app, [project]);
  await page.getByRole('button', { name: 'Open…' }).click();
  await expect(boards(page)).toHaveCount(6);
  const large = join(folder, `${name} (long).ekontez`);
  await answerSaveDialog(app, large);
  await runByPalette(page, 'Pack Project');
  await page.getByRole('dialog').getByRole('button', { name: 'Save As…' }).click();
  await expect(notices).toContainText('is packed, 2.0 GB');
  await page.keyboard.press('Control+W');
  await expect(page.getByRole('heading', { name: 'New project' })).toBeVisible();
  await answerOpenDialog(app, [large]);
  await answerSaveDialog(app, join(folder, 'Large.ekonte'));
  await page.getByRole('button', { name: 'Open packed…' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('left');
  save('archive-welcome-unpacking', await page.screenshot({ scale: 'css' }));
  await page.getByRole('button', { name: 'Stop unpacking' }).click();
  await expect(page.getByRole('main').getByRole('status')).toHaveCount(0);
});
