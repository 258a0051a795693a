import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { dropFiles, middleOf } from './helpers/drop';
import { createProject } from './helpers/firstFilm';
import { expect, root, test } from './launch';

/** Boards of an evening at the harbour, one hue each. */
async function writeBoards(folder: string, count: number): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const paths: string[] = [];
  for (let index = 1; index <= count; index += 1) {
    const canvas = createCanvas(1280, 720);
    const context = canvas.getContext('2d');
    const sky = context.createLinearGradient(0, 0, 0, 460);
    sky.addColorStop(0, `hsl(${200 + index * 9} 55% 16%)`);
    sky.addColorStop(1, `hsl(${20 + index * 6} 60% 58%)`);
    context.fillStyle = sky;
    context.fillRect(0, 0, 1280, 720);
    context.fillStyle = `hsl(${205 + index * 4} 45% 20%)`;
    context.fillRect(0, 460, 1280, 260);
    context.fillStyle = '#f6e2b0';
    context.beginPath();
    context.arc(160 + index * 90, 220, 60, 0, Math.PI * 2);
    context.fill();
    const path = join(folder, `frame${index}.png`);
    writeFileSync(path, await canvas.encode('png'));
    paths.push(path);
  }
  return paths;
}

const fixture = (name: string): string => join(root, 'tests/fixtures/media', name);

test('media: import by drop, small pictures, a report of what failed, and all that is done with them', async ({
  launch,
  folder,
}) => {
  // An FFmpeg would take what is refused here.
  const running = await launch({ env: { EKONTE_FFMPEG: 'none' } });
  const { page } = running;
  await createProject(running, folder, 'Harbour');
  await page.getByRole('tab', { name: 'Media' }).click();
  const panel = page.getByRole('region', { name: 'Elements and media' });
  await expect(panel.getByText('Drop pictures, clips and sounds here')).toBeVisible();
  await running.screenshot('media-empty');

  const boards = await writeBoards(join(folder, 'boards'), 11);
  copyFileSync(fixture('tone.flac'), join(folder, 'foghorn.flac'));
  copyFileSync(fixture('clip-23.976.mp4'), join(folder, 'waves.mp4'));
  writeFileSync(join(folder, 'empty.png'), '');
  writeFileSync(join(folder, 'notes.jpg'), 'INT. HARBOUR - NIGHT');
  copyFileSync(fixture('hevc.mp4'), join(folder, 'phone.mp4'));
  const others = ['foghorn.flac', 'waves.mp4', 'empty.png', 'notes.jpg', 'phone.mp4'].map((name) =>
    join(folder, name),
  );
  await dropFiles(
    page,
    [...boards, ...others],
    await middleOf(panel.getByText('Drop pictures, clips and sounds here')),
  );

  const sheet = panel.getByRole('listbox', { name: 'Media' });
  await expect(panel.getByText('13 media')).toBeVisible();
  const report = panel.getByRole('region', { name: 'Files that could not be imported' });
  await expect(report.getByRole('listitem')).toHaveText([
    '"empty.png" is empty (0 bytes).',
    '"notes.jpg" is no picture, video or sound that can be told by its content.',
    /"phone\.mp4" is coded as HEVC \(H\.265\), which cannot be played here/,
  ]);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
  // Eleven pictures, and the video's first picture, which this window made.
  await expect(sheet.locator('img[data-shown]')).toHaveCount(12);
  await running.screenshot('media-report');
  await report.getByRole('button', { name: 'Put away' }).click();
  await running.screenshot('media-grid');

  // In the order that people count.
  const names = await sheet.getByRole('option').allInnerTexts();
  expect(names.map((text) => text.split('\n').at(-1)).slice(0, 4)).toEqual([
    'foghorn.flac',
    'frame1.png',
    'frame2.png',
    'frame3.png',
  ]);

  await panel.getByRole('searchbox').fill('frame1');
  await expect(sheet.getByRole('option')).toHaveCount(3);
  await panel.getByRole('searchbox').fill('');

  // Three of them become shots by the menu.
  await sheet.getByRole('option', { name: 'frame2.png' }).click();
  await sheet.getByRole('option', { name: 'frame4.png' }).click({ modifiers: ['Shift'] });
  await expect(panel.getByText('3 selected')).toBeVisible();
  await sheet.getByRole('option', { name: 'frame3.png' }).click({ button: 'right' });
  await running.screenshot('media-menu');
  await page.getByRole('menuitem', { name: 'New Shots from 3 Media' }).click();
  await expect(page.getByRole('contentinfo').getByText('3 shots')).toBeVisible();

  // One more by dragging it onto the boards.
  await sheet
    .getByRole('option', { name: 'frame7.png' })
    .dragTo(page.getByRole('listbox', { name: 'Shots' }));
  await expect(page.getByRole('contentinfo').getByText('4 shots')).toBeVisible();

  // A new name, and the undo of it.
  await sheet.getByRole('option', { name: 'frame8.png' }).click();
  await page.keyboard.press('F2');
  await page.keyboard.type('dusk.png');
  await page.keyboard.press('Enter');
  await expect(sheet.getByRole('option', { name: 'dusk.png' })).toBeVisible();

  await panel.getByRole('button', { name: 'List' }).click();
  await running.screenshot('media-list');
  await panel.getByRole('button', { name: 'Tiles' }).click();

  // Looked at in large; Escape puts it away.
  await sheet.getByRole('option', { name: 'frame2.png' }).dblclick();
  await expect(page.getByRole('dialog').getByRole('img', { name: 'frame2.png' })).toBeVisible();
  await running.screenshot('media-preview');
  await page.keyboard.press('Escape');

  // A clip and a sound play, read in parts through the media protocol.
  for (const [name, tag] of [
    ['waves.mp4', 'video'],
    ['foghorn.flac', 'audio'],
  ] as const) {
    await panel.getByRole('searchbox').fill(name);
    await sheet.getByRole('option', { name }).dblclick();
    const player = page.getByRole('dialog').locator(tag);
    await expect
      .poll(() => player.evaluate((media: HTMLMediaElement) => media.currentTime))
      .toBeGreaterThan(0.05);
    await page.keyboard.press('Escape');
  }
  await panel.getByRole('searchbox').fill('');

  // Deleting one that is used takes its layer along, says so, and can be undone.
  await sheet.getByRole('option', { name: 'frame2.png' }).click();
  await sheet.focus();
  await page.keyboard.press('Delete');
  await expect(page.getByText('frame2.png and its one use deleted.')).toBeVisible();
  await expect(panel.getByText('12 media')).toBeVisible();
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click();
  await expect(panel.getByText('13 media')).toBeVisible();

  // The import itself is one step back: shots, name and all before it.
  for (let step = 0; step < 4; step += 1) {
    await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
    await page.getByRole('button', { name: 'Undo' }).click();
  }
  await expect(panel.getByText('Drop pictures, clips and sounds here')).toBeVisible();
});

