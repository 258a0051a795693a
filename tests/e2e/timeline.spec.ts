import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowHeights } from '@shared/timeline/layout';
import { waveFile } from '../generators/waveFile';
import { dragMouse, dropFiles, type Point } from './helpers/drop';
import { readFilm, shotLengths, shotPictures, undoLabel } from './helpers/film';
import { createProject, dropBoards, saved } from './helpers/firstFilm';
import { openSample } from './helpers/lighthouse';
import { showWholeFilm, wholeFilmPoints } from './helpers/timelinePoints';
import { expect, test } from './launch';

/** On the first sound track, under a point of the shots' row. */
const onTrack = (shot: Point): Point => ({
  x: shot.x,
  y: shot.y + (rowHeights.shots + rowHeights.track) / 2,
});

/** Three seconds of a rising tone, 16 bit mono at 48 kHz. @returns its path */
function writeTone(folder: string): string {
  const rate = 48_000;
  const samples = new Int16Array(3 * rate);
  for (let at = 0; at < samples.length; at += 1) {
    samples[at] = Math.sin((at / rate) * (600 + (at / rate) * 300)) * 12_000;
  }
  const path = join(folder, 'foghorn 霧笛.wav');
  writeFileSync(path, waveFile(samples, 1, rate));
  return path;
}

