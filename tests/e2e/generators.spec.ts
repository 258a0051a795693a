import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { comfyObjectInfo } from '@shared/testing/comfyObjectInfo';
import { boards, createProject, dropBoards } from './helpers/firstFilm';
import { answerOpenDialog } from './helpers/osDialogs';
import { runAction } from './helpers/palette';
import { test } from './helpers/servers';
import { expect, root } from './launch';

const video = readFileSync(join(root, 'tests/fixtures/media/clip-23.976.mp4'));
const sampleProgram = join(root, 'docs/samples/command-provider.mjs');

test('a ComfyUI server of the person’s makes a clip, by a workflow that was dropped', async ({
  launch,
  startComfy,
  folder,
}) => {
  const server = await startComfy({ video });
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Fox');
  await dropBoards(page, folder, 1);
  await runAction(page, 'ComfyUI Servers');
  const dialog = page.getByRole('dialog', { name: 'Your own generators' });
  await dialog.getByLabel('Address of a ComfyUI server').fill(server.address);
  await dialog.getByRole('button', { name: 'Add Server' }).click();
  await expect(dialog.getByText(/ComfyUI 0\.3\.60 · \d+ nodes · idle/)).toBeVisible();

  await dialog.getByRole('tab', { name: 'Workflow templates' }).click();
  const workflow = join(folder, 'my_fox_workflow.json');
  writeFileSync(workflow, JSON.stringify(foxWorkflow()));
  await dialog.getByLabel('Workflow file').setInputFiles(workflow);
  await expect(dialog.getByRole('textbox', { name: 'Name of the template' })).toHaveValue('my fox workflow');
  await expect(dialog.getByText(/has everything for it/)).toBeVisible();
  await expect(dialog.getByRole('combobox', { name: 'Field for Prompt', exact: true })).toContainText(
    'Words (2) · text',
  );
  await expect(dialog.getByRole('combobox', { name: 'Field for Seed' })).toContainText('seed: 1');
  // The clip's length is not to be set: the workflow's own counts.
  await dialog.getByRole('button', { name: 'Do not set Length in frames' }).click();
  await expect(dialog.getByRole('combobox', { name: 'Field for Length in frames' })).toBeHidden();
  await page.keyboard.press('Escape');

  const hold = server.hold('sampling');
  await boards(page).first().click();
  await page.keyboard.press('Control+G');
  await page.getByRole('combobox', { name: 'Made by' }).click();
  await page.getByRole('option', { name: 'ComfyUI · my fox workflow' }).click();
  await page.getByRole('button', { name: /^Generate 1/ }).click();
  await hold.reached;
  await page.keyboard.press('Control+J');
  await expect(page.getByText(/Sample \(4\)/)).toBeVisible();
  server.dropSockets();
  hold.release();
  await expect(page.getByText(/^Done ·/)).toBeVisible();
  expect(server.accepted).toHaveLength(1);
  expect(server.accepted[0]?.prompt['5']?.inputs['length']).toBe(41);
  expect(server.uploads.size).toBe(0);
});

