import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openProject } from '../../electron/worker/database/openProject';
import { boards, createProject, dropBoards } from '../e2e/helpers/firstFilm';
import { openSample } from '../e2e/helpers/lighthouse';
import { expect, type RunningApp, root, test } from '../e2e/launch';
import { settledScreenshot } from './settled';

// History, versions, rescue and what the window says when it cannot save: to be looked at in test-results/screens.

async function save({ page }: RunningApp, name: string): Promise<void> {
  writeFileSync(join(root, 'test-results', 'screens', `${name}.png`), await settledScreenshot(page));
}

/** Away from everything that shows a tooltip or a highlight. */
const park = ({ page }: RunningApp) => page.mouse.move(480, 18);

test('history and versions', async ({ launch }) => {
  const running = await launch();
  const { page } = running;
  await running.screenshot('first');
  await openSample(page);
  await page.keyboard.press('Control+Shift+KeyH');
  const panel = page.getByRole('region', { name: 'History' });
  await expect(panel).toBeVisible();
  await park(running);
  await save(running, 'safety-history-empty');
  await panel.getByRole('tab', { name: 'Versions' }).click();
  await park(running);
  await save(running, 'safety-versions-empty');
  await panel.getByLabel('Name of the version').fill('Before the recut');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('Before the recut')).toBeVisible();
  await park(running);
  await save(running, 'safety-versions-one');

  const first = boards(page).first();
  for (const [index, words] of ['Dawn.', '夜明け前、灯台の光がゆっくり消える。', 'Fog.'].entries()) {
    await boards(page)
      .nth(index)
      .getByLabel(/^Action/)
      .fill(words);
    await page.keyboard.press('Enter');
  }
  await first.locator('[draggable]').click();
  for (let step = 0; step < 9; step += 1) await page.keyboard.press('Control+D');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+S');
  await panel
    .getByLabel('Name of the version')
    .fill('長い名前の版：監督の第三稿、音楽を差し替える前のすべての場面を含む');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('長い名前の版')).toBeVisible();
  await panel.getByRole('button', { name: /^Before the recut/ }).click();
  await expect(panel.getByText('Restoring can be undone')).toBeVisible();
  await park(running);
  await save(running, 'safety-versions-chosen');
  await panel.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(panel.getByText('The film is as in this version.')).toBeVisible();
  await park(running);
  await save(running, 'safety-versions-restored');
  await panel.getByRole('tab', { name: 'History' }).click();
  await panel.getByRole('option').nth(5).click();
  await park(running);
  await save(running, 'safety-history');
});

test('damaged, in use, gone, full', async ({ launch, folder, allowedPageErrors }) => {
  // The folder is taken away under the window, its pictures with it.
  allowedPageErrors.push(/404.*ekonte:\/\/media/);
  const running = await launch();
  const { page } = running;
  await running.screenshot('first');
  const path = await createProject(running, folder, 'The Long Voyage of the Umibōzu');
  await dropBoards(page, folder, 4);
  await page.keyboard.press('Control+S');
  await expect(page.getByText(/this moment is kept/)).toBeVisible();
  for (let count = 5; count <= 7; count += 1) {
    await page.keyboard.press('KeyN');
    await expect(boards(page)).toHaveCount(count);
  }
  await page.keyboard.press('Control+W');
  await expect(page.getByRole('heading', { name: 'Ekonte' })).toBeVisible();

  const other = openProject(path, { now: Date.now, onCommitted: () => {} });
  await page.getByTitle(/Umib.*\.ekonte$/).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('open elsewhere');
  await save(running, 'safety-in-use');
  await page.getByRole('button', { name: 'Open for reading only' }).click();
  await expect(boards(page)).toHaveCount(7);
  await park(running);
  await save(running, 'safety-read-only');
  await page.keyboard.press('Control+W');
  other.database.handle.exec(`UPDATE record SET json = '{}' WHERE rowid = (SELECT max(rowid) FROM record)`);
  other.close();
  await page.getByTitle(/Umib.*\.ekonte$/).click();
  await expect(page.getByRole('button', { name: 'Recover' })).toBeVisible();
  await save(running, 'safety-damaged');
  await page.getByRole('button', { name: 'Recover' }).click();
  await expect(page.getByRole('dialog', { name: 'Recovered' })).toBeVisible();
  await save(running, 'safety-recovered');
  await page.getByRole('button', { name: 'Show the Film' }).click();

  rmSync(join(folder, 'The Long Voyage of the Umibōzu recovered.ekonte'), { recursive: true });
  await expect(page.getByRole('alert').filter({ hasText: 'not at its place' })).toBeVisible();
  const action = page.getByLabel('Action of 1A');
  await action.fill('夜の海。灯台の光がゆっくりと波の上を渡っていく。 The beam goes round.');
  await action.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('banner').getByRole('button', { name: '1 edit not saved' }).click();
  await expect(page.getByRole('dialog', { name: 'What is not saved' })).toBeVisible();
  await save(running, 'safety-gone');
  await page.getByRole('button', { name: 'Discard', exact: true }).click();
});
