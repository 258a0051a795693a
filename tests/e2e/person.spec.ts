import { join } from 'node:path';
import { dragMouse, middleOf } from './helpers/drop';
import { readFilm, shotPictures, undoLabel } from './helpers/film';
import { boards, createProject, dropBoards, saved } from './helpers/firstFilm';
import { answerOpenDialog, answerSaveDialog } from './helpers/osDialogs';
import { writeFigurePicture } from './helpers/pictureFiles';
import { probeFilm } from './helpers/probeFilm';
import { cameraFrameEdge } from './helpers/stagePoints';
import { showWholeFilm } from './helpers/timelinePoints';
import { expect, test } from './launch';

test('makes a first film: pictures, a character, a move, a clip, another day, a film', async ({
  launch,
  folder,
}) => {
  const first = await launch();
  let { app, page } = first;
  await createProject(first, folder, 'First Film');
  await dropBoards(page, folder, 6);

  await test.step('a character from a picture, pinned on two shots', async () => {
    await answerOpenDialog(app, [writeFigurePicture(folder, 'Mina')]);
    await page.getByRole('button', { name: 'New element' }).click();
    await page.getByRole('menuitem', { name: 'Character from Picture' }).click();
    const card = page.locator('[data-element]');
    await expect(card).toContainText('Mina');
    await card.dragTo(boards(page).nth(1).locator('[draggable]'));
    await expect(card).toContainText('1');
    await card.dragTo(boards(page).nth(4).locator('[draggable]'));
    await expect(card).toContainText('2');
    expect(await shotPictures(page)).toEqual([
      'board-1',
      'board-2+Mina',
      'board-3',
      'board-4',
      'board-5+Mina',
      'board-6',
    ]);
  });

  await test.step('all shots a second long', async () => {
    await page.keyboard.press('Control+A');
    const length = page.getByRole('region', { name: 'Inspector' }).getByLabel('Length', { exact: true });
    await length.fill('1+00');
    await length.press('Enter');
    await expect.poll(async () => (await readFilm(page)).sequence.lengthFrames).toBe(6 * 24);
  });

  await test.step('a camera move, its end frame dragged on the stage', async () => {
    await boards(page).nth(1).locator('[draggable]').dblclick();
    await page.getByRole('tab', { name: 'Camera' }).click();
    await page.getByRole('button', { name: 'Dolly' }).click();
    await expect.poll(() => undoLabel(page)).toBe('Set Camera Move');
    const end = async () => {
      const { document, sequence } = await readFilm(page);
      return document.childrenOf('cameraKeyframe', sequence.shots[1]?.shot.id ?? '').at(-1);
    };
    const named = await end();
    await page.keyboard.press('KeyC');
    const edge = await cameraFrameEdge(page, 1, 'end');
    await dragMouse(page, edge, { x: edge.x + 60, y: edge.y - 30 });
    await expect.poll(async () => (await end())?.x).toBeGreaterThan(named?.x ?? 0);
    expect((await end())?.y).toBeLessThan(named?.y ?? 0);
  });

  await test.step('play, and stop', async () => {
    const time = page.getByRole('button', { name: 'Time at the playhead' });
    await expect(time).toHaveText('00:00:01:00');
    await page.keyboard.press('Space');
    await expect(time).toHaveText(/^00:00:0[2-5]:/);
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await expect(time).toHaveText('00:00:01:00');
  });

  await test.step('a clip is generated, and stale once its shot changes', async () => {
    await page.getByRole('tab', { name: 'Takes' }).click();
    await page.getByRole('banner').getByRole('button', { name: 'Generate' }).click();
    const form = page.getByRole('dialog', { name: 'Generate clips' });
    await form.getByRole('button', { name: 'Selected 1' }).click();
    await form.getByRole('button', { name: 'Draft' }).click();
    await form.getByRole('button', { name: 'Generate 1B' }).click();
    await expect(form).toHaveCount(0);
    const take = page.getByRole('button', { name: /Take 1 · local draft/ });
    await expect(take).toHaveAttribute('aria-pressed', 'true', { timeout: 60_000 });
    await expect(take).not.toContainText('stale');
    await page.getByRole('tab', { name: 'Camera' }).click();
    await page.getByRole('button', { name: 'Pan' }).click();
    await page.getByRole('tab', { name: 'Takes' }).click();
    await expect(take).toContainText('stale');
    await expect(page.getByRole('contentinfo')).toContainText('1 take is stale');
  });

  const evening = await readFilm(page);
  await test.step('quit and open it again from the recent projects: all is there', async () => {
    await expect(saved(page)).toBeVisible();
    await first.quit();
    const second = await launch({ userData: first.userData });
    ({ app, page } = second);
    await page.getByRole('button', { name: /First Film/ }).click();
    await expect(saved(page)).toBeVisible();
    expect(await readFilm(page)).toEqual(evening);
    await expect(page.getByRole('region', { name: 'Stage of shot 1B' })).toBeVisible();
  });

  await test.step('undo goes back past the reopening, and redo forward again', async () => {
    const step = async (keys: string) => {
      const { revision } = await readFilm(page);
      await page.keyboard.press(keys);
      await expect.poll(async () => (await readFilm(page)).revision).toBe(revision + 1);
    };
    const undone: string[] = [];
    for (let label = await undoLabel(page); label !== null; label = await undoLabel(page)) {
      undone.push(label);
      await step('Control+Z');
    }
    expect(undone).toEqual([
      'Set Camera Move',
      'Set Camera Keyframe',
      'Set Camera Move',
      'Set Shot Length',
      'Pin Mina',
      'Pin Mina',
      'Import Mina.png',
      'Import 6 Files as Shots',
    ]);
    expect((await readFilm(page)).sequence.shots).toEqual([]);
    for (const _label of undone) await step('Control+Shift+Z');
    expect((await readFilm(page)).history.redoLabel).toBeNull();
    expect((await readFilm(page)).records).toEqual(evening.records);
  });

  await test.step('the film is delivered: H.264, BT.709, every frame', async () => {
    const path = join(folder, 'First Film.mp4');
    await answerSaveDialog(app, path);
    await page.getByRole('button', { name: 'Deliver' }).click();
    const form = page.getByRole('dialog', { name: 'Deliver the film' });
    await expect(form).toContainText('144 frames');
    await form.getByRole('button', { name: 'Save As…' }).click();
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText('First Film', {
      timeout: 90_000,
    });
    expect(await probeFilm(path)).toMatchObject({
      codec_name: 'h264',
      pix_fmt: 'yuv420p',
      color_space: 'bt709',
      width: 1920,
      height: 1080,
      avg_frame_rate: '24/1',
      nb_read_frames: '144',
    });
  });
});

