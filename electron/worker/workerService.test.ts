import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordsOfPart } from '@shared/rpc/documentPart';
import type { RpcError, RpcResult } from '@shared/rpc/result';
import {
  type Committed,
  type DocumentPart,
  internalTable,
  type OpenedProject,
  rpcTable,
} from '@shared/rpc/table';
import { describe, expect, onTestFinished, test } from 'vitest';
import { workerChannels } from './rpcHandlers';
import { newFilm, temporaryFolder, testNowMs } from './testing/projects';
import { WorkerService } from './workerService';

interface Event {
  readonly event: string;
  readonly payload: unknown;
}

function startService(userDataPath: string | null = temporaryFolder()) {
  const events: Event[] = [];
  const service = new WorkerService({
    userDataPath,
    emit: (event, payload) => events.push({ event, payload }),
    renderHost: null,
    now: () => testNowMs,
  });
  onTestFinished(() => service.dispose());
  const call = async <T>(channel: string, request: unknown = null): Promise<T> => {
    const result = await service.handle(channel, request);
    if (!result.ok) throw new Error(`${channel}: ${result.error.code}: ${result.error.message}`);
    return result.value as T;
  };
  const errorOf = async (channel: string, request: unknown = null): Promise<RpcError> => {
    const result = await service.handle(channel, request);
    if (result.ok) throw new Error(`${channel} succeeded.`);
    return result.error;
  };
  return { service, events, call, errorOf };
}

async function startWithProject() {
  const path = join(temporaryFolder(), 'Film.ekonte');
  const started = startService();
  await started.call('project.createAt', { path, ...newFilm });
  return { ...started, path };
}

describe('contract of the channels', () => {
  test('the worker answers every channel that is its own, and no other', () => {
    const own = Object.entries(rpcTable).flatMap(([name, { at }]) => (at === 'worker' ? [name] : []));
    expect([...workerChannels].sort()).toEqual([...own, ...Object.keys(internalTable)].sort());
  });

  test.each(workerChannels)('%s: a strange request is refused in words', async (channel) => {
    const { errorOf } = await startWithProject();
    const error = await errorOf(channel, { strange: true, path: 5 });
    expect(error.code).toBe('badRequest');
    expect(error.message).toMatch(/ is not valid: .*\.$/);
  });

  test('there is no way in by the name of a method', async () => {
    const { errorOf } = await startWithProject();
    for (const channel of ['constructor', '__proto__', 'toString', 'project.create', 'sql']) {
      expect((await errorOf(channel)).code).toBe('badRequest');
    }
  });

  test('every reply and event survives the way between processes', async () => {
    const { service, events, call } = await startWithProject();
    const shotId = (await call<Committed>('edit.run', { command: 'shot.add', args: {}, selection: [] }))
      .selection?.[0];
    const requests: [string, unknown][] = [
      ['document.load', null],
      ['edit.undo', null],
      ['edit.redo', null],
      ['edit.run', { command: 'shot.nope', args: {}, selection: [] }],
      ['session.save', { session: { playhead: 5 } }],
      ['session.load', null],
      ['settings.save', { settings: { theme: 'dark' } }],
      ['settings.load', null],
      ['recents.list', null],
      ['jobs.list', null],
      ['jobs.submitClips', { shotIds: [shotId], provider: 'local', preset: 'draft' }],
      ['jobs.clearEnded', null],
      ['project.check', null],
      ['media.cancelImport', null],
      ['project.closeCurrent', null],
    ];
    for (const [channel, request] of requests) {
      const result: RpcResult<unknown> = await service.handle(channel, request);
      expect(structuredClone(result), channel).toEqual(result);
    }
    expect(events.length).toBeGreaterThan(3);
    expect(structuredClone(events)).toEqual(events);
  });
});

