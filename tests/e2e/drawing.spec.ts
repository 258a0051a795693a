import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { buildShotPicture } from '@shared/compositor/buildShotPicture';
import { paintInNode, registerBundledFonts } from '@shared/compositor/testing/nodeCanvas';
import { selectSequence } from '@shared/shots/sequence';
import { openProject } from '../../electron/worker/database/openProject';
import { dragMouse, type Point } from './helpers/drop';
import { readFilm, undoLabel } from './helpers/film';
import { decoded, ekonte, psnr } from './helpers/filmFrames';
import { createProject, saved } from './helpers/firstFilm';
import { showWholeFilm } from './helpers/timelinePoints';
import { expect, test } from './launch';

/** A point of the stage by parts of its size. */
async function stagePoint(page: Page, x: number, y: number): Promise<Point> {
  const box = await page.getByTestId('stage-canvas').boundingBox();
  if (!box) throw new Error('There is no stage.');
  return { x: box.x + x * box.width, y: box.y + y * box.height };
}

async function draw(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  await dragMouse(page, await stagePoint(page, ...from), await stagePoint(page, ...to));
}

/** Layers of the first shot, back to front: what each is, and how many strokes it has. */
async function layersOf(page: Page): Promise<string[]> {
  const { document, sequence } = await readFilm(page);
  return document
    .childrenOf('layer', sequence.shots[0]?.shot.id ?? '')
    .map(({ id, content }) =>
      `${content.type} ${document.childrenOf('stroke', id).length}`.replace(' 0', ''),
    );
}

