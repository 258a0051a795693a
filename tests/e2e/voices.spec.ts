import { join } from 'node:path';
import { haveWaveforms } from './helpers/film';
import { boards, createProject, dropBoards } from './helpers/firstFilm';
import { enterKlingKey } from './helpers/kling';
import { openSample } from './helpers/lighthouse';
import { answerOpenDialog } from './helpers/osDialogs';
import { test } from './helpers/servers';
import { expect, root } from './launch';

test('a line is written, spoken, changed, spoken again, and a recording takes the place of the scratch voice', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { app, page } = running;
  await createProject(running, folder, 'Voices');
  await dropBoards(page, folder, 2);
  await boards(page).first().click();
  await page.getByRole('tab', { name: 'Shot', exact: true }).click();
  await page.getByRole('button', { name: 'Add a line' }).click();
  const line = page.getByRole('textbox', { name: 'Line', exact: true });
  // What is said is written next, also where the new line lies below what is seen of the inspector.
  await expect(line).toBeFocused();
  await expect(line).toBeInViewport();
  await line.fill('灯台が呼んでいる。');
  await line.blur();
  // Written in Japanese, it is Japanese.
  await expect(page.getByRole('combobox', { name: 'Language of the line' })).toContainText('Japanese');
  await page.getByRole('button', { name: 'Speak this line' }).click();
  await expect(page.getByText(/^Spoken · 1\.\d s$/)).toBeVisible();
  await line.fill('灯台へ行こう。');
  await line.blur();
  await expect(page.getByText('The words were changed since it was spoken.')).toBeVisible();
  await running.screenshot('voices-stale');
  await page.getByRole('button', { name: 'Speak again' }).click();
  await expect(page.getByText(/^Spoken · /)).toBeVisible();

  await answerOpenDialog(app, [join(root, 'tests/fixtures/media/tone.mp3')]);
  await page.getByRole('button', { name: 'More for this line' }).click();
  await running.screenshot('voices-menu');
  await page.getByRole('menuitem', { name: 'Import Recording…' }).click();
  await expect(page.getByText(/^Recorded · /)).toBeVisible();
  await running.screenshot('voices-recorded');
  // Its waveform is made of the file, which undo takes away.
  await expect.poll(() => haveWaveforms(page)).toBe(true);
  await page.keyboard.press('Control+Z');
  await expect(page.getByText(/^Spoken · /)).toBeVisible();
});

test('a character’s scratch voice is chosen and heard; Kling speaks a line after its price was seen, undo brings the scratch voice back', async ({
  launch,
  startKling,
}) => {
  const server = await startKling();
  const running = await launch({ sample: true });
  const { page } = running;
  await openSample(page);
  await page.getByText('Mina', { exact: true }).first().dblclick();
  const addVoice = page.getByRole('button', { name: 'Add a voice' });
  await addVoice.click();
  await page.getByRole('combobox', { name: 'Scratch voice' }).click();
  await page.getByRole('option', { name: 'Woman 2' }).click();
  await page.getByRole('button', { name: 'Listen to the scratch voice' }).click();
  await expect(page.getByRole('button', { name: 'Listen to the scratch voice' })).toBeEnabled();
  await running.screenshot('voices-character');

  await enterKlingKey(page, server.address);
  await page.keyboard.press('Escape');

  await boards(page).first().click();
  await page.getByRole('tab', { name: 'Shot', exact: true }).click();
  await page.getByRole('button', { name: 'Add a line' }).click();
  const line = page.getByRole('textbox', { name: 'Line', exact: true }).last();
  await line.fill('Do you hear the bell?');
  await line.blur();
  await page.getByRole('button', { name: 'More for this line' }).last().click();
  await page.getByRole('menuitem', { name: 'Voice of This Line' }).click();
  await page.getByRole('menuitemcheckbox', { name: /^Mina/ }).click();
  await expect(page.getByText(/^In the voice of Mina/)).toBeVisible();
  await page.getByRole('button', { name: 'Speak this line' }).last().click();
  await expect(page.getByText(/^Spoken · /)).toBeVisible();
  await running.screenshot('voices-of-line');
  const before = await page.getByText(/^Spoken · /).textContent();
  await page.getByRole('button', { name: 'More for this line' }).last().click();
  await page.getByRole('menuitem', { name: 'Generate Voice with Kling…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Generate voice with Kling' });
  await expect(dialog.getByText('$0.01 · 0.05 units')).toBeVisible();
  await running.screenshot('voices-kling');
  await dialog.getByRole('button', { name: 'Generate Voice' }).click();
  await expect(page.getByText('Spoken · 2.0 s')).toBeVisible();
  expect(server.spoken).toHaveLength(1);
  await page.keyboard.press('Control+J');
  await expect(page.getByText('Voice · Kling')).toBeVisible();
  await running.screenshot('voices-job');
  await page.keyboard.press('Control+J');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(before ?? '')).toBeVisible();
  expect(server.spoken).toHaveLength(1);

  // A take that Kling did not make: it has to be told where it can fetch it.
  await page.getByRole('tab', { name: 'Takes' }).click();
  await page.getByRole('tabpanel').getByRole('button', { name: 'Generate', exact: true }).click();
  const take = page.getByRole('button', { name: /Take 1 · local/ });
  await expect(take).toHaveAttribute('aria-pressed', 'true', { timeout: 60_000 });
  await take.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Lip-sync to Dialogue…' }).click();
  const lips = page.getByRole('dialog', { name: 'Lip-sync to dialogue' });
  await expect(lips.getByRole('alert')).toContainText('Put its file where Kling can fetch it');
  await running.screenshot('voices-lips-refused');
  await lips.getByLabel("Address of the take's file").fill('https://example.com/take.mp4');
  await expect(lips.getByText('$0.08 · 0.55 units')).toBeVisible();
  await running.screenshot('voices-lips');
  await lips.getByRole('button', { name: 'Lip-sync' }).click();
  await expect(page.getByRole('button', { name: /Take 2/ })).toBeVisible();
  expect(server.faceSearches).toEqual([{ video_url: 'https://example.com/take.mp4' }]);
  await running.screenshot('voices-lips-take');
});
