import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boards } from '../e2e/helpers/firstFilm';
import { expect, type RunningApp, root, test } from '../e2e/launch';
import { settledScreenshot } from './settled';

// Settings of the project, numbering, the shot list, search: to be looked at in test-results/screens.

async function save({ page }: RunningApp, name: string): Promise<void> {
  writeFileSync(join(root, 'test-results', 'screens', `${name}.png`), await settledScreenshot(page));
}

test('project settings', async ({ launch }) => {
  const running = await launch();
  const { page } = running;
  await running.screenshot('first');
  await page.getByRole('button', { name: /The Lighthouse/ }).click();
  await expect(boards(page).first()).toBeVisible();
  await page.keyboard.press('Control+Comma');
  const dialog = page.getByRole('dialog', { name: 'Project settings' });
  await save(running, 'settings-film');
  await dialog.getByRole('tab', { name: 'Picture' }).click();
  await save(running, 'settings-picture');
  await dialog.getByRole('radio', { name: /9:16/ }).click();
  await save(running, 'settings-picture-tall');
  await dialog.getByRole('tab', { name: 'Time' }).click();
  await save(running, 'settings-time');
  await dialog.getByRole('combobox', { name: 'Frames per second' }).click();
  await page.getByRole('option', { name: '25 fps' }).click();
  await save(running, 'settings-rate');
  await dialog.getByRole('tab', { name: 'Numbering' }).click();
  await save(running, 'settings-numbering');
  await dialog.getByRole('combobox', { name: 'Scheme' }).click();
  await page.getByRole('option', { name: /EP01/ }).click();
  await dialog.getByRole('button', { name: '{ }' }).first().click();
  await save(running, 'settings-numbering-panels');
  await dialog.getByRole('textbox', { name: 'Names of shots' }).fill('{scene}{nothing}');
  await save(running, 'settings-numbering-problem');
  await dialog.getByRole('button', { name: 'Reset' }).click();
  await dialog.getByRole('button', { name: 'Lock', exact: true }).click();
  await save(running, 'settings-numbering-locked');
  await dialog.getByRole('tab', { name: 'Custom fields' }).click();
  await save(running, 'settings-fields-empty');
  for (const name of ['Unit', '撮影日', 'Equipment']) {
    await dialog.getByRole('button', { name: 'New field' }).click();
    await expect(dialog.getByRole('textbox', { name: 'Name of the field' }).last()).toBeFocused();
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('textbox', { name: 'Name of the field' }).last()).toHaveValue(name);
  }
  await dialog.getByRole('combobox', { name: 'Type of Unit' }).click();
  await page.getByRole('option', { name: 'Choice' }).click();
  await save(running, 'settings-fields');
  await page.keyboard.press('Escape');
  await boards(page).nth(1).locator('[draggable]').click();
  await page.keyboard.press('Delete');
  await save(running, 'boards-omitted');
});

test('shot list', async ({ launch }) => {
  const running = await launch();
  const { page } = running;
  await running.screenshot('first');
  await page.getByRole('button', { name: /The Lighthouse/ }).click();
  await expect(boards(page).first()).toBeVisible();
  await page.keyboard.press('Control+Shift+KeyL');
  const grid = page.getByRole('grid', { name: 'Shot list' });
  await expect(grid).toBeVisible();
  await save(running, 'list');
  await page.keyboard.press('Control+Alt+Digit1');
  await page.keyboard.press('Control+Alt+Digit2');
  await page.keyboard.press('Control+Alt+Digit3');
  await grid.locator('[data-column="size"]').nth(1).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await save(running, 'list-wide');
  await grid.locator('[data-column="size"]').nth(3).click();
  await page.keyboard.press('Enter');
  await save(running, 'list-choice');
  await page.keyboard.press('Escape');
  await grid.locator('[data-column="action"]').nth(2).click();
  await page.keyboard.press('Enter');
  await save(running, 'list-text');
  await page.keyboard.press('Escape');
  await grid.locator('[data-column="lens"]').nth(2).click();
  await page.keyboard.type('wide');
  await page.keyboard.press('Enter');
  await save(running, 'list-problem');
  await page.keyboard.press('Escape');
  await grid.getByRole('columnheader', { name: 'Size' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Show Only' }).click();
  await save(running, 'list-menu');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await grid.getByRole('columnheader', { name: 'Length' }).getByRole('button').click();
  await page.getByRole('button', { name: 'Do not group by scene' }).click();
  await save(running, 'list-sorted');
  await grid.locator('[data-column="action"]').nth(2).click();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData(
      'text/plain',
      'Shot\tSize\tAction\tWeather\n1A\tcu\tミナは濡れた石段を一段ずつ上がる。\train\n1B\tgigantic\tThe gulls rise.\tsun\n9Z\tWS\tA new shot from the spreadsheet.\tfog',
    );
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  });
  await save(running, 'list-paste');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: 'Filter shots' }).fill('submarine');
  await save(running, 'list-nothing');
});
