import type { Page } from '@playwright/test';
import { readFilm } from './helpers/film';
import { boards, createProject, dropBoards, saved } from './helpers/firstFilm';
import { expect, test } from './launch';

const labels = async (page: Page): Promise<string> => {
  const { sequence } = await readFilm(page);
  return sequence.scenes
    .flatMap(({ shots }) => shots)
    .map(({ label, isOmitted }) => (isOmitted ? `(${label})` : label))
    .join(' ');
};

async function openPage(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+Comma');
  await page.getByRole('dialog', { name: 'Project settings' }).getByRole('tab', { name }).click();
}

async function closeSettings(page: Page): Promise<void> {
  await page.getByRole('dialog', { name: 'Project settings' }).getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('a scheme is seen before it is taken; locked numbers are kept, what is cut stays as omitted', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Numbers');
  await dropBoards(page, folder, 4);
  expect(await labels(page)).toBe('1A 1B 1C 1D');

  await openPage(page, 'Numbering');
  const dialog = page.getByRole('dialog', { name: 'Project settings' });
  await dialog.getByRole('combobox', { name: 'Scheme' }).click();
  await page.getByRole('option', { name: /0010/ }).first().click();
  await expect(dialog.getByText('0040', { exact: true })).toBeVisible();
  expect(await labels(page)).toBe('1A 1B 1C 1D');
  const pattern = dialog.getByRole('textbox', { name: 'Names of shots' });
  await pattern.fill('{shot');
  await expect(dialog.getByRole('alert')).toContainText('Braces');
  await expect(dialog.getByRole('button', { name: 'Use this scheme' })).toBeDisabled();
  await pattern.fill('SH{shot}');
  await dialog.getByRole('button', { name: 'Use this scheme' }).click();
  await expect.poll(() => labels(page)).toBe('SH0010 SH0020 SH0030 SH0040');
  await dialog.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(dialog.getByText('Numbers are locked.')).toBeVisible();
  await closeSettings(page);

  await boards(page).nth(0).locator('[draggable]').click();
  await page.keyboard.press('n');
  await expect.poll(() => labels(page)).toBe('SH0010 SH0015 SH0020 SH0030 SH0040');
  await boards(page).nth(2).locator('[draggable]').click();
  await page.keyboard.press('Delete');
  await expect.poll(() => labels(page)).toBe('SH0010 SH0015 (SH0020) SH0030 SH0040');
  const omitted = page.getByRole('option', { name: 'Shot SH0020, omitted' });
  await omitted.click();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect.poll(() => labels(page)).toBe('SH0010 SH0015 SH0020 SH0030 SH0040');
  await expect(saved(page)).toBeVisible();
});

test('another rate tells what it does first, and undo takes all of it back', async ({ launch, folder }) => {
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Rates');
  await dropBoards(page, folder, 3);
  const before = await readFilm(page);
  await openPage(page, 'Time');
  const dialog = page.getByRole('dialog', { name: 'Project settings' });
  await dialog.getByRole('combobox', { name: 'Frames per second' }).click();
  await page.getByRole('option', { name: '25 fps' }).click();
  const effect = dialog.getByRole('region', { name: 'What the change does' });
  await expect(effect).toContainText('216');
  await expect(effect).toContainText('225');
  await effect.getByRole('button', { name: 'Change rate' }).click();
  await expect(effect).toHaveCount(0);
  const after = await readFilm(page);
  expect(after.document.project().rate).toEqual({ num: 25, den: 1 });
  expect(after.sequence.lengthFrames).toBe(225);
  const start = dialog.getByRole('textbox', { name: 'Timecode of the first frame' });
  await start.fill('1:');
  await expect(dialog.getByRole('alert')).toContainText('no timecode');
  await start.fill('01:00:00:00');
  await start.press('Enter');
  await expect.poll(async () => (await readFilm(page)).document.project().startFrame).toBe(90_000);
  await closeSettings(page);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await readFilm(page)).document.project()).toEqual(before.document.project());
  expect(JSON.stringify((await readFilm(page)).document.records())).toBe(
    JSON.stringify(before.document.records()),
  );
});

test('another frame, a name and a field of one’s own survive a restart', async ({ launch, folder }) => {
  const first = await launch();
  const { page } = first;
  await createProject(first, folder, 'Frames');
  await dropBoards(page, folder, 2);
  await openPage(page, 'Picture');
  const dialog = page.getByRole('dialog', { name: 'Project settings' });
  await dialog.getByRole('radio', { name: /9:16/ }).click();
  await dialog.getByRole('button', { name: 'Fill' }).click();
  await dialog.getByRole('button', { name: 'Change size' }).click();
  await expect
    .poll(async () => (await readFilm(page)).document.project().frameSize)
    .toEqual({ width: 1080, height: 1920 });
  await dialog.getByRole('tab', { name: 'Film' }).click();
  await dialog.getByRole('textbox', { name: 'Short name' }).fill('AGM');
  await dialog.getByRole('textbox', { name: 'Short name' }).press('Enter');
  await dialog.getByRole('combobox', { name: 'Add a language' }).click();
  await page.getByRole('option', { name: 'Japanese' }).click();
  await dialog.getByRole('tab', { name: 'Custom fields' }).click();
  await dialog.getByRole('button', { name: 'New field' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Name of the field' })).toBeFocused();
  await page.keyboard.type('撮影日');
  await page.keyboard.press('Enter');
  await closeSettings(page);
  await expect(saved(page)).toBeVisible();
  await first.quit();

  const second = await launch({ userData: first.userData });
  await second.page.getByRole('button', { name: /^Frames/ }).click();
  await expect(boards(second.page)).toHaveCount(2);
  const { document } = await readFilm(second.page);
  expect(document.project()).toMatchObject({
    frameSize: { width: 1080, height: 1920 },
    code: 'AGM',
    languages: ['en', 'ja'],
  });
  expect(document.list('customField').map(({ name }) => name)).toEqual(['撮影日']);
});
