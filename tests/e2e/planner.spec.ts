import { boards } from './helpers/firstFilm';
import { openSample } from './helpers/lighthouse';
import { expect, test } from './launch';

const scene = `Mina runs along the pier towards the boats. Close on the lantern.

MINA
(out of breath)
Do you hear the bell out there, behind the rocks?

オト「風の音しか聞こえん。」`;

test('a scene of words becomes shots: previewed, changed, added as one edit, undone, done again', async ({
  launch,
}) => {
  const running = await launch();
  const { page } = running;
  await openSample(page);
  await expect(boards(page).first()).toBeVisible();
  const before = await page
    .getByRole('contentinfo')
    .getByText(/\d+ shots ·/)
    .textContent();
  await page.keyboard.press('Control+Shift+P');
  const dialog = page.getByRole('dialog', { name: 'Plan shots from text' });
  await dialog.getByLabel('Text of the scene').fill(scene);
  await expect(dialog.getByRole('article')).toHaveCount(4);
  await expect(dialog.getByText('“風の音しか聞こえん。”')).toBeVisible();
  await dialog.getByLabel('Take shot 2').click();
  await dialog.getByLabel('Size of shot 1').click();
  await page.getByRole('option', { name: 'EWS' }).click();
  await running.screenshot('planner');
  await dialog.getByRole('button', { name: 'Add 3 Shots' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('contentinfo').getByText('17 shots ·')).toBeVisible();
  await page.keyboard.press('Control+Z');
  await expect(page.getByRole('contentinfo').getByText(before ?? '')).toBeVisible();
  await page.keyboard.press('Control+Shift+Z');
  await expect(page.getByRole('contentinfo').getByText('17 shots ·')).toBeVisible();
  await running.screenshot('planner-added');

  // The lines are spoken in the built program, by a thread of its worker.
  await page.keyboard.press('Control+K');
  await page.getByPlaceholder('Search', { exact: false }).fill('Speak All Dialogue');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
  await expect(
    page
      .getByLabel('Name of track Dialogue')
      .or(page.getByText('Dialogue', { exact: true }))
      .first(),
  ).toBeVisible();
  await running.screenshot('planner-spoken');
});