test('a shot’s picture is painted and sent, settings stay, a workflow without a server is explained', async ({
  launch,
  startComfy,
  folder,
}) => {
  const server = await startComfy({ video });
  const running = await launch();
  const { page, userData } = running;
  const path = await createProject(running, folder, 'Fox');
  await dropBoards(page, folder, 1);
  await runAction(page, 'Workflow Templates');
  const dialog = page.getByRole('dialog', { name: 'Your own generators' });
  const graph = join(folder, 'saved.json');
  writeFileSync(graph, JSON.stringify({ nodes: [{ id: 1, type: 'SaveImage' }], links: [], version: 0.4 }));
  await dialog.getByLabel('Workflow file').setInputFiles(graph);
  await expect(dialog.getByRole('alert')).toContainText('add yours in ComfyUI Servers');
  await expect(dialog.getByRole('alert')).toContainText('Export (API)');
  await dialog.getByRole('tab', { name: 'ComfyUI servers' }).click();
  await dialog.getByLabel('Address of a ComfyUI server').fill(server.address);
  await dialog.getByRole('button', { name: 'Add Server' }).click();
  await expect(dialog.getByText(/has everything for all/)).toBeVisible();
  await running.quit();

  const again = await launch({ userData, args: [path] });
  await expect(boards(again.page)).toHaveCount(1);
  await again.page.keyboard.press('Control+G');
  await again.page.getByRole('combobox', { name: 'Made by' }).click();
  await again.page.getByRole('option', { name: /Wan 2\.2 5B/ }).click();
  await again.page.getByRole('button', { name: /^Generate 1/ }).click();
  await again.page.keyboard.press('Control+J');
  await expect(again.page.getByText(/^Done ·/)).toBeVisible();
  const [picture] = server.uploads.values();
  expect(
    Buffer.from(picture ?? [])
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  expect(picture?.byteLength).toBeGreaterThan(1_000);
  expect(server.accepted[0]?.prompt['firstImage']?.inputs['image']).toBe([...server.uploads.keys()][0]);
});

test('a program of the person’s makes a clip that plays', async ({ launch, folder }) => {
  const running = await launch();
  const { app, page } = running;
  await createProject(running, folder, 'Card');
  await dropBoards(page, folder, 1);
  await runAction(page, 'Programs');
  const dialog = page.getByRole('dialog', { name: 'Your own generators' });
  await answerOpenDialog(app, [process.execPath]);
  await dialog.getByRole('button', { name: 'Choose Program…' }).click();
  const row = dialog.getByRole('listitem');
  await row.getByLabel(/^Arguments of/).fill(sampleProgram);
  await row.getByRole('button', { name: 'Test' }).click();
  await expect(row.getByRole('status')).toContainText('Colour card 1.0');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+G');
  await page.getByRole('combobox', { name: 'Made by' }).click();
  await page.getByRole('option', { name: 'node' }).click();
  await page.getByRole('button', { name: /^Generate 1/ }).click();
  await page.keyboard.press('Control+J');
  await expect(page.getByText(/^Done ·/)).toBeVisible();
});

/** A small workflow as ComfyUI exports it, with a title for what takes the words. */
function foxWorkflow(): object {
  const known = comfyObjectInfo();
  const node = (class_type: string, inputs: object, title = class_type) => {
    if (!(class_type in known)) throw new Error(`There is no node ${class_type}.`);
    return { class_type, inputs, _meta: { title } };
  };
  return {
    '1': node('CLIPLoader', {
      clip_name: 'umt5_xxl_fp8_e4m3fn_scaled.safetensors',
      type: 'wan',
      device: 'default',
    }),
    '2': node('CLIPTextEncode', { text: 'a fox', clip: ['1', 0] }, 'Words'),
    '3': node('CLIPTextEncode', { text: 'blurry', clip: ['1', 0] }),
    '4': node(
      'KSampler',
      {
        model: ['6', 0],
        seed: 1,
        steps: 20,
        cfg: 5,
        sampler_name: 'euler',
        scheduler: 'simple',
        positive: ['2', 0],
        negative: ['3', 0],
        latent_image: ['5', 0],
        denoise: 1,
      },
      'Sample',
    ),
    '5': node('Wan22ImageToVideoLatent', {
      vae: ['7', 0],
      width: 1280,
      height: 704,
      length: 41,
      batch_size: 1,
    }),
    '6': node('UNETLoader', { unet_name: 'wan2.2_ti2v_5B_fp16.safetensors', weight_dtype: 'default' }),
    '7': node('VAELoader', { vae_name: 'wan2.2_vae.safetensors' }),
    '8': node('VAEDecode', { samples: ['4', 0], vae: ['7', 0] }),
    '9': node('SaveAnimatedWEBP', {
      images: ['8', 0],
      filename_prefix: 'fox',
      fps: 24,
      lossless: false,
      quality: 80,
      method: 'default',
    }),
  };
}
