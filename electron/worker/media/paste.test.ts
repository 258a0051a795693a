import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectFragment } from '@shared/clipboard/collect';
import type { ClipSelection } from '@shared/clipboard/selection';
import { Document } from '@shared/document/document';
import type { AnyRecord, Media, RecordOf } from '@shared/document/records';
import type { ImportReply, RpcReply } from '@shared/rpc/table';
import { describe, expect, onTestFinished, test } from 'vitest';
import { describeFolder, newFilm, temporaryFolder } from '../testing/projects';
import { WorkerService } from '../workerService';
import { pictureBytes, plainPng, wavBytes } from './testing/pictures';

type PasteReply = RpcReply<'clipboard.paste'>;

/** A worker with a list of recent projects, as in the window. */
function startService(
  userDataPath: string,
  onEvent: (event: string, payload: unknown) => void = () => undefined,
) {
  const service = new WorkerService({
    userDataPath,
    emit: onEvent,
    renderHost: null,
    now: () => 1_700_000_000_000,
  });
  onTestFinished(() => service.dispose());
  const call = async <T>(channel: string, request: unknown = null): Promise<T> => {
    const result = await service.handle(channel, request);
    if (!result.ok) throw Object.assign(new Error(result.error.message), { code: result.error.code });
    return result.value as T;
  };
  const records = async (): Promise<readonly AnyRecord[]> =>
    (await call<RpcReply<'document.load'>>('document.load')).records;
  return { call, records };
}

type Service = ReturnType<typeof startService>;

async function ofKind<K extends AnyRecord['kind']>(service: Service, kind: K): Promise<RecordOf<K>[]> {
  return (await service.records()).filter((record) => record.kind === kind) as unknown as RecordOf<K>[];
}

/**
 * Film A, closed: two shots of pictures, on the first of which Mina is pinned; a linked sound. What was copied of it is on the
 * clipboard. Film B, open, is empty, at another rate and size.
 */
async function twoFilms(onEvent?: (event: string, payload: unknown) => void) {
  const folder = temporaryFolder();
  const [a, b] = [join(folder, 'A.ekonte'), join(folder, 'B.ekonte')];
  const put = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const service = startService(join(folder, 'person'), onEvent);
  await service.call('project.createAt', { path: a, ...newFilm });
  const imported = (paths: string[], target: unknown, link = false): Promise<ImportReply> =>
    service.call('media.importPaths', { paths, target, link });
  await imported(
    [put('one.png', await pictureBytes('png', { width: 64, height: 36 })), put('two.png', plainPng(40, 30))],
    { as: 'shots', sceneId: null, index: null },
  );
  await imported([put('mina.png', plainPng(20, 60))], { as: 'element', elementType: 'character' });
  await imported([put('rain.wav', wavBytes(48_000))], { as: 'sound', trackId: null, startFrame: 0 }, true);
  const [shot] = await ofKind(service, 'shot');
  const [element] = await ofKind(service, 'element');
  await service.call('edit.run', {
    command: 'element.pin',
    args: { elementId: element?.id, shotIds: [shot?.id] },
    selection: [],
  });
  const all = new Document(await service.records());
  const copied = (kind: ClipSelection['kind'], source = a): string =>
    JSON.stringify(
      collectFragment(all, { kind, ids: all.list(kind).map(({ id }) => id) } as ClipSelection, source),
    );
  await service.call('project.createAt', {
    path: b,
    name: 'B',
    rate: { num: 25, den: 1 },
    frameSize: { width: 1280, height: 720 },
  });
  const paste = (text: string, place = {}): Promise<PasteReply> =>
    service.call('clipboard.paste', { text, place, selection: [] });
  return { service, folder, a, b, copied, paste };
}

const fileOf = (project: string, { storage }: Media): string => join(project, storage.path);

