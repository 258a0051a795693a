import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RpcResult } from '@shared/rpc/result';
import type { WindowEvents } from '@shared/rpc/table';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../testing/projects';
import { WorkerService } from '../workerService';
import { addCopied, changeProject, makeProject } from './testing/archiveProject';

type Progress = WindowEvents['archive.progress'];

/** A worker with a project of some megabytes open in it. */
async function startWorker() {
  const around = temporaryFolder();
  const folder = makeProject(around);
  changeProject(folder, (database) => {
    for (let count = 1; count < 6; count += 1) {
      addCopied(folder, database, `${count}.png`, Buffer.alloc(4_000_000, count));
    }
  });
  const progress: Progress[] = [];
  const listeners = new Set<(event: Progress) => void>();
  const service = new WorkerService({
    userDataPath: null,
    emit: (event, payload) => {
      if (event !== 'archive.progress') return;
      progress.push(payload as Progress);
      for (const listener of listeners) listener(payload as Progress);
    },
    renderHost: null,
    now: Date.now,
  });
  onTestFinished(() => service.dispose());
  const call = async (channel: string, request: unknown): Promise<RpcResult<unknown>> =>
    service.handle(channel, request);
  await call('project.openAt', { path: folder });
  /** Resolves at the first bytes. */
  const begun = (): Promise<void> =>
    new Promise((resolve) => {
      listeners.add((event) => {
        if ('done' in event && event.done > 0) resolve();
      });
    });
  return { around, folder, service, call, progress, begun };
}

const packTo = (around: string) => ({
  path: join(around, 'Film.ekontez'),
  replace: false,
  includeLinked: true,
});

test('progress goes from nothing to all, and an end follows whatever comes of it', async () => {
  const { around, call, progress } = await startWorker();
  const packed = await call('archive.packTo', packTo(around));
  expect(packed).toMatchObject({ ok: true, value: { mediaCount: 5 } });
  expect(progress[0]).toMatchObject({ kind: 'pack', name: 'Film.ekontez', done: 0 });
  expect(progress.at(-1)).toEqual({ ended: true });
  const last = progress.at(-2);
  expect(last).toMatchObject({ done: (last as { total: number }).total });
  const request = { archivePath: join(around, 'Film.ekontez'), folder: join(around, 'Film.ekonte') };
  expect(await call('archive.unpackAt', request)).toMatchObject({ error: { code: 'alreadyExists' } });
  expect(progress.at(-1)).toEqual({ ended: true });
});

test('one at a time; the first goes on', async () => {
  const { around, call } = await startWorker();
  const first = call('archive.packTo', packTo(around));
  const second = await call('archive.packTo', { ...packTo(around), path: join(around, 'Other.ekontez') });
  expect(second).toMatchObject({ ok: false, error: { code: 'refused' } });
  expect(await first).toMatchObject({ ok: true });
});

test('the project may be closed while it is packed, and edited until then', async () => {
  const { around, folder, call, begun } = await startWorker();
  const isUnderWay = begun();
  const packing = call('archive.packTo', packTo(around));
  await isUnderWay;
  const edit = { command: 'shot.add', args: { lengthFrames: 24 }, selection: [] };
  expect(await call('edit.run', edit)).toMatchObject({ ok: true });
  expect(await call('project.closeCurrent', null)).toMatchObject({ ok: true });
  expect(await packing).toMatchObject({ ok: true, value: { mediaCount: 5 } });
  expect(readdirSync(folder)).not.toContain('project.db-wal');
});

test('called off, and ended with the worker, nothing of it stays', async () => {
  const { around, service, call, begun } = await startWorker();
  const isUnderWay = begun();
  const packing = call('archive.packTo', packTo(around));
  await isUnderWay;
  await call('archive.cancel', null);
  expect(await packing).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(readdirSync(around)).toEqual(['Film.ekonte']);
  const again = begun();
  const packingAgain = call('archive.packTo', packTo(around));
  await again;
  await service.dispose();
  expect(await packingAgain).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(existsSync(join(around, 'Film.ekontez'))).toBe(false);
  expect(readdirSync(around)).toEqual(['Film.ekonte']);
});
