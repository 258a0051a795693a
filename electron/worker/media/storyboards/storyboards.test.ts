import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MediaProject } from '../testing/mediaProject';
import { pictureBytes, plainPng, wavBytes } from '../testing/pictures';

let project: MediaProject;
beforeEach(() => {
  project = new MediaProject();
});
afterEach(() => project.dispose());

/** Each of its own content. */
const layer = (name: string, seed: number): void => {
  project.put(name, plainPng(16 + seed, 9));
};
const sceneFile = (name: string, boards: readonly object[], fields: object = {}): string =>
  project.put(name, JSON.stringify({ version: '2.1.0', aspectRatio: 1.7777, fps: 24, boards, ...fields }));

/** Failed files, in words. */
const failures = (reply: Awaited<ReturnType<MediaProject['import']>>): string[] =>
  reply.files.flatMap((file) => (file.ok ? [] : [file.message]));
const madeShots = () =>
  project.document
    .list('scene')
    .slice(1)
    .flatMap(({ id }) => project.document.childrenOf('shot', id));

describe('a scene of Storyboarder', () => {
  test('comes in as one edit: pictures, sounds and texts', async () => {
    layer('pier/images/board-1-AAAAA-pencil.png', 1);
    layer('pier/images/board-1-AAAAA-notes.png', 2);
    project.put('pier/images/board-1-AAAAA-audio.wav', wavBytes(48_000));
    const file = sceneFile('pier/pier 桟橋.storyboarder', [
      {
        url: 'board-1-AAAAA.png',
        newShot: true,
        duration: 1_000,
        dialogue: '鐘が聞こえる？',
        action: 'Mina runs.',
        audio: { filename: 'board-1-AAAAA-audio.wav', duration: 1_000 },
        layers: {
          notes: { url: 'board-1-AAAAA-notes.png', opacity: 0.5 },
          pencil: { url: 'board-1-AAAAA-pencil.png', opacity: 1 },
        },
      },
      { url: 'board-2-BBBBB.png', newShot: true, duration: 500 },
    ]);
    const reply = await project.import([file]);
    expect(failures(reply)).toEqual([]);
    expect(project.edits.map(({ label }) => label)).toEqual(['Import pier 桟橋.storyboarder']);
    expect(madeShots().map(({ lengthFrames, action }) => [lengthFrames, action])).toEqual([
      [24, 'Mina runs.'],
      [12, ''],
    ]);
    expect(project.document.list('layer').map(({ name, opacity }) => [name, opacity])).toEqual([
      ['Pencil', 1],
      ['Notes', 0.5],
    ]);
    expect(project.document.list('clip')).toMatchObject([{ startFrame: 24, lengthFrames: 24 }]);
    expect(project.document.list('dialogueLine').map(({ text }) => text)).toEqual(['鐘が聞こえる？']);
    expect(project.document.list('scene').at(-1)?.heading).toBe('pier 桟橋');
    expect(project.files('media').filter((name) => /\.(png|wav)$/.test(name))).toHaveLength(3);
  });

  test('the oldest versions: the drawing lies behind its notes', async () => {
    layer('images/board-1-AAAAA.png', 1);
    layer('images/board-1-AAAAA-reference.png', 2);
    layer('images/board-1-AAAAA-notes.png', 3);
    const file = sceneFile(
      'old.storyboarder',
      [
        {
          url: 'board-1-AAAAA.png',
          layers: {
            reference: { url: 'board-1-AAAAA-reference.png' },
            notes: { url: 'board-1-AAAAA-notes.png' },
          },
        },
      ],
      { version: '0.7.0', defaultBoardTiming: '3000' },
    );
    await project.import([file]);
    expect(project.document.list('layer').map(({ name }) => name)).toEqual(['Reference', 'Drawing', 'Notes']);
    expect(madeShots()[0]?.lengthFrames).toBe(72);
  });

  test('what is missing is named and the rest comes in; a preview stands in for a board without layers', async () => {
    layer('images/there.png', 1);
    project.put(
      'images/board-2-BBBBB-posterframe.jpg',
      await pictureBytes('jpeg', { width: 32, height: 18 }),
    );
    const file = sceneFile('scene.storyboarder', [
      { layers: { pencil: { url: 'there.png' }, ink: { url: 'gone.png' } } },
      { url: 'board-2-BBBBB.png', link: 'board-2-BBBBB.psd' },
      { url: 'board-3-CCCCC.png', link: 'board-3-CCCCC.psd' },
      { audio: { filename: 'gone.wav', duration: 900 } },
    ]);
    expect(failures(await project.import([file]))).toEqual([
      '"gone.png" of board 1 is not in the storyboard\'s folder "images".',
      '"board-2-BBBBB.psd" of board 2 is a Photoshop file, which is not read: its preview was taken instead.',
      '"board-3-CCCCC.psd" of board 3 is a Photoshop file, which is not read. Save it as PNG and drop that on the board.',
      '"gone.wav" of board 4 is not in the storyboard\'s folder "images".',
    ]);
    expect(project.document.list('layer').map(({ name }) => name)).toEqual(['Pencil', 'Preview']);
    expect(madeShots()).toHaveLength(1);
    expect(project.document.list('board')).toHaveLength(4);
  });

  test('nothing is taken from outside of the folder, by names or by links', async () => {
    const secret = project.put('secret.png', plainPng(20, 20));
    mkdirSync(join(project.source, 'film/images'), { recursive: true });
    symlinkSync(secret, join(project.source, 'film/images/link.png'));
    const file = sceneFile('film/film.storyboarder', [
      { layers: { ink: { url: '../../secret.png' }, fill: { url: secret }, notes: { url: 'link.png' } } },
      { layers: { ink: { url: 'nul\0.png' } }, link: '../../../etc/passwd' },
    ]);
    const reply = await project.import([file]);
    expect(project.media()).toEqual([]);
    expect(failures(reply)).toHaveLength(5);
    expect(failures(reply)[1]).toContain('outside');
  });

  test.each([
    ['{"boards":', 'damaged'],
    ['{"a": 1}', 'no boards'],
  ])('%s changes nothing and is told', async (text, words) => {
    const reply = await project.import([project.put('bad.storyboarder', text)]);
    expect(reply.committed).toBeNull();
    expect(failures(reply)).toEqual([expect.stringContaining(words)]);
  });

  test('a picture that is none, and a sound that is a picture: the boards come without', async () => {
    project.put('images/text.png', 'no picture');
    layer('images/sound.wav', 5);
    const file = sceneFile('scene.storyboarder', [
      { layers: { ink: { url: 'text.png' } }, audio: { filename: 'sound.wav', duration: 10 } },
    ]);
    const reply = await project.import([file]);
    expect(failures(reply)).toHaveLength(2);
    expect(madeShots()).toHaveLength(1);
    expect(project.document.list('layer')).toEqual([]);
  });

  test('a cancel leaves nothing', async () => {
    const boards = Array.from({ length: 20 }, (_, index) => {
      layer(`images/${index}.png`, index);
      return { layers: { ink: { url: `${index}.png` } } };
    });
    const file = sceneFile('scene.storyboarder', boards);
    project.onEvent = (_event, payload) => {
      const { done = 0 } = payload as { done?: number };
      if (done >= 2) project.library.cancelImport();
    };
    await expect(project.import([file])).rejects.toMatchObject({ code: 'cancelled' });
    expect(project.edits).toEqual([]);
    expect(project.files('media')).toEqual([]);
  });
});