describe('between two projects', () => {
  test('files of media come along, checked; undo and redo take away and bring back the records', async () => {
    const { service, b, copied, paste } = await twoFilms();
    const before = await service.records();
    const { committed, missing } = await paste(copied('shot'));
    expect([committed.label, missing]).toEqual(['Paste 2 Shots', []]);
    const media = await ofKind(service, 'media');
    expect(media.map(({ name }) => name).sort()).toEqual(['mina.png', 'one.png', 'two.png']);
    for (const each of media) expect(readFileSync(fileOf(b, each)).byteLength).toBe(each.byteSize);
    const [pin] = (await ofKind(service, 'layer')).filter(({ content }) => content.type === 'pin');
    const elements = await ofKind(service, 'element');
    expect(elements.map(({ id, name }) => [id, name])).toEqual([
      [pin?.content.type === 'pin' ? pin.content.elementId : '', 'mina'],
    ]);
    const after = await service.records();
    await service.call('edit.undo');
    expect(await service.records()).toEqual(before);
    await service.call('edit.redo');
    expect(await service.records()).toEqual(after);
    // And again: what is there is used, nothing is doubled.
    await paste(copied('shot'));
    expect(await ofKind(service, 'media')).toHaveLength(3);
    expect(await ofKind(service, 'element')).toHaveLength(1);
  });

  test('a linked file stays where it is', async () => {
    const { service, folder, copied, paste } = await twoFilms();
    expect((await paste(copied('clip'), { frame: 10 })).missing).toEqual([]);
    const [media] = await ofKind(service, 'media');
    expect(media?.storage).toMatchObject({ mode: 'linked', path: join(folder, 'rain.wav') });
    expect((await ofKind(service, 'clip')).map(({ startFrame }) => startFrame)).toEqual([10]);
  });

  test('a project that is gone: everything lands, its media are missing, and it is said which', async () => {
    const { service, a, b, copied, paste } = await twoFilms();
    renameSync(a, `${a}.away`);
    const { missing } = await paste(copied('shot'));
    expect([...missing].sort()).toEqual(['mina.png', 'one.png', 'two.png']);
    expect(await ofKind(service, 'shot')).toHaveLength(2);
    const media = await ofKind(service, 'media');
    expect(media.map((each) => existsSync(fileOf(b, each)))).toEqual([false, false, false]);
  });

  test('a file that is not what it was is not taken over', async () => {
    const { service, a, b, copied, paste } = await twoFilms();
    const [path] = Object.keys(describeFolder(join(a, 'media'))).filter((name) => name.endsWith('.png'));
    writeFileSync(join(a, 'media', path as string), plainPng(9, 9));
    const { missing } = await paste(copied('shot'));
    expect(missing).toHaveLength(1);
    const lost = (await ofKind(service, 'media')).filter(({ name }) => missing.includes(name));
    expect(lost.map((media) => existsSync(fileOf(b, media)))).toEqual([false]);
  });
});

describe('what is on the clipboard is not trusted', () => {
  test('nothing is taken from a folder that no project was opened in', async () => {
    const { a, folder, copied, paste } = await twoFilms();
    const strange = join(folder, 'Strange.ekonte');
    renameSync(a, strange);
    expect((await paste(copied('shot', strange))).missing).toHaveLength(3);
  });

  test('nothing is linked that the project it names does not link itself', async () => {
    const { service, folder, copied, paste } = await twoFilms();
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    const text = copied('clip').replaceAll(join(folder, 'rain.wav'), join(folder, 'secret.txt'));
    await paste(text.replace(/"fingerprint":"[0-9a-f]{64}"/g, `"fingerprint":"${'ab'.repeat(32)}"`));
    const storages = (await ofKind(service, 'media')).map(({ storage }) => storage);
    expect(JSON.stringify(storages)).not.toContain('secret');
  });

  test.each(['', '{}', 'x'.repeat(1000), '{"version":2}'])(
    '%s is refused in words, and nothing changes',
    async (text) => {
      const { service, b, paste } = await twoFilms();
      const before = [await service.records(), describeFolder(join(b, 'media'))];
      await expect(paste(text)).rejects.toMatchObject({ code: 'refused' });
      expect([await service.records(), describeFolder(join(b, 'media'))]).toEqual(before);
    },
  );
});

test('called off, nothing of it stays', async () => {
  let cancel: () => void = () => undefined;
  const { service, b, copied, paste } = await twoFilms((event, payload) => {
    const { done = 0 } = payload as { done?: number };
    if (event === 'import.progress' && done >= 1) cancel();
  });
  cancel = () => void service.call('media.cancelImport');
  const before = await service.records();
  await expect(paste(copied('shot'))).rejects.toMatchObject({ code: 'cancelled' });
  expect(await service.records()).toEqual(before);
  expect(Object.keys(describeFolder(join(b, 'media'))).filter((name) => name.includes('.'))).toEqual([]);
});

test('a picture that is no file becomes a layer of the shot', async () => {
  const { service, copied, paste } = await twoFilms();
  await paste(copied('shot'));
  const [shot] = await ofKind(service, 'shot');
  const reply = await service.call<ImportReply>('clipboard.pastePicture', {
    bytes: new Uint8Array(plainPng(33, 44)),
    target: { as: 'layers', shotId: shot?.id, boardId: null },
  });
  expect(reply.files).toMatchObject([{ ok: true, name: 'Pasted picture.png' }]);
  expect((await ofKind(service, 'layer')).map(({ name }) => name)).toContain('Pasted picture.png');
});
