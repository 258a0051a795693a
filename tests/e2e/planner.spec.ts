import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dropFiles, middleOf } from './helpers/drop';
import { boards } from './helpers/firstFilm';
import { openSample } from './helpers/lighthouse';
import { answerOpenDialog, answerSaveDialog } from './helpers/osDialogs';
import { runAction } from './helpers/palette';
import { writeBoardPictures } from './helpers/pictureFiles';
import { test } from './helpers/servers';
import { expect } from './launch';

const scene = `Mina runs along the pier towards the boats. Close on the lantern.

MINA
(out of breath)
Do you hear the bell out there, behind the rocks?

オト「風の音しか聞こえん。」`;

test('a scene of words becomes shots: previewed, changed, added as one edit, undone, done again', async ({
  launch,
}) => {
  const running = await launch({ sample: true });
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

const script = `INT. HUT - NIGHT

A lamp burns.

MINA
It is him.

EXT. OPEN SEA - DAWN

Waves.
`;

test('a screenplay begins a film; dropped on the boards it shows what it changes, comes in, is updated, undone', async ({
  launch,
  folder,
}) => {
  const running = await launch({ sample: true });
  const { app, page } = running;
  const welcome = page.getByRole('main');
  const close = async (): Promise<void> => {
    await page.keyboard.press('Control+W');
    await expect(welcome).toBeVisible();
  };
  const dropOnWelcome = async (paths: readonly string[]): Promise<void> =>
    dropFiles(page, paths, await middleOf(welcome));

  await test.step('the welcome screen answers keys before any project was open', async () => {
    const name = page.getByLabel('Name of the film');
    await expect(name).toBeFocused();
    await page.getByRole('heading', { name: 'Ekonte' }).click();
    await expect(name).not.toBeFocused();
    await expect(async () => {
      await page.keyboard.press('Control+N');
      await expect(name).toBeFocused({ timeout: 500 });
    }).toPass();
  });

  await test.step('dropped on the welcome screen it begins a film of its own', async () => {
    const path = join(folder, 'Hut.fountain');
    writeFileSync(path, `Title: The Hut 小屋\n\n${script}`);
    await answerSaveDialog(app, join(folder, 'Hut.ekonte'));
    await dropOnWelcome([path]);
    const dialog = page.getByRole('dialog', { name: 'Import script' });
    await dialog.getByRole('button', { name: 'Import 2 Scenes' }).click();
    await expect(boards(page)).toHaveCount(2);
    await expect(page.getByRole('button', { name: 'The Hut 小屋', exact: true })).toBeVisible();
  });

  await test.step('one that is chosen in the system’s dialog is compared with it', async () => {
    const path = join(folder, 'Second draft.txt');
    writeFileSync(path, script.replace('It is him.', 'It is her.'));
    await answerOpenDialog(app, [path]);
    await runAction(page, 'Import Script');
    const dialog = page.getByRole('dialog', { name: 'Update from script' });
    await expect(dialog.getByRole('listitem')).toHaveCount(1);
    await dialog.getByRole('button', { name: 'Update 1 Scene' }).click();
    await expect(dialog).toBeHidden();
    await close();
  });

  await test.step('what is no screenplay makes no project', async () => {
    const path = join(folder, 'Letter.fdx');
    writeFileSync(path, 'not XML');
    await answerSaveDialog(app, join(folder, 'Letter.ekonte'));
    await dropOnWelcome([path]);
    await expect(page.getByRole('alert')).toContainText('This is no screenplay');
    expect(existsSync(join(folder, 'Letter.ekonte'))).toBe(false);
  });

  await test.step('pictures begin one, too; a name that was typed is its name', async () => {
    await page.keyboard.press('Control+N');
    await page.keyboard.type('Drawn');
    await answerSaveDialog(app, join(folder, 'Drawn.ekonte'));
    await dropOnWelcome(writeBoardPictures(folder, 3));
    await expect(boards(page)).toHaveCount(3);
    await expect(page.getByRole('button', { name: 'Drawn', exact: true })).toBeVisible();
    await close();
  });

  await test.step('a project is opened by key', async () => {
    await answerOpenDialog(app, [join(folder, 'Hut.ekonte')]);
    await page.keyboard.press('Control+O');
    await expect(boards(page)).toHaveCount(2);
    await close();
  });

  await openSample(page);
  await expect(boards(page).first()).toBeVisible();
  const path = join(folder, 'The Hut.fountain');
  const drop = async (text: string): Promise<void> => {
    writeFileSync(path, text);
    await dropFiles(page, [path], await middleOf(page.getByRole('listbox', { name: 'Shots' })));
  };
  await drop(script);
  const dialog = page.getByRole('dialog', { name: 'Import script' });
  await expect(dialog.getByRole('listitem', { name: 'EXT. OPEN SEA - DAWN' })).toContainText('new');
  await dialog.getByRole('button', { name: 'Import 2 Scenes' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('contentinfo').getByText('16 shots ·')).toBeVisible();
  await drop(script.replace('It is him.', 'It is her.'));
  const update = page.getByRole('dialog', { name: 'Update from script' });
  await expect(update.getByRole('listitem')).toHaveCount(1);
  await expect(update.getByRole('listitem', { name: 'INT. HUT - NIGHT' })).toContainText('1 line changed');
  await update.getByRole('button', { name: 'Update 1 Scene' }).click();
  await expect(update).toBeHidden();
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await expect(page.getByRole('contentinfo').getByText('14 shots ·')).toBeVisible();
});

const proposed = {
  shots: [
    {
      action: 'Mina runs along the pier towards the boats.',
      size: 'wide shot',
      angle: 'high angle',
      move: 'tracking',
      seconds: 4,
      elements: ['Mina', 'The Kraken'],
      dialogue: [],
    },
    {
      action: 'She stops and listens.',
      size: 'MCU',
      angle: 'Eye level',
      move: 'static',
      seconds: 900,
      elements: ['Mina'],
      dialogue: [
        {
          speaker: 'Mina',
          text: 'Do you hear the bell out there, behind the rocks?',
          delivery: 'out of breath',
        },
      ],
    },
  ],
};

test('a language model of the person’s plans shots: set up, a bad answer told, a good one changed and added', async ({
  launch,
  startModel,
}) => {
  const server = await startModel();
  const running = await launch({ sample: true });
  const { page } = running;
  await openSample(page);
  await expect(boards(page).first()).toBeVisible();
  await page.keyboard.press('Control+Shift+P');
  const dialog = page.getByRole('dialog', { name: 'Plan shots from text' });
  const text = dialog.getByLabel('Text of the scene');
  await text.fill(scene);
  await dialog.getByRole('button', { name: 'Language model' }).click();
  await expect(dialog.getByRole('article')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Set up a language model' }).click();
  const settings = page.getByRole('dialog', { name: 'Language model', exact: true });
  await settings.getByLabel('Address of the language model').fill('http://127.0.0.1:9/v1');
  await settings.getByRole('button', { name: 'Connect' }).click();
  await expect(settings.getByRole('alert')).toBeVisible();
  await running.screenshot('planner-model-unreachable');
  await settings.getByLabel('Address of the language model').fill(server.address);
  await settings.getByRole('button', { name: 'Connect' }).click();
  await expect(settings.getByText('The server answers: 2 models.')).toBeVisible();
  await expect(settings.getByRole('combobox', { name: 'Model' })).toContainText('qwen3:8b');
  await running.screenshot('planner-model-settings');
  await page.keyboard.press('Escape');
  await expect(settings).toBeHidden();
  await expect(dialog).toBeVisible();

  server.behaviour = { type: 'text', text: 'As a language model I would rather write a poem.' };
  await dialog.getByRole('button', { name: 'Plan', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('answered in words');
  await expect(text).toHaveValue(scene);
  server.behaviour = { type: 'stuck' };
  await dialog.getByRole('button', { name: 'Plan', exact: true }).click();
  await expect(dialog.getByText(/The model writes: 10 characters/)).toBeVisible();
  await running.screenshot('planner-model-writes');
  await dialog.getByRole('button', { name: 'Stop' }).click();

  server.behaviour = { type: 'text', text: `Here you are:\n${JSON.stringify(proposed)}` };
  await dialog.getByRole('button', { name: 'Plan', exact: true }).click();
  await expect(dialog.getByRole('article')).toHaveCount(2);
  await expect(dialog.getByText(/The Kraken/)).toBeVisible();
  await dialog.getByLabel('Size of shot 2').click();
  await page.getByRole('option', { name: 'ECU' }).click();
  await running.screenshot('planner-model');
  await dialog.getByRole('button', { name: 'Add 2 Shots' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('contentinfo').getByText('16 shots ·')).toBeVisible();
  await page.keyboard.press('Control+Z');
  await expect(page.getByRole('contentinfo').getByText('14 shots ·')).toBeVisible();
  // Only its own routes were asked, and only when a person wished it.
  expect([...new Set(server.requests)].sort()).toEqual(['GET /v1/models', 'POST /v1/chat/completions']);
  expect(server.chats).toHaveLength(3);
});
