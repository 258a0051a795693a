import { createProject, saved } from './helpers/firstFilm';
import { openSample } from './helpers/lighthouse';
import { runAction } from './helpers/palette';
import { expect, test } from './launch';

test('the prompt of a shot: seen to the letter, written by hand, given back, kept through a restart', async ({
  launch,
}) => {
  const running = await launch();
  const { page } = running;
  await openSample(page);
  await page.getByRole('option', { name: 'Shot 2A' }).locator('[draggable]').click();
  await page.getByRole('tab', { name: 'Prompt' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Prompt' });
  await expect(panel.getByText(/^\d shots? .* s · 1080p/)).toBeVisible();
  await expect(panel.getByText('@Mina').first()).toBeVisible();
  await expect(panel.getByText(/\$\d/)).toBeVisible();
  await running.screenshot('prompt');
  await panel.getByRole('button', { name: 'Write the prompt of 2A' }).click();
  const field = panel.getByLabel('Prompt of 2A');
  await field.fill('ミナ raises the lantern; 嵐の夜。Mina looks at the sea.');
  await field.press('Control+Enter');
  await expect(panel.getByText('written by hand')).toBeVisible();
  await expect(panel.getByText('ミナ raises the', { exact: false })).toBeVisible();
  const { userData } = running;
  await running.quit();
  const again = await launch({ userData });
  await openSample(again.page);
  await again.page.getByRole('tab', { name: 'Prompt' }).click();
  await expect(again.page.getByText('written by hand')).toBeVisible();
  await again.page.keyboard.press('Control+Z');
  await expect(again.page.getByText('written by hand')).toBeHidden();
});

test('the look of the film reaches every prompt, by a preset or own words, and can be undone', async ({
  launch,
}) => {
  const running = await launch({ sample: true });
  const { page } = running;
  await openSample(page);
  await page.getByRole('option', { name: 'Shot 2A' }).locator('[draggable]').click();
  await page.getByRole('tab', { name: 'Prompt' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Prompt' });
  await expect(panel.getByText('@Mina').first()).toBeVisible();
  await runAction(page, 'Look of the Film…');
  const dialog = page.getByRole('dialog', { name: 'Project settings' });
  await dialog.getByRole('combobox', { name: 'Preset of the look' }).click();
  await page.getByRole('option', { name: 'Film noir' }).click();
  await expect(dialog.getByLabel('Said before every shot')).toHaveValue(/film noir, hard key light/);
  await dialog.getByLabel('Said after every shot').fill('雨の夜。');
  await dialog.getByLabel('Said after every shot').press('Control+Enter');
  await expect(dialog.getByText('Your own')).toBeVisible();
  await running.screenshot('look-of-the-film');
  await page.keyboard.press('Escape');
  await expect(panel.getByText(/film noir, hard key light/).first()).toBeVisible();
  await expect(panel.getByText(/雨の夜/).first()).toBeVisible();
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await expect(panel.getByText(/film noir, hard key light/)).toHaveCount(0);
});

test('a look is kept as a preset, and is there after a restart', async ({ launch, folder }) => {
  const running = await launch();
  const { page, userData } = running;
  const project = await createProject(running, folder, '墨');
  await runAction(page, 'Look of the Film…');
  const dialog = page.getByRole('dialog', { name: 'Project settings' });
  const before = dialog.getByLabel('Said before every shot');
  await before.fill('墨と和紙。');
  await before.press('Control+Enter');
  await dialog.getByRole('button', { name: 'Save as Preset' }).click();
  const name = dialog.getByLabel('Name of the preset');
  await name.fill('Film noir');
  await name.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('comes with Ekonte');
  await name.fill('墨絵 at dusk');
  await name.press('Enter');
  const preset = dialog.getByRole('combobox', { name: 'Preset of the look' });
  await expect(preset).toContainText('墨絵 at dusk');
  await dialog.getByRole('button', { name: 'Clear Words' }).click();
  await expect(before).toHaveValue('');
  await running.quit();

  const again = await launch({ userData, args: [project] });
  await expect(saved(again.page)).toBeVisible();
  await runAction(again.page, 'Look of the Film…');
  const reopened = again.page.getByRole('dialog', { name: 'Project settings' });
  await reopened.getByRole('combobox', { name: 'Preset of the look' }).click();
  await again.page.getByRole('option', { name: '墨絵 at dusk' }).click();
  await expect(reopened.getByLabel('Said before every shot')).toHaveValue('墨と和紙。');
  await again.page.keyboard.press('Escape');
  await again.page.keyboard.press('Control+Z');
  await runAction(again.page, 'Look of the Film…');
  await expect(reopened.getByLabel('Said before every shot')).toHaveValue('');
});
