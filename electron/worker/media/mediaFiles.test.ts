import { existsSync, mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MediaId } from '@shared/document/ids';
import type { MediaMatch } from '@shared/rpc/table';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MediaProject } from './testing/mediaProject';
import { plainPng, wavBytes } from './testing/pictures';

let project: MediaProject;
beforeEach(() => {
  project = new MediaProject();
});
afterEach(() => project.dispose());

const files = () => project.library.files;
const mediaOf = (name: string) => {
  const media = project.media().find((each) => each.name === name);
  if (!media) throw new Error(`There is no ${name}.`);
  return media;
};
const idOf = (name: string): MediaId => mediaOf(name).id;
const nameOf = (id: string): string => project.media().find((media) => media.id === id)?.name ?? '';

async function states(): Promise<Record<string, string>> {
  await files().states.checkAll();
  return Object.fromEntries(
    files()
      .states.list()
      .map(({ mediaId, state }) => [nameOf(mediaId), state]),
  );
}

function summary(matches: readonly MediaMatch[]): Record<string, [string, string]> {
  return Object.fromEntries(
    matches.map(({ mediaId, path, confidence }) => [
      nameOf(mediaId),
      [path.slice(project.folder.length + 1), confidence],
    ]),
  );
}

/** Links a.png, b.png in day 1 and c.wav in day 2, and copies d.png. */
async function linkedFilm(): Promise<void> {
  project.put('card/day 1/a.png', plainPng(20, 10));
  project.put('card/day 1/b.png', plainPng(21, 10));
  project.put('card/day 2/c.wav', wavBytes(4_800));
  await project.import([join(project.source, 'card')], { as: 'media' }, true);
  await project.importOne(project.put('d.png', plainPng(23, 10)));
}
const at = (...parts: string[]): string => join(project.source, ...parts);

describe('states', () => {
  test('all there: nothing to tell', async () => {
    await linkedFilm();
    expect(await states()).toEqual({});
  });

  test('gone, cut short, written to, copied back with another time', async () => {
    await linkedFilm();
    rmSync(at('card/day 1/a.png'));
    writeFileSync(at('card/day 1/b.png'), plainPng(99, 99));
    const { atime, mtime } = statSync(at('card/day 2/c.wav'));
    rmSync(join(project.projectFolder, mediaOf('d.png').storage.path));
    expect(await states()).toEqual({ 'a.png': 'missing', 'b.png': 'changed', 'd.png': 'missing' });

    // The same bytes at another time are read, and are the same.
    utimesSync(at('card/day 2/c.wav'), 1_000, 1_000);
    expect((await states())['c.wav']).toBeUndefined();
    // Other bytes of the same size at another time are not.
    writeFileSync(at('card/day 2/c.wav'), Buffer.alloc(wavBytes(4_800).length, 1));
    expect((await states())['c.wav']).toBe('changed');
    writeFileSync(at('card/day 2/c.wav'), wavBytes(4_800));
    utimesSync(at('card/day 2/c.wav'), atime, mtime);
    expect((await states())['c.wav']).toBeUndefined();
  });

  test('a folder or nothing known in place of the file', async () => {
    await linkedFilm();
    rmSync(at('card/day 1/a.png'));
    mkdirSync(at('card/day 1/a.png'));
    expect(await states()).toEqual({ 'a.png': 'missing' });
  });

  test('changes in watched folders are told of, there and back', async () => {
    await linkedFilm();
    files().states.start();
    await files().states.checkAll();
    const told = async (isThere: boolean): Promise<void> => {
      await expect.poll(() => files().states.list().length, { timeout: 10_000 }).toBe(isThere ? 0 : 2);
    };
    renameSync(at('card/day 1'), at('card/elsewhere'));
    await told(false);
    const last = project.events.filter(({ event }) => event === 'media.states').at(-1)?.payload;
    expect(last).toMatchObject({ states: [{ state: 'missing' }, { state: 'missing' }] });
    renameSync(at('card/elsewhere'), at('card/day 1'));
    await files().states.checkAll();
    await told(true);
  });

  test('a file that could not be read is looked at at once', async () => {
    await linkedFilm();
    files().states.start();
    await files().states.checkAll();
    rmSync(join(project.projectFolder, mediaOf('d.png').storage.path));
    await expect(project.library.locate(idOf('d.png'), 'original')).rejects.toThrow();
    await expect.poll(() => files().states.list().length).toBe(1);
  });

  test('a deleted media has no state', async () => {
    await linkedFilm();
    rmSync(at('card/day 1/a.png'));
    await states();
    await project.runCommand('media.delete', { mediaIds: [idOf('a.png')] }, { source: 'user' });
    expect(files().states.list()).toEqual([]);
  });

  test('reading through finds what a look does not', async () => {
    await linkedFilm();
    const stored = join(project.projectFolder, mediaOf('d.png').storage.path);
    const { size } = statSync(stored);
    writeFileSync(stored, Buffer.alloc(size, 7));
    rmSync(at('card/day 1/a.png'));
    expect(await states()).toEqual({ 'a.png': 'missing' });
    const { results } = await files().verify(project.media().map(({ id }) => id));
    expect(Object.fromEntries(results.map(({ mediaId, result }) => [nameOf(mediaId), result]))).toEqual({
      'a.png': 'missing',
      'b.png': 'same',
      'c.wav': 'same',
      'd.png': 'changed',
    });
    expect(files().states.of(idOf('d.png'))).toBe('changed');
    // And stays so at the next look.
    expect(await states()).toEqual({ 'a.png': 'missing', 'd.png': 'changed' });
  });
});

