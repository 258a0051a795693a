import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportReply } from '@shared/rpc/table';
import { selectSequence } from '@shared/shots/sequence';
import { expect, onTestFinished, test } from 'vitest';
import { newFilm, temporaryFolder } from '../testing/projects';
import { WorkerService } from '../workerService';
import { plainPng, wavBytes } from './testing/pictures';

test('an import of many files is committed in parts, in order, and is one step of Undo', async () => {
  const folder = temporaryFolder();
  const service = new WorkerService({
    userDataPath: null,
    emit: () => undefined,
    renderHost: null,
    now: Date.now,
  });
  onTestFinished(() => service.dispose());
  const call = async <T>(channel: string, request: unknown = null): Promise<T> => {
    const result = await service.handle(channel, request);
    if (!result.ok) throw new Error(`${channel}: ${result.error.message}`);
    return result.value as T;
  };
  await call('project.createAt', { path: join(folder, 'Film.ekonte'), ...newFilm });
  const { document } = service.session();
  await call('edit.run', { command: 'shot.add', args: {}, selection: [] });
  await call('edit.run', { command: 'shot.add', args: {}, selection: [] });
  const before = JSON.stringify(document.records());
  const [scene] = document.list('scene');

  const many = join(folder, 'many');
  mkdirSync(many);
  const count = 450;
  for (let index = 0; index < count; index += 1)
    writeFileSync(join(many, `${index}.png`), plainPng(8 + (index % 30), 8 + Math.floor(index / 30)));
  // A sound among them is no shot, and takes no place of one.
  writeFileSync(join(many, '100b.wav'), wavBytes(100));
  const reply = await call<ImportReply>('media.importPaths', {
    paths: [many],
    target: { as: 'shots', sceneId: scene?.id ?? null, index: 1 },
    link: true,
  });
  expect(reply.files.filter(({ ok }) => !ok)).toEqual([]);
  const names = selectSequence(document).shots.map(
    ({ shot }) => document.childrenOf('layer', shot.id)[0]?.name ?? 'empty',
  );
  expect(names).toEqual(['empty', ...Array.from({ length: count }, (_, index) => `${index}.png`), 'empty']);
  const after = JSON.stringify(document.records());
  expect(reply.committed?.history.undoLabel).toBe(`Import ${count + 1} Files as Shots`);
  await call('edit.undo');
  expect(JSON.stringify(document.records())).toBe(before);
  await call('edit.redo');
  expect(JSON.stringify(document.records())).toBe(after);
});
