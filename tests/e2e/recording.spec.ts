import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { rowHeights } from '@shared/timeline/layout';
import { dropFiles, middleOf } from './helpers/drop';
import { haveWaveforms, readFilm, undoLabel } from './helpers/film';
import { boards, createProject, dropBoards } from './helpers/firstFilm';
import { showWholeFilm } from './helpers/timelinePoints';
import { expect, type RunningApp, root, test } from './launch';

/** Chromium's own microphone, which beeps. For tests only, and without its "fake ui", which would pass by the program's own answer. */
const fakeMicrophone = ['--use-fake-device-for-media-stream'];

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Record line' });
const recorded = (page: Page) => page.getByText(/^Recorded · /);

/** A film of two shots; the first says something. @returns the project's folder */
async function filmWithLine(running: RunningApp, folder: string): Promise<string> {
  const { page } = running;
  const path = await createProject(running, folder, 'Voices');
  await dropBoards(page, folder, 2);
  await boards(page).first().click();
  await page.getByRole('tab', { name: 'Shot', exact: true }).click();
  await page.getByRole('button', { name: 'Add a line' }).click();
  const line = page.getByRole('textbox', { name: 'Line', exact: true });
  await line.fill('灯台が呼んでいる。霧の向こうから、ずっと前から。');
  await line.blur();
  return path;
}

/** Until so many seconds of it are there. */
async function untilRecorded(page: Page, seconds: number): Promise<void> {
  const clock = dialogOf(page).getByText(/^\d+:\d\d\.\d$/);
  await expect
    .poll(async () => Number((await clock.textContent())?.split(':')[1] ?? 0), { timeout: 20_000 })
    .toBeGreaterThanOrEqual(seconds);
}

const hiddenFiles = (path: string): string[] =>
  readdirSync(join(path, 'media')).filter((name) => name.startsWith('.recording-'));

/** What a page gets that asks for devices by itself. */
const askFor = (page: Page, wish: { audio?: boolean; video?: boolean }) =>
  page.evaluate(
    (constraints) =>
      navigator.mediaDevices.getUserMedia(constraints).then(
        () => 'granted',
        (error: Error) => error.name,
      ),
    wish,
  );

