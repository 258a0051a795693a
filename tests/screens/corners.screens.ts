import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dropFiles, middleOf } from '../e2e/helpers/drop';
import { boards, createProject, dropBoards } from '../e2e/helpers/firstFilm';
import { answerOpenDialog } from '../e2e/helpers/osDialogs';
import { writeFigurePicture } from '../e2e/helpers/pictureFiles';
import { expect, type RunningApp, root, test } from '../e2e/launch';
import { settledScreenshot } from './settled';

// States a designer asks for: to be looked at in test-results/screens.

async function save({ page }: RunningApp, name: string): Promise<void> {
  writeFileSync(join(root, 'test-results', 'screens', `${name}.png`), await settledScreenshot(page));
}

const longName =
  'The Very Long and Winding Title of a Film Whose Director Could Not Decide and Kept Everything';

test('empty, long, Japanese', async ({ launch, folder }) => {
  const running = await launch();
  const { app, page } = running;
  await running.screenshot('first');
  await createProject(running, folder, longName.slice(0, 80));
  await save(running, 'empty-boards');
  await page.keyboard.press('Control+2');
  await save(running, 'empty-stage');
  await page.keyboard.press('Control+3');
  await save(running, 'empty-review');
  await page.keyboard.press('Control+1');
  await page.getByRole('tab', { name: 'Media' }).click();
  await page.getByRole('tab', { name: 'Takes' }).click();
  await save(running, 'empty-media-takes');

  await dropBoards(page, folder, 6);
  await page.getByRole('tab', { name: 'Elements' }).click();
  await answerOpenDialog(app, [writeFigurePicture(folder, '灯台守の少女ミナと古いランタンを持つ老人オト')]);
  await page.getByRole('button', { name: 'New element' }).click();
  await page.getByRole('menuitem', { name: 'Character from Picture' }).click();
  await expect(page.locator('[data-element]')).toBeVisible();
  await page.locator('[data-element]').dragTo(boards(page).nth(1).locator('[draggable]'));
  const heading = page.getByLabel('Heading of scene 1');
  await heading.fill(
    'INT. 灯台の螺旋階段、嵐の夜、ランプの光だけが頼り - NIGHT, CONTINUOUS, LATER THAT SAME EVENING',
  );
  await heading.press('Enter');
  const action = page.getByLabel('Action of 1B');
  await action.fill('ミナは濡れた石段を一段ずつ上がり、ランタンを高く掲げて、遠くの船に合図を送る。');
  await action.press('Enter');
  await page.getByLabel('Action of 1C').fill('Antidisestablishmentarianism-'.repeat(8));
  await page.getByLabel('Action of 1C').press('Enter');
  await boards(page).nth(1).locator('[draggable]').click();
  await page.getByRole('tab', { name: 'Shot', exact: true }).click();
  await page.locator('[data-element]').click();
  await save(running, 'long-boards');
  await boards(page).nth(1).locator('[draggable]').dblclick();
  await page.getByRole('tab', { name: 'Layers' }).click();
  await page.mouse.move(480, 18);
  await save(running, 'long-stage');
  await page.getByRole('tab', { name: 'Media' }).click();
  await page.getByRole('tab', { name: 'Camera' }).click();
  await page.getByRole('button', { name: 'Dolly' }).click();
  await page.keyboard.press('KeyC');
  await page.mouse.move(480, 18);
  await save(running, 'media-camera');

  const bad = join(folder, 'broken.png');
  writeFileSync(bad, 'no picture');
  const empty = join(
    folder,
    'a very long file name that goes on and on and says little about the picture.png',
  );
  writeFileSync(empty, '');
  await dropFiles(page, [bad, empty], await middleOf(page.getByTestId('stage-canvas')));
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('could not be imported');
  await save(running, 'import-errors');
  await page.keyboard.press('Control+K');
  await page.keyboard.type('shot');
  await save(running, 'palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Slash');
  await save(running, 'shortcuts');
  await page.keyboard.press('Escape');
  await page.getByRole('banner').getByRole('button', { name: 'Generate' }).click();
  await save(running, 'generate');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Deliver' }).click();
  await save(running, 'deliver');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Ekonte' }).click();
  await save(running, 'menu');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+W');
  await expect(page.getByRole('heading', { name: 'Ekonte' })).toBeVisible();
  await answerOpenDialog(app, [join(folder, 'Gone.ekonte')]);
  await page.getByRole('button', { name: 'Open…' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await save(running, 'welcome-recent-problem');
});

test('at the smallest window', async ({ launch }) => {
  const running = await launch();
  const { app, page } = running;
  const window = await app.browserWindow(page);
  await window.evaluate((own) => own.setContentSize(1024, 680));
  await save(running, 'small-welcome');
  await page.getByRole('button', { name: /The Lighthouse/ }).click();
  await expect(boards(page).first()).toBeVisible();
  await save(running, 'small-boards');
  await page.keyboard.press('Control+2');
  await page.getByRole('tab', { name: 'Camera' }).click();
  await save(running, 'small-stage');
  await page.keyboard.press('Control+3');
  await save(running, 'small-review');
});
