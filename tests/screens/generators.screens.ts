import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { comfyObjectInfo } from '@shared/testing/comfyObjectInfo';
import { sampleFiles } from '@shared/testing/sampleFiles';
import { createProject, dropBoards } from '../e2e/helpers/firstFilm';
import { answerOpenDialog } from '../e2e/helpers/osDialogs';
import { test } from '../e2e/helpers/servers';
import { expect, type RunningApp, root } from '../e2e/launch';
import { settledScreenshot } from './settled';

async function save({ page }: RunningApp, name: string): Promise<void> {
  writeFileSync(join(root, 'test-results', 'screens', `${name}.png`), await settledScreenshot(page));
}

test('generators', async ({ startComfy, launch, folder }) => {
  const video = readFileSync(join(root, 'tests/fixtures/media/clip-23.976.mp4'));
  const { ModelSamplingSD3: _gone, ...lessInfo } = comfyObjectInfo();
  const server = await startComfy({ video });
  const poor = await startComfy({ video, objectInfo: lessInfo });
  const running = await launch();
  const { app, page } = running;
  await running.screenshot('first');
  await createProject(running, folder, 'Fox');
  await dropBoards(page, folder, 4);
  const action = async (name: string): Promise<void> => {
    await page.keyboard.press('Control+K');
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
  };
  await action('ComfyUI Servers');
  const dialog = page.getByRole('dialog', { name: 'Your own generators' });
  await expect(dialog).toBeVisible();
  await save(running, 'generators-empty');
  const address = dialog.getByLabel('Address of a ComfyUI server');
  const add = async (text: string): Promise<void> => {
    await address.fill(text);
    await dialog.getByRole('button', { name: 'Add Server' }).click();
  };
  await add(poor.address);
  await expect(dialog.getByText(/ComfyUI 0\.3\.60/)).toHaveCount(1);
  await add(server.address);
  await expect(dialog.getByText(/ComfyUI 0\.3\.60/)).toHaveCount(2);
  await add('127.0.0.1:47123');
  await expect(dialog.getByText(/cannot be reached/)).toBeVisible();
  await address.fill('ftp://what');
  await dialog.getByRole('button', { name: 'Add Server' }).click();
  await save(running, 'generators-servers');
  await dialog.getByRole('tab', { name: 'Workflow templates' }).click();
  await expect(dialog.getByText(/has everything for it|does not have|has no node/).first()).toBeVisible();
  await save(running, 'generators-template');
  const sample = sampleFiles('comfyui').find((path) => path.endsWith('ltxv_image_to_video.json'));
  if (sample) {
    await dialog.getByLabel('Workflow file').setInputFiles(sample);
    await expect(dialog.getByRole('textbox', { name: 'Name of the template' })).toHaveValue(
      'ltxv image to video',
    );
    await expect(dialog.getByText(/does not have|has everything/).first()).toBeVisible();
    await save(running, 'generators-imported');
  }
  await dialog.getByRole('button', { name: /Qwen-Image-Edit/ }).click();
  await save(running, 'generators-references');
  const bad = join(folder, 'a long name of a file that is no workflow at all, 海の風景.json');
  writeFileSync(bad, '{"scenes": []}');
  await dialog.getByLabel('Workflow file').setInputFiles(bad);
  await expect(dialog.getByRole('alert')).toBeVisible();
  await save(running, 'generators-bad-file');
  await dialog.getByRole('tab', { name: 'Programs' }).click();
  await save(running, 'generators-programs-empty');
  await answerOpenDialog(app, [process.execPath]);
  await dialog.getByRole('button', { name: 'Choose Program…' }).click();
  const row = dialog.getByRole('listitem');
  await row.getByLabel(/^Arguments of/).fill(join(root, 'docs/samples/command-provider.mjs'));
  await row.getByRole('button', { name: 'Test' }).click();
  await expect(row.getByRole('status')).toContainText('Colour card');
  await save(running, 'generators-programs');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+G');
  await page.getByRole('combobox', { name: 'Made by' }).click();
  await save(running, 'generators-made-by');
  await page.getByRole('option', { name: /Wan 2\.2 5B/ }).click();
  const hold = server.hold('sampling');
  await page.getByRole('button', { name: /^Generate 4/ }).click();
  await hold.reached;
  await page.keyboard.press('Control+J');
  await expect(page.getByText(/Sample \(sample\)/).first()).toBeVisible();
  await save(running, 'generators-jobs');
  hold.release();
});
