import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Media } from '@shared/document/records';
import type { ImportReply, RpcReply, StorageReport } from '@shared/rpc/table';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { newFilm, temporaryFolder } from '../testing/projects';
import { WorkerService } from '../workerService';
import { plainPng } from './testing/pictures';

interface OpenFilm {
  readonly path: string;
  call<T>(channel: string, request?: unknown): Promise<T>;
  /** Imports a picture of its own, as if it had been long ago. @returns its record */
  bring(name: string, width: number): Promise<Media>;
}

async function openFilm(): Promise<OpenFilm> {
  const folder = temporaryFolder();
  const path = join(folder, 'Film.ekonte');
  const service = new WorkerService({
    userDataPath: join(folder, 'user'),
    emit: () => undefined,
    renderHost: null,
    now: Date.now,
  });
  onTestFinished(() => service.dispose());
  const call = async <T>(channel: string, request: unknown = null): Promise<T> => {
    const result = await service.handle(channel, request);
    if (!result.ok) throw new Error(`${channel}: ${result.error.code}: ${result.error.message}`);
    return result.value as T;
  };
  await call('project.createAt', { path, ...newFilm });
  return {
    path,
    call,
    async bring(name, width) {
      const file = join(folder, name);
      writeFileSync(file, plainPng(width, 9));
      const { files } = await call<ImportReply>('media.importPaths', {
        paths: [file],
        target: { as: 'media' },
        link: false,
      });
      const [reply] = files;
      if (!reply?.ok) throw new Error(reply?.message);
      const media = service.session().document.require('media', reply.mediaId);
      utimesSync(join(path, media.storage.path), 1_000, 1_000);
      return media;
    },
  };
}

let film: OpenFilm;
beforeEach(async () => {
  film = await openFilm();
});

const survey = (): Promise<StorageReport> => film.call('storage.survey');
const isThere = ({ storage }: Media): boolean => existsSync(join(film.path, storage.path));
const deleteMedia = (media: Media) =>
  film.call('edit.run', { selection: [], command: 'media.delete', args: { mediaIds: [media.id] } });
const check = () => film.call<RpcReply<'project.check'>>('project.check');
const idOf = ({ storage }: Media): string => storage.path.slice('media/ab/'.length);

/** What is undone and then written over cannot come back: its file is a leftover. */
async function leftover(name = 'left.png', width = 30): Promise<Media> {
  const media = await film.bring(name, width);
  await film.call('edit.undo');
  await film.call('edit.run', { selection: [], command: 'project.rename', args: { name: `Film ${name}` } });
  return media;
}

