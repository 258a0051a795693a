import type { ShotId } from '@shared/document/ids';
import { checkInvariants } from '@shared/document/invariants';
import type { Committed, Snapshot } from '@shared/rpc/table';
import { expect, test } from 'vitest';
import { arriveTake } from './database/testing/edits';
import { startTestProject } from './testing/service';

const lines = Array.from({ length: 700 }, (_, index) => `Stair ${index}`);

/** A film of more records than an edit changes in one turn. */
async function startLargeProject() {
  const project = await startTestProject();
  const { database } = project.service.session();
  await project.edit('shot.addFromText', { lines });
  const shotIds = database.document.list('shot').map(({ id }) => id);
  const move = { name: 'dollyIn', strength: 1, easing: 'linear' };
  const moved = await project.edit('camera.setMove', { shotIds, move });
  expect(moved?.diff.added.length).toBeGreaterThan(1_000);
  return { ...project, database, shotIds };
}

test('edits, undo and redo come in the order they were asked for, also while a large one is being made', async () => {
  const { edit, call, database, events, shotIds } = await startLargeProject();
  const last = shotIds.at(-1);
  const told = events.length;
  const replies = await Promise.all([
    edit('shot.delete', { shotIds: shotIds.slice(0, -1) }),
    edit('shot.edit', { shotIds: [last], fields: { action: 'The keeper waves' } }),
    call<Committed | null>('edit.undo'),
    call<Committed | null>('edit.undo'),
    edit('shot.edit', { shotIds: [shotIds[0]], fields: { action: 'Dawn' } }),
    edit('shot.duplicate', { shotIds }),
    edit('shot.edit', { shotIds: [last], fields: { notes: 'Late' } }),
    call<Committed | null>('history.goTo', { position: 3 }),
  ]);
  expect(replies.map((reply) => reply?.revision)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  expect(replies.map((reply) => reply?.source)).toEqual([
    'user',
    'user',
    'undo',
    'undo',
    'user',
    'user',
    'user',
    'undo',
  ]);
  const commits = events.slice(told).filter(({ event }) => event === 'document.changed');
  expect(commits.map(({ payload }) => payload)).toEqual(replies);
  expect(database.document.list('shot')).toHaveLength(700);
  expect(database.document.require('shot', shotIds[0] as ShotId).action).toBe('Dawn');
  expect(database.document.list('shot').at(-1)?.notes).toBe('');
  expect(checkInvariants(database.document)).toEqual([]);
});

test('what a job brings does not wait for a large edit, which is planned anew', async () => {
  const { edit, database, shotIds } = await startLargeProject();
  const working = edit('shot.delete', { shotIds });
  await new Promise(setImmediate);
  const arrived = arriveTake(database, shotIds[0] as ShotId);
  expect(arrived.revision).toBe(3);
  expect((await working)?.revision).toBe(4);
  expect(database.document.list('take')).toEqual([]);
  expect(checkInvariants(database.document)).toEqual([]);
});

test('a large edit that is refused leaves the next one alone', async () => {
  const { edit, errorOf, shotIds } = await startLargeProject();
  const [refused, done] = await Promise.all([
    errorOf('edit.run', {
      command: 'shot.setLength',
      args: { shotIds, lengthFrames: 0 },
      selection: [],
    }),
    edit('shot.edit', { shotIds: [shotIds[0]], fields: { action: 'Dawn' } }),
  ]);
  expect(refused.code).toBe('badRequest');
  expect(done?.revision).toBe(3);
});

test('a version and the end of the project come after a large edit that was asked for before', async () => {
  const { edit, call, open, path, shotIds } = await startLargeProject();
  const [deleted, kept] = await Promise.all([
    edit('shot.delete', { shotIds: shotIds.slice(1) }),
    call<Snapshot>('snapshots.create', { name: 'One shot' }),
  ]);
  expect([deleted?.revision, kept.revision, kept.shots]).toEqual([3, 3, 1]);
  const [undone] = await Promise.all([call<Committed | null>('edit.undo'), call('project.closeCurrent')]);
  expect(undone?.revision).toBe(4);
  expect(await open(path)).toMatchObject({ revision: 4 });
});
