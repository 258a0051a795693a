import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dropFiles, middleOf } from '../e2e/helpers/drop';
import { createProject } from '../e2e/helpers/firstFilm';
import { expect, root, test } from '../e2e/launch';
import { settledScreenshot } from './settled';

// A cut comes back: to be looked at in test-results/screens.

const script = `EXT. PIER - DUSK

Mina runs along the pier.

She stops at the very last of the boats, out of breath, and looks back at the lighthouse, which has been dark for years.

螺旋階段をミナが駆け上がる。鐘の音が岩の向こうで鳴っているのが聞こえる。もう誰もいないはずの灯台に灯りがともる。

INT. HUT - NIGHT

A lamp burns.

Oto waits.

It is him.
`;

/** A list of events: name, frames of the source and of the cut. */
function edl(events: readonly (readonly [string, number, number])[]): string {
  const timecode = (frame: number): string =>
    [Math.floor(frame / 86_400) % 24, Math.floor(frame / 1_440) % 60, Math.floor(frame / 24) % 60, frame % 24]
      .map((part) => String(part).padStart(2, '0'))
      .join(':');
  let at = 86_400;
  const lines = events.map(([name, from, length], index) => {
    const times = [from, from + length, at, at + length].map(timecode).join(' ');
    at += length;
    return `${String(index + 1).padStart(3, '0')}  AX       V     C        ${times}\r\n* FROM CLIP NAME: ${name}\r\n`;
  });
  return `TITLE: 灯台 — REEL 1, FOURTH CUT WITH CHANGES OF THE DIRECTOR AND THE PRODUCER\r\nFCM: NON-DROP FRAME\r\n\r\n${lines.join('')}`;
}

test('a cut', async ({ launch, folder }) => {
  const running = await launch();
  const { page } = running;
  await running.screenshot('first');
  await createProject(running, folder, 'Film');
  const boards = page.getByRole('listbox', { name: 'Shots' });
  const drop = async (name: string, text: string): Promise<void> => {
    writeFileSync(join(folder, name), text);
    await dropFiles(page, [join(folder, name)], await middleOf(boards));
  };
  await drop('film.fountain', script);
  const importing = page.getByRole('dialog', { name: 'Import script' });
  await importing.getByRole('button', { name: 'One a paragraph' }).click();
  await importing.getByRole('button', { name: 'Import 2 Scenes' }).click();
  await expect(boards.getByRole('option')).toHaveCount(6);
  await drop(
    'The Lighthouse, fourth cut with the changes of the director, 灯台・第四稿・監督修正版.edl',
    edl([
      ['1C', 0, 72],
      ['1A', 0, 60],
      ['灯台の外観、夜明け前の長い長い名前のクリップ、差し替え用の仮の素材_v003_FINAL_final.mov', 240, 48],
      ['2A', 0, 30],
      ['2A', 40, 20],
      ['1A', 0, 24],
      ['2C', 0, 72],
    ]),
  );
  const dialog = page.getByRole('dialog', { name: 'Read a cut back' });
  await expect(dialog).toBeVisible();
  const save = async (name: string): Promise<void> =>
    writeFileSync(join(root, 'test-results', 'screens', `${name}.png`), await settledScreenshot(page));
  await save('conform');
  await dialog.getByRole('checkbox', { name: 'Omit shots that are no longer in the cut' }).click();
  await dialog.getByRole('switch').click();
  await save('conform-kept');
  await dialog.getByRole('button', { name: 'Take Cut' }).click();
  await expect(dialog).toBeHidden();
  await save('conform-taken');
});
