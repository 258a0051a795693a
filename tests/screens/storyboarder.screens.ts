import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dropFiles, middleOf } from '../e2e/helpers/drop';
import { boards, createProject } from '../e2e/helpers/firstFilm';
import { writeBoardPictures } from '../e2e/helpers/pictureFiles';
import { expect, type RunningApp, root, test } from '../e2e/launch';
import { settledScreenshot } from './settled';

// A scene of Storyboarder comes in: to be looked at in test-results/screens.

async function save({ page }: RunningApp, name: string): Promise<void> {
  writeFileSync(join(root, 'test-results', 'screens', `${name}.png`), await settledScreenshot(page));
}

test('a scene of Storyboarder', async ({ launch, folder }) => {
  const running = await launch();
  const { page } = running;
  await createProject(running, folder, 'The Lighthouse');
  const scene = join(folder, 'scene');
  mkdirSync(join(scene, 'images'), { recursive: true });
  const pictures = writeBoardPictures(join(scene, 'images'), 9);
  const rows = pictures.map((path, index) => ({
    url: `board-${index + 1}-AAAAA.png`,
    newShot: index % 3 === 0,
    duration: 700 + index * 310,
    dialogue: index % 2 === 0 ? '聞こえる？　あの鐘の音が、岩の向こうで鳴っているのが。' : '',
    action: `Mina runs along the long stone pier to the lighthouse keeper's hut, board ${index + 1}.`,
    layers: {
      pencil: { url: path.split('/').at(-1), opacity: 1 },
      ...(index > 6 ? { notes: { url: 'board-with-a-very-long-name-that-was-moved-away-notes.png' } } : {}),
    },
  }));
  const file = join(scene, '灯台守の小屋・夜（とても長い名前の場面です）.storyboarder');
  writeFileSync(file, JSON.stringify({ version: '2.1.0', aspectRatio: 1.7777, fps: 24, boards: rows }));
  await dropFiles(page, [file], await middleOf(page.getByRole('listbox', { name: 'Shots' })));
  await expect(boards(page)).toHaveCount(3);
  await save(running, 'storyboarder-boards');
  await page.getByRole('button', { name: 'Show Why' }).click();
  await save(running, 'storyboarder-report');
  await page.getByRole('menubar').or(page.getByRole('banner')).first().hover();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('storyboarder');
  await save(running, 'storyboarder-palette');
});