test('reorders, trims and splits shots by hand and by key, and takes it all back', async ({
  launch,
  folder,
}) => {
  const running = await launch();
  const { page, screenshot, quit } = running;
  await createProject(running, folder, 'Cut');
  await dropBoards(page, folder, 5);
  // Clicks and keys mean the timeline, not the list of boards.
  await page.keyboard.press('Control+Digit3');
  // All that was imported is selected, and would be dragged together.
  await page.keyboard.press('Control+Shift+KeyA');
  const start = await readFilm(page);

  await test.step('a shot is dragged to another place', async () => {
    const at = await showWholeFilm(page);
    await dragMouse(page, at.shot(30), at.shot(72 * 3 - 10));
    await expect.poll(() => undoLabel(page)).toBe('Move Shot');
    expect(await shotPictures(page)).toEqual(['board-2', 'board-3', 'board-1', 'board-4', 'board-5']);
  });

  await test.step('Escape in the middle of a drag leaves no trace', async () => {
    const at = await showWholeFilm(page);
    const [from, to] = [at.shot(30), at.shot(300)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 6 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect(saved(page)).toBeVisible();
    expect(await shotPictures(page)).toEqual(['board-2', 'board-3', 'board-1', 'board-4', 'board-5']);
    expect(await undoLabel(page)).toBe('Move Shot');
  });

  await test.step('an edge is trimmed; what is behind follows', async () => {
    const at = await showWholeFilm(page);
    // The tail of the second shot: a little left of the cut at 144.
    const edge = { ...at.shot(144), x: at.shot(144).x - 2 };
    await dragMouse(page, edge, { x: edge.x + at.shot(120).x - at.shot(144).x, y: edge.y });
    await expect.poll(() => undoLabel(page)).toBe('Ripple Trim');
    expect(await shotLengths(page)).toEqual([72, 48, 72, 72, 72]);
  });

  await test.step('the shot at the playhead is split, then both ends are trimmed to the playhead', async () => {
    const at = await showWholeFilm(page);
    await page.mouse.click(at.ruler(24.5).x, at.ruler(24.5).y);
    await page.keyboard.press('Control+KeyB');
    await expect.poll(() => shotLengths(page)).toEqual([24, 48, 48, 72, 72, 72]);
    await page.mouse.click(at.ruler(12.5).x, at.ruler(12.5).y);
    await expect(page.getByRole('button', { name: 'Time at the playhead' })).toHaveText('00:00:00:12');
    await page.keyboard.press('KeyW');
    await expect.poll(() => shotLengths(page)).toEqual([12, 48, 48, 72, 72, 72]);
    const again = await showWholeFilm(page);
    await page.mouse.click(again.ruler(22.5).x, again.ruler(22.5).y);
    await page.keyboard.press('KeyQ');
    await expect.poll(() => shotLengths(page)).toEqual([12, 38, 48, 72, 72, 72]);
  });

  await test.step('a cut is rolled to the playhead, and the film keeps its length', async () => {
    const at = await showWholeFilm(page);
    await page.mouse.click(at.ruler(40.5).x, at.ruler(40.5).y);
    await page.keyboard.press('Shift+KeyW');
    await expect.poll(() => shotLengths(page)).toEqual([12, 28, 58, 72, 72, 72]);
    await page.mouse.click(at.ruler(50.5).x, at.ruler(50.5).y);
    await page.keyboard.press('Shift+KeyQ');
    await expect.poll(() => shotLengths(page)).toEqual([12, 38, 48, 72, 72, 72]);
    expect(await undoLabel(page)).toBe('Roll Cut');
  });

  await test.step('what is done at the playhead is dim in the menu of a shot elsewhere', async () => {
    const at = await showWholeFilm(page);
    await page.mouse.click(at.ruler(60.5).x, at.ruler(60.5).y);
    for (const [frame, isEnabled] of [
      [20, false],
      [70, true],
    ] as const) {
      await page.mouse.click(at.shot(frame).x, at.shot(frame).y, { button: 'right' });
      const split = page.getByRole('menuitem', { name: 'Split at Playhead' });
      if (isEnabled) await expect(split).toBeEnabled();
      else await expect(split).toBeDisabled();
      await page.keyboard.press('Escape');
      await expect(split).toBeHidden();
    }
  });

  await test.step('several are selected by a rectangle and deleted at once', async () => {
    const at = await showWholeFilm(page);
    const below = { ...at.shot(110), y: at.shot(110).y + 120 };
    await dragMouse(page, below, at.shot(20));
    await page.keyboard.press('Delete');
    await expect.poll(() => shotLengths(page)).toEqual([12, 72, 72]);
    await screenshot('timeline-cut');
  });

  await test.step('everything is taken back, one step at a time', async () => {
    for (let step = 0; step < 8; step += 1) {
      const { revision } = await readFilm(page);
      await page.keyboard.press('Control+KeyZ');
      await expect.poll(async () => (await readFilm(page)).revision).toBe(revision + 1);
    }
    expect(await undoLabel(page)).toBe(start.history.undoLabel);
    expect((await readFilm(page)).records).toEqual(start.records);
  });
  await quit();
});

test('lays a sound under the film, moves and trims it, and plays both', async ({ launch, folder }) => {
  const running = await launch();
  const { page, screenshot, quit } = running;
  await createProject(running, folder, 'Sound');
  await dropBoards(page, folder, 2);
  await page.keyboard.press('Control+Digit3');
  const clip = async () => (await readFilm(page)).document.list('clip')[0];
  const timecode = page.getByRole('button', { name: 'Time at the playhead' });

  await test.step('a dropped sound becomes a clip on a track of its own, with its waveform', async () => {
    const at = await showWholeFilm(page);
    await dropFiles(page, [writeTone(folder)], onTrack(at.shot(24)));
    await expect.poll(async () => (await clip())?.lengthFrames).toBe(72);
    const mediaId = (await clip())?.mediaId ?? '';
    const peaks = () =>
      page.evaluate(async (id) => {
        const reply = await window.ekonte.call('media.loadPeaks', { mediaId: id as never });
        return reply.ok && reply.value ? Math.max(...reply.value.peaks) : null;
      }, mediaId);
    await expect.poll(peaks).toBeGreaterThan(30);
  });

  await test.step('it is dragged to the start of the film, where it snaps, and its end is trimmed', async () => {
    const at = await showWholeFilm(page);
    const { startFrame = 0 } = (await clip()) ?? {};
    await dragMouse(page, onTrack(at.shot(startFrame + 40)), onTrack(at.shot(40.4)));
    await expect.poll(async () => (await clip())?.startFrame).toBe(0);
    const edge = onTrack(at.shot(72));
    await dragMouse(
      page,
      { x: edge.x - 2, y: edge.y },
      { x: edge.x - 2 + at.shot(60).x - at.shot(72).x, y: edge.y },
    );
    await expect.poll(async () => (await clip())?.lengthFrames).toBe(60);
  });

  await test.step('the film plays from the start to its last frame and stops there', async () => {
    await page.keyboard.press('Home');
    await expect(timecode).toHaveText('00:00:00:00');
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
    await expect(timecode).not.toHaveText('00:00:00:00');
    await screenshot('timeline-playing');
    await expect(timecode).toHaveText('00:00:05:23');
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
    const shown = await page.getByLabel('Player').locator('canvas').getAttribute('data-shown-frames');
    expect(Number(shown)).toBeGreaterThan(20);
  });

  await test.step('keys step by frames, seconds and cuts', async () => {
    await page.keyboard.press('ArrowLeft');
    await expect(timecode).toHaveText('00:00:05:22');
    await page.keyboard.press('Shift+ArrowLeft');
    await expect(timecode).toHaveText('00:00:04:22');
    await page.keyboard.press('ArrowUp');
    await expect(timecode).toHaveText('00:00:03:00');
  });
  await quit();
});

test('a film that was just opened has a picture in every shot, before anything is touched', async ({
  launch,
}) => {
  // Made while it is opened: the workspace is there first.
  const { page } = await launch();
  await openSample(page);
  const at = await wholeFilmPoints(page);
  const { sequence } = await readFilm(page);
  const middles = sequence.shots.map(({ startFrame, endFrame }) => at.shot((startFrame + endFrame) / 2));
  const rows = page.getByRole('application', { name: 'Shots and sounds in time' }).locator('canvas').first();
  /** Shots whose middle is of one colour from top to bottom. */
  const withoutPicture = () =>
    rows.evaluate((element, points) => {
      const canvas = element as HTMLCanvasElement;
      const box = canvas.getBoundingClientRect();
      const context = canvas.getContext('2d');
      return points.filter(({ x, y }) => {
        const strip = context?.getImageData(x - box.x, y - box.y - 8, 1, 16).data ?? new Uint8ClampedArray();
        return new Set(new Uint32Array(strip.buffer)).size < 2;
      }).length;
    }, middles);
  await expect.poll(withoutPicture).toBe(0);
});
