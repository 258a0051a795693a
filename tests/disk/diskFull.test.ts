import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyRecord } from '@shared/document/records';
import type { RpcResult } from '@shared/rpc/result';
import type { Committed } from '@shared/rpc/table';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkProject } from '../../electron/worker/database/checkProject';
import { plainPng, wavBytes } from '../../electron/worker/media/testing/pictures';
import { WorkerService } from '../../electron/worker/workerService';
import { contentOf, FilmModel } from '../crash/filmModel';
import { canMakeSmallDisk, makeSmallDisk, type SmallDisk } from '../e2e/helpers/smallDisk';

/** What a person does; each call is answered, or refused because the disk is full. */
type Step = readonly [channel: string, request: unknown];

const addShot: Step = edit('shot.add', { fields: { action: '霧の中の灯台。'.repeat(40) } });

function edit(command: string, args: unknown): Step {
  return ['edit.run', { command, args, selection: [] }];
}

/** Twenty steps of an hour's work; the disk fills up before each of them in turn. */
function steps(card: string): readonly Step[] {
  const importOf = (name: string): Step => [
    'media.importPaths',
    { paths: [join(card, name)], target: { as: 'media' }, link: false },
  ];
  return [
    edit('scene.add', { heading: 'EXT. CLIFF - NIGHT' }),
    addShot,
    importOf('small.png'),
    addShot,
    ['edit.undo', null],
    ['snapshots.create', { name: 'First cut' }],
    ['edit.redo', null],
    importOf('sound.wav'),
    edit('project.rename', { name: 'The Lighthouse' }),
    ['session.save', { session: { playhead: 48, note: 'x'.repeat(20_000) } }],
    addShot,
    edit('element.add', { type: 'character', name: 'ミナ' }),
    ['edit.undo', null],
    ['edit.undo', null],
    ['edit.redo', null],
    ['snapshots.create', { name: null }],
    addShot,
    importOf('large.wav'),
    edit('sound.addTrack', { type: 'music', name: 'Music' }),
    ['edit.undo', null],
  ];
}

const moments = Array.from({ length: 20 }, (_, moment) => moment);

// Only root on Linux can make a disk that is full for one test; elsewhere media/diskFull.test.ts stands for it.
describe.runIf(canMakeSmallDisk)('a disk that is full', () => {
  let place: string;
  let disk: SmallDisk;
  let commits: Committed[];
  let worker: WorkerService;

  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'ekonte-disk-'));
    disk = makeSmallDisk(place, 8);
    commits = [];
    worker = newWorker();
    const card = join(place, 'card');
    cpSync(join(import.meta.dirname, '..', 'fixtures', 'media'), card, { recursive: true });
    writeFileSync(join(card, 'small.png'), plainPng(64, 36));
    writeFileSync(join(card, 'sound.wav'), wavBytes(20_000));
    writeFileSync(join(card, 'large.wav'), wavBytes(400_000));
  });
  afterEach(async () => {
    await worker.dispose();
    disk.release();
    rmSync(place, { recursive: true, force: true });
  });

  const newWorker = () =>
    new WorkerService({
      userDataPath: null,
      emit: (event, payload) => {
        if (event === 'document.changed') commits.push(payload as Committed);
      },
      renderHost: null,
      now: Date.now,
    });

  async function require<T>(channel: string, request: unknown): Promise<T> {
    const result = await worker.handle(channel, request);
    if (!result.ok) throw new Error(`${channel}: ${result.error.code}: ${result.error.message}`);
    return result.value as T;
  }

  const load = () => require<{ revision: number; records: AnyRecord[] }>('document.load', null);

  /** Answers, or says that the disk is full. Whatever was committed is in the model. */
  async function take(step: Step, model: FilmModel): Promise<RpcResult<unknown>> {
    const result = await worker.handle(...step);
    for (const committed of commits.splice(0)) model.apply(committed);
    const failed = failureOf(result);
    if (failed) {
      expect(failed.code, `${step[0]}: ${failed.message}`).toBe('diskFull');
      expect(failed.message).toMatch(/room|full|space/i);
    }
    return result;
  }

  test.each(moments)(
    'before step %i: what was done is kept, the rest says why, and work goes on after',
    async (moment) => {
      const folder = join(disk.folder, 'Film.ekonte');
      await require('project.createAt', {
        path: folder,
        name: 'Film',
        rate: { num: 24, den: 1 },
        frameSize: { width: 1920, height: 1080 },
        mediaBase: '',
      });
      const first = await load();
      const model = new FilmModel(first.records, first.revision);
      const work = steps(join(place, 'card'));
      for (const step of work.slice(0, moment)) expect(failureOf(await take(step, model))).toBeUndefined();

      disk.fill();
      let refused = 0;
      for (const step of work.slice(moment)) if (failureOf(await take(step, model))) refused += 1;
      // Edits that the log's own room still holds may go through; a disk that is full is not passed over in silence.
      for (let more = 0; more < 200 && refused === 0; more += 1)
        if (failureOf(await take(addShot, model))) refused += 1;
      expect(refused).toBeGreaterThan(0);
      expect(contentOf((await load()).records)).toBe(model.content);

      disk.makeRoom();
      expect(failureOf(await take(addShot, model))).toBeUndefined();
      expect(failureOf(await take(['edit.undo', null], model))).toBeUndefined();
      await require('project.closeCurrent', null);
      expect(await checkProject(folder)).toEqual([]);
      await require('project.openAt', { path: folder, mediaBase: '' });
      expect(contentOf((await load()).records)).toBe(model.content);
    },
  );
});

/** Of a call, or of the one file of an import. */
function failureOf(
  result: RpcResult<unknown>,
): { readonly code: string; readonly message: string } | undefined {
  if (!result.ok) return result.error;
  const files = (result.value as { files?: { ok: boolean; code: string; message: string }[] } | null)?.files;
  return files?.find(({ ok }) => !ok);
}