describe('what nothing needs', () => {
  test('a file of a deleted media is kept while Undo may bring it back', async () => {
    const media = await film.bring('sky.png', 20);
    await deleteMedia(media);
    expect(await survey()).toMatchObject({ leftovers: [], keptForUndo: { files: 1 }, media: { files: 1 } });
    expect(await check()).toEqual({ problems: [] });
    expect(await film.call('storage.putAway', { fileIds: [idOf(media)] })).toEqual({ count: 0 });
    await film.call('edit.undo');
    expect(isThere(media)).toBe(true);
  });

  test('one that can be redone is kept, too', async () => {
    const media = await film.bring('sky.png', 20);
    await film.call('edit.undo');
    expect(await survey()).toMatchObject({ leftovers: [], keptForUndo: { files: 1 } });
    await film.call('edit.redo');
    expect(isThere(media)).toBe(true);
  });

  test('one that a version shows is kept', async () => {
    const media = await film.bring('sky.png', 20);
    await film.call('snapshots.create', { name: 'With the sky' });
    await film.call('edit.undo');
    await film.call('edit.run', { selection: [], command: 'project.rename', args: { name: 'Other' } });
    expect(await survey()).toMatchObject({ leftovers: [], keptForVersions: { files: 1 } });
    expect(isThere(media)).toBe(true);
  });

  test('while a version cannot be read nothing is given away', async () => {
    const media = await leftover();
    mkdirSync(join(film.path, 'backups'), { recursive: true });
    writeFileSync(join(film.path, 'backups', 'before.db'), 'no database at all, but as long as one would be');
    const { leftovers, unreadableVersions } = await survey();
    expect([leftovers, unreadableVersions.length]).toEqual([[], 1]);
    expect(await film.call('storage.putAway', { fileIds: [idOf(media)] })).toEqual({ count: 0 });
  });

  test('what was written just now may be about to be needed', async () => {
    const media = await leftover();
    utimesSync(join(film.path, media.storage.path), new Date(), new Date());
    expect((await survey()).leftovers).toEqual([]);
  });

  test('what the journal of a killed import names is swept by the next opening, and no problem until then', async () => {
    const media = await leftover();
    const journal = join(film.path, 'media', '.import-AbCdEfGhIjKl.journal');
    writeFileSync(journal, `${media.storage.path.slice('media/'.length)}\nab/cut o`);
    expect(await check()).toEqual({ problems: [] });
    rmSync(journal);
    expect(await check()).toMatchObject({ problems: [{ code: 'mediaOrphan' }] });
  });

  test('a leftover is listed with its picture, named by the check, put away, and brought back', async () => {
    const media = await leftover();
    const { leftovers } = await survey();
    expect(leftovers).toMatchObject([{ fileId: idOf(media), byteSize: media.byteSize }]);
    expect(leftovers[0]?.picture?.mimeType).toBe('image/jpeg');
    expect(await check()).toMatchObject({ problems: [{ code: 'mediaOrphan' }] });
    expect(await film.call('storage.putAway', { fileIds: [idOf(media)] })).toEqual({ count: 1 });
    expect(isThere(media)).toBe(false);
    expect(await check()).toEqual({ problems: [] });
    expect(await survey()).toMatchObject({ leftovers: [], trash: [{ fileId: idOf(media) }] });
    expect(await film.call('storage.bringBack', { fileIds: [idOf(media)] })).toEqual({ count: 1 });
    expect(isThere(media)).toBe(true);
    await film.call('storage.putAway', { fileIds: [idOf(media)] });
    expect(await film.call('storage.emptyTrash')).toEqual({ bytes: media.byteSize });
    expect(readdirSync(join(film.path, 'trash'))).toEqual([]);
  });

  test('a file in the trash that somebody needs after all comes back by itself', async () => {
    const media = await film.bring('sky.png', 20);
    mkdirSync(join(film.path, 'trash'));
    renameSync(join(film.path, media.storage.path), join(film.path, 'trash', idOf(media)));
    expect(await film.call('media.checkFiles')).toEqual({ states: [] });
    expect(isThere(media)).toBe(true);
  });
});

test('names that are no copies are not touched', async () => {
  const media = await leftover();
  writeFileSync(join(film.path, 'media', 'notes.txt'), 'mine');
  await expect(film.call('storage.putAway', { fileIds: ['../project.db'] })).rejects.toThrow('badRequest');
  await film.call('storage.putAway', { fileIds: [idOf(media)] });
  expect(readdirSync(join(film.path, 'media'))).toContain('notes.txt');
});

test('the cache is counted by kind, emptied, and made again', async () => {
  const media = await film.bring('sky.png', 400);
  const { cache } = await survey();
  expect(cache.map(({ kind, files }) => [kind, files])).toEqual([['thumbnails', 1]]);
  await film.call('storage.emptyCache', { kinds: ['thumbnails', '../media'] });
  expect((await survey()).cache).toEqual([]);
  expect(isThere(media)).toBe(true);
  await film.call('media.locate', { mediaId: media.id, rendition: 'thumbnail' });
  expect((await survey()).cache).toHaveLength(1);
});

test('a killed import leaves no copy that nothing refers to', async () => {
  const media = await leftover();
  const kept = await film.bring('kept.png', 44);
  // As the import had left it when the power went: both files named, one of them committed.
  const names = [media, kept].map(({ storage }) => storage.path.slice('media/'.length));
  writeFileSync(join(film.path, 'media', '.import-abc.journal'), `${names.join('\n')}\nab/cut off`);
  writeFileSync(join(film.path, 'media', '.abc.part'), 'half a file');
  await film.call('project.closeCurrent');
  await film.call('project.openAt', { path: film.path });
  await expect.poll(() => isThere(media)).toBe(false);
  expect(isThere(kept)).toBe(true);
  await expect
    .poll(() => readdirSync(join(film.path, 'media')).filter((name) => name.startsWith('.')))
    .toEqual([]);
});
