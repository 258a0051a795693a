import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MediaLibrary } from './mediaLibrary';
import { MediaProject } from './testing/mediaProject';
import { plainPng, wavBytes } from './testing/pictures';

let project: MediaProject;
beforeEach(() => {
  project = new MediaProject();
});
afterEach(() => project.dispose());

describe('progress and cancel', () => {
  test('each file is reported, up to all, and the end', async () => {
    const paths = [project.put('a.png', plainPng(8, 8)), project.put('b.png', plainPng(9, 9))];
    await project.import(paths);
    const progress = project.events
      .filter(({ event }) => event === 'import.progress')
      .map(({ payload }) => payload);
    expect(progress.at(-1)).toEqual({ ended: true });
    expect(progress.at(-2)).toMatchObject({ done: 2, total: 2 });
  });

  test('a cancel between files leaves nothing', async () => {
    const paths = Array.from({ length: 30 }, (_, index) =>
      project.put(`${index}.png`, plainPng(40 + index, 40)),
    );
    project.onEvent = (_event, payload) => {
      const { done = 0 } = payload as { done?: number };
      if (done >= 3) project.library.cancelImport();
    };
    await expect(project.import(paths)).rejects.toMatchObject({ code: 'cancelled' });
    expect(project.files('media')).toEqual([]);
    expect(project.edits).toEqual([]);
    expect(project.events.at(-1)).toEqual({ event: 'import.progress', payload: { ended: true } });
    // And the next import is a fresh one.
    project.onEvent = () => undefined;
    expect((await project.import(paths.slice(0, 2))).files.map(({ ok }) => ok)).toEqual([true, true]);
  });

  test('a cancel within a file leaves nothing', async () => {
    const path = project.put('long.wav', wavBytes(48_000 * 60));
    project.onEvent = (_event, payload) => {
      const { done = 0 } = payload as { done?: number };
      if (done > 0 && done < 0.9) project.library.cancelImport();
    };
    await expect(project.import([path])).rejects.toMatchObject({ code: 'cancelled' });
    expect(project.files('media')).toEqual([]);
  });

  test('imports asked for at once go one after the other', async () => {
    const bytes = plainPng(12, 12);
    const [first, second] = [project.put('a.png', bytes), project.put('b.png', bytes)];
    const replies = await Promise.all([project.import([first]), project.import([second])]);
    expect(replies.map(({ committed }) => committed !== null)).toEqual([true, false]);
    expect(project.media()).toHaveLength(1);
  });

  test('leftovers of a killed import are swept when the project is opened again', async () => {
    const folder = join(project.projectFolder, 'media');
    mkdirSync(folder);
    writeFileSync(join(folder, '.abc.part'), 'x');
    const { projectFolder, document, runCommand, runCommands } = project;
    const emit = (): void => undefined;
    await new MediaLibrary({ projectFolder, document, runCommand, runCommands, emit }).dispose();
    expect(project.files('media')).toEqual([]);
  });
});