describe('projects', () => {
  test('without one, edits say so', async () => {
    const { errorOf } = startService();
    expect(await errorOf('edit.undo')).toEqual({ code: 'noProject', message: 'No project is open.' });
    expect((await errorOf('document.load')).code).toBe('noProject');
  });

  test('create, edit, close, open: the document and the session are there', async () => {
    const { call, path } = await startWithProject();
    await call('edit.run', { command: 'shot.add', args: {}, selection: [] });
    await call('session.save', { session: { playhead: 12 } });
    await call('project.closeCurrent');
    const opened = await call<OpenedProject>('project.openAt', { path });
    expect(opened).toEqual({
      folderName: 'Film',
      location: path,
      revision: 1,
      history: { undoLabel: 'New Shot', redoLabel: null },
      isReadOnly: false,
      network: null,
    });
    const { records } = await call<{ records: { kind: string }[] }>('document.load');
    expect(records.map(({ kind }) => kind)).toEqual(['project', 'scene', 'shot']);
    expect(await call('session.load')).toEqual({ playhead: 12 });
  });

  test('the document is sent in parts while it opens, and when it is asked for', async () => {
    const { service, events, call, path } = await startWithProject();
    const action = 'x'.repeat(20_000);
    for (let index = 0; index < 60; index += 1) {
      const args = { lengthFrames: 24, fields: { action } };
      await call('edit.run', { command: 'shot.add', args, selection: [] });
    }
    const { records } = await call<{ records: { id: string }[] }>('document.load');
    for (const ask of [
      async () => {
        await call('project.openAt', { path, mediaBase: 'ekonte://media/x/' });
        await call('document.sendRest');
      },
      () => call('document.send'),
    ]) {
      events.length = 0;
      await ask();
      const parts = events.flatMap(({ event, payload }) =>
        event === 'document.part' ? [payload as DocumentPart] : [],
      );
      expect(parts.length).toBeGreaterThan(1);
      expect(parts.map(({ index }) => index)).toEqual(parts.map((_part, index) => index));
      expect(new Set(parts.map(({ sending, mediaBase }) => `${mediaBase} ${sending}`)).size).toBe(1);
      expect(parts.slice(0, -1).every(({ end }) => end === null)).toBe(true);
      expect(parts.at(-1)?.end).toEqual({
        revision: 60,
        history: { undoLabel: expect.any(String), redoLabel: null },
      });
      const sent = parts.flatMap(recordsOfPart);
      const byId = (list: readonly { id: string }[]) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
      expect(byId(sent)).toEqual(byId(records));
    }
    await service.dispose();
  });

  test('of a long film the outline is sent while it opens, and the rest, as it was then, when it is asked for', async () => {
    const { service, events, call, path } = await startWithProject();
    const lines = Array.from({ length: 20 }, () => 'x'.repeat(20_000));
    await call('edit.run', { command: 'shot.addFromText', args: { lines }, selection: [] });
    const { records } = await call<{ records: { id: string; kind: string }[] }>('document.load');
    const shotIds = records.flatMap(({ id, kind }) => (kind === 'shot' ? [id] : []));
    const move = { name: 'zoomIn', strength: 0.5, easing: 'linear' };
    await call('edit.run', { command: 'camera.setMove', args: { shotIds, move }, selection: [] });
    await call('session.save', { session: { workspace: 'review' } });
    events.length = 0;
    await call('project.openAt', { path, mediaBase: 'ekonte://media/x/' });
    const parts = () =>
      events.flatMap(({ event, payload }) => (event === 'document.part' ? [payload as DocumentPart] : []));
    const isKey = ({ kind }: { kind: string }) => kind === 'cameraKeyframe';
    expect(parts().at(-1)).toMatchObject({ outline: { session: { workspace: 'review' } }, end: null });
    expect(parts().flatMap(recordsOfPart).filter(isKey)).toEqual([]);

    await call('edit.run', { command: 'project.rename', args: { name: 'Other' }, selection: [] });
    await call('document.sendRest');
    expect(new Set(parts().map(({ sending }) => sending)).size).toBe(1);
    expect(parts().at(-1)?.end?.revision).toBe(2);
    const keys = parts().flatMap(recordsOfPart).filter(isKey).length;
    expect(keys).toBeGreaterThanOrEqual(20);
    // Gone once, it is the whole document that comes.
    events.length = 0;
    await call('document.sendRest');
    expect(parts().at(-1)?.end?.revision).toBe(3);
    expect(parts().flatMap(recordsOfPart)).toHaveLength(records.length + keys);
    await service.dispose();
  });

  test('while the document is sent others are answered, and it is sent as it was when asked for', async () => {
    const { events, call } = await startWithProject();
    const lines = Array.from({ length: 60 }, () => 'x'.repeat(20_000));
    await call('edit.run', { command: 'shot.addFromText', args: { lines }, selection: [] });
    const rename = { command: 'project.rename', args: { name: 'Other' }, selection: [] };
    events.length = 0;
    await Promise.all([call('document.send'), call('edit.run', rename)]);
    const names = events.map(({ event }) => event);
    expect(names[0]).toBe('document.part');
    expect(names.indexOf('document.changed')).toBeLessThan(names.lastIndexOf('document.part'));
    const ends = () =>
      events.flatMap(({ event, payload }) =>
        event === 'document.part' && (payload as DocumentPart).end ? [payload as DocumentPart] : [],
      );
    expect(ends().map(({ end }) => end?.revision)).toEqual([1]);

    events.length = 0;
    await Promise.all([call('document.send'), call('document.send')]);
    // The second takes the place of the first.
    expect(ends().map(({ end }) => end?.revision)).toEqual([2]);
    const last = events.flatMap(({ payload }) =>
      (payload as DocumentPart).sending === ends()[0]?.sending ? [payload as DocumentPart] : [],
    );
    expect(last.flatMap(recordsOfPart)).toHaveLength(62);
  });

  test('opening another project closes the first', async () => {
    const { call, path } = await startWithProject();
    await call('project.createAt', { path: join(path, '..', 'Other.ekonte'), ...newFilm });
    const other = startService();
    expect(await other.call('project.openAt', { path })).toMatchObject({ folderName: 'Film' });
  });

  test('openings that come at once go one after the other', async () => {
    const { call, path } = await startWithProject();
    const opened = await Promise.all([1, 2, 3].map(() => call<OpenedProject>('project.openAt', { path })));
    expect(opened.map(({ folderName }) => folderName)).toEqual(['Film', 'Film', 'Film']);
  });

  test('a failed opening says why, and the project that was open stays', async () => {
    const { call, errorOf, path } = await startWithProject();
    expect(await errorOf('project.openAt', { path: `${path}/nowhere` })).toMatchObject({ code: 'notFound' });
    expect(await call('recents.list')).toMatchObject([{ location: path }]);
    expect(await call('document.load')).toMatchObject({ revision: 0 });
  });
});

