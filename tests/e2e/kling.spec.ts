import { boards, createProject, dropBoards } from './helpers/firstFilm';
import { choose } from './helpers/forms';
import { enterKlingKey } from './helpers/kling';
import { test } from './helpers/servers';
import { expect } from './launch';

test('Kling makes a clip: the key goes in, the price is shown, the board is its first picture', async ({
  launch,
  startKling,
  folder,
}) => {
  const server = await startKling();
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Rain');
  await dropBoards(page, folder, 2);
  for (const [label, words] of [
    ['Action of 1A', 'Rain on the pier.'],
    ['Action of 1B', 'A boat comes in.'],
  ] as const) {
    await page.getByLabel(label).fill(words);
    await page.getByLabel(label).press('Enter');
  }
  await enterKlingKey(page, server.address);
  await running.screenshot('kling-keys');
  await page.keyboard.press('Escape');

  await boards(page).first().click();
  await page.keyboard.press('Control+G');
  await page.getByRole('combobox', { name: 'Made by' }).click();
  await page.getByRole('option', { name: 'Kling 3.0 Omni' }).click();
  await expect(page.getByText(/^\$\d+\.\d\d · .* units/)).toBeVisible();
  await running.screenshot('kling-generate');
  await page
    .getByRole('button', { name: /^Generate / })
    .last()
    .click();
  await page.keyboard.press('Control+J');
  await expect(page.getByText(/^Done ·/).first()).toBeVisible();
  await running.screenshot('kling-done');
  expect(server.made).toHaveLength(1);
  const [{ body }] = server.made as [(typeof server.made)[number]];
  const contents = body.contents as readonly { type: string; url?: string }[];
  // The board as the compositor paints it, inline.
  expect(contents.find(({ type }) => type === 'first_frame')?.url?.startsWith('iVBOR')).toBe(true);
});

test('what is set for a run goes to Kling, and is there again after a restart', async ({
  launch,
  startKling,
  folder,
}) => {
  const server = await startKling();
  const first = await launch();
  const { page } = first;
  await createProject(first, folder, 'Plan');
  await dropBoards(page, folder, 2);
  await enterKlingKey(page, server.address);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+G');
  await page.getByRole('button', { name: 'All 2' }).click();
  await choose(page, 'Made by', 'Kling 3.0 Omni');
  const settings = page.getByRole('region', { name: 'Settings of this run' });
  await expect(settings.getByText('as the film says')).toBeVisible();
  await settings.getByRole('button', { name: /Settings/ }).click();
  await choose(page, 'Resolution', '1080p');
  await choose(page, 'Sound', 'Silent');
  await choose(page, 'First frame', 'None');
  await choose(page, 'Cuts', 'Planned by the model');
  await page.getByLabel('Text that the model plans from').fill('A boat comes home in the rain.');
  await page.getByLabel('Style of this run').fill('Ink on paper');
  await first.screenshot('kling-settings');
  await page
    .getByRole('button', { name: /^Generate / })
    .last()
    .click();
  await page.keyboard.press('Control+J');
  await expect(page.getByText(/^Done ·/).first()).toBeVisible();
  expect(server.made).toHaveLength(1);
  const text = JSON.stringify(server.made[0]?.body);
  expect(text).toContain('A boat comes home in the rain.');
  expect(text).toContain('Ink on paper');
  expect(text).toContain('1080p');
  expect(text).not.toContain('first_frame');
  await first.quit();

  const again = await launch({ userData: first.userData });
  await again.page.getByRole('button', { name: /^Plan/ }).first().click();
  await expect(boards(again.page).first()).toBeVisible();
  // Without a key store of the system, a key lives as long as the window.
  await enterKlingKey(again.page, server.address);
  await again.page.keyboard.press('Escape');
  await again.page.keyboard.press('Control+G');
  await choose(again.page, 'Made by', 'Kling 3.0 Omni');
  await expect(
    again.page.getByText('1080p · silent · no first frame · cuts by the model · own style'),
  ).toBeVisible();
});
