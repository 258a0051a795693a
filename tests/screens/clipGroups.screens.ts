import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFilm } from '../e2e/helpers/film';
import { createProject, dropBoards } from '../e2e/helpers/firstFilm';
import { fiveShotClip, makeFiveShotFilm } from '../e2e/helpers/fiveShots';
import { runAction } from '../e2e/helpers/palette';
import { rpc } from '../e2e/helpers/rpc';
import { test } from '../e2e/helpers/servers';
import { showWholeFilm } from '../e2e/helpers/timelinePoints';
import { expect, type RunningApp, root } from '../e2e/launch';
import { settledScreenshot } from './settled';

async function save({ page }: RunningApp, name: string): Promise<void> {
  const folder = join(root, 'test-results', 'screens');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), await settledScreenshot(page));
}

const actions = [
  '霧の中から船が現れる。ミナは手を振る。',
  'Rain on the pier.',
  '灯台の光が海を渡る。',
  'The boat turns and the whole harbour turns with it.',
  'She runs.',
  '嵐の夜。',
  'Morning.',
  'The lamp goes out.',
  'The end.',
];

test('clip groups', async ({ launch, folder }) => {
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'Harbour');
  await dropBoards(page, folder, 9);
  const shotIds = (await readFilm(page)).sequence.shots.map(({ shot }) => shot.id);
  const edit = (command: string, args: unknown) => rpc(page, 'edit.run', { command, args, selection: [] });
  for (const [index, action] of actions.entries())
    await edit('shot.edit', { shotIds: [shotIds[index]], fields: { action } });
  // One too long for any model, one that is a clip of its own.
  await edit('shot.setLength', { shotIds: [shotIds[6]], lengthFrames: 24 * 17 });
  await edit('shot.setLength', { shotIds: [shotIds[8]], lengthFrames: 30 });
  await edit('shot.setClipJoins', { joins: { [shotIds[8] as string]: 'start' } });
  await page.keyboard.press('Control+Digit3');
  await page.keyboard.press('Control+Shift+KeyA');
  const at = await showWholeFilm(page);
  await save(running, 'clips-off');
  await runAction(page, 'Show or Hide Clip Groups');
  await expect(page.getByRole('button', { name: 'Clip groups' })).toHaveAttribute('aria-pressed', 'true');
  await save(running, 'clips-idle');
  const problem = at.bracket(600);
  await page.mouse.move(problem.x, problem.y);
  await expect(page.getByRole('tooltip').filter({ hasText: 'As Kling' })).toBeVisible();
  await save(running, 'clips-problem');
  // The first bracket is one shot of three seconds, or two: its cut, further on than fits.
  const cut = (await readFilm(page)).sequence.shots[1]?.endFrame ?? 0;
  const edge = { ...at.bracket(72), x: at.bracket(72).x - 3 };
  await page.mouse.move(edge.x, edge.y);
  await save(running, 'clips-hovered-edge');
  await page.mouse.down();
  await page.mouse.move(at.bracket(cut).x, edge.y, { steps: 4 });
  await save(running, 'clips-dragging');
  await page.mouse.move(at.bracket(432).x, edge.y, { steps: 6 });
  await save(running, 'clips-dragging-too-far');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await page.mouse.click(at.bracket(300).x, edge.y, { button: 'right' });
  await expect(page.getByRole('menuitem', { name: /^Split Clip/ })).toBeVisible();
  await save(running, 'clips-menu');
  await page.keyboard.press('Escape');
  // Labels without room.
  for (let index = 0; index < 60; index += 1) await edit('shot.add', { lengthFrames: 20 + (index % 5) * 15 });
  // Brackets too narrow for words: some of them are too long for the model, all have their hint.
  const added = (await readFilm(page)).sequence.shots.slice(9);
  const action = '嵐の夜、灯台の光が霧を切り、ミナは濡れた石段を一段ずつ上がっていく。';
  for (const [index, { shot }] of added.entries())
    await edit('shot.edit', {
      shotIds: [shot.id],
      fields: { action: index % 3 === 0 ? action.repeat(90) : action },
    });
  const joins = Object.fromEntries(added.map(({ shot }) => [shot.id, 'start']));
  await edit('shot.setClipJoins', { joins });
  const far = await showWholeFilm(page);
  const last = (await readFilm(page)).sequence.shots.at(-3);
  const narrow = far.bracket((last?.startFrame ?? 0) + 2);
  await page.mouse.move(narrow.x, narrow.y);
  await expect(page.getByRole('tooltip').filter({ hasText: 'As Kling' })).toBeVisible();
  await save(running, 'clips-far');
});

test('cuts in a clip', async ({ startKling, launch, folder }) => {
  const server = await startKling({ clip: fiveShotClip });
  const running = await launch();
  const { page } = running;
  await makeFiveShotFilm(running, folder, server);
  await page.keyboard.press('Control+Digit3');
  await page.keyboard.press('Control+Shift+KeyA');
  const at = await showWholeFilm(page);
  await save(running, 'clips-handles');
  await page.mouse.move(at.shot(48).x, at.shot(48).y);
  await page.mouse.down();
  await page.mouse.move(at.shot(48).x + 40, at.shot(48).y, { steps: 4 });
  await save(running, 'clips-handle-dragged');
  await page.mouse.move(at.shot(48).x - 900, at.shot(48).y, { steps: 4 });
  await save(running, 'clips-handle-limit');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await page.mouse.click(at.shot(48).x, at.shot(48).y, { button: 'right' });
  await expect(page.getByRole('menuitem', { name: /One Frame Later/ })).toBeVisible();
  await save(running, 'clips-handle-menu');
});