describe('finding missing media', () => {
  test('by content, whatever the names; accepted as one edit', async () => {
    await linkedFilm();
    mkdirSync(at('new'));
    renameSync(at('card/day 1/a.png'), at('new/renamed.png'));
    renameSync(at('card/day 1/b.png'), at('new/b.png'));
    rmSync(at('card/day 2/c.wav'));
    rmSync(join(project.projectFolder, mediaOf('d.png').storage.path));
    // Written again, so that nothing is known of it.
    writeFileSync(at('d.png'), plainPng(23, 10));
    const { matches, filesSeen } = await files().search(project.source, null);
    expect(summary(matches)).toEqual({
      'a.png': ['files/new/renamed.png', 'same'],
      'b.png': ['files/new/b.png', 'same'],
      'd.png': ['files/d.png', 'same'],
    });
    expect(filesSeen).toBe(3);
    const before = project.edits.length;
    const reply = await files().accept(matches.map(({ matchId }) => matchId));
    expect(reply).toMatchObject({ relinked: 2, restored: 1, failed: [] });
    expect(project.edits.slice(before).map(({ calls }) => calls.map(({ command }) => command))).toEqual([
      ['media.relink'],
    ]);
    expect(mediaOf('a.png').storage).toMatchObject({ mode: 'linked', path: at('new/renamed.png') });
    expect(await states()).toEqual({ 'c.wav': 'missing' });
    expect(existsSync(join(project.projectFolder, mediaOf('d.png').storage.path))).toBe(true);
  });

  test('another file of the name is told apart, looked into, and taken only when it is of the kind', async () => {
    await linkedFilm();
    rmSync(at('card'), { recursive: true });
    project.put('new/a.png', plainPng(64, 36));
    project.put('new/b.png', wavBytes(100));
    project.put('new/c.wav', wavBytes(96_000));
    const { matches } = await files().search(at('new'), null);
    expect(summary(matches)).toEqual({
      'a.png': ['files/new/a.png', 'different'],
      'b.png': ['files/new/b.png', 'different'],
      'c.wav': ['files/new/c.wav', 'different'],
    });
    const difference = Object.fromEntries(matches.map((match) => [nameOf(match.mediaId), match.difference]));
    expect(difference['a.png']).toMatch(/bytes instead of \d+ bytes/);
    expect(difference['b.png']).toBe('a sound instead of a picture');
    expect(difference['c.wav']).toMatch(/^2\.0 s instead of 0\.1 s, 192 kB instead of 9\.6 kB$/);
    const reply = await files().accept(matches.map(({ matchId }) => matchId));
    expect(reply).toMatchObject({ relinked: 2, failed: [{ mediaId: idOf('b.png') }] });
    expect(mediaOf('a.png').content).toMatchObject({ width: 64, height: 36 });
    expect(mediaOf('c.wav').content).toMatchObject({ sound: { sampleCount: 96_000 } });
    expect(await states()).toEqual({ 'b.png': 'missing' });
  });

  test('one file that is located proposes the same move for the others', async () => {
    await linkedFilm();
    renameSync(at('card'), at('moved card'));
    project.put('moved card/day 2/c.wav', wavBytes(9_600));
    const { matches } = await files().locate(at('moved card/day 1/a.png'), idOf('a.png'));
    expect(summary(matches)).toEqual({
      'a.png': ['files/moved card/day 1/a.png', 'same'],
      'b.png': ['files/moved card/day 1/b.png', 'same'],
      'c.wav': ['files/moved card/day 2/c.wav', 'different'],
    });
    const [own] = matches;
    await files().accept([own?.matchId ?? '']);
    expect(await states()).toEqual({ 'b.png': 'missing', 'c.wav': 'missing' });
  });

  test('a media folder that lies elsewhere now is found as a whole', async () => {
    await linkedFilm();
    await files().addRoot(at('card'));
    const [root] = project.document.list('mediaRoot');
    if (!root) throw new Error('no media folder');
    expect(root.name).toBe('card');
    expect(mediaOf('a.png').storage).toMatchObject({ path: 'day 1/a.png', rootId: root.id });
    renameSync(at('card'), at('other disk'));
    // As on another machine: nobody has said where it lies.
    project.machine.setRootPlace(root.id, null);
    expect(await states()).toEqual({ 'a.png': 'noFolder', 'b.png': 'noFolder', 'c.wav': 'noFolder' });
    const { matches } = await files().locate(at('other disk/day 1/b.png'), idOf('b.png'));
    const [own] = matches;
    const edits = project.edits.length;
    expect(await files().accept([own?.matchId ?? ''])).toMatchObject({ restored: 1, relinked: 0 });
    expect(project.machine.rootPlace(root.id)).toBe(at('other disk'));
    expect(project.edits).toHaveLength(edits);
    expect(await states()).toEqual({});
    expect(await files().roots()).toEqual([{ rootId: root.id, place: at('other disk'), isThere: true }]);

    await files().removeRoot(root.id);
    expect(mediaOf('a.png').storage).toMatchObject({ path: at('other disk/day 1/a.png'), rootId: null });
    expect(await states()).toEqual({});
  });

  test('a search can be called off, one goes at a time, and a folder that is not there is said', async () => {
    await linkedFilm();
    rmSync(at('card'), { recursive: true });
    await states();
    for (let index = 0; index < 300; index += 1) project.put(`many/${index}/a.png`, plainPng(20, 11));
    const search = files().search(at('many'), null);
    await expect(files().search(at('many'), null)).rejects.toMatchObject({ code: 'refused' });
    files().cancel();
    await expect(search).rejects.toMatchObject({ code: 'cancelled' });
    expect(project.events.at(-1)).toEqual({ event: 'media.work', payload: { ended: true } });
    await expect(files().search(at('nowhere'), null)).rejects.toMatchObject({ code: 'notFound' });
  });

  test('taking over that fails leaves no copy and changes nothing', async () => {
    await linkedFilm();
    const stored = join(project.projectFolder, mediaOf('d.png').storage.path);
    rmSync(stored);
    writeFileSync(at('d.png'), plainPng(50, 50));
    const { matches } = await files().search(project.source, [idOf('d.png')]);
    project.beforeCommit = () => {
      throw new Error('The disk is full.');
    };
    await expect(files().accept(matches.map(({ matchId }) => matchId))).rejects.toThrow('The disk is full.');
    expect(project.files('media')).toEqual([]);
    expect(await states()).toEqual({ 'd.png': 'missing' });
  });
});