test('draws, writes, erases and undoes on boards, and finds all of it again', async ({ launch, folder }) => {
  const running = await launch();
  const { page, userData, quit } = running;
  const project = await createProject(running, folder, 'Drawn');
  await page.keyboard.press('KeyN');
  await page.keyboard.press('Control+Digit2');
  await expect(page.getByText('Board 1 of 1')).toBeVisible();

  await test.step('a stroke each is one edit, on one layer', async () => {
    await page.keyboard.press('KeyP');
    await draw(page, [0.3, 0.3], [0.5, 0.6]);
    await draw(page, [0.5, 0.3], [0.3, 0.6]);
    await expect.poll(() => layersOf(page)).toEqual(['drawing 2']);
    await page.keyboard.press('KeyE');
    await draw(page, [0.35, 0.45], [0.45, 0.45]);
    await expect.poll(() => layersOf(page)).toEqual(['drawing 3']);
    expect(await undoLabel(page)).toBe('Erase');
    await page.keyboard.press('Control+Z');
    await expect.poll(() => layersOf(page)).toEqual(['drawing 2']);
    await page.keyboard.press('Control+Shift+Z');
    await expect.poll(() => layersOf(page)).toEqual(['drawing 3']);
  });

  await test.step('Escape in the middle of a stroke leaves no trace', async () => {
    await page.keyboard.press('KeyB');
    const [from, to] = [await stagePoint(page, 0.4, 0.2), await stagePoint(page, 0.6, 0.2)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 5 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await layersOf(page)).toEqual(['drawing 3']);
  });

  await test.step('an arrow is dragged out, a text is written in place', async () => {
    await page.keyboard.press('KeyA');
    await draw(page, [0.6, 0.6], [0.7, 0.4]);
    await expect.poll(() => layersOf(page)).toEqual(['drawing 3', 'shape']);
    await page.keyboard.press('KeyT');
    const at = await stagePoint(page, 0.4, 0.7);
    await page.mouse.click(at.x, at.y);
    await page.getByLabel('Text on the board').fill('うみ');
    await page.getByLabel('Text on the board').press('Control+Enter');
    await expect.poll(() => layersOf(page)).toEqual(['drawing 3', 'shape', 'text']);
    await page.keyboard.press('Enter');
    await page.getByLabel('Text on the board').fill('うみのおと');
    await page.keyboard.press('Escape');
    await expect(page.getByLabel('Text on the board')).toBeHidden();
    const { document } = await readFilm(page);
    expect(document.list('layer').find(({ content }) => content.type === 'text')).toMatchObject({
      content: { text: 'うみ' },
    });
  });

  await test.step('layers are chosen, named, hidden, put in order and deleted by key', async () => {
    await page.getByRole('tab', { name: 'Layers' }).click();
    const list = page.getByRole('listbox', { name: 'Layers' });
    const row = (name: string | RegExp) => list.getByRole('option', { name });
    await list.focus();
    await page.keyboard.press('Home');
    await expect(row('うみ')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('F2');
    await page.keyboard.type('波');
    await page.keyboard.press('Enter');
    await expect(row('波')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Control+H');
    await expect(row('波, hidden')).toBeVisible();
    await page.keyboard.press('Control+BracketLeft');
    await expect.poll(() => layersOf(page)).toEqual(['shape', 'drawing 3', 'text']);
    await expect(list).toBeFocused();
    await page.keyboard.press('Shift+ArrowUp');
    await expect(list.locator('[aria-selected="true"]')).toHaveCount(2);
    await page.keyboard.press('Delete');
    await expect.poll(() => layersOf(page)).toEqual(['text']);
    for (let edits = 4; edits > 0; edits -= 1) await page.keyboard.press('Control+Z');
    await expect.poll(() => layersOf(page)).toEqual(['drawing 3', 'shape', 'text']);
  });

  await test.step('a blank board, its cut dragged on the timeline', async () => {
    await page.keyboard.press('Shift+KeyN');
    await expect(page.getByTestId('centre').getByText('Board 2 of 2')).toBeVisible();
    await page.keyboard.press('KeyP');
    await draw(page, [0.4, 0.4], [0.6, 0.4]);
    await expect.poll(() => layersOf(page)).toEqual(['drawing 3', 'shape', 'text', 'drawing 1']);
    const at = await showWholeFilm(page);
    await dragMouse(page, at.shot(36), at.shot(48));
    await expect.poll(() => undoLabel(page)).toBe('Move Board Cut');
    const { document } = await readFilm(page);
    expect(document.list('board').map(({ frame }) => frame)).toEqual([0, 48]);
  });

  await expect(saved(page)).toBeVisible();
  const before = (await readFilm(page)).records;
  await quit();
  const again = await launch({ userData, args: [project] });
  await expect(saved(again.page)).toBeVisible();
  expect((await readFilm(again.page)).records).toEqual(before);
});

test('the film has what is drawn on boards, in the very place and letters', async ({ folder }) => {
  registerBundledFonts();
  const size = { width: 640, height: 360 };
  await ekonte(folder, 'new', 'Film.ekonte', '--size', `${size.width}x${size.height}`);
  const shotId = 'sht_drawnshot';
  const boards = () => {
    const { database, close } = openProject(join(folder, 'Film.ekonte'), {
      now: Date.now,
      onCommitted: () => undefined,
      readOnly: true,
    });
    const { document } = database;
    close();
    return document;
  };
  const apply = async (edits: readonly unknown[]): Promise<void> => {
    writeFileSync(join(folder, 'edits.json'), JSON.stringify(edits));
    await ekonte(folder, 'apply', 'Film.ekonte', 'edits.json');
  };
  const line = (y: number, colour: string, width: number) => ({
    tool: 'brush',
    colour,
    width,
    opacity: 1,
    points: Array.from({ length: 20 }, (_, at) => [
      at / 25 - 0.4,
      y + Math.sin(at / 3) / 20,
      0.4 + at / 40,
    ]).flat(),
  });
  await apply([
    { command: 'project.setBackground', args: { background: '#d8d2c4' } },
    { command: 'shot.add', args: { id: shotId, lengthFrames: 24 } },
    {
      command: 'stroke.add',
      args: {
        on: { shotId },
        strokes: [line(-0.1, '#20304a', 0.05), { ...line(-0.1, '#000000', 0.03), tool: 'eraser' }],
      },
    },
    {
      command: 'layer.addText',
      args: {
        shotId,
        text: 'うみのおと Sea',
        colour: '#7a2f22',
        lineHeight: 0.09,
        align: 'centre',
        isBold: true,
        transform: { y: 0.75 },
      },
    },
    { command: 'board.add', args: { shotId, mode: 'blank' } },
  ]);
  const [, second] = boards().childrenOf('board', shotId);
  await apply([
    {
      command: 'layer.addShape',
      args: {
        shotId,
        boardId: second?.id,
        shape: 'arrow',
        fill: null,
        stroke: '#2c5a3c',
        strokeWidth: 0.02,
        ratio: 0.3,
        transform: { scale: 0.5, rotationDeg: 20 },
      },
    },
  ]);
  await ekonte(folder, 'render', 'Film.ekonte', '--out', 'film.mp4');
  const document = boards();
  const [entry] = selectSequence(document).shots;
  if (!entry) throw new Error('no shot');
  const picture = buildShotPicture(document, entry.shot.id);
  for (const frame of [0, 11, 12, 23]) {
    const { data } = paintInNode(picture, size, { shotFrame: frame });
    const painted = Buffer.from(data.filter((_value, index) => index % 4 !== 3));
    expect(psnr(await decoded(join(folder, 'film.mp4'), frame), painted)).toBeGreaterThanOrEqual(32);
  }
});
