import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dropFiles, middleOf } from '../e2e/helpers/drop';
import { createProject } from '../e2e/helpers/firstFilm';
import { expect, type RunningApp, root, test } from '../e2e/launch';
import { settledScreenshot } from './settled';

// A screenplay comes in and is updated: to be looked at in test-results/screens.

async function save({ page }: RunningApp, name: string): Promise<void> {
  writeFileSync(join(root, 'test-results', 'screens', `${name}.png`), await settledScreenshot(page));
}

const first = `Title: The Lighthouse

EXT. PIER - DUSK #1#

Mina runs along the pier.

MINA
(out of breath)
Do you hear the bell?

OTO (V.O.)
I hear nothing but the wind.

INT. THE OLD KEEPER'S HUT BEHIND THE LIGHTHOUSE AT THE END OF THE LONG STONE PIER - NIGHT - CONTINUOUS #2#

A lamp burns.

MINA
It is him.

.灯台の中・夜 #3#

螺旋階段をミナが駆け上がる。

@ミナ
聞こえる？　あの鐘の音が、岩の向こうで鳴っているのが。

EXT. SEA - NIGHT #4#

Waves.

INT. BOAT - NIGHT #5#

Creaks.
`;

async function drop(page: Page, path: string, text: string): Promise<void> {
  writeFileSync(path, text);
  await dropFiles(page, [path], await middleOf(page.getByRole('listbox', { name: 'Shots' })));
}

test('a script', async ({ launch, folder }) => {
  const running = await launch();
  const { page } = running;
  await running.screenshot('first');
  await createProject(running, folder, 'Film');
  await save(running, 'script-empty');
  const path = join(folder, 'The Lighthouse, fourth draft with changes.fountain');
  await drop(page, path, first);
  const dialog = page.getByRole('dialog', { name: 'Import script' });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Show What Changes' }).first().click();
  await save(running, 'script-import');
  await dialog.getByRole('button', { name: 'One a paragraph' }).click();
  await dialog.getByRole('button', { name: 'Import 5 Scenes' }).click();
  await expect(dialog).toBeHidden();
  await save(running, 'script-imported');
  const newer = first
    .replace('Do you hear the bell?', 'Can you hear that bell, out there behind the rocks?')
    .replace('あの鐘の音が', 'あの古い鐘の音が')
    .replace("INT. THE OLD KEEPER'S HUT", 'INT. THE YOUNG KEEPER’S HUT')
    .replace(/EXT\. SEA[\s\S]*Waves\.\n/, 'EXT. QUAY - DAWN #4A#\n\nGulls.\n\nOTO\nHome.\n');
  await drop(page, path, newer);
  const update = page.getByRole('dialog', { name: 'Update from script' });
  await expect(update).toBeVisible();
  await update.getByRole('button', { name: 'Show What Changes' }).first().click();
  await save(running, 'script-update');
  await update.getByRole('switch').click();
  await update.getByRole('checkbox', { name: /Take out EXT. SEA/ }).click();
  await save(running, 'script-update-all');
});