test('a line is recorded: counted in, listened to, recorded again, kept, undone; killed in the middle, it is in Media', async ({
  launch,
  folder,
}) => {
  const running = await launch({ args: fakeMicrophone });
  const { page } = running;
  const path = await filmWithLine(running, folder);
  const dialog = dialogOf(page);

  await test.step('the microphone is there only while a person records, and for nothing but sound', async () => {
    expect(await askFor(page, { audio: true })).toBe('NotAllowedError');
    await page.getByRole('button', { name: 'Record this line' }).click();
    await expect(dialog.getByRole('button', { name: 'Record', exact: true })).toBeEnabled();
    expect(await askFor(page, { audio: true, video: true })).toBe('NotAllowedError');
    await running.screenshot('recording-ready');
  });

  await test.step('counted in, recorded, listened to; not closed by accident', async () => {
    await expect(dialog.getByRole('button', { name: 'Record', exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog.getByText('2', { exact: true })).toBeVisible();
    await running.screenshot('recording-counting');
    await expect(dialog.getByText('Recording', { exact: true })).toBeVisible();
    await untilRecorded(page, 2);
    await running.screenshot('recording-live');
    await page.keyboard.press('Space');
    await expect(dialog.getByRole('button', { name: 'Keep' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog.getByText('Keep the recording, or discard it.')).toBeVisible();
    await running.screenshot('recording-done');
    await dialog.getByRole('button', { name: 'Listen' }).click();
    await expect(dialog.getByRole('button', { name: 'Stop' })).toBeVisible();
    expect(hiddenFiles(path)).toHaveLength(1);
  });

  await test.step('again without the count, kept: heard for the line, one undo', async () => {
    await dialog.getByText('3 – 2 – 1').click();
    await dialog.getByRole('button', { name: 'Again' }).click();
    await untilRecorded(page, 1);
    await dialog.getByRole('button', { name: 'Stop' }).click();
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await expect(dialog).toBeHidden();
    await expect(recorded(page)).toBeVisible();
    expect([await undoLabel(page), hiddenFiles(path)]).toEqual(['Record Line', []]);
    const { document } = await readFilm(page);
    const [clip] = document.list('clip');
    expect(clip?.lengthFrames).toBeGreaterThanOrEqual(24);
    expect(document.require('media', clip?.mediaId as never).name).toMatch(/^Voice: 灯台が.*\.wav$/);
    await running.screenshot('recording-kept');
    await page.keyboard.press('Control+Z');
    await expect(recorded(page)).toBeHidden();
    expect(await askFor(page, { audio: true })).toBe('NotAllowedError');
  });

  await test.step('killed while it is recorded', async () => {
    await page.keyboard.press('Control+Shift+R');
    await expect(dialog.getByRole('button', { name: 'Record', exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await untilRecorded(page, 1.5);
    await running.kill();
    expect(hiddenFiles(path)).toHaveLength(1);
    const again = await launch({ userData: running.userData, args: [path, ...fakeMicrophone] });
    const told = again.page.getByText(
      /A recording was cut off when Ekonte ended\. Its [12]\.\d s are in Media\./,
    );
    await expect(told).toBeVisible({ timeout: 20_000 });
    await again.screenshot('recording-recovered');
    await again.page.getByRole('button', { name: 'Use for Its Line' }).click();
    await boards(again.page).first().click();
    await again.page.getByRole('tab', { name: 'Shot', exact: true }).click();
    await expect(recorded(again.page)).toContainText('(cut off)');
    expect(hiddenFiles(path)).toEqual([]);
  });
});

test('without a microphone it is said; a file dropped on the line, or on its clip, is heard for it', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { page } = running;
  await filmWithLine(running, folder);
  await page.getByRole('button', { name: 'Record this line' }).click();
  await expect(dialogOf(page).getByRole('alert')).toContainText('No microphone is connected.');
  await running.screenshot('recording-refused');
  await dialogOf(page).getByRole('button', { name: 'Try Again' }).click();
  await expect(dialogOf(page).getByRole('alert')).toContainText('No microphone is connected.');
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toBeHidden();

  const media = (name: string): string => join(root, 'tests/fixtures/media', name);
  const line = page.getByRole('textbox', { name: 'Line', exact: true });
  await dropFiles(page, [media('tone.mp3')], await middleOf(line));
  await expect(recorded(page)).toContainText('tone.mp3');
  expect(await undoLabel(page)).toBe('Use tone.mp3 for Line');
  await dropFiles(page, [media('clip-23.976.mp4')], await middleOf(line));
  await expect(page.getByText('"clip-23.976.mp4" is no sound.')).toBeVisible();
  await running.screenshot('recording-drop-refused');
  expect((await readFilm(page)).document.list('media').map(({ name }) => name)).not.toContain(
    'clip-23.976.mp4',
  );

  const { document } = await readFilm(page);
  const [clip] = document.list('clip');
  const at = await showWholeFilm(page);
  const shot = at.shot((clip?.startFrame ?? 0) + 3);
  const onClip = { x: shot.x, y: shot.y + (rowHeights.shots + rowHeights.track) / 2 };
  await dropFiles(page, [media('tone.flac')], onClip);
  await expect(recorded(page)).toContainText('tone.flac');
  expect((await readFilm(page)).document.list('clip')).toHaveLength(1);
  await page.mouse.click(onClip.x, onClip.y, { button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Record Line…' })).toBeVisible();
  await running.screenshot('recording-clip-menu');
  await page.keyboard.press('Escape');
  // Its waveform is made of the file, which undo takes away.
  await expect.poll(() => haveWaveforms(page)).toBe(true);
  await page.keyboard.press('Control+Z');
  await expect(recorded(page)).toContainText('tone.mp3');
});