describe('a project of several scenes', () => {
  const script = 'EXT. PIER - DUSK #1-AAAAA#\n\nMina runs.\n\nINT. HUT - NIGHT #2-BBBBB#\n\nA lamp.\n';

  beforeEach(() => {
    project.put('Film/storyboards/storyboard.settings', '{}');
    sceneFile('Film/storyboards/Scene-2-INT-HUT-NIGHT-2-BBBBB/Scene-2-INT-HUT-NIGHT-2-BBBBB.storyboarder', [
      { action: 'Second.' },
    ]);
    sceneFile('Film/storyboards/Scene-9-GONE-9-CCCCC/Scene-9-GONE-9-CCCCC.storyboarder', [
      { action: 'Gone.' },
    ]);
    sceneFile('Film/storyboards/Scene-1-EXT-PIER-DUSK-1-AAAAA/Scene-1-EXT-PIER-DUSK-1-AAAAA.storyboarder', [
      { action: 'First.' },
    ]);
    // Pictures beside them are no media of the import.
    layer('Film/storyboards/Scene-9-GONE-9-CCCCC/images/loose.png', 1);
  });

  const headings = () =>
    project.document
      .list('scene')
      .slice(1)
      .map(({ id, number, heading }) => {
        const actions = project.document.childrenOf('shot', id).map(({ action }) => action);
        return `${number ?? '-'} ${heading}: ${actions.join(' ')}`;
      });

  test.each(['Film', 'Film/storyboards', 'Film/storyboards/storyboard.settings'])(
    'by %s: scenes of the script have their boards, in its order',
    async (path) => {
      project.put('Film/Film.fountain', script);
      const reply = await project.import([join(project.source, path)]);
      expect(failures(reply)).toEqual([]);
      expect(headings()).toEqual([
        '1 EXT. PIER - DUSK: First.',
        '2 INT. HUT - NIGHT: Second.',
        '- GONE: Gone.',
      ]);
      expect(project.media()).toEqual([]);
    },
  );

  test('without its script, scenes are called by their folders', async () => {
    await project.import([join(project.source, 'Film')]);
    expect(headings()).toEqual(['- EXT PIER DUSK: First.', '- INT HUT NIGHT: Second.', '- GONE: Gone.']);
  });

  test('of two scripts none is guessed at, and that is told', async () => {
    project.put('Film/a.fountain', script);
    project.put('Film/b.fdx', script);
    const reply = await project.import([join(project.source, 'Film')]);
    expect(failures(reply)).toEqual([expect.stringContaining('2 screenplays')]);
    expect(headings()).toHaveLength(3);
  });

  test('a scene folder that leads out of the project is none of its scenes', async () => {
    sceneFile('elsewhere/other.storyboarder', [{ action: 'Other.' }]);
    symlinkSync(
      join(project.source, 'elsewhere'),
      join(project.source, 'Film/storyboards/Scene-3-OTHER-3-DDDDD'),
    );
    await project.import([join(project.source, 'Film')]);
    expect(headings()).toHaveLength(3);
  });

  test('a script that leads out of the project is none of its scripts', async () => {
    const elsewhere = project.put('elsewhere/other.fountain', script);
    symlinkSync(elsewhere, join(project.source, 'Film/Film.fountain'));
    const reply = await project.import([join(project.source, 'Film')]);
    expect(failures(reply)).toEqual([]);
    expect(headings()).toEqual(['- EXT PIER DUSK: First.', '- INT HUT NIGHT: Second.', '- GONE: Gone.']);
  });

  test('a picture dropped along with it is told to be left out', async () => {
    const picture = project.put('other.png', plainPng(8, 8));
    const reply = await project.import([join(project.source, 'Film'), picture]);
    expect(failures(reply)).toEqual([expect.stringContaining('"other.png" was left out')]);
  });
});