test('moves, cuts and splits with the mouse, and takes each back', async ({ launch, folder }) => {
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'By Hand');
  await dropBoards(page, folder, 4);
  const before = await readFilm(page);
  const pictureOf = (index: number) => boards(page).nth(index).locator('[draggable]');

  const undo = async () => {
    await page.keyboard.press('Control+Z');
    await expect.poll(async () => (await readFilm(page)).records).toEqual(before.records);
  };

  await test.step('reorder on the boards', async () => {
    await pictureOf(0).click();
    await pictureOf(0).dragTo(pictureOf(2), { targetPosition: { x: 200, y: 40 } });
    await expect.poll(() => shotPictures(page)).toEqual(['board-2', 'board-3', 'board-1', 'board-4']);
    await undo();
  });

  await test.step('reorder on the timeline', async () => {
    const timeline = await showWholeFilm(page);
    await dragMouse(page, timeline.shot(36), timeline.shot(72 * 3));
    await expect.poll(() => shotPictures(page)).toEqual(['board-2', 'board-3', 'board-1', 'board-4']);
    await undo();
  });

  await test.step('ripple trim', async () => {
    const timeline = await showWholeFilm(page);
    await dragMouse(page, timeline.shot(71.5), timeline.shot(59.5));
    await expect
      .poll(async () => (await readFilm(page)).sequence.shots.map(({ startFrame }) => startFrame))
      .toEqual([0, 60, 132, 204]);
    await undo();
  });

  await test.step('split at the playhead', async () => {
    const timeline = await showWholeFilm(page);
    const at = timeline.ruler(100);
    await page.mouse.click(at.x, at.y);
    await page.keyboard.press('Control+B');
    await expect
      .poll(() => shotPictures(page))
      .toEqual(['board-1', 'board-2', 'board-2', 'board-3', 'board-4']);
    const { sequence } = await readFilm(page);
    expect(sequence.shots.map(({ shot }) => shot.lengthFrames)).toEqual([72, 28, 44, 72, 72]);
    await undo();
  });

  await test.step('delete and add', async () => {
    await pictureOf(1).click();
    await page.keyboard.press('Delete');
    await expect(boards(page)).toHaveCount(3);
    await undo();
    await expect(boards(page)).toHaveCount(4);
  });

  await test.step('keys go from board to board, after a dialog as well, and Escape selects nothing', async () => {
    await pictureOf(1).click();
    await page.keyboard.press('Control+K');
    await expect(page.getByRole('dialog', { name: 'Search or run' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('ArrowRight');
    await expect(boards(page).nth(2)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Escape');
    await expect(boards(page).nth(2)).toHaveAttribute('aria-selected', 'false');
  });

  await test.step("keys are the window's after a click on a button or a tab", async () => {
    const time = page.getByRole('button', { name: 'Time at the playhead' });
    await page.keyboard.press('Home');
    await page.getByRole('tab', { name: 'Camera' }).click();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(time).toHaveText('00:00:00:02');
    await page.getByRole('button', { name: 'Shot', exact: true }).click();
    await expect(boards(page)).toHaveCount(5);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(boards(page)).toHaveCount(4);
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
    expect((await readFilm(page)).records).toEqual(before.records);
  });

  await test.step('move a layer on the stage', async () => {
    await pictureOf(2).dblclick();
    const canvas = page.getByTestId('stage-canvas');
    const middle = await middleOf(canvas);
    await page.mouse.click(middle.x, middle.y);
    await dragMouse(page, middle, { x: middle.x + 90, y: middle.y - 45 });
    await expect.poll(() => undoLabel(page)).toBe('Move Layer');
    const { document, sequence } = await readFilm(page);
    const [layer] = document.childrenOf('layer', sequence.shots[2]?.shot.id ?? '');
    expect(layer?.transform.x).toBeGreaterThan(0.55);
    expect(layer?.transform.y).toBeLessThan(0.47);
    await undo();
  });
});
