import { mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { endedJobStates } from '@shared/generation/job';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { KillableWorker, WorkerBundle } from '../killableWorker';

const video = resolve(import.meta.dirname, '../../fixtures/media/clip-23.976.mp4');
const bundle = new WorkerBundle('program-kills');

/** Writes down when it begins and why it ends; makes its clip when there is a file named "gate". */
const program = `
import { appendFileSync, copyFileSync, existsSync, watch } from 'node:fs';
const [folder, video] = process.argv.slice(2);
const note = (word) => appendFileSync(folder + '/log', word + '\\n');
const say = (line) => process.stdout.write(JSON.stringify(line) + '\\n');
const finish = () => {
  if (!existsSync(folder + '/gate')) return;
  copyFileSync(video, 'clip.mp4');
  note('made');
  say({ type: 'output', file: 'clip.mp4' });
  process.exit(0);
};
process.stdin.once('data', (line) => {
  note('begun ' + JSON.parse(line).job);
  watch(folder, finish);
  finish();
  say({ type: 'progress', done: 1, total: 2, words: 'Half' });
});
process.stdin.on('end', () => { note('left'); process.exit(1); });
`;

let folder: string;
let stage: string;
let workers: KillableWorker[] = [];

beforeAll(() => bundle.build());
afterAll(() => bundle.remove());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ekonte-programs-'));
  stage = mkdtempSync(join(tmpdir(), 'ekonte-stage-'));
  writeFileSync(join(stage, 'log'), '');
  writeFileSync(join(folder, 'program.mjs'), program);
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  workers = [];
  rmSync(folder, { recursive: true, force: true });
  rmSync(stage, { recursive: true, force: true });
});

const log = (): string[] => readFileSync(join(stage, 'log'), 'utf8').split('\n').filter(Boolean);

async function untilLogged(word: string, times: number): Promise<void> {
  const isThere = (): boolean => log().filter((line) => line.startsWith(word)).length >= times;
  await new Promise<void>((done) => {
    const look = (): void => {
      if (!isThere()) return;
      watcher.close();
      done();
    };
    const watcher = watch(stage, look);
    look();
  });
}

async function startWorker(): Promise<KillableWorker> {
  const worker = await KillableWorker.start(bundle, folder);
  workers.push(worker);
  return worker;
}

it('killed twice in the middle: the program leaves by itself, starts over with the same name, and there is one take', async () => {
  let worker = await startWorker();
  await worker.createFilm();
  const saved = await worker.call<{ id: string }>('programs.saveAt', {
    programId: null,
    path: process.execPath,
  });
  const changed = {
    ...saved,
    arguments: [join(folder, 'program.mjs'), stage, video],
    name: 'Half',
    makes: 'video',
    isEnabled: true,
  };
  await worker.call('programs.save', { program: changed });
  await worker.submitClip('command', { programId: saved.id });
  for (let round = 1; round <= 2; round += 1) {
    await worker.until((jobs) => jobs.some(({ step }) => step === 'Half'));
    await worker.kill();
    await untilLogged('left', round);
    worker = await startWorker();
    await worker.openFilm();
  }
  await untilLogged('begun', 3);
  writeFileSync(join(stage, 'gate'), '');
  await worker.until((jobs) => jobs.some(({ state }) => endedJobStates.includes(state)));
  expect([...worker.jobs.values()].map(({ state, error }) => [state, error])).toEqual([['done', null]]);
  expect(await worker.takeCount()).toBe(1);
  const begun = log().filter((line) => line.startsWith('begun'));
  expect(begun).toHaveLength(3);
  expect(new Set(begun).size).toBe(1);
  expect(log().filter((line) => line === 'made')).toHaveLength(1);
});