describe('edits', () => {
  test('the reply follows the event and says the same', async () => {
    const { call, events } = await startWithProject();
    const committed = await call<Committed>('edit.run', { command: 'shot.add', args: {}, selection: ['a'] });
    expect(events.filter(({ event }) => event === 'document.changed')).toEqual([
      { event: 'document.changed', payload: committed },
    ]);
    expect(await call('edit.undo')).toMatchObject({ source: 'undo', selection: ['a'] });
  });

  test.each([
    ['a command there is not', 'shot.fly', {}, 'badRequest'],
    ['a command of the import', 'media.add', {}, 'badRequest'],
    ['a command of the queue', 'take.arrive', {}, 'badRequest'],
    ['arguments of the wrong shape', 'shot.setLength', { shotIds: [], lengthFrames: 10 }, 'badRequest'],
    ['a shot there is not', 'shot.delete', { shotIds: ['sht_aaaaaaaaaaaa'] }, 'notFound'],
    ['a plan that says no', 'scene.move', null, 'refused'],
  ])('%s is refused in words', async (_, command, args, code) => {
    const { call, errorOf } = await startWithProject();
    await call('edit.run', { command: 'scene.add', args: { id: 'scn_aaaaaaaaaaaa' }, selection: [] });
    const request = args ?? { sceneId: 'scn_aaaaaaaaaaaa', index: 7 };
    const error = await errorOf('edit.run', { command, args: request, selection: [] });
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^["A-Z].*\.$/);
    expect(await call('edit.undo')).toMatchObject({ label: 'Add Scene' });
  });

  test('an edit that changes nothing answers null', async () => {
    const { call } = await startWithProject();
    expect(
      await call('edit.run', { command: 'project.rename', args: { name: 'Film' }, selection: [] }),
    ).toBeNull();
  });
});

describe('the library', () => {
  test('keeps recent projects, newest first, and knows which are missing', async () => {
    const { call, path } = await startWithProject();
    await call('edit.run', { command: 'shot.add', args: { lengthFrames: 48 }, selection: [] });
    await call('project.closeCurrent');
    const [recent] = await call<{ id: string }[]>('recents.list');
    expect(recent).toMatchObject({
      name: 'Film',
      location: path,
      shotCount: 1,
      lengthFrames: 48,
      isMissing: false,
    });
    expect(await call('recents.locate', { recentId: recent?.id })).toEqual({ path });
    await call('recents.remove', { recentId: recent?.id });
    expect(await call('recents.list')).toEqual([]);
  });

  test('keeps the picture that the window makes of a project', async () => {
    const { call, errorOf } = await startWithProject();
    const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0);
    await call('recents.savePicture', { picture: jpeg });
    expect((await errorOf('recents.savePicture', { picture: Uint8Array.of(1, 2) })).code).toBe('unsupported');
    expect((await errorOf('recents.savePicture', { picture: new Uint8Array(600_000) })).code).toBe(
      'badRequest',
    );
    await call('project.closeCurrent');
    const [recent] = await call<{ id: string; pictureUrl: string | null }[]>('recents.list');
    expect(recent?.pictureUrl).toContain(recent?.id);
    const { path } = await call<{ path: string }>('recents.locatePicture', { recentId: recent?.id });
    expect(new Uint8Array(readFileSync(path))).toEqual(jpeg);
  });

  test('settings last, and are capped', async () => {
    const userData = temporaryFolder();
    const first = startService(userData);
    await first.call('settings.save', { settings: { volume: 0.5 } });
    expect((await first.errorOf('settings.save', { settings: 'x'.repeat(1_100_000) })).code).toBe('tooLarge');
    await first.service.dispose();
    expect(await startService(userData).call('settings.load')).toEqual({ volume: 0.5 });
  });

  test('a damaged library is put aside, a project opens all the same', async () => {
    const userData = temporaryFolder();
    writeFileSync(join(userData, 'library.db'), 'x'.repeat(5_000));
    const { call } = startService(userData);
    expect(await call('settings.load')).toBeNull();
    expect(existsSync(join(userData, 'library.db.damaged'))).toBe(true);
  });

  test('without a library, projects open and recents say so', async () => {
    const { call, errorOf } = startService(null);
    await call('project.createAt', { path: join(temporaryFolder(), 'Film.ekonte'), ...newFilm });
    expect((await errorOf('recents.list')).code).toBe('unsupported');
  });
});
