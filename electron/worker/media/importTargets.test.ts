import type { ImportTarget } from '@shared/rpc/table';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MediaProject, sceneId, shotId, trackId } from './testing/mediaProject';
import { fixture, pictureBytes, plainPng, wavBytes } from './testing/pictures';

let project: MediaProject;
beforeEach(() => {
  project = new MediaProject();
});
afterEach(() => project.dispose());

describe('what becomes of the files', () => {
  const put = async (): Promise<string[]> => [
    project.put('mina-front_01.png', await pictureBytes('png', { width: 20, height: 20, seed: 1 })),
    project.put('sea.mp4', fixture('clip-23.976.mp4')),
    project.put('wind.wav', wavBytes(48_000)),
  ];
  const run = async (target: ImportTarget): Promise<void> => {
    const { files } = await project.import(await put(), target);
    expect(files.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(project.media()).toHaveLength(3);
    // One edit, whatever became of them.
    expect(project.edits).toHaveLength(1);
  };

  test('shots of pictures and videos, at their place', async () => {
    await run({ as: 'shots', sceneId, index: 0 });
    const shots = project.document.childrenOf('shot', sceneId);
    expect(shots.map(({ lengthFrames }) => lengthFrames)).toEqual([72, 12, 24]);
    expect(
      shots.slice(0, 2).map(({ id }) => project.document.childrenOf('layer', id)[0]?.content.type),
    ).toEqual(['image', 'clip']);
    expect(project.edits[0]?.label).toBe('Import 3 Files as Shots');
  });

  test('layers of a shot', async () => {
    await run({ as: 'layers', shotId, boardId: null });
    expect(project.document.childrenOf('layer', shotId).map(({ name }) => name)).toEqual([
      'mina-front_01.png',
      'sea.mp4',
    ]);
  });

  test('sounds on a track, each where there is room', async () => {
    const voice = project.put('voice.wav', wavBytes(24_000));
    await project.import([voice], { as: 'sound', trackId, startFrame: 30 });
    await project.import(await put(), { as: 'sound', trackId, startFrame: 20 });
    const clips = project.document.childrenOf('clip', trackId);
    // The video's sound has 12 frames and 20 … 32 is taken from 30 on: it goes behind, as does the wind.
    expect(clips.map(({ startFrame, lengthFrames }) => [startFrame, lengthFrames])).toEqual([
      [30, 12],
      [42, 12],
      [54, 24],
    ]);
  });

  test('an element from each picture, named by its file', async () => {
    await run({ as: 'element', elementType: 'character' });
    expect(project.document.list('element').map(({ type, name }) => [type, name])).toEqual([
      ['character', 'mina front 01'],
    ]);
    const element = project.document.list('element')[0];
    expect(project.document.childrenOf('look', element?.id ?? '')[0]?.references).toHaveLength(1);
  });

  test('references of a look: the first at its place, the rest behind', async () => {
    await project.import([project.put('a.png', plainPng(8, 8)), project.put('b.png', plainPng(9, 9))], {
      as: 'element',
      elementType: 'object',
    });
    const look = project.document.list('look')[0];
    const paths = [project.put('c.png', plainPng(10, 10)), project.put('d.png', plainPng(11, 11))];
    await project.import(paths, { as: 'reference', lookId: look?.id ?? '', view: 0 });
    const names = project.document
      .list('look')[0]
      ?.references.map((id) => project.document.require('media', id).name);
    expect(names).toEqual(['c.png', 'd.png']);
  });

  describe('a line', () => {
    const line = async (): Promise<string> => {
      const args = { shotId, text: 'Do you hear the bell?' };
      const { diff } = await project.runCommands([{ command: 'dialogue.addLine', args }], {
        source: 'user',
      });
      project.edits.length = 0;
      return diff.added[0]?.id ?? '';
    };
    const importOn = (dialogueLineId: string, ...paths: string[]) =>
      project.import(paths, { as: 'line', dialogueLineId: dialogueLineId as never });

    test('a sound takes the place of what was heard for it, in one edit', async () => {
      const lineId = await line();
      await importOn(lineId, project.put('scratch.wav', wavBytes(24_000)));
      expect(project.edits.map(({ label }) => label)).toEqual(['Use scratch.wav for Line']);
      const { files } = await importOn(lineId, project.put('mina.wav', wavBytes(48_000)));
      expect(files).toMatchObject([{ ok: true, name: 'mina.wav' }]);
      expect(project.edits).toHaveLength(2);
      const clips = project.document.list('clip').filter(({ dialogueLineId }) => dialogueLineId === lineId);
      expect(clips).toMatchObject([{ lengthFrames: 24, spokenText: null }]);
      expect(project.document.require('media', clips[0]?.mediaId as never).name).toBe('mina.wav');
      expect(project.document.require('dialogueLine', lineId as never).span?.lengthFrames).toBe(24);
    });

    test.each([
      ['a picture', ['front.png', plainPng(8, 8)], '"front.png" is no sound.'],
      ['a video', ['sea.mp4', fixture('clip-23.976.mp4')], '"sea.mp4" is no sound.'],
      ['two sounds', ['a.wav', wavBytes(4_800), 'b.wav', wavBytes(9_600)], 'A line takes one sound.'],
    ] as const)('%s: refused, and nothing is changed', async (_name, [...files], words) => {
      const lineId = await line();
      const paths: string[] = [];
      for (let at = 0; at < files.length; at += 2)
        paths.push(project.put(files[at] as string, files[at + 1] as Buffer));
      await expect(importOn(lineId, ...paths)).rejects.toThrow(words);
      expect([project.media(), project.edits, project.document.list('clip')]).toEqual([[], [], []]);
      expect(project.files('media')).toEqual([]);
    });

    test('a damaged file is told and nothing is changed; a line that is gone is told before anything is read', async () => {
      const lineId = await line();
      const broken = project.put('broken.wav', wavBytes(48_000).subarray(0, 20));
      const { files, committed } = await importOn(lineId, broken);
      expect([files[0]?.ok, committed, project.files('media')]).toEqual([false, null, []]);
      await expect(importOn('dlg_gone00000000', broken)).rejects.toThrow('The line that the files');
    });
  });

  test('a target that is gone is told before a file is read', async () => {
    const target = { as: 'layers', shotId: 'sht_gone000001' } as unknown as ImportTarget;
    await expect(project.import(await put(), target)).rejects.toMatchObject({ code: 'notFound' });
    expect(project.files('media')).toEqual([]);
  });

  test('a target that goes meanwhile leaves the files in the media list', async () => {
    project.beforeCommit = () => {
      const shot = project.document.get('shot', shotId);
      if (shot) project.document.apply({ added: [], updated: [], removed: [shot] });
    };
    await run({ as: 'layers', shotId, boardId: null });
    expect(project.edits[0]?.calls.map(({ command }) => command)).toEqual(['media.add']);
    expect(project.events.some(({ event }) => event === 'problem.raised')).toBe(true);
  });
});