test('an import called off leaves nothing', async ({ launch, folder }) => {
  const running = await launch();
  const { page } = running;
  const project = await createProject(running, folder, 'Harbour');
  await page.getByRole('tab', { name: 'Media' }).click();
  const panel = page.getByRole('region', { name: 'Elements and media' });
  const [board] = await writeBoards(join(folder, 'board'), 1);
  const bytes = readFileSync(board ?? '');
  // Decoders pass over what follows a PNG, and each file is one of its own.
  const boards = Array.from({ length: 400 }, (_, index) => {
    const path = join(folder, 'board', `${index}.png`);
    writeFileSync(path, Buffer.concat([bytes, Buffer.from(String(index))]));
    return path;
  });
  await dropFiles(page, boards, await middleOf(panel.getByText('Drop pictures, clips and sounds here')));
  await expect(panel.getByText(/^Importing \d+ of 400$/)).toBeVisible();
  await running.screenshot('media-progress');
  await panel.getByRole('button', { name: 'Cancel the import' }).click();
  await expect(panel.getByText(/^Importing/)).toBeHidden();
  await expect(panel.getByText('Drop pictures, clips and sounds here')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  const stored = readdirSync(join(project, 'media'), { recursive: true, withFileTypes: true });
  expect(stored.filter((entry) => entry.isFile())).toEqual([]);
});
