import { openSample } from './helpers/lighthouse';
import { expect, test } from './launch';

test('words are found wherever they stand, and a choice goes there', async ({ launch }) => {
  const running = await launch();
  const { page } = running;
  await openSample(page);
  await page.keyboard.press('Control+F');
  const dialog = page.getByRole('dialog', { name: 'Find in project' });
  await dialog.getByRole('combobox').fill('lantern');
  await expect(dialog.getByRole('option').first()).toBeVisible();
  await expect(dialog.getByText('Shots', { exact: true })).toBeVisible();
  await expect(dialog.getByText('Elements', { exact: true })).toBeVisible();
  await running.screenshot('find');
  const first = await dialog.getByRole('option').first().locator('span').first().textContent();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('option', { name: `Shot ${first}` })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Control+F');
  await dialog.getByRole('combobox').fill('zzzz nowhere');
  await expect(dialog.getByText('These words stand nowhere in the project.')).toBeVisible();
});
